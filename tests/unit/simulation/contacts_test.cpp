#include <array>
#include <random>

#include "rehearse/simulation/contacts.hpp"
#include "unit/catch.hpp"

using namespace rehearse;

TEST_CASE("the first contact with an email is found, whoever had it before and has it since") {
  constexpr std::array emails{Symbol{1}, Symbol{2}, Symbol{5}};
  Contacts contacts;
  CHECK(contacts.findByEmail(emails[0]) == noIndex);
  std::mt19937 random(7);
  const auto firstWith = [&](Symbol email) {
    for (std::uint32_t contact = 0; contact < contacts.size(); ++contact) {
      if (contacts.email(contact) == Value::text(email)) {
        return contact;
      }
    }
    return noIndex;
  };
  for (std::uint32_t step = 0; step < 5'000; ++step) {
    if (step % 100 == 0) {
      contacts.add(Symbol{100 + step}, 0);
    }
    const auto contact = static_cast<std::uint32_t>(random() % contacts.size());
    const auto pick = random() % 4;
    contacts.setEmail(contact, pick == 3 ? Value() : Value::text(emails[pick]));
    const Symbol asked = emails[random() % 3];
    REQUIRE(contacts.findByEmail(asked) == firstWith(asked));
  }
}
