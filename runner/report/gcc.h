#ifndef RACELINGS_RUNNER_REPORT_GCC_H_
#define RACELINGS_RUNNER_REPORT_GCC_H_

#include <string>

#include "runner/report/text.h"

namespace racelings {

// The findings as a compiler writes them, so that any editor jumps to them:
//
//   file:line:column: error: message [kind]
//   file:line:column: note: thread John: write of orders_
//   file:line:column: note: step 12, John: writes orders_
//
// A note for each place and, of the first finding, which explains the others,
// for each of the last steps that has one. A finding
// without a place is put at the first line of the first file to edit; what is
// wrong with the machine is "racelings: error: …". "" for a pass.
std::string GccText(const Reader& reader, const Exercise& exercise,
                    const Verdict& verdict);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_REPORT_GCC_H_
