#include "rehearse/model/time.hpp"

#include <array>
#include <chrono>

namespace rehearse {
namespace {

struct Unit {
  char letter;
  Duration length;
};
constexpr std::array<Unit, 5> units{{{'w', week}, {'d', day}, {'h', hour}, {'m', minute}, {'s', second}}};

/// Takes from `text` what it reads, so that a sequence of calls reads a format from left to right.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool take(char expected) {
    if (text_.empty() || text_.front() != expected) {
      return false;
    }
    text_.remove_prefix(1);
    return true;
  }

  /// Exactly `digits` digits that make a number from `minimum` to `maximum`.
  std::optional<int> takeNumber(std::size_t digits, int minimum, int maximum) {
    if (text_.size() < digits) {
      return std::nullopt;
    }
    int number = 0;
    for (const char letter : text_.substr(0, digits)) {
      if (letter < '0' || letter > '9') {
        return std::nullopt;
      }
      number = number * 10 + (letter - '0');
    }
    text_.remove_prefix(digits);
    return number >= minimum && number <= maximum ? std::optional(number) : std::nullopt;
  }

  /// One to three digits after a point, as milliseconds.
  std::optional<int> takeMilliseconds() {
    int number = 0;
    std::size_t digits = 0;
    while (digits < 3 && digits < text_.size() && text_[digits] >= '0' && text_[digits] <= '9') {
      number = number * 10 + (text_[digits] - '0');
      ++digits;
    }
    if (digits == 0) {
      return std::nullopt;
    }
    text_.remove_prefix(digits);
    for (; digits < 3; ++digits) {
      number *= 10;
    }
    return number;
  }

  /// `+hh:mm` or `-hh:mm`, in milliseconds.
  std::optional<Duration> takeOffset() {
    const bool negative = take('-');
    if (!negative && !take('+')) {
      return std::nullopt;
    }
    const auto hours = takeNumber(2, 0, 14);
    if (!hours || !take(':')) {
      return std::nullopt;
    }
    const auto minutes = takeNumber(2, 0, *hours == 14 ? 0 : 59);
    if (!minutes) {
      return std::nullopt;
    }
    const Duration offset = *hours * hour + *minutes * minute;
    return negative ? -offset : offset;
  }

  bool atEnd() const { return text_.empty(); }

 private:
  std::string_view text_;
};

std::optional<Duration> takeTimeOfDay(Reader& reader) {
  const auto hours = reader.takeNumber(2, 0, 23);
  if (!hours || !reader.take(':')) {
    return std::nullopt;
  }
  const auto minutes = reader.takeNumber(2, 0, 59);
  if (!minutes) {
    return std::nullopt;
  }
  Duration time = *hours * hour + *minutes * minute;
  if (reader.take(':')) {
    const auto seconds = reader.takeNumber(2, 0, 59);
    if (!seconds) {
      return std::nullopt;
    }
    time += *seconds * second;
    if (reader.take('.')) {
      const auto milliseconds = reader.takeMilliseconds();
      if (!milliseconds) {
        return std::nullopt;
      }
      time += *milliseconds;
    }
  }
  return time;
}

std::string padded(std::int64_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

/// Writes a number over the zeros that end before `end`.
void putDigits(std::string& text, std::size_t end, std::int64_t number) {
  for (; number != 0; number /= 10) {
    text[--end] = static_cast<char>('0' + number % 10);
  }
}

/// `2026-03-02`: its first moment in UTC.
std::optional<Instant> takeDate(Reader& reader) {
  const auto yearNumber = reader.takeNumber(4, 1, 9999);
  if (!yearNumber || !reader.take('-')) {
    return std::nullopt;
  }
  const auto monthNumber = reader.takeNumber(2, 1, 12);
  if (!monthNumber || !reader.take('-')) {
    return std::nullopt;
  }
  const auto dayNumber = reader.takeNumber(2, 1, 31);
  if (!dayNumber) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(*yearNumber),
                                         std::chrono::month(static_cast<unsigned>(*monthNumber)),
                                         std::chrono::day(static_cast<unsigned>(*dayNumber))};
  if (!date.ok()) {
    return std::nullopt;
  }
  return static_cast<Instant>(std::chrono::sys_days(date).time_since_epoch().count()) * day;
}

}  // namespace

std::optional<Instant> parseInstant(std::string_view text) {
  Reader reader(text);
  const auto date = takeDate(reader);
  if (!date || !reader.take('T')) {
    return std::nullopt;
  }
  const auto time = takeTimeOfDay(reader);
  if (!time) {
    return std::nullopt;
  }
  const auto offset = reader.take('Z') ? std::optional<Duration>(0) : reader.takeOffset();
  if (!offset || !reader.atEnd()) {
    return std::nullopt;
  }
  const Instant instant = *date + *time - *offset;
  return instant >= earliestInstant && instant <= latestInstant ? std::optional(instant) : std::nullopt;
}

std::string formatInstant(Instant instant) {
  Duration time = instant % day;
  if (time < 0) {
    time += day;
  }
  const auto days = std::chrono::days(static_cast<int>((instant - time) / day));
  const std::chrono::year_month_day date{std::chrono::sys_days(days)};
  // In place: lists of contacts and journals are full of times.
  std::string text = padded(int(date.year()), 4);
  const std::size_t year = text.size();
  text += "-00-00T00:00:00.000Z";
  putDigits(text, year + 3, unsigned(date.month()));
  putDigits(text, year + 6, unsigned(date.day()));
  putDigits(text, year + 9, time / hour);
  putDigits(text, year + 12, time / minute % 60);
  putDigits(text, year + 15, time / second % 60);
  putDigits(text, year + 19, time % second);
  return text;
}

std::optional<Duration> parseDuration(std::string_view text) {
  Duration total = 0;
  auto unit = units.begin();
  while (!text.empty()) {
    std::int64_t number = 0;
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
      number = number * 10 + (text[digits] - '0');
      if (number > maximumDuration / second) {
        return std::nullopt;
      }
      ++digits;
    }
    if (digits == 0 || digits == text.size()) {
      return std::nullopt;
    }
    while (unit != units.end() && unit->letter != text[digits]) {
      ++unit;
    }
    if (unit == units.end()) {
      return std::nullopt;
    }
    if (number > maximumDuration / unit->length) {
      return std::nullopt;
    }
    total += number * unit->length;
    ++unit;
    text.remove_prefix(digits + 1);
  }
  return total > 0 && total <= maximumDuration ? std::optional(total) : std::nullopt;
}

std::string formatDuration(Duration duration) {
  std::string text;
  for (const auto& unit : units) {
    if (const auto count = duration / unit.length; count > 0) {
      text += std::to_string(count) + unit.letter;
      duration -= count * unit.length;
    }
  }
  return text.empty() ? "0s" : text;
}

std::optional<Duration> parseSignedDuration(std::string_view text) {
  const bool negative = text.starts_with('-');
  const auto duration = parseDuration(negative ? text.substr(1) : text);
  return duration && negative ? std::optional(-*duration) : duration;
}

std::optional<Duration> parseTimeOfDay(std::string_view text) {
  constexpr std::size_t hoursAndMinutes = 5;
  Reader reader(text);
  const auto time = text.size() == hoursAndMinutes ? takeTimeOfDay(reader) : std::nullopt;
  return reader.atEnd() ? time : std::nullopt;
}

std::optional<Instant> parseDate(std::string_view text) {
  Reader reader(text);
  const auto date = takeDate(reader);
  return reader.atEnd() ? date : std::nullopt;
}

Instant startOfLocalDay(Instant instant, Duration utcOffset) {
  const Instant local = instant + utcOffset;
  const Duration time = local % day;
  return local - time - (time < 0 ? day : 0) - utcOffset;
}

std::optional<Duration> parseUtcOffset(std::string_view text) {
  Reader reader(text);
  const auto offset = reader.takeOffset();
  return reader.atEnd() ? offset : std::nullopt;
}

std::string formatUtcOffset(Duration offset) {
  const auto size = offset < 0 ? -offset : offset;
  return (offset < 0 ? '-' : '+') + padded(size / hour, 2) + ':' + padded(size / minute % 60, 2);
}

}  // namespace rehearse
