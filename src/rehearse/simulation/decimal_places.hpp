#pragma once

namespace rehearse {

/// How many digits after the point a number is written with; 0 for those that are written with an exponent.
int decimalPlaces(double number);

/// The number rounded to so many digits after the point.
double roundedTo(double number, int places);

}  // namespace rehearse
