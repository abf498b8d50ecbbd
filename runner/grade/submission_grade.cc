#include "runner/grade/submission_grade.h"

#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "runner/build/hash.h"
#include "runner/report/json_text.h"

namespace racelings {
namespace {

using nlohmann::ordered_json;

constexpr int kVersion = 1;
// What file systems take, less what Disk::Write adds to a name for a while.
constexpr std::size_t kLongestName = 200;

ordered_json Parse(std::string_view text) {
  ordered_json object = ordered_json::parse(text, nullptr, false);
  return object.is_object() ? object : ordered_json::object();
}

Mark MarkOf(const ordered_json& exercise) {
  Mark mark{.id = exercise.at("id"), .status = exercise.at("status")};
  if (exercise.at("points").is_number()) mark.points = exercise.at("points");
  mark.max_points = exercise.at("max_points");
  mark.line = exercise.value("line", "");
  const ordered_json& findings = exercise.at("findings");
  if (findings.empty()) return mark;
  mark.kind = findings.front().at("kind");
  mark.message = findings.front().at("message");
  mark.variable = findings.front().at("variable");
  return mark;
}

}  // namespace

int SubmissionGrade::points() const {
  int sum = 0;
  for (const Mark& mark : marks) sum += mark.points.value_or(0);
  return sum;
}

int SubmissionGrade::max_points() const {
  int sum = 0;
  for (const Mark& mark : marks) sum += mark.points ? mark.max_points : 0;
  return sum;
}

int SubmissionGrade::not_graded() const {
  int sum = 0;
  for (const Mark& mark : marks) sum += mark.points ? 0 : 1;
  return sum;
}

std::string SubmissionJson(std::string_view name,
                           const std::vector<JudgedPart>& parts) {
  ordered_json exercises = ordered_json::array();
  int points = 0;
  int max_points = 0;
  int not_graded = 0;
  for (const JudgedPart& part : parts) {
    const ordered_json grade = Parse(part.grade);
    points += grade.value("points", 0);
    max_points += grade.value("max_points", 0);
    not_graded += grade.value("not_graded", 0);
    for (ordered_json exercise :
         grade.value("exercises", ordered_json::array())) {
      exercise["line"] = part.line;
      // ThreadSanitizer says of a thread what it does at that very moment, and
      // two judgings of one answer are to be the same text.
      for (ordered_json& finding : exercise["findings"]) finding.erase("raw");
      exercises.push_back(std::move(exercise));
    }
  }
  const ordered_json record = {
      {"version", kVersion},      {"submission", std::string(name)},
      {"exercises", exercises},   {"points", points},
      {"max_points", max_points}, {"not_graded", not_graded}};
  return JsonText(record);
}

absl::StatusOr<SubmissionGrade> ParseSubmissionGrade(std::string_view text) {
  try {  // nlohmann/json speaks in exceptions; they end here
    const ordered_json object = ordered_json::parse(text);
    SubmissionGrade record{.name = object.at("submission"), .marks = {}};
    for (const ordered_json& exercise : object.at("exercises"))
      record.marks.push_back(MarkOf(exercise));
    return record;
  } catch (const ordered_json::exception& error) {
    return absl::DataLossError(error.what());
  }
}

PlaceInAnswer FirstPlace(std::string_view grade) {
  try {
    const ordered_json exercise =
        ordered_json::parse(grade).at("exercises").at(0);
    const std::string folder =
        absl::StrCat("exercises/", exercise.at("id").get<std::string>(), "/");
    if (exercise.at("findings").empty()) return {};
    for (const ordered_json& where :
         exercise.at("findings").front().at("locations")) {
      const std::string file = where.at("file");
      if (absl::StartsWith(file, folder) && where.at("line") > 0)
        return {file.substr(folder.size()), where.at("line")};
    }
    return {};
  } catch (const ordered_json::exception&) {
    return {};  // a grade that is none has no place
  }
}

std::string SubmissionFile(std::string_view name) {
  if (name.size() <= kLongestName) return absl::StrCat(name, ".json");
  return absl::StrCat(name.substr(0, kLongestName - 40), "-",
                      Hash().Add(name).Hex(), ".json");
}

}  // namespace racelings
