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

TEST_CASE("times of day") {
  CHECK(parseTimeOfDay("00:00") == 0);
  CHECK(parseTimeOfDay("09:05") == 9 * hour + 5 * minute);
  CHECK(parseTimeOfDay("23:59") == 23 * hour + 59 * minute);
  for (const auto* text : {"", "9:00", "24:00", "09:60", "09:00:00", "09:00Z", " 09:00", "0900", "09.00"}) {
    INFO(text);
    CHECK_FALSE(parseTimeOfDay(text).has_value());
  }
}

TEST_CASE("durations before and after") {
  CHECK(parseSignedDuration("3d") == 3 * day);
  CHECK(parseSignedDuration("-1d12h") == -(day + 12 * hour));
  for (const auto* text : {"", "-", "--3d", "+3d", "- 3d", "-0d", "3d-"}) {
    INFO(text);
    CHECK_FALSE(parseSignedDuration(text).has_value());
  }
}

TEST_CASE("dates alone") {
  CHECK(parseDate("2026-05-04") == *parseInstant("2026-05-04T00:00:00Z"));
  CHECK(parseDate("2028-02-29") == *parseInstant("2028-02-29T00:00:00Z"));
  CHECK(parseDate("0001-01-01") == earliestInstant);
  for (const auto* text : {"", "2026-02-29", "2026-13-01", "2026-5-4", "2026-05-04T00:00:00Z", "2026-05-04 ",
                           "04.05.2026", "0000-01-01", "12026-05-04"}) {
    INFO(text);
    CHECK_FALSE(parseDate(text).has_value());
  }
}

TEST_CASE("the first moment of a day where clocks show something else") {
  const auto at = [](const char* text) { return *parseInstant(text); };
  CHECK(startOfLocalDay(at("2026-05-04T00:00:00Z"), 0) == at("2026-05-04T00:00:00Z"));
  CHECK(startOfLocalDay(at("2026-05-04T23:59:59.999Z"), 0) == at("2026-05-04T00:00:00Z"));
  CHECK(startOfLocalDay(at("2026-05-04T18:30:00Z"), *parseUtcOffset("+05:30")) == at("2026-05-04T18:30:00Z"));
  CHECK(startOfLocalDay(at("2026-05-04T18:29:59Z"), *parseUtcOffset("+05:30")) == at("2026-05-03T18:30:00Z"));
  CHECK(startOfLocalDay(at("2028-03-01T07:59:59Z"), *parseUtcOffset("-08:00")) == at("2028-02-29T08:00:00Z"));
  CHECK(startOfLocalDay(at("1969-12-31T12:00:00Z"), 0) == at("1969-12-31T00:00:00Z"));
  CHECK(startOfLocalDay(0, 0) == 0);
}
