#include "rehearse/simulation/decimal_places.hpp"

#include <cmath>
#include <string>

#include "rehearse/model/number.hpp"

namespace rehearse {

int decimalPlaces(double number) {
  std::string text;
  appendNumber(text, number);
  const auto point = text.find('.');
  const bool isPlain = point != std::string::npos && text.find('e') == std::string::npos;
  return isPlain ? static_cast<int>(text.size() - point - 1) : 0;
}

double roundedTo(double number, int places) {
  double scale = 1;
  for (int place = 0; place < places; ++place) {
    scale *= 10;
  }
  return std::round(number * scale) / scale;
}

}  // namespace rehearse
