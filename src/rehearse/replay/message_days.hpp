#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "rehearse/model/time.hpp"
#include "rehearse/vocabulary/step_types.hpp"

namespace rehearse {

/// Kinds of messages: the step types that send one, in their order.
inline constexpr std::size_t messageKindCount = messageStepTypeCount;

/// The kind that steps of a type send; `messageKindCount` for those that send none.
std::size_t messageKindOf(StepType type);

/// What a kind is called: the name of its step type, of `custom.NAME` "custom".
std::string_view nameOfMessageKind(std::size_t kind);

/// The messages of one day.
struct MessageDay {
  Instant day = 0;  ///< its first moment, as if clocks there showed UTC
  std::array<std::uint64_t, messageKindCount> sent{};

  friend bool operator==(const MessageDay&, const MessageDay&) = default;
};

/// Counts messages by kind and day, as the clock goes on.
class MessageDays {
 public:
  void prepare(Duration utcOffset) { utcOffset_ = utcOffset; }

  void count(Instant now, std::size_t kind) {
    if (now >= end_) {
      begin(now);
    }
    ++days_.back().sent[kind];
  }
  /// The days that have any, in their order.
  const std::vector<MessageDay>& days() const { return days_; }

 private:
  /// Days that an offset moves beyond the years that there are count with the last one within, or the first.
  void begin(Instant now) {
    const Instant first = startOfLocalDay(now, utcOffset_);
    const Instant shown = std::clamp(first + utcOffset_, earliestInstant, latestInstant + 1 - day);
    if (days_.empty() || days_.back().day != shown) {
      days_.push_back({.day = shown});
    }
    end_ = first + day;
  }

  Duration utcOffset_ = 0;
  Instant end_ = noInstant;  ///< of the present day
  std::vector<MessageDay> days_;
};

}  // namespace rehearse
