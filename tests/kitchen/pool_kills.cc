// Kills a worker of a process pool at a random moment, again and again: before
// a map, in the middle of it, or after it. The map has to return all results,
// each once, or to throw BrokenProcessPool; and nothing is left, no process, no
// zombie, no descriptor. A map that does not return is ended by an alarm.
//
//   pool_kills RUNS [SEED]

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <new>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "kitchen/processes/process_pool.h"
#include "leftovers.h"

namespace {

using kitchen::BrokenProcessPool;
using kitchen::ProcessPool;

constexpr int kInputs = 60;
constexpr int kWorkers = 4;
constexpr unsigned kHangSeconds = 120;

// How often the workers were called with each input.
using Calls = std::array<std::atomic<int>, kInputs>;
Calls* the_calls;

// Of several packets, so that a worker may die in the middle of its answer.
std::string Prepare(int n) {
  (*the_calls)[n].fetch_add(1);
  return std::string(static_cast<std::size_t>(n) * 2'000,
                     static_cast<char>('a' + n % 26));
}

struct Tally {
  int broken = 0;    // The kill came before the end of the map.
  int whole = 0;     // It came after.
  int failures = 0;  // What must not be.

  void Require(bool ok, int run, const char* what) {
    if (ok) return;
    ++failures;
    std::printf("run %d: %s\n", run, what);
  }
};

int Number(std::string_view text) {
  int number = 1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// Whether the workers were called with each input as often as said.
bool EachWasCalled(int least, int most) {
  return std::all_of(the_calls->begin(), the_calls->end(), [&](const auto& n) {
    return n.load() >= least && n.load() <= most;
  });
}

bool AreRight(const std::vector<std::string>& outputs) {
  if (outputs.size() != kInputs) return false;
  for (int n = 0; n < kInputs; ++n) {
    if (outputs[n] != std::string(static_cast<std::size_t>(n) * 2'000,
                                  static_cast<char>('a' + n % 26))) {
      return false;
    }
  }
  return true;
}

std::vector<int> Inputs() {
  std::vector<int> inputs(kInputs);
  std::iota(inputs.begin(), inputs.end(), 0);
  return inputs;
}

// The longest that a kill waits: what an undisturbed map takes. Some then come
// after it, since chunks make it faster.
std::chrono::microseconds LongestWait() {
  ProcessPool pool(kWorkers);
  const std::vector<int> inputs = Inputs();
  pool.Map(Prepare, inputs);
  const auto start = std::chrono::steady_clock::now();
  pool.Map(Prepare, inputs);
  return std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
}

void RunOne(int run, std::chrono::microseconds longest, std::mt19937* random,
            Tally* tally) {
  for (std::atomic<int>& calls : *the_calls) calls.store(0);
  const std::vector<int> inputs = Inputs();
  const std::chrono::microseconds wait((*random)() % longest.count());
  const std::size_t chunk_size = 1 + (*random)() % 5;
  const std::size_t victim = (*random)() % kWorkers;

  alarm(kHangSeconds);
  ProcessPool pool(kWorkers);
  std::thread killer([&, pid = pool.pids()[victim]] {
    std::this_thread::sleep_for(wait);
    kill(pid, SIGKILL);
  });
  try {
    const std::vector<std::string> outputs =
        pool.Map(Prepare, inputs, chunk_size);
    ++tally->whole;
    tally->Require(AreRight(outputs), run, "a result is lost or wrong");
    tally->Require(EachWasCalled(1, 1), run, "work was done twice");
  } catch (const BrokenProcessPool& error) {
    ++tally->broken;
    tally->Require(EachWasCalled(0, 1), run, "work was done twice");
    tally->Require(
        std::string(error.what()).find("signal 9") != std::string::npos, run,
        error.what());
  }
  killer.join();
  // By now a worker is dead, whenever that was.
  try {
    const std::vector<std::string> outputs = pool.Map(Prepare, inputs);
    tally->Require(false, run, "the dead worker was not noticed");
  } catch (const BrokenProcessPool&) {
    tally->Require(!HasChild(), run, "a broken pool left a process");
  }
  alarm(0);
}

}  // namespace

int main(int argc, char** argv) {
  const int runs = argc > 1 ? Number(argv[1]) : 20;
  std::mt19937 random(argc > 2 ? Number(argv[2]) : 1);
  void* memory = mmap(nullptr, sizeof(Calls), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 2;
  the_calls = new (memory) Calls{};

  const std::chrono::microseconds longest = LongestWait();
  const std::set<int> open = OpenDescriptors();
  Tally tally;
  for (int run = 0; run < runs; ++run) {
    RunOne(run, longest, &random, &tally);
    tally.Require(!HasChild(), run, "a process or a zombie is left");
    tally.Require(OpenDescriptors() == open, run, "a descriptor is left open");
  }
  std::printf(
      "%d runs with a worker killed at a random moment: %d maps broke and said "
      "so, %d were done before; 0 hangs, %d failures\n",
      runs, tally.broken, tally.whole, tally.failures);
  return tally.failures == 0 ? 0 : 1;
}
