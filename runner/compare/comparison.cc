#include "runner/compare/comparison.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace racelings {
namespace {

// One that computes and has its processor for less than this part of the time
// shares it with other programs.
constexpr double kUndisturbed = 0.9;

std::string ProcessorsNote(int processors, int workers) {
  if (processors == 1) {
    return "There is one processor here: nothing can make CPU-bound tasks "
           "faster, by no model. On two or more, threads without a GIL and "
           "processes do.";
  }
  return absl::StrCat("There are ", processors,
                      " processors here, too few for ", workers,
                      " workers: CPU-bound tasks can be ", processors,
                      " times as fast at most, by whatever model.");
}

}  // namespace

std::vector<MeasuredModel> ComparedModels(int workers) {
  std::vector<MeasuredModel> models;
  const auto add = [&models](const char* name, std::string title) {
    MeasuredModel& model = models.emplace_back();
    model.name = name;
    model.title = std::move(title);
  };
  add("one-after-another", "one after another");
  add("coroutines", "coroutines");
  add("thread-per-task", "thread per task");
  add("thread-pool", absl::StrCat("thread pool of ", workers));
  add("process-pool", absl::StrCat("process pool of ", workers));
  add("gil", "threads under a GIL");
  return models;
}

double SpeedUp(const Comparison& comparison, Timing MeasuredModel::* kind,
               const MeasuredModel& model) {
  // The clock of the measuring program ticks in millionths.
  constexpr FloatSeconds kTick{1e-6};
  return (comparison.models.front().*kind).wall /
         std::max(kTick, (model.*kind).wall);
}

std::vector<std::string> Notes(const Comparison& comparison) {
  std::vector<std::string> notes = {
      absl::StrCat("Memory is what the program needs for each task that is "
                   "under way, and so, in a pool, for each worker; the ",
                   "kernel's own, some 16 kB a thread, is not counted."),
      "Of two runs of the CPU-bound tasks the faster counts."};
  if (comparison.processors < comparison.workers) {
    notes.push_back(ProcessorsNote(comparison.processors, comparison.workers));
  }
  const Timing& alone = comparison.models.front().cpu;
  if (alone.processor < kUndisturbed * alone.wall) {
    notes.push_back(absl::StrFormat(
        "The machine was busy: one task after another had a processor for %.0f "
        "%% of the time. So the CPU-bound figures say little: all times are "
        "too "
        "long, and several threads or processes get more of a busy machine "
        "than "
        "one does, so that they may even seem faster than the processors are. "
        "Measure again when it is quiet.",
        100 * (alone.processor / alone.wall)));
  }
  return notes;
}

}  // namespace racelings
