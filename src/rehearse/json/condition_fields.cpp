#include "rehearse/json/condition_fields.hpp"

#include <algorithm>

namespace rehearse::json {

void ConditionFields::add(std::string_view field) {
  if (!has(field)) {
    fields_.push_back(field);
  }
}

void ConditionFields::add(const ConditionFields& others) {
  for (const std::string_view field : others.fields_) {
    add(field);
  }
}

bool ConditionFields::has(std::string_view field) const {
  return fields_.size() >= most || std::find(fields_.begin(), fields_.end(), field) != fields_.end();
}

void ConditionFields::intersect(const ConditionFields& others) {
  std::size_t kept = 0;
  for (const std::string_view field : fields_) {
    if (others.has(field)) {
      fields_[kept++] = field;
    }
  }
  fields_.resize(kept);
}

}  // namespace rehearse::json
