#ifndef RACELINGS_RUNNER_COMPARE_SHOW_H_
#define RACELINGS_RUNNER_COMPARE_SHOW_H_

#include <string>

#include "runner/compare/comparison.h"
#include "runner/system/terminal.h"

namespace racelings {

// A table for a terminal, with its notes.
std::string CompareText(const Terminal& terminal, const Comparison& comparison);

// One JSON object and a newline; docs/json.md is the contract.
std::string CompareJson(const Comparison& comparison);

// A page of HTML that needs nothing else: two bar charts, the table, the notes.
std::string ComparePage(const Comparison& comparison);

// What the three of them call things. "0.80 s"; "8.0"; "8.5 kB", "0.4 kB",
// "none", or "?" where it is not known.
std::string ShownTime(FloatSeconds time);
std::string ShownSpeedUp(double speed_up);
std::string ShownMemory(const MeasuredModel& model);

// "8 tasks, each of which waits for 0.10 s (I/O-bound) or computes for 0.10 s
// (CPU-bound)".
std::string Headline(const Comparison& comparison);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMPARE_SHOW_H_
