#ifndef RACELINGS_RUNNER_WATCH_OPEN_PAGE_H_
#define RACELINGS_RUNNER_WATCH_OPEN_PAGE_H_

#include <string>

#include "runner/commands/command.h"
#include "runner/verdict/checker.h"
#include "runner/verdict/verdict.h"

namespace racelings {

// Writes the report page of a verdict and opens it in a browser, where there is
// one to open it in. Returns what to tell of that; the page's address always.
std::string OpenPage(const Context& context, const CheckRequest& request,
                     const Verdict& verdict);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_WATCH_OPEN_PAGE_H_
