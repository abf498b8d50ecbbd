#include "harness/report.h"

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

namespace harness {
namespace {

using nlohmann::json;

// Text of the program under test may be anything: replace what is not UTF-8.
std::string Dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json ToJson(const schedule::Location& location) {
  json object = {{"file", location.file}, {"line", location.line}};
  if (location.column > 0) object["column"] = location.column;
  if (!location.function.empty()) object["function"] = location.function;
  object["thread"] = location.thread;
  object["what"] = location.what;
  return object;
}

json ToJson(const schedule::Event& event) {
  json object = {{"thread", event.thread},
                 {"what", event.what},
                 {"time_ns", event.time.count()}};
  if (event.where.line > 0) {
    object["file"] = event.where.file;
    object["line"] = event.where.line;
  }
  return object;
}

json ToJson(const schedule::Finding& finding) {
  json object = {{"kind", schedule::KindName(finding.kind)},
                 {"message", finding.message},
                 {"locations", json::array()},
                 {"schedule", finding.schedule},
                 {"trace", json::array()}};
  if (!finding.variable.empty()) object["variable"] = finding.variable;
  for (const schedule::Location& location : finding.locations) {
    object["locations"].push_back(ToJson(location));
  }
  for (const schedule::Event& event : finding.trace) {
    object["trace"].push_back(ToJson(event));
  }
  return object;
}

}  // namespace

bool WriteReport(const std::string& path, const std::string& token,
                 const std::vector<schedule::Explored>& explored) {
  json report = {{"version", 1}, {"token", token}, {"tests", json::array()}};
  for (const schedule::Explored& one : explored) {
    json test = {{"name", one.test},
                 {"file", one.file},
                 {"line", one.line},
                 {"schedules", one.result.schedules},
                 {"proved", one.result.proved},
                 {"finding", nullptr}};
    if (one.result.finding.has_value())
      test["finding"] = ToJson(*one.result.finding);
    report["tests"].push_back(std::move(test));
  }
  const std::string part = path + ".part";
  std::ofstream out(part, std::ios::binary);
  out << Dump(report) << "\n";
  out.close();
  return out.good() && std::rename(part.c_str(), path.c_str()) == 0;
}

}  // namespace harness
