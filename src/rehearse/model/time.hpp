#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rehearse {

/// A moment: milliseconds since 1970-01-01T00:00:00Z, from year 0001 to year 9999.
using Instant = std::int64_t;

/// A length of time in milliseconds.
using Duration = std::int64_t;

inline constexpr Duration second = 1000;
inline constexpr Duration minute = 60 * second;
inline constexpr Duration hour = 60 * minute;
inline constexpr Duration day = 24 * hour;
inline constexpr Duration week = 7 * day;

/// The longest duration a document may name: 5,200 weeks, a little under 100 years.
inline constexpr Duration maximumDuration = 5200 * week;

/// The first moment there is: 0001-01-01T00:00:00Z.
inline constexpr Instant earliestInstant = -62'135'596'800'000;

/// The last moment there is: 9999-12-31T23:59:59.999Z.
inline constexpr Instant latestInstant = 253'402'300'799'999;

/// Where the clock starts by default: 2026-01-01T00:00:00Z.
inline constexpr Instant defaultClock = 1'767'225'600'000;

/// Stands for "no moment".
inline constexpr Instant noInstant = INT64_MIN;

/// Reads ISO 8601 with an offset: `2026-03-02T09:00:00Z`, `2026-03-02T09:00+01:00`; seconds and up to three digits of
/// their fraction may be left out. Nothing for any other text, for dates that do not exist, and outside the years 0001
/// to 9999.
std::optional<Instant> parseInstant(std::string_view text);

/// Writes `2026-03-02T09:00:00.000Z`.
std::string formatInstant(Instant instant);

/// Reads whole numbers with units, largest first, each unit at most once: `2w`, `1d12h`, `45m`, `30s`. Nothing for
/// any other text, for zero, and above `maximumDuration`.
std::optional<Duration> parseDuration(std::string_view text);

/// Writes a duration the way `parseDuration` reads it; a rest below one second is dropped and zero is "0s".
std::string formatDuration(Duration duration);

/// The same with `-` in front or without: `-3d`, `12h`.
std::optional<Duration> parseSignedDuration(std::string_view text);

/// Reads `09:00`, from `00:00` to `23:59`: how long after midnight; or nothing.
std::optional<Duration> parseTimeOfDay(std::string_view text);

/// Reads a date alone, `2026-05-04`: its first moment in UTC. Nothing for any other text, for dates that do not exist,
/// and outside the years 0001 to 9999.
std::optional<Instant> parseDate(std::string_view text);

/// The first moment of the day that it is at `instant` where clocks show UTC and `utcOffset`.
Instant startOfLocalDay(Instant instant, Duration utcOffset);

/// Reads `+02:00` or `-05:30`, up to 14 hours: the offset in milliseconds; or nothing.
std::optional<Duration> parseUtcOffset(std::string_view text);

/// Writes an offset the way `parseUtcOffset` reads it.
std::string formatUtcOffset(Duration offset);

}  // namespace rehearse
