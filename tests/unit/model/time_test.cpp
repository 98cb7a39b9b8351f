#include "unit/support.hpp"

using namespace rehearse;

TEST_CASE("moments are read with their offset and written in UTC") {
  CHECK(parseInstant("1970-01-01T00:00:00Z") == 0);
  CHECK(parseInstant("2026-01-01T00:00:00Z") == defaultClock);
  CHECK(formatInstant(*parseInstant("2026-03-02T09:00:00+02:00")) == "2026-03-02T07:00:00.000Z");
  CHECK(formatInstant(*parseInstant("2026-03-02T09:00-05:30")) == "2026-03-02T14:30:00.000Z");
  CHECK(formatInstant(*parseInstant("2024-02-29T23:59:59.5Z")) == "2024-02-29T23:59:59.500Z");
  CHECK(formatInstant(*parseInstant("0001-01-01T00:00:00Z")) == "0001-01-01T00:00:00.000Z");
  CHECK(parseInstant("9999-12-31T23:59:59.999Z") == latestInstant);
  CHECK(formatInstant(-1) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("what is no moment") {
  for (const auto* text :
       {"", "2026-03-02", "2026-03-02T09:00:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-04-31T00:00:00Z",
        "2026-03-02T24:00:00Z", "2026-03-02T09:60:00Z", "2026-03-02T09:00:00.Z", "2026-03-02T09:00:00.1234Z",
        "2026-03-02 09:00:00Z", "2026-03-02T09:00:00Zx", "2026-03-02T09:00:00+15:00", "2026-03-02T09:00:00+14:30",
        "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "٢٠٢٦-03-02T09:00:00Z"}) {
    INFO(text);
    CHECK_FALSE(parseInstant(text).has_value());
  }
}

TEST_CASE("durations") {
  CHECK(parseDuration("2w") == 2 * week);
  CHECK(parseDuration("1d12h") == day + 12 * hour);
  CHECK(parseDuration("45m") == 45 * minute);
  CHECK(parseDuration("90s") == 90 * second);
  CHECK(parseDuration("5200w") == maximumDuration);
  for (const auto* text : {"", "0s", "0d0h", "3", "d", "3 d", "3d ", "1h1d", "1d1d", "-1d", "1.5d", "1D", "5201w",
                           "5200w1s", "99999999999999999999s", "1x"}) {
    INFO(text);
    CHECK_FALSE(parseDuration(text).has_value());
  }
}

TEST_CASE("durations are written as they are read") {
  for (const auto* text : {"2w", "1d12h", "45m", "30s", "1w2d3h4m5s"}) {
    CHECK(formatDuration(*parseDuration(text)) == text);
  }
}

TEST_CASE("offsets") {
  CHECK(parseUtcOffset("+02:00") == 2 * hour);
  CHECK(parseUtcOffset("-05:30") == -(5 * hour + 30 * minute));
  CHECK(formatUtcOffset(*parseUtcOffset("-05:30")) == "-05:30");
  CHECK(formatUtcOffset(0) == "+00:00");
  CHECK_FALSE(parseUtcOffset("02:00").has_value());
  CHECK_FALSE(parseUtcOffset("+14:01").has_value());
  CHECK_FALSE(parseUtcOffset("Z").has_value());
}
