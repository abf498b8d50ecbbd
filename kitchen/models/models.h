// The same tasks by six models of concurrency, for `racelings compare`: what
// each of them is good for, in figures.

#ifndef RACELINGS_KITCHEN_MODELS_MODELS_H_
#define RACELINGS_KITCHEN_MODELS_MODELS_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace models {

enum class Model {
  kOneAfterAnother,
  kCoroutines,     // All tasks on one loop, in one thread.
  kThreadPerTask,  // A thread is started for each.
  kThreadPool,     // Asio's, with so many threads as there are workers.
  kProcessPool,    // kitchen::ProcessPool.
  kGil,            // A thread per task, under one global interpreter lock.
};

// "one-after-another", "coroutines", "thread-per-task", "thread-pool",
// "process-pool", "gil".
std::optional<Model> ModelNamed(std::string_view name);

// A task either waits, as for a network (I/O-bound), or computes (CPU-bound).
struct Work {
  std::chrono::nanoseconds wait{0};
  std::uint64_t steps = 0;  // Of a computation; then it does not wait.
};

// What a task computes: another number for each `seed`, in so many steps, each
// of which needs the one before it.
std::uint64_t Compute(std::uint64_t seed, std::uint64_t steps);

// Does `tasks` tasks, and returns their results in order; a task that waits
// gives its own number.
//
// REQUIRES: workers >= 1. No other thread in this process.
std::vector<std::uint64_t> Do(Model model, int tasks, int workers,
                              const Work& work);

// How many bytes this process, and those that it starts, need for each task
// that is under way, by the kernel's count of pages: stacks, frames, heap and
// copied pages, but not what the kernel keeps for itself (some 16 kB a
// thread). Some tasks are started, and all of them wait when it is looked.
// Nothing where the kernel does not tell (before Linux 5.4).
//
// REQUIRES: as for Do; and a fresh process, where memory that an earlier model
// has given back to its allocator does not hide what this one needs.
std::optional<double> MemoryPerTask(Model model, int workers);

// How many processors this process may use: those that it is allowed to run
// on, and no more than the quota of its container.
int Processors();

}  // namespace models

#endif  // RACELINGS_KITCHEN_MODELS_MODELS_H_
