// What RunThreads() promises in interpreter.h, under every schedule that is
// tried.

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "interpreter.h"
#include "kitchen/stopwatch.h"
#include "schedule/gtest.h"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// Relaxed, so that the test's own counting orders nothing between the threads.
// Not on the stack of the test: a thread that is still at work when RunThreads
// has returned finds them here.
std::atomic<int> in_code;
std::array<std::atomic<size_t>, 4> steps_done;  // of each program

// Whoever is in a step of code may use it.
PythonObject object;

void Reset() {
  in_code.store(0, std::memory_order_relaxed);
  for (std::atomic<size_t>& n : steps_done) {
    n.store(0, std::memory_order_relaxed);
  }
}

void Pass(seconds time) {
  if (time > seconds(0)) std::this_thread::sleep_for(time);
}

// A step as a test writes it down: what it is, and how long it takes.
struct Draft {
  Step::Kind kind;
  seconds time{0};
};
constexpr Draft Code(int time = 0) {
  return {Step::Kind::kCode, seconds(time)};
}
constexpr Draft Wait(int time = 0) {
  return {Step::Kind::kWait, seconds(time)};
}
using Drafts = std::vector<std::vector<Draft>>;

void RunCode(seconds time, bool with_gil) {
  if (!with_gil) return Pass(time);
  schedule::Require(in_code.fetch_add(1, std::memory_order_relaxed) == 0,
                    "two threads were in a step of code at the same time, and "
                    "the global interpreter lock is for one");
  object.Use();
  Pass(time);
  in_code.fetch_sub(1, std::memory_order_relaxed);
}

Program MakeProgram(size_t number, const std::vector<Draft>& drafts,
                    bool with_gil) {
  Program program;
  for (size_t i = 0; i < drafts.size(); ++i) {
    program.push_back(
        {drafts[i].kind, [draft = drafts[i], number, i, with_gil] {
           std::atomic<size_t>& done = steps_done[number];
           schedule::Require(
               done.load(std::memory_order_relaxed) == i,
               "step " + std::to_string(i) +
                   " of a program "
                   "was begun when " +
                   std::to_string(done.load(std::memory_order_relaxed)) +
                   " of its steps were done: they go one after "
                   "the other, each of them once");
           if (draft.kind == Step::Kind::kCode) {
             RunCode(draft.time, with_gil);
           } else {
             Pass(draft.time);
           }
           done.fetch_add(1, std::memory_order_relaxed);
         }});
  }
  return program;
}

// Runs the programs, requires that all was done, and says how long it took.
nanoseconds RunDrafts(const Drafts& drafts, Interpreter interpreter) {
  Reset();
  std::vector<Program> programs;
  for (size_t i = 0; i < drafts.size(); ++i) {
    programs.push_back(
        MakeProgram(i, drafts[i], interpreter == Interpreter::kWithGil));
  }
  const nanoseconds start = schedule::Elapsed();
  RunThreads(programs, interpreter);
  const nanoseconds taken = schedule::Elapsed() - start;
  for (size_t i = 0; i < drafts.size(); ++i) {
    const size_t done = steps_done[i].load(std::memory_order_relaxed);
    schedule::Require(done == drafts[i].size(),
                      "a program has " + std::to_string(drafts[i].size()) +
                          " steps, and " + std::to_string(done) +
                          " of them were done when RunThreads returned");
  }
  return taken;
}

// A lock may be waited for with short sleeps: that much is no delay.
void RequireTime(const std::string& what, const Drafts& drafts,
                 Interpreter interpreter, seconds wanted,
                 const std::string& why) {
  const nanoseconds taken = RunDrafts(drafts, interpreter);
  schedule::Require(
      taken >= wanted && taken < wanted + milliseconds(500),
      what +
          (interpreter == Interpreter::kWithGil ? " with the GIL"
                                                : " without the GIL") +
          " took " + kitchen::Seconds(taken) + " s, and should take " +
          kitchen::Seconds(wanted) + " s: " + why);
}

TEST(Gil, ThreeWaitsNeedTwoSeconds) {
  schedule::ExploreTest([] {
    const std::vector<Draft> waits = {Code(), Wait(2), Code()};
    RequireTime("three waits of 2 s", {waits, waits, waits},
                Interpreter::kWithGil, seconds(2),
                "a thread that waits does not need the lock, and the others "
                "could wait at the same time");
  });
}

TEST(Gil, ThreeComputationsNeedSixSeconds) {
  schedule::ExploreTest([] {
    RequireTime("three computations of 2 s", {{Code(2)}, {Code(2)}, {Code(2)}},
                Interpreter::kWithGil, seconds(6),
                "with the lock, one thread at a time runs code");
  });
}

TEST(Gil, OneComputesWhileOthersWait) {
  schedule::ExploreTest([] {
    RequireTime("a computation of 2 s beside two waits of 4 s",
                {{Wait(1), Code(2)}, {Wait(4)}, {Wait(4)}},
                Interpreter::kWithGil, seconds(4),
                "who waits and who computes are not in each other's way");
  });
}

TEST(Gil, FreeThreadsComputeTogether) {
  schedule::ExploreTest([] {
    const std::vector<Draft> computes = {Code(2), Wait(1), Code(2)};
    RequireTime("three programs that compute 2 s, wait 1 s and compute 2 s",
                {computes, computes, computes}, Interpreter::kFreeThreaded,
                seconds(5),
                "there is no lock, and all compute at the same time");
  });
}

TEST(Gil, FreeThreadsWaitTogether) {
  schedule::ExploreTest([] {
    const std::vector<Draft> waits = {Code(), Wait(2), Code()};
    RequireTime("three waits of 2 s", {waits, waits, waits},
                Interpreter::kFreeThreaded, seconds(2),
                "there is no lock, and all wait at the same time");
  });
}

TEST(Gil, OneAtATimeInCode) {
  schedule::ExploreTest([] {
    RunDrafts(
        {{Code(1), Wait(1), Code(1)}, {Wait(1), Code(1)}, {Code(1), Wait(1)}},
        Interpreter::kWithGil);
  });
}

TEST(Gil, OneAtATimeHoweverLongAThreadIsDelayed) {
  schedule::ExploreTest(
      [] {
        RunDrafts({{Code(1), Wait(1), Code(1)}, {Wait(1), Code(1)}},
                  Interpreter::kWithGil);
      },
      schedule::Clock::kAdversarial);
}

TEST(Gil, WaitsAndCodeInAnyOrder) {
  schedule::ExploreTest([] {
    for (const Interpreter interpreter :
         {Interpreter::kWithGil, Interpreter::kFreeThreaded}) {
      RunDrafts(
          {{Wait(), Wait(), Code(), Code(), Wait()}, {Code(), Wait(), Code()}},
          interpreter);
    }
  });
}

TEST(Gil, AThreadForEachProgram) {
  schedule::ExploreTest([] {
    RunDrafts({{Code()}, {Wait(1)}, {}}, Interpreter::kWithGil);
    const int threads = schedule::MostThreadsAtOnce();
    schedule::Require(threads == 3,
                      "three programs have a thread each, all of them started "
                      "before any is waited for, and at most " +
                          std::to_string(threads) +
                          " threads were there at the same time");
  });
}

TEST(Gil, NothingToRun) {
  schedule::ExploreTest([] { RunDrafts({}, Interpreter::kWithGil); });
}

}  // namespace
