// The same loop in WebAssembly, as a probe of what the engine could reach there: a module of its own without any glue,
// which the harness hands columns in its memory.

#include <cstdint>
#include <cstdlib>

#include "score_loop.hpp"

namespace {

rehearse::bench::ScoreLoop* loop = nullptr;

}  // namespace

extern "C" {

/// Room for so many bytes, which is never given back.
void* room(std::uint32_t bytes) { return std::malloc(bytes); }

void prepare(std::uint32_t rows, const std::int32_t* type, const std::int32_t* resource, const std::int32_t* operation,
             const std::int32_t* value, const std::int32_t* points) {
  loop = new rehearse::bench::ScoreLoop({rows, type, resource, operation, value, points});
}

void begin(const std::int32_t* scores, std::uint32_t contacts) { loop->begin(scores, contacts); }

void run(const std::uint32_t* contacts, const std::uint8_t* types, const std::uint8_t* resources,
         std::uint32_t events) {
  loop->run(contacts, types, resources, events);
}

const std::int32_t* scores() { return loop->scores().data(); }
}
