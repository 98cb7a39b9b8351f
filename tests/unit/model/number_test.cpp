#include <limits>
#include <string>

#include "rehearse/model/number.hpp"
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
