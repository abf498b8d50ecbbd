// Fields of a JSON object that somebody else wrote: what is missing or of
// another type counts as empty.

#ifndef RACELINGS_SCHEDULE_JSON_FIELDS_H_
#define RACELINGS_SCHEDULE_JSON_FIELDS_H_

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace schedule {

// "" where there is no text.
std::string StringIn(const nlohmann::ordered_json& object, const char* key);

// 0 where there is no whole number.
int64_t NumberIn(const nlohmann::ordered_json& object, const char* key);

}  // namespace schedule

#endif  // RACELINGS_SCHEDULE_JSON_FIELDS_H_
