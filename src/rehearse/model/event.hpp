#pragma once

#include <optional>
#include <string>

#include "rehearse/model/scalar.hpp"

namespace rehearse {

/// An event fired from outside, as a document or a call describes it.
struct EventData {
  std::string type{};               ///< such as "link.clicked" or "custom.NAME"
  std::string contact{};            ///< the contact's id
  std::optional<std::string> id{};  ///< the host's own id of the event
  ScalarMap attributes{};           ///< by name, as given
  std::optional<ScalarMap> fields{};
};

}  // namespace rehearse
