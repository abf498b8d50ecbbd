#ifndef RACELINGS_RUNNER_REPORT_RAW_H_
#define RACELINGS_RUNNER_REPORT_RAW_H_

#include <filesystem>
#include <string>

#include "runner/exercise/course.h"
#include "runner/report/text.h"
#include "runner/verdict/verdict.h"

namespace racelings {

// A finding in the words of the tool that found it, without colour, files
// named as someone in the folder `from` would type them; "" where no tool did.
std::string RawOf(const Course& course, const std::filesystem::path& from,
                  const Finding& finding);

// The same for a reader, in the tool's own colours where there is colour.
std::string RawText(const Reader& reader, const Finding& finding);

// What --raw adds to the text of a verdict: what the tools said of its first
// finding, or, where the answer does not compile, of all of them.
std::string RawSection(const Reader& reader, const Verdict& verdict);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_REPORT_RAW_H_
