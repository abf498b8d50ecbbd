// Findings and traces as JSON: the one place that writes and reads them
// (docs/trace.md is the contract). It uses nlohmann/json, which the explorer
// needs anyway for the answers of llvm-symbolizer.

#ifndef RACELINGS_SCHEDULE_TRACE_H_
#define RACELINGS_SCHEDULE_TRACE_H_

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "schedule/finding.h"

namespace schedule {

// The version of the format. Within one, fields are only ever added.
inline constexpr int kTraceVersion = 1;

// One JSON object on one line: the finding with its trace. Bytes that are no
// UTF-8 are replaced.
std::string ToJson(const Finding& finding);

// The same object and its parts, for reports that put them into one of their
// own: bytes that are no UTF-8 are still in them, and whoever writes the text
// replaces them.
nlohmann::ordered_json FindingJson(const Finding& finding);
nlohmann::ordered_json LocationJson(const Location& location);
nlohmann::ordered_json TraceJson(const std::vector<Event>& trace);

// What LocationJson and TraceJson wrote. What is missing or of another type
// counts as empty.
Location LocationFrom(const nlohmann::ordered_json& json);
std::vector<Event> TraceFrom(const nlohmann::ordered_json& json);

}  // namespace schedule

#endif  // RACELINGS_SCHEDULE_TRACE_H_
