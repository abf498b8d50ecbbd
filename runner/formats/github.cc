// https://docs.github.com/actions/reference/workflow-commands-for-github-actions

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "runner/formats/formats.h"
#include "runner/formats/shared.h"

namespace racelings {
namespace {

std::string Data(std::string_view text) {
  return absl::StrReplaceAll(text,
                             {{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}});
}

std::string Property(std::string_view text) {
  return absl::StrReplaceAll(
      text,
      {{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}, {":", "%3A"}, {",", "%2C"}});
}

std::string Remark(std::string_view level, const Place& place,
                   std::string_view title, std::string_view text) {
  return absl::StrCat("::", level, " file=", Property(place.file),
                      ",line=", place.line, ",col=", place.column,
                      ",title=", Property(title), "::", Data(text), "\n");
}

}  // namespace

std::string WriteGithub(const Graded& graded) {
  std::string text;
  for (const ExerciseGrade& grade : graded.grades) {
    if (!grade.graded()) {
      absl::StrAppend(&text, "::warning title=",
                      Property(absl::StrCat(NameOf(grade), ": not graded")),
                      "::", Data(OutcomeOf(graded, grade)), "\n");
      continue;
    }
    for (const Finding& finding : grade.verdict.findings) {
      absl::StrAppend(
          &text, Remark("error", PlaceOf(graded, grade, finding), NameOf(grade),
                        StoryOf(graded, grade, finding)));
    }
  }
  return text;
}

}  // namespace racelings
