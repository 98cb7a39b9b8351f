#include "rehearse/json/scores_writer.hpp"

#include <algorithm>
#include <string_view>

#include "rehearse/simulation/simulation.hpp"

namespace rehearse::json {
namespace {

class ContactScoresWriter {
 public:
  ContactScoresWriter(Writer& writer, const Replay& replay) : writer_(writer), replay_(replay) {}

  void write(std::uint32_t first, std::uint32_t count) {
    const std::uint32_t size = version(0).world().contacts.size();
    const std::uint64_t all = std::uint64_t{size} + replay_.onlyInSecond().size();
    const std::uint64_t end = std::min(std::uint64_t{first} + count, all);
    writer_.beginArray();
    for (std::uint64_t place = first; place < end; ++place) {
      const auto contact = static_cast<std::uint32_t>(place);
      contact < size ? writeOfFirst(contact) : writeOfSecond(replay_.onlyInSecond()[contact - size]);
    }
    writer_.endArray();
  }

 private:
  const ReplayVersion& version(std::size_t index) const { return replay_.version(index); }
  bool isComparison() const { return replay_.versionCount() == 2; }
  std::string_view idOf(std::size_t index, std::uint32_t contact) const {
    return version(index).world().symbols.text(version(index).world().contacts.id(contact));
  }

  void writeOfFirst(std::uint32_t contact) {
    begin(0, contact);
    writeScore(version(0).world().contacts.score(contact));
    if (isComparison()) {
      const std::uint32_t other = findContact(version(1).world(), idOf(0, contact));
      writeScore(other == noIndex ? emptyScore : version(1).world().contacts.score(other));
    }
    writer_.endArray();
  }

  void writeOfSecond(std::uint32_t contact) {
    begin(1, contact);
    writeScore(emptyScore);
    writeScore(version(1).world().contacts.score(contact));
    writer_.endArray();
  }

  void begin(std::size_t index, std::uint32_t contact) {
    writer_.beginArray().value(idOf(index, contact));
    writeScore(version(index).scoreAtStart(contact));
  }

  void writeScore(std::int32_t score) { score == emptyScore ? writer_.null() : writer_.value(score); }

  Writer& writer_;
  const Replay& replay_;
};

}  // namespace

void writeContactScores(Writer& writer, const Replay& replay, std::uint32_t first, std::uint32_t count) {
  ContactScoresWriter(writer, replay).write(first, count);
}

}  // namespace rehearse::json
