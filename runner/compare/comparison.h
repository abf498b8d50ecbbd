#ifndef RACELINGS_RUNNER_COMPARE_COMPARISON_H_
#define RACELINGS_RUNNER_COMPARE_COMPARISON_H_

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace racelings {

using FloatSeconds = std::chrono::duration<double>;

// How long the tasks took.
struct Timing {
  FloatSeconds wall{0};
  FloatSeconds processor{0};  // used by them, on all processors together
};

// One model of concurrency, as it was measured.
struct MeasuredModel {
  std::string name;   // as docs/json.md has it, and the measuring program
  std::string title;  // for people
  Timing io;
  Timing cpu;
  std::optional<double> bytes_per_task;  // none: the kernel does not tell
};

// The same tasks by all models, I/O-bound and CPU-bound. "One after another"
// is the first, the measure of the others.
struct Comparison {
  int tasks = 0;
  int workers = 0;     // of the pools
  int processors = 0;  // that a program may use here
  FloatSeconds task_time{0};
  std::vector<MeasuredModel> models;
};

// The models, in the order in which they are shown, and not measured yet.
std::vector<MeasuredModel> ComparedModels(int workers);

// How many times as fast as one task after another. REQUIRES: models not empty.
double SpeedUp(const Comparison& comparison, Timing MeasuredModel::* kind,
               const MeasuredModel& model);

// What a reader has to know about these figures, a sentence or two each: what
// is counted, that the machine has too few processors, that it was busy.
std::vector<std::string> Notes(const Comparison& comparison);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMPARE_COMPARISON_H_
