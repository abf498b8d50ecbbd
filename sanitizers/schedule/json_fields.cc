#include "schedule/json_fields.h"

#include <nlohmann/json.hpp>

namespace schedule {

using nlohmann::ordered_json;

std::string StringIn(const ordered_json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>()
                                                     : "";
}

int64_t NumberIn(const ordered_json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_integer()
             ? found->get<int64_t>()
             : 0;
}

}  // namespace schedule
