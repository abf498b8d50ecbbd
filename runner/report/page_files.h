#ifndef RACELINGS_RUNNER_REPORT_PAGE_FILES_H_
#define RACELINGS_RUNNER_REPORT_PAGE_FILES_H_

namespace racelings {

// The files of runner/report/page, as the build put them into the program
// (page/embed.cmake): page.html, page.css, and all of *.js in one.
extern const char kPageTemplate[];
extern const char kPageStyle[];
extern const char kPageScript[];

}  // namespace racelings

#endif  // RACELINGS_RUNNER_REPORT_PAGE_FILES_H_
