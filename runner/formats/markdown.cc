#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "runner/formats/formats.h"
#include "runner/formats/shared.h"

namespace racelings {
namespace {

// Nothing in it means anything: not to CommonMark, not to HTML, and no
// "@somebody" sends a message to anyone.
std::string Plain(std::string_view clean) {
  std::string text;
  for (const char character : clean) {
    switch (character) {
      case '<':
        text += "&lt;";
        break;
      case '>':
        text += "&gt;";
        break;
      case '&':
        text += "&amp;";
        break;
      case '@':
        text += "&#64;";
        break;
      case '#':
        text += "&#35;";
        break;
      case '|':
        text += "&#124;";
        break;
      case ':':
        text += "&#58;";  // no link by itself
        break;
      default:
        if (std::string_view("\\`*_{}[]()+-.!~$").find(character) !=
            std::string_view::npos)
          text += '\\';
        text += character;
    }
  }
  return text;
}

// A block of code that its content cannot end.
std::string Fenced(std::string_view content) {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char character : content) {
    run = character == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return absl::StrCat(fence, "text\n", content, fence, "\n");
}

std::string Mark(const ExerciseGrade& grade) {
  return grade.graded() ? absl::StrCat(grade.points(), " of ", grade.max_points)
                        : "not graded";
}

}  // namespace

std::string WriteMarkdown(const Graded& graded) {
  std::string text =
      absl::StrCat("## ", ScoreOf(Sum(graded.grades)),
                   "\n\n| exercise | points | |\n|---|---:|---|\n");
  for (const ExerciseGrade& grade : graded.grades) {
    const std::vector<Finding>& findings = grade.verdict.findings;
    const std::string why =
        findings.empty() ? "" : Plain(SentenceOf(findings.front()));
    absl::StrAppend(&text, "| ", Plain(NameOf(grade)), " | ", Mark(grade),
                    " | ", grade.passed() ? "right" : why, " |\n");
  }
  for (const ExerciseGrade& grade : graded.grades) {
    if (grade.passed()) continue;
    absl::StrAppend(&text, "\n### ", Plain(NameOf(grade)), "\n\n",
                    Fenced(OutcomeOf(graded, grade)));
  }
  if (!graded.grades.empty() &&
      !graded.grades.front().verdict.isolation.empty()) {
    absl::StrAppend(&text, "\nAnswers were kept apart by: ",
                    Plain(graded.grades.front().verdict.isolation), "\n");
  }
  return text;
}

}  // namespace racelings
