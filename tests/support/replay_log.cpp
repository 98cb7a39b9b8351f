#include "support/replay_log.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <utility>

#include "rehearse/api/replay_api.hpp"

namespace rehearse::test {
namespace {

constexpr std::uint32_t emptyNumber = 0xFFFFFFFF;
enum Kind : int { text, number, yesNo, other };

template <class Number>
void append(std::string& bytes, Number number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

double timeOf(const Json& row) {
  const Json at = row.value("at", Json());
  if (at.is_string()) {
    return api::instantOf(at.get<std::string>());
  }
  return at.is_number() ? at.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

/// A row's cell, fields taken by their paths.
Json cellOf(const Json& row, const std::string& column) {
  constexpr std::string_view prefix = "fields.";
  if (column.starts_with(prefix)) {
    return row.value("fields", Json::object()).value(column.substr(prefix.size()), Json());
  }
  return row.value(column, Json());
}

}  // namespace

ApiReplay::ApiReplay(Opening opening) : opening_(std::move(opening.answer)), handle_(opening_.value("replay", 0U)) {}

ApiReplay::ApiReplay(std::string_view workspaceText, const Json& options)
    : ApiReplay(Opening{Json::parse(api::replayOpen(workspaceText, options.dump()))}) {}

ApiReplay ApiReplay::comparing(std::string_view a, std::string_view b, const Json& options) {
  return ApiReplay(Opening{Json::parse(api::compareOpen(a, b, options.dump()))});
}

ApiReplay::~ApiReplay() { api::replayDispose(handle_); }

std::uint32_t ApiReplay::numberOf(const Json& value) {
  if (value.is_null()) {
    return emptyNumber;
  }
  std::pair<std::string, int> key{value.dump(), other};
  if (value.is_string()) {
    key = {value.get<std::string>(), text};
  } else if (value.is_number() || value.is_boolean()) {
    key.second = value.is_number() ? number : yesNo;
  }
  const auto [place, isNew] = numbers_.emplace(key, sent_ + static_cast<std::uint32_t>(unsent_.size()));
  if (isNew) {
    unsent_.push_back(key);
  }
  return place->second;
}

void ApiReplay::fill(const std::string& bytes) {
  const auto address = api::replayRoom(handle_, static_cast<std::uint32_t>(bytes.size()));
  if (address != 0 && !bytes.empty()) {
    std::memcpy(reinterpret_cast<void*>(address), bytes.data(), bytes.size());
  }
}

Json ApiReplay::texts(const std::vector<std::pair<std::string, int>>& texts) {
  std::string ends;
  std::string kinds;
  std::string characters;
  for (const auto& [content, kind] : texts) {
    characters += content;
    append(ends, static_cast<std::uint32_t>(characters.size()));
    append(kinds, static_cast<std::uint8_t>(kind));
  }
  fill(ends + kinds + characters);
  Json answer = Json::parse(api::replayTexts(handle_, static_cast<std::uint32_t>(texts.size()),
                                             static_cast<std::uint32_t>(characters.size())));
  noteTexts(answer);
  return answer;
}

Json ApiReplay::forget() {
  Json answer = Json::parse(api::replayForget(handle_));
  if (answer["ok"].get<bool>()) {
    sent_ = 0;
    numbers_.clear();
    unsent_.clear();
  }
  return answer;
}

std::vector<std::string> ApiReplay::columnsOf(const std::vector<Json>& rows, std::vector<std::string> first) const {
  const auto add = [&](const std::string& name) {
    if (std::find(first.begin(), first.end(), name) == first.end()) {
      first.push_back(name);
    }
  };
  for (const Json& row : rows) {
    for (const auto& [key, value] : row.items()) {
      if (key == "fields" && value.is_object()) {
        for (const auto& [field, content] : value.items()) {
          add("fields." + field);
        }
      } else {
        add(key);
      }
    }
  }
  return first;
}

std::string ApiReplay::cellsOf(const std::vector<Json>& rows, const std::vector<std::string>& columns) {
  std::string bytes;
  for (const std::string& column : columns) {
    for (const Json& row : rows) {
      if (column == "row") {
        append(bytes, row.at("row").get<std::uint32_t>());
      } else if (column != "at") {
        append(bytes, numberOf(cellOf(row, column)));
      }
    }
  }
  return bytes;
}

Json ApiReplay::prepare(const char* table, const std::vector<std::string>& columns) {
  Json answer = Json::parse(api::replayColumns(handle_, table, Json(columns).dump()));
  if (answer["ok"].get<bool>() && !unsent_.empty()) {
    answer = texts(unsent_);
    unsent_.clear();
  }
  return answer;
}

Json ApiReplay::rows(const std::vector<Json>& rows, const std::vector<Json>& like) {
  const auto columns = columnsOf(like, {"at", "contact", "type"});
  const std::string cells = cellsOf(rows, columns);
  if (Json answer = prepare("events", columns); !answer["ok"].get<bool>()) {
    return answer;
  }
  std::string times;
  for (const Json& row : rows) {
    append(times, timeOf(row));
  }
  fill(times + cells);
  return Json::parse(api::replayRows(handle_, static_cast<std::uint32_t>(rows.size())));
}

void ApiReplay::rowsInBatches(const std::vector<Json>& all, std::size_t size) {
  for (std::size_t first = 0; first < all.size(); first += size) {
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(first + size, all.size()));
    if (!rows({begin, end})["ok"].get<bool>()) {
      std::abort();
    }
  }
}

Json ApiReplay::contacts(const std::vector<Json>& contacts) {
  const auto columns = columnsOf(contacts, {"id"});
  const std::string cells = cellsOf(contacts, columns);
  if (Json answer = prepare("contacts", columns); !answer["ok"].get<bool>()) {
    return answer;
  }
  fill(cells);
  return Json::parse(api::replayContacts(handle_, static_cast<std::uint32_t>(contacts.size())));
}

Json ApiReplay::finish(std::string_view end) { return Json::parse(api::replayFinish(handle_, end)); }

std::string ApiReplay::report(std::string_view end) {
  const Json answer = finish(end);
  if (!answer["ok"].get<bool>()) {
    std::abort();
  }
  return answer["report"].dump();
}

}  // namespace rehearse::test
