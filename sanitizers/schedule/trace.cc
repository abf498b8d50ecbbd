#include "schedule/trace.h"

#include <nlohmann/json.hpp>
#include <string_view>

#include "schedule/json_fields.h"

namespace schedule {
namespace {

using nlohmann::ordered_json;

int IntIn(const ordered_json& object, const char* key) {
  return static_cast<int>(NumberIn(object, key));
}

Mark MarkNamed(std::string_view name) {
  for (const Mark mark : {Mark::kRacing, Mark::kBlocked, Mark::kHolding,
                          Mark::kLost, Mark::kFailed}) {
    if (MarkName(mark) == name) return mark;
  }
  return Mark::kNone;
}

ordered_json EventJson(const Event& event) {
  ordered_json json = {{"step", event.step},
                       {"thread", event.thread},
                       {"lane", event.lane},
                       {"what", event.what},
                       {"operation", event.operation},
                       {"object", event.object},
                       {"time_ns", event.time.count()},
                       {"file", event.where.file},
                       {"line", event.where.line},
                       {"column", event.where.column},
                       {"function", event.where.function},
                       {"held", event.held},
                       {"after", event.after}};
  if (event.mark != Mark::kNone) json["mark"] = MarkName(event.mark);
  return json;
}

Event EventFrom(const ordered_json& json) {
  Event event{.thread = StringIn(json, "thread"),
              .what = StringIn(json, "what"),
              .time = std::chrono::nanoseconds{NumberIn(json, "time_ns")},
              .where = LocationFrom(json),
              .step = IntIn(json, "step"),
              .lane = IntIn(json, "lane"),
              .operation = StringIn(json, "operation"),
              .object = StringIn(json, "object"),
              .mark = MarkNamed(StringIn(json, "mark"))};
  event.where.what.clear();
  if (const auto held = json.find("held");
      held != json.end() && held->is_array()) {
    for (const ordered_json& lock : *held) {
      if (lock.is_string()) event.held.push_back(lock.get<std::string>());
    }
  }
  if (const auto after = json.find("after");
      after != json.end() && after->is_array()) {
    for (const ordered_json& step : *after) {
      if (step.is_number_integer()) event.after.push_back(step.get<int>());
    }
  }
  return event;
}

}  // namespace

ordered_json LocationJson(const Location& location) {
  return {{"file", location.file},     {"line", location.line},
          {"column", location.column}, {"function", location.function},
          {"thread", location.thread}, {"what", location.what}};
}

ordered_json TraceJson(const std::vector<Event>& trace) {
  ordered_json json = ordered_json::array();
  for (const Event& event : trace) json.push_back(EventJson(event));
  return json;
}

Location LocationFrom(const ordered_json& json) {
  return {.file = StringIn(json, "file"),
          .line = IntIn(json, "line"),
          .column = IntIn(json, "column"),
          .function = StringIn(json, "function"),
          .thread = StringIn(json, "thread"),
          .what = StringIn(json, "what")};
}

std::vector<Event> TraceFrom(const ordered_json& json) {
  std::vector<Event> trace;
  if (!json.is_array()) return trace;
  for (const ordered_json& event : json) {
    if (event.is_object()) trace.push_back(EventFrom(event));
  }
  return trace;
}

ordered_json FindingJson(const Finding& finding) {
  ordered_json locations = ordered_json::array();
  for (const Location& location : finding.locations)
    locations.push_back(LocationJson(location));
  ordered_json json = {
      {"version", kTraceVersion},         {"kind", KindName(finding.kind)},
      {"message", finding.message},       {"variable", finding.variable},
      {"locations", locations},           {"schedule", finding.schedule},
      {"trace", TraceJson(finding.trace)}};
  if (!finding.raw.empty()) json["raw"] = finding.raw;
  return json;
}

std::string ToJson(const Finding& finding) {
  return FindingJson(finding).dump(-1, ' ', false,
                                   ordered_json::error_handler_t::replace);
}

}  // namespace schedule
