#include "runner/findings/judge_report.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "schedule/json_fields.h"
#include "schedule/trace.h"

namespace racelings {
namespace {

using schedule::NumberIn;
using schedule::StringIn;
using json = nlohmann::ordered_json;  // as schedule/trace.h has it

constexpr int kVersion = 1;

// The objects in an array; none when it is no array.
std::vector<json> Objects(const json& object, const char* key) {
  std::vector<json> objects;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) return objects;
  for (const json& element : *found) {
    if (element.is_object()) objects.push_back(element);
  }
  return objects;
}

absl::StatusOr<Finding> ParseFinding(const json& object,
                                     const std::string& test) {
  Finding finding;
  const std::string kind = StringIn(object, "kind");
  const std::optional<Kind> known = ParseKind(kind);
  if (!known) {
    return absl::InternalError(
        absl::StrCat("a finding of unknown kind '", kind, "'"));
  }
  finding.kind = *known;
  finding.message = StringIn(object, "message");
  finding.test = test;
  finding.variable = StringIn(object, "variable");
  finding.schedule = StringIn(object, "schedule");
  for (const json& place : Objects(object, "locations"))
    finding.locations.push_back(schedule::LocationFrom(place));
  finding.trace = schedule::TraceFrom(object.value("trace", json()));
  finding.raw = StringIn(object, "raw");
  return finding;
}

absl::StatusOr<TestReport> ParseTest(const json& object) {
  TestReport test;
  test.name = StringIn(object, "name");
  test.schedules = static_cast<int>(NumberIn(object, "schedules"));
  test.proved = object.value("proved", json()) == true;
  test.certain = object.value("certain", json()) == true;
  test.trace = schedule::TraceFrom(object.value("trace", json()));
  const auto finding = object.find("finding");
  if (test.name.empty() || finding == object.end()) {
    return absl::InternalError("a test without a name or a finding");
  }
  if (finding->is_null()) return test;
  if (!finding->is_object())
    return absl::InternalError("a finding that is no object");
  absl::StatusOr<Finding> parsed = ParseFinding(*finding, test.name);
  if (!parsed.ok()) return parsed.status();
  test.finding = *std::move(parsed);
  return test;
}

}  // namespace

absl::StatusOr<JudgeReport> ParseJudgeReport(std::string_view text) {
  const json file = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!file.is_object())
    return absl::InternalError("the report is no JSON object");
  if (NumberIn(file, "version") != kVersion) {
    return absl::InternalError(
        absl::StrCat("the report is not of version ", kVersion));
  }
  JudgeReport report{StringIn(file, "token"), {}};
  for (const json& object : Objects(file, "tests")) {
    absl::StatusOr<TestReport> test = ParseTest(object);
    if (!test.ok()) {
      return absl::InternalError(
          absl::StrCat("the report holds ", test.status().message()));
    }
    report.tests.push_back(*std::move(test));
  }
  return report;
}

}  // namespace racelings
