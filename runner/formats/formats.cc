#include "runner/formats/formats.h"

#include "runner/report/json.h"
#include "runner/report/text.h"
#include "runner/system/terminal.h"

namespace racelings {

const std::vector<GradeFormat>& GradeFormats() {
  static const auto& formats = *new std::vector<GradeFormat>{
      {"text", "a table", WriteText},
      {"json", "for programs (docs/json.md)", WriteJson},
      {"junit", "XML for Jenkins, GitLab and the like", WriteJunit},
      {"sarif", "SARIF 2.1.0, for code scanning", WriteSarif},
      {"github", "remarks at the lines, and a summary", WriteGithub},
      {"classroom", "for GitHub Classroom's reporter", WriteClassroom},
      {"gradescope", "results.json of Gradescope", WriteGradescope},
      {"exercism", "results.json of Exercism", WriteExercism},
      {"markdown", "a page", WriteMarkdown},
  };
  return formats;
}

const GradeFormat* FindGradeFormat(std::string_view name) {
  for (const GradeFormat& format : GradeFormats()) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

std::string WriteText(const Graded& graded) {
  return GradeText(Terminal{}, graded.grades);
}

std::string WriteJson(const Graded& graded) {
  return GradeJson(graded.course, graded.grades);
}

}  // namespace racelings
