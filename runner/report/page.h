#ifndef RACELINGS_RUNNER_REPORT_PAGE_H_
#define RACELINGS_RUNNER_REPORT_PAGE_H_

#include <filesystem>
#include <string>

#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/system/disk.h"
#include "runner/verdict/checker.h"
#include "runner/verdict/verdict.h"

namespace racelings {

// The verdict as one HTML file that loads nothing from anywhere: what was
// found, the sources beside lanes, and every step of the schedule to step
// through. docs/trace.md says what the page makes of a trace.
//
// The page's own files are in runner/report/page. Everything else is one block
// of JSON, in which no "<" stands for itself: whatever the program under test
// says and whatever its source holds reaches the page as text.
//
// `disk` is asked for the sources: those of the answer, and of the files that
// the findings name, as far as they lie in the course or in the answer's
// folder.
std::string PageHtml(Disk& disk, const Course& course,
                     const CheckRequest& request, const Verdict& verdict);

// "file:///home/jane/07.html". REQUIRES: `file` is absolute.
std::string FileUrl(const std::filesystem::path& file);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_REPORT_PAGE_H_
