#include "rehearse/simulation/enrollments.hpp"

#include "unit/catch.hpp"

using namespace rehearse;

namespace {

std::vector<std::uint64_t> numbersOf(const Enrollments& enrollments, std::uint32_t contact) {
  std::vector<std::uint64_t> numbers;
  for (std::uint32_t slot = enrollments.oldest(contact); slot != noIndex; slot = enrollments[slot].next) {
    numbers.push_back(enrollments[slot].number);
  }
  return numbers;
}

}  // namespace

TEST_CASE("an enrollment is its contact's once it stays, and is numbered whether it does or not") {
  Enrollments enrollments;
  const std::uint32_t gone = enrollments.add(5, 0, noIndex);
  CHECK(enrollments[gone].number == 1);
  CHECK(!enrollments.stays(5, 0));
  enrollments.remove(gone);
  const std::uint32_t oldest = enrollments.add(5, 0, noIndex);
  CHECK(oldest == gone);
  CHECK(enrollments[oldest].waitSerial == 0);
  enrollments.stay(oldest);
  enrollments.stay(oldest);
  const std::uint32_t middle = enrollments.add(5, 3, noIndex);
  enrollments.stay(middle);
  const std::uint32_t youngest = enrollments.add(5, 2, noIndex);
  enrollments.stay(youngest);
  const std::uint32_t other = enrollments.add(1, 2, noIndex);
  enrollments.stay(other);
  CHECK(enrollments.staying() == 4);
  CHECK(numbersOf(enrollments, 5) == std::vector<std::uint64_t>{2, 3, 4});
  CHECK(numbersOf(enrollments, 1) == std::vector<std::uint64_t>{5});
  CHECK(enrollments.stays(5, 3));
  CHECK(!enrollments.stays(1, 3));
  enrollments.remove(middle);
  CHECK(!enrollments.stays(5, 3));
  CHECK(numbersOf(enrollments, 5) == std::vector<std::uint64_t>{2, 4});
  enrollments.remove(youngest);
  enrollments.remove(oldest);
  CHECK(numbersOf(enrollments, 5).empty());
  CHECK(enrollments.oldest(100) == noIndex);
  enrollments.remove(other);
  CHECK(enrollments.staying() == 0);
}
