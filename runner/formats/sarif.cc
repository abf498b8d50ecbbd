// SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "runner/formats/formats.h"
#include "runner/formats/shared.h"
#include "runner/report/json_text.h"
#include "runner/report/words.h"

namespace racelings {
namespace {

using nlohmann::ordered_json;

constexpr char kSchema[] =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json";
constexpr char kRoot[] = "SRCROOT";

ordered_json Message(std::string_view clean) { return {{"text", clean}}; }

// RFC 3986: a path of a relative reference.
std::string Uri(std::string_view path) {
  std::string uri;
  for (const char character : path) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(character)) ||
        std::string_view("-._~/").find(character) != std::string_view::npos) {
      uri += character;
    } else {
      absl::StrAppendFormat(&uri, "%%%02X",
                            static_cast<unsigned char>(character));
    }
  }
  return uri;
}

ordered_json PhysicalLocation(const Place& place) {
  return {
      {"artifactLocation", {{"uri", Uri(place.file)}, {"uriBaseId", kRoot}}},
      {"region", {{"startLine", place.line}, {"startColumn", place.column}}}};
}

Place PlaceIn(const Graded& graded, const Location& where) {
  return {FileOf(graded, where.file), std::max(where.line, 1),
          std::max(where.column, 1)};
}

// A flow for each thread, and the order in which they took turns.
ordered_json CodeFlow(const Graded& graded, const Finding& finding) {
  std::map<int, ordered_json> threads;  // by lane
  for (const Event& event : finding.trace) {
    if (event.where.file.empty()) continue;
    ordered_json& thread = threads[event.lane];
    if (thread.is_null()) {
      thread = {{"id", absl::StrCat(event.lane)},
                {"message",
                 Message(absl::StrCat("thread ", CleanLine(event.thread)))},
                {"locations", ordered_json::array()}};
    }
    thread["locations"].push_back(
        {{"location",
          {{"physicalLocation", PhysicalLocation(PlaceIn(graded, event.where))},
           {"message", Message(CleanLine(event.what))}}},
         {"executionOrder", event.step},
         {"importance",
          event.mark == schedule::Mark::kNone ? "important" : "essential"}});
  }
  ordered_json flows = ordered_json::array();
  for (auto& [lane, thread] : threads) flows.push_back(std::move(thread));
  return flows;
}

ordered_json ResultOf(const Graded& graded, const ExerciseGrade& grade,
                      const Finding& finding,
                      const std::vector<std::string>& rules) {
  const std::string rule(KindName(finding.kind));
  ordered_json result = {
      {"ruleId", rule},
      {"ruleIndex",
       std::find(rules.begin(), rules.end(), rule) - rules.begin()},
      {"level", "error"},
      {"message",
       Message(absl::StrCat(NameOf(grade), ": ", SentenceOf(finding)))},
      {"locations",
       {{{"physicalLocation",
          PhysicalLocation(PlaceOf(graded, grade, finding))}}}}};
  ordered_json related = ordered_json::array();
  for (const Location& where : finding.locations) {
    if (where.file.empty()) continue;
    std::string what = CleanLine(where.what);
    if (!where.thread.empty())
      what = absl::StrCat("thread ", CleanLine(where.thread), ": ", what);
    related.push_back(
        {{"id", related.size()},
         {"physicalLocation", PhysicalLocation(PlaceIn(graded, where))},
         {"message", Message(what)}});
  }
  if (!related.empty()) result["relatedLocations"] = related;
  const ordered_json flows = CodeFlow(graded, finding);
  if (!flows.empty()) result["codeFlows"] = {{{"threadFlows", flows}}};
  // What makes it the same finding in the next push.
  result["partialFingerprints"] = {
      {"racelings/v1", absl::StrCat(grade.verdict.id, "/", rule, "/",
                                    CleanLine(finding.variable), "/",
                                    CleanLine(finding.test))}};
  return result;
}

}  // namespace

std::string WriteSarif(const Graded& graded) {
  std::set<std::string> kinds;
  ordered_json notifications = ordered_json::array();
  for (const ExerciseGrade& grade : graded.grades) {
    if (!grade.graded()) {
      notifications.push_back(
          {{"level", "error"},
           {"message", Message(absl::StrCat(NameOf(grade), ": ",
                                            OutcomeOf(graded, grade)))}});
      continue;
    }
    for (const Finding& finding : grade.verdict.findings)
      kinds.insert(std::string(KindName(finding.kind)));
  }
  const std::vector<std::string> rules(kinds.begin(), kinds.end());
  ordered_json descriptors = ordered_json::array();
  for (const std::string& rule : rules) {
    descriptors.push_back(
        {{"id", rule},
         {"shortDescription",
          Message(absl::StrCat("a finding of the kind ", rule))},
         {"help", Message(absl::StrCat("./racelings explain ", rule))}});
  }
  ordered_json results = ordered_json::array();
  for (const ExerciseGrade& grade : graded.grades) {
    if (!grade.graded()) continue;
    for (const Finding& finding : grade.verdict.findings)
      results.push_back(ResultOf(graded, grade, finding, rules));
  }
  const ordered_json log = {
      {"$schema", kSchema},
      {"version", "2.1.0"},
      {"runs",
       {{{"tool",
          {{"driver",
            {{"name", "racelings"},
             {"semanticVersion", RACELINGS_VERSION},
             {"rules", descriptors}}}}},
         {"invocations",
          {{{"executionSuccessful", notifications.empty()},
            {"toolExecutionNotifications", notifications}}}},
         {"results", results}}}}};
  return JsonText(log);
}

}  // namespace racelings
