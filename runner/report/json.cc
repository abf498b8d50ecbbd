#include "runner/report/json.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "runner/report/json_text.h"
#include "runner/report/raw.h"
#include "schedule/trace.h"

namespace racelings {
namespace {

using nlohmann::ordered_json;

constexpr int kVersion = 1;

ordered_json RelativeTrace(const Course& course, std::vector<Event> trace) {
  for (Event& event : trace)
    event.where.file = FileInJson(course, event.where.file);
  return schedule::TraceJson(trace);
}

ordered_json FindingJson(const Course& course, const Finding& finding) {
  ordered_json locations = ordered_json::array();
  for (Location location : finding.locations) {
    location.file = FileInJson(course, location.file);
    locations.push_back(schedule::LocationJson(location));
  }
  return {{"kind", KindName(finding.kind)},
          {"message", finding.message},
          {"test", finding.test},
          {"variable", finding.variable},
          {"locations", locations},
          {"schedule", finding.schedule},
          {"trace", RelativeTrace(course, finding.trace)},
          {"raw", RawOf(course, course.content, finding)}};
}

ordered_json FindingsJson(const Course& course, const Verdict& verdict) {
  ordered_json findings = ordered_json::array();
  for (const Finding& finding : verdict.findings) {
    findings.push_back(FindingJson(course, finding));
  }
  return findings;
}

}  // namespace

std::string FileInJson(const Course& course, const std::string& file) {
  const std::string shown = Shown(course, file, course.content);
  return shown == file ? Shown(course, file, course.root) : shown;
}

std::string CheckJson(const Course& course, const Verdict& verdict) {
  ordered_json checks = ordered_json::array();
  for (const CheckResult& check : verdict.checks) {
    ordered_json one = {{"name", check.name},
                        {"status", StatusName(check.status)}};
    if (check.schedules > 0) {
      one["schedules"] = check.schedules;
      one["proved"] = check.proved;
    }
    if (!check.trace.empty()) one["trace"] = RelativeTrace(course, check.trace);
    checks.push_back(one);
  }
  ordered_json report = {
      {"version", kVersion},      {"id", verdict.id},
      {"answer", verdict.answer}, {"status", StatusName(verdict.status)},
      {"checks", checks},         {"findings", FindingsJson(course, verdict)}};
  if (!verdict.replayed.empty()) report["replayed"] = verdict.replayed;
  if (!verdict.isolation.empty()) report["isolation"] = verdict.isolation;
  return JsonText(report);
}

std::string GradeJson(const Course& course,
                      const std::vector<ExerciseGrade>& grades) {
  ordered_json exercises = ordered_json::array();
  for (const ExerciseGrade& grade : grades) {
    ordered_json one = {{"id", grade.verdict.id},
                        {"status", StatusName(grade.verdict.status)}};
    one["points"] =
        grade.graded() ? ordered_json(grade.points()) : ordered_json(nullptr);
    one["max_points"] = grade.max_points;
    one["findings"] = FindingsJson(course, grade.verdict);
    if (!grade.verdict.isolation.empty())
      one["isolation"] = grade.verdict.isolation;
    exercises.push_back(one);
  }
  const Totals totals = Sum(grades);
  return JsonText({{"version", kVersion},
                   {"exercises", exercises},
                   {"points", totals.points},
                   {"max_points", totals.max_points},
                   {"not_graded", totals.not_graded}});
}

std::string ListJson(const std::vector<ListEntry>& entries) {
  ordered_json exercises = ordered_json::array();
  for (const ListEntry& entry : entries) {
    const Exercise& exercise = *entry.exercise;
    ordered_json one = {{"id", exercise.id},
                        {"solved", entry.solved},
                        {"changed", entry.changed},
                        {"current", entry.current},
                        {"hints_seen", entry.hints}};
    if (exercise.manifest.ok()) {
      one["title"] = exercise.manifest->title;
      one["chapter"] = exercise.manifest->chapter;
      one["points"] = exercise.manifest->points;
      one["edit"] = exercise.manifest->edit;
    } else {
      one["error"] = std::string(exercise.manifest.status().message());
    }
    exercises.push_back(one);
  }
  return JsonText({{"version", kVersion}, {"exercises", exercises}});
}

}  // namespace racelings
