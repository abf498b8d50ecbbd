#ifndef RACELINGS_RUNNER_FORMATS_FORMATS_H_
#define RACELINGS_RUNNER_FORMATS_FORMATS_H_

#include <filesystem>
#include <string>
#include <vector>

#include "runner/exercise/course.h"
#include "runner/verdict/grade.h"

namespace racelings {

// What was graded. Owns nothing but the path; all must outlive it.
struct Graded {
  const Course& course;
  const std::vector<ExerciseGrade>& grades;
  // The submission, or the course itself: files are named relative to it.
  std::filesystem::path folder;
};

// A way to write a grade down, for a program or a page of somebody else's. The
// same grade is the same text: no time, and no path of this machine, is in it.
// What a learner's program may have said is made harmless for the format.
struct GradeFormat {
  const char* name;     // as `grade --format` takes it
  const char* summary;  // for the help
  std::string (*write)(const Graded& graded);
};

// Every format there is; a new one is added here and in a file of its own.
const std::vector<GradeFormat>& GradeFormats();

// nullptr when there is none of that name.
const GradeFormat* FindGradeFormat(std::string_view name);

// What is on the terminal, without colours.
std::string WriteText(const Graded& graded);
// docs/json.md, docs/schema/grade.schema.json.
std::string WriteJson(const Graded& graded);
// JUnit's XML, as Jenkins and GitLab read it: an exercise is a suite, and each
// look at it a case.
std::string WriteJunit(const Graded& graded);
// SARIF 2.1.0, the standard of OASIS: the schedule is a code flow, with a flow
// for each thread.
std::string WriteSarif(const Graded& graded);
// GitHub's workflow commands, which become remarks at the lines.
std::string WriteGithub(const Graded& graded);
// What GitHub Classroom's autograding reporter takes: JSON, as base64.
std::string WriteClassroom(const Graded& graded);
// Gradescope's results.json.
std::string WriteGradescope(const Graded& graded);
// The results.json, version 3, of Exercism's test runners.
std::string WriteExercism(const Graded& graded);
// A table and what was found, for a page.
std::string WriteMarkdown(const Graded& graded);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_FORMATS_FORMATS_H_
