#ifndef RACELINGS_RUNNER_COMPARE_MEASURE_H_
#define RACELINGS_RUNNER_COMPARE_MEASURE_H_

#include <filesystem>

#include "absl/status/statusor.h"
#include "runner/compare/comparison.h"
#include "runner/system/process.h"
#include "runner/system/progress.h"

namespace racelings {

// What is to be measured.
struct Sizes {
  int tasks = 8;
  FloatSeconds task_time{0.1};  // each waits so long, or computes
  int workers = 4;              // of a pool
};

// Measures all models with `program` (kitchen/models/main.cc), one at a time,
// each in a process of its own. What a model gave other results for than the
// others is an error: it was not the same work.
absl::StatusOr<Comparison> Measure(Processes& processes, Progress& progress,
                                   const std::filesystem::path& program,
                                   const Sizes& sizes);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMPARE_MEASURE_H_
