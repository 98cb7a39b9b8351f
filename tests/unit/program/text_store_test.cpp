#include <cstdint>
#include <string>
#include <vector>

#include "rehearse/program/chunked_list.hpp"
#include "rehearse/program/text_store.hpp"
#include "unit/support.hpp"

using namespace rehearse;

TEST_CASE("a store gives each text back, however long it is, and wherever a chunk ends") {
  TextStore store;
  std::vector<std::string> texts;
  std::vector<TextPlace> places;
  std::size_t characters = 0;
  const auto add = [&](std::size_t length) {
    texts.emplace_back(length, static_cast<char>('a' + texts.size() % 26));
    places.push_back(store.add(texts.back()));
    characters += length;
  };
  // Around the lengths that are written in one byte, and that fill a chunk to its last byte.
  for (const std::size_t length :
       {0U, 1U, 254U, 255U, 256U, 65'530U, 65'531U, 65'532U, 65'535U, 65'536U, 200'000U, 0U, 3U}) {
    add(length);
  }
  for (std::size_t count = 0; count < 20'000; ++count) {
    add(count % 37);
  }
  add(65'535 - 5);
  for (std::size_t index = 0; index < texts.size(); ++index) {
    CAPTURE(index);
    REQUIRE(store.text(places[index]) == texts[index]);
    REQUIRE(places[index] >> 31U == 0);
  }
  CHECK(store.characters() == characters);
}

TEST_CASE("a text that takes more than half a chunk leaves none of it empty, and stays where it is") {
  TextStore store;
  store.add("first");
  const TextPlace place = store.add(std::string(65'000, 'a'));
  const char* const stands = store.text(place).data();
  for (int count = 0; count < 100; ++count) {
    store.add(std::string(40'000, 'b'));
    store.add("short");
  }
  CHECK(store.text(place).data() == stands);
  CHECK(store.text(place) == std::string(65'000, 'a'));
}

TEST_CASE("a store's copy has its own texts") {
  TextStore store;
  const TextPlace ana = store.add("ana");
  TextStore copy = store;
  const TextPlace bo = copy.add("bo");
  const TextPlace cy = store.add("cy");
  store = {};
  CHECK(copy.text(ana) == "ana");
  CHECK(copy.text(bo) == "bo");
  CHECK(bo == cy);
  CHECK(store.characters() == 0);
}

TEST_CASE("copies of copies that each take one text more begin no chunk with each") {
  constexpr TextPlace inChunk = 1U << 16U;
  TextStore store;
  store.add(std::string(40'000, 'a'));
  store.add(std::string(40'000, 'b'));
  TextPlace last = 0;
  for (int count = 0; count < 1'000; ++count) {
    TextStore copy = store;
    last = copy.add("c");
    store = std::move(copy);
  }
  CHECK(last / inChunk == 2);
  CHECK(store.text(last) == "c");
}

TEST_CASE("a list in chunks is filled up to an item, which stays where it is") {
  ChunkedList<std::uint32_t> list;
  reach(list, 1500, std::uint32_t{7});
  REQUIRE(list.size() == 1501);
  list[1024] = 8;
  const std::uint32_t* const item = &list[1024];
  reach(list, 100, std::uint32_t{9});
  reach(list, 9999, std::uint32_t{9});
  CHECK(item == &list[1024]);
  CHECK(*item == 8);
  CHECK(list[1023] == 7);
  CHECK(list[1500] == 7);
  CHECK(list[1501] == 9);
  CHECK(list.size() == 10'000);
}

TEST_CASE("lists in chunks are values, whichever chunk they end in") {
  for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 1'000U, 1'023U, 1'024U, 1'025U, 2'048U, 5'000U}) {
    CAPTURE(size);
    ChunkedList<std::string> list;
    for (std::size_t index = 0; index < size; ++index) {
      CHECK(list.append(std::to_string(index)) == list.back());
    }
    ChunkedList<std::string> copy = list;
    for (std::size_t index = size; index < size + 3'000; ++index) {
      copy.append(std::to_string(index));
    }
    REQUIRE(copy.size() == size + 3'000);
    for (std::size_t index = 0; index < copy.size(); ++index) {
      REQUIRE(copy[index] == std::to_string(index));
    }
    CHECK(list.size() == size);
    list.clear();
    CHECK(list.empty());
    list.append("again");
    CHECK(list[0] == "again");
    list = copy;
    CHECK(list.back() == std::to_string(size + 2'999));
    const ChunkedList<std::string> moved = std::move(list);
    CHECK(moved[size + 2'999] == copy.back());
  }
}
