#include "runner/report/gcc.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace racelings {
namespace {

// An editor's list of places is no place for a long story.
constexpr std::size_t kMostSteps = 30;

// Whatever a message holds, it is one line.
std::string OneLine(std::string_view text) {
  return absl::StrReplaceAll(
      text, {{"\r", ""}, {"\n  next: ", "; next: "}, {"\n", " "}});
}

std::string Line(const Reader& reader, const Location& where,
                 std::string_view kind, std::string_view message) {
  return absl::StrCat(Shown(reader.course, where.file, reader.from), ":",
                      std::max(where.line, 1), ":", std::max(where.column, 1),
                      ": ", kind, ": ", OneLine(message), "\n");
}

// Where an editor opens the finding: its first place that is known.
Location Place(const Reader& reader, const Exercise& exercise,
               const Finding& finding) {
  for (const Location& where : finding.locations) {
    if (!where.file.empty()) return where;
  }
  Location first;
  const bool known = exercise.manifest.ok() && !exercise.manifest->edit.empty();
  first.file = (reader.course.ExerciseFolder(exercise.id) /
                (known ? exercise.manifest->edit.front() : "exercise.toml"))
                   .string();
  return first;
}

std::string FindingText(const Reader& reader, const Exercise& exercise,
                        const Finding& finding, bool with_steps) {
  const std::string message =
      absl::StrCat(finding.message, " [", KindName(finding.kind), "]");
  if (finding.kind == Kind::kInfra)
    return absl::StrCat("racelings: error: ", OneLine(message), "\n");
  std::string text =
      Line(reader, Place(reader, exercise, finding), "error", message);
  for (const Location& where : finding.locations) {
    if (where.file.empty() || where.what.empty()) continue;
    absl::StrAppend(
        &text, Line(reader, where, "note",
                    where.thread.empty() ? where.what
                                         : absl::StrCat("thread ", where.thread,
                                                        ": ", where.what)));
  }
  std::vector<const Event*> steps;
  for (const Event& event : finding.trace) {
    if (with_steps && !event.where.file.empty() && event.where.line > 0)
      steps.push_back(&event);
  }
  const std::size_t skipped =
      steps.size() > kMostSteps ? steps.size() - kMostSteps : 0;
  for (std::size_t i = skipped; i < steps.size(); ++i) {
    absl::StrAppend(&text,
                    Line(reader, steps[i]->where, "note",
                         absl::StrCat("step ", steps[i]->step, ", ",
                                      steps[i]->thread, ": ", steps[i]->what)));
  }
  return text;
}

}  // namespace

std::string GccText(const Reader& reader, const Exercise& exercise,
                    const Verdict& verdict) {
  std::string text;
  if (verdict.status == Status::kPass) return text;
  for (const Finding& finding : verdict.findings) {
    absl::StrAppend(&text,
                    FindingText(reader, exercise, finding, text.empty()));
  }
  return text;
}

}  // namespace racelings
