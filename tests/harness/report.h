// The judge's report: what every test found, as JSON (docs/json.md).

#ifndef RACELINGS_HARNESS_REPORT_H_
#define RACELINGS_HARNESS_REPORT_H_

#include <string>
#include <vector>

#include "schedule/gtest.h"

namespace harness {

// Writes it to a descriptor; false where that fails. `token` comes back in the
// report: it shows that this run wrote it.
bool WriteReport(int descriptor, const std::string& token,
                 const std::vector<schedule::Explored>& explored);

}  // namespace harness

#endif  // RACELINGS_HARNESS_REPORT_H_
