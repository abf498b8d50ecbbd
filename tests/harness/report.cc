#include "harness/report.h"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "schedule/trace.h"

namespace harness {
namespace {

using nlohmann::ordered_json;

// Text of the program under test may be anything: replace what is not UTF-8.
std::string Dump(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace

bool WriteReport(int descriptor, const std::string& token,
                 const std::vector<schedule::Explored>& explored) {
  ordered_json report = {
      {"version", 1}, {"token", token}, {"tests", ordered_json::array()}};
  for (const schedule::Explored& one : explored) {
    ordered_json test = {{"name", one.test},
                         {"file", one.file},
                         {"line", one.line},
                         {"schedules", one.result.schedules},
                         {"proved", one.result.proved},
                         {"certain", one.result.certain},
                         {"finding", nullptr}};
    if (one.result.finding.has_value())
      test["finding"] = schedule::FindingJson(*one.result.finding);
    if (!one.result.trace.empty())
      test["trace"] = schedule::TraceJson(one.result.trace);
    report["tests"].push_back(std::move(test));
  }
  const std::string text = Dump(report) + "\n";
  for (size_t written = 0; written < text.size();) {
    const ssize_t count =
        write(descriptor, text.data() + written, text.size() - written);
    if (count < 0) return false;
    written += static_cast<size_t>(count);
  }
  return true;
}

}  // namespace harness
