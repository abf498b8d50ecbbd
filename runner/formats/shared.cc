#include "runner/formats/shared.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "runner/report/json.h"
#include "runner/report/words.h"

namespace racelings {
std::string FileOf(const Graded& graded, const std::string& file) {
  if (!IsInside(file, graded.folder))
    return CleanLine(FileInJson(graded.course, file));
  return CleanLine(
      std::filesystem::path(file).lexically_relative(graded.folder).string());
}

Place PlaceOf(const Graded& graded, const ExerciseGrade& grade,
              const Finding& finding) {
  const Location* best = nullptr;
  for (const Location& where : finding.locations) {
    if (where.file.empty()) continue;
    const bool own =
        IsInside(where.file, grade.file.parent_path()) && where.line > 0;
    if (best == nullptr || own) best = &where;
    if (own) break;
  }
  if (best == nullptr) return {FileOf(graded, grade.file.string()), 1, 1};
  return {FileOf(graded, best->file), std::max(best->line, 1),
          std::max(best->column, 1)};
}

std::string SentenceOf(const Finding& finding) {
  return CleanLine(absl::StrCat(Headline(finding), ": ", finding.message));
}

std::string StoryOf(const Graded& graded, const ExerciseGrade& grade,
                    const Finding& finding) {
  std::string story = absl::StrCat(SentenceOf(finding), "\n");
  for (const Location& where : finding.locations) {
    if (where.file.empty()) continue;
    absl::StrAppend(&story, FileOf(graded, where.file), ":", where.line);
    if (!where.thread.empty())
      absl::StrAppend(&story, ": thread ", CleanLine(where.thread));
    if (!where.what.empty())
      absl::StrAppend(&story, ": ", CleanLine(where.what));
    absl::StrAppend(&story, "\n");
  }
  // As whoever wrote the answer types it, in whose checkout it is the exercise.
  Exercise exercise;
  exercise.number = grade.verdict.id.substr(0, grade.verdict.id.find('_'));
  const std::string replay =
      ReplayCommand(exercise, Verdict{.answer = "exercise"}, finding);
  if (!replay.empty())
    absl::StrAppend(&story, "again: ", CleanLine(replay), "\n");
  return story;
}

std::string ScoreOf(const Totals& totals) {
  return absl::StrCat(
      totals.points, " of ", totals.max_points, " points",
      totals.not_graded > 0
          ? absl::StrCat(", and ", totals.not_graded, " not graded")
          : "");
}

std::string NameOf(const ExerciseGrade& grade) {
  return CleanLine(grade.title.empty()
                       ? grade.verdict.id
                       : absl::StrCat(grade.verdict.id, ": ", grade.title));
}

std::string OutcomeOf(const Graded& graded, const ExerciseGrade& grade) {
  std::string text;
  if (!grade.graded()) {
    text = "not graded: this says nothing about the answer, and is not 0\n";
  }
  for (const Finding& finding : grade.verdict.findings)
    absl::StrAppend(&text, StoryOf(graded, grade, finding));
  return text;
}

}  // namespace racelings
