#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/api_simulation.hpp"

namespace rehearse::test {

/// A replay of the api that is disposed of with this, fed by rows of JSON as a reader of NDJSON would: the dictionary
/// and the columns are worked out here. Every answer must be JSON, or the program ends.
class ApiReplay {
 public:
  /// `started()` is false where it is refused.
  explicit ApiReplay(std::string_view workspaceText, const Json& options = Json::object());
  /// Of two versions.
  static ApiReplay comparing(std::string_view a, std::string_view b, const Json& options = Json::object());
  ApiReplay(const ApiReplay&) = delete;
  ApiReplay& operator=(const ApiReplay&) = delete;
  ~ApiReplay();

  bool started() const { return handle_ != 0; }
  std::uint32_t handle() const { return handle_; }
  /// What opening it was answered.
  const Json& opening() const { return opening_; }

  /// Rows of events, each an object with `at` (ISO 8601 or milliseconds) and what else an event has. All are one batch;
  /// the columns are those of `like`. The answer is that of the first call that fails, or of the last.
  Json rows(const std::vector<Json>& rows, const std::vector<Json>& like);
  Json rows(const std::vector<Json>& all) { return rows(all, all); }
  /// The same in batches of `size`; all answers must be `ok`.
  void rowsInBatches(const std::vector<Json>& rows, std::size_t size);
  Json contacts(const std::vector<Json>& contacts);
  Json finish(std::string_view end = "");
  /// The report's text; it must be finished without a fault.
  std::string report(std::string_view end = "");

  /// Forgets the dictionary's texts, if it may.
  Json forget();
  /// Puts texts into the dictionary; gives the answer.
  Json texts(const std::vector<std::pair<std::string, int>>& texts);
  /// Puts bytes into the room.
  void fill(const std::string& bytes);
  /// Notes what a call of `replayTexts` answered that was made without this.
  void noteTexts(const Json& answer) { sent_ = answer.value("texts", sent_); }

 private:
  struct Opening {
    Json answer;
  };

  explicit ApiReplay(Opening opening);
  std::uint32_t numberOf(const Json& value);
  std::vector<std::string> columnsOf(const std::vector<Json>& rows, std::vector<std::string> first) const;
  std::string cellsOf(const std::vector<Json>& rows, const std::vector<std::string>& columns);
  /// Says what the columns are, and sends the texts that are new in these rows: whether both went well.
  Json prepare(const char* table, const std::vector<std::string>& columns);

  Json opening_;
  std::uint32_t handle_ = 0;
  std::uint32_t sent_ = 0;  ///< how many texts the dictionary has
  std::map<std::pair<std::string, int>, std::uint32_t> numbers_;
  std::vector<std::pair<std::string, int>> unsent_;
};

}  // namespace rehearse::test
