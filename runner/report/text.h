#ifndef RACELINGS_RUNNER_REPORT_TEXT_H_
#define RACELINGS_RUNNER_REPORT_TEXT_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/system/disk.h"
#include "runner/system/terminal.h"
#include "runner/verdict/grade.h"
#include "runner/verdict/verdict.h"

namespace racelings {

// Where a report is read: paths are shown as typed from `from`.
struct Reader {
  Disk& disk;  // for the lines of source a report quotes
  const Course& course;
  std::filesystem::path from;
  Terminal terminal;
  bool by_keys = false;  // what to do next is told elsewhere, as keys to press
};

// The verdict on one exercise, on one screen: what is wrong in a sentence, the
// lines and threads, how it came about, and what to type next.
std::string VerdictText(const Reader& reader, const Exercise& exercise,
                        const Verdict& verdict);

// A table of grades with a total.
std::string GradeText(const Terminal& terminal,
                      const std::vector<ExerciseGrade>& grades);

// "[####------]  2 of 5 exercises solved".
std::string ProgressBar(const Terminal& terminal, int solved, int total);

// An error and what to type next, as all messages of the program look.
std::string ErrorText(const Terminal& terminal, std::string_view message);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_REPORT_TEXT_H_
