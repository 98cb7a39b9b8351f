#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "rehearse/model/number.hpp"
#include "support/random.hpp"
#include "unit/support.hpp"

namespace {

std::string written(double number) {
  std::string text;
  rehearse::appendNumber(text, number);
  return text;
}

}  // namespace

TEST_CASE("numbers are written the way JavaScript writes them") {
  CHECK(written(0) == "0");
  CHECK(written(-0.0) == "0");
  CHECK(written(10) == "10");
  CHECK(written(-42.5) == "-42.5");
  CHECK(written(0.1) == "0.1");
  CHECK(written(0.1 + 0.2) == "0.30000000000000004");
  CHECK(written(1.0 / 3) == "0.3333333333333333");
  CHECK(written(123456789012345680.0) == "123456789012345680");
  CHECK(written(1e21) == "1e+21");
  CHECK(written(1.5e300) == "1.5e+300");
  CHECK(written(0.000001) == "0.000001");
  CHECK(written(0.0000001) == "1e-7");
  CHECK(written(1.25e-9) == "1.25e-9");
  CHECK(written(9007199254740993.0) == "9007199254740992");
  CHECK(written(5e-324) == "5e-324");
  CHECK(written(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
  CHECK(written(std::numeric_limits<double>::infinity()) == "null");
}

using namespace rehearse;

TEST_CASE("numbers are read as JSON writes them, and as nothing else") {
  for (const char* bad : {"",   "-",   "+1",    "01",  "-01", ".5",    "1.",     "1e",    "1e+", "0x10", "1 ",
                          " 1", "1,5", "1_000", "inf", "nan", "1e999", "-1e999", "1.5.5", "1-1", "--1"}) {
    INFO(bad);
    CHECK(!parseNumber(bad));
  }
  CHECK(parseNumber("0") == 0.0);
  CHECK(!std::signbit(*parseNumber("-0")));
  CHECK(!std::signbit(*parseNumber("-0.0e5")));
  CHECK(parseNumber("-12") == -12.0);
  CHECK(parseNumber("0.1") == 0.1);
  CHECK(parseNumber("1e3") == 1000.0);
  CHECK(parseNumber("1E-2") == 0.01);
  CHECK(parseNumber("9007199254740993") == 9007199254740992.0);
  CHECK(parseNumber("123456789012345678901234567890") == 123456789012345678901234567890.0);
  CHECK(parseNumber("0.000000000000000000000000000001") == 1e-30);
  CHECK(parseNumber("1e-999") == 0.0);
  CHECK(parseNumber("1e99999999999999999999") == std::nullopt);
  CHECK(parseNumber("1e-99999999999999999999") == 0.0);
  CHECK(parseNumber("0e99999999999999999999") == 0.0);
  CHECK(parseNumber(std::string(400, '1')) == std::nullopt);
  CHECK(parseNumber("1.7976931348623157e308") == 1.7976931348623157e308);
  CHECK(parseNumber("5e-324") == 5e-324);
}

TEST_CASE("what is written is read back as the same number") {
  test::Random random(7);
  for (int count = 0; count < 20'000; ++count) {
    const std::uint64_t bits = (std::uint64_t{random.below(1U << 31U)} << 33U) ^
                               (std::uint64_t{random.below(1U << 31U)} << 11U) ^ random.below(1U << 31U);
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    number = count % 2 == 0 ? number : static_cast<double>(bits % 1'000'000'000) / 100;
    if (std::isfinite(number)) {
      std::string text;
      appendNumber(text, number);
      INFO(text);
      CHECK(parseNumber(text) == number);
    }
  }
}
