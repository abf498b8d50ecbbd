// What ComputeAll() promises in compute_all.h.

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "compute_all.h"
#include "harness/family.h"
#include "harness/shared.h"
#include "legacy.h"
#include "schedule/explore.h"

namespace {

using Numbers = std::vector<std::int64_t>;

constexpr size_t kMostInputs = 10;

// What the calls themselves know. A test's inputs are 0, 1, 2, … in any order.
struct Calls {
  std::array<int, kMostInputs> times;
  std::array<int, kMostInputs> pid;
};

// What a plain function needs to know of its test. Null at the end of each
// schedule, as at its beginning.
struct Kitchen {
  int caller = 0;
  Calls* calls = nullptr;
  const harness::Rendezvous* meeting = nullptr;
};
Kitchen the_kitchen;

class Opened {
 public:
  explicit Opened(const harness::Rendezvous* meeting) {
    the_kitchen = {
        .caller = getpid(), .calls = calls_.get(), .meeting = meeting};
  }
  ~Opened() { the_kitchen = {}; }

  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  const Calls& calls() const { return *calls_.get(); }

 private:
  harness::Shared<Calls> calls_;
};

std::int64_t Square(std::int64_t n) {
  const auto i = static_cast<size_t>(n);
  schedule::Require(i < kMostInputs, "compute was called with " +
                                         std::to_string(n) +
                                         ", which is none of the inputs");
  harness::CountUnseen(&the_kitchen.calls->times[i]);
  harness::WriteUnseen(&the_kitchen.calls->pid[i], getpid());
  return n * n;
}

// The first two are begun before either goes on, so that nothing puts one after
// the other: where they are threads, this is a race in every schedule.
std::int64_t MeetAndCompute(std::int64_t n) {
  the_kitchen.meeting->Meet();
  return LegacyCompute(n);
}

// The first ones wait for each other.
std::int64_t MeetAndSquare(std::int64_t n) {
  the_kitchen.meeting->Meet();
  return Square(n);
}

// Whoever works on 0 waits until all the others are done.
std::int64_t SquareZeroLast(std::int64_t n) {
  if (n == 0) the_kitchen.meeting->Meet();
  const std::int64_t result = Square(n);
  if (n != 0) the_kitchen.meeting->Come();
  return result;
}

// Whoever works on 2 is killed.
std::int64_t SquareOrDie(std::int64_t n) {
  schedule::Require(getpid() != the_kitchen.caller,
                    "compute was called in the process that called ComputeAll: "
                    "where it is killed there, everything is");
  const std::int64_t result = Square(n);
  if (n == 2) raise(SIGKILL);
  return result;
}

// What it means that `workers` calls do not meet.
std::string TooFew(int workers, int inputs) {
  const std::string count = std::to_string(workers);
  return "every call waits until " + count +
         " of them are under way, and they never are: with " + count +
         " workers and " + std::to_string(inputs) +
         " inputs neither a lock nor a wait for the first call may keep the "
         "second from beginning";
}

std::string List(const Numbers& numbers) {
  std::string list;
  for (const std::int64_t number : numbers) {
    list += (list.empty() ? "" : ", ") + std::to_string(number);
  }
  return "[" + list + "]";
}

void RequireEachOnce(const Calls& calls, const Numbers& inputs) {
  for (const std::int64_t input : inputs) {
    const int times =
        harness::ReadUnseen(&calls.times[static_cast<size_t>(input)]);
    schedule::Require(times == 1, "compute(" + std::to_string(input) +
                                      ") was called " + std::to_string(times) +
                                      " times, and should be once");
  }
}

void RequireFewWorkers(const Calls& calls, const Numbers& inputs, int workers) {
  std::set<int> processes;
  for (const std::int64_t input : inputs) {
    processes.insert(
        harness::ReadUnseen(&calls.pid[static_cast<size_t>(input)]));
  }
  schedule::Require(processes.size() <= static_cast<size_t>(workers),
                    "the calls were made in " +
                        std::to_string(processes.size()) +
                        " processes, and there should be no more than " +
                        std::to_string(workers) +
                        " workers: each computes one input after the other");
}

void RequireSquares(Compute compute, const Numbers& inputs, int workers,
                    const harness::Rendezvous* meeting = nullptr) {
  const Opened opened(meeting);
  const harness::Family family;
  const Numbers results = ComputeAll(compute, inputs, workers);
  family.Returned();
  Numbers wanted;
  for (const std::int64_t input : inputs) wanted.push_back(input * input);
  schedule::Require(results == wanted,
                    "the squares of " + List(inputs) + " are " + List(wanted) +
                        " in that order, and ComputeAll returned " +
                        List(results));
  RequireEachOnce(opened.calls(), inputs);
  RequireFewWorkers(opened.calls(), inputs, workers);
  family.RequireNothingLeft("ComputeAll");
}

TEST(ProcessPool, TheOldFunction) {
  harness::ExploreFamily([] {
    const harness::Rendezvous meeting(2, TooFew(2, 4));
    const Opened opened(&meeting);
    const harness::Family family;
    const Numbers results = ComputeAll(MeetAndCompute, {3, 4, 10, 2}, 2);
    family.Returned();
    const Numbers wanted = {3, 6, 45, 1};
    schedule::Require(results == wanted,
                      "the sums below [3, 4, 10, 2] are " + List(wanted) +
                          ", and ComputeAll returned " + List(results));
    family.RequireNothingLeft("ComputeAll");
  });
}

TEST(ProcessPool, InTheOrderOfTheInputs) {
  harness::ExploreFamily(
      [] { RequireSquares(Square, {5, 0, 9, 2, 7, 1, 8, 3, 6, 4}, 3); });
}

TEST(ProcessPool, AllWorkersAtTheSameTime) {
  harness::ExploreFamily([] {
    const harness::Rendezvous meeting(3, TooFew(3, 5));
    RequireSquares(MeetAndSquare, {1, 2, 3, 4, 5}, 3, &meeting);
  });
}

TEST(ProcessPool, NobodyIsIdleWhileAnInputIsLeft) {
  harness::ExploreFamily([] {
    const harness::Rendezvous meeting(
        6,
        "one call takes as long as all the others together, and some of those "
        "were never begun: the next input goes first, to whoever is free");
    RequireSquares(SquareZeroLast, {0, 1, 2, 3, 4, 5}, 2, &meeting);
  });
}

TEST(ProcessPool, MoreWorkersThanInputs) {
  harness::ExploreFamily([] { RequireSquares(Square, {7, 3}, 4); });
}

TEST(ProcessPool, OneWorker) {
  harness::ExploreFamily([] { RequireSquares(Square, {2, 1, 0}, 1); });
}

TEST(ProcessPool, NothingToDo) {
  harness::ExploreFamily([] { RequireSquares(Square, {}, 2); });
}

// More than a queue has room for: who hands them all out before taking a result
// waits for ever.
TEST(ProcessPool, MoreInputsThanThereIsRoomFor) {
  harness::ExploreFamily([] {
    Numbers inputs(100);
    std::iota(inputs.begin(), inputs.end(), 0);
    const harness::Family family;
    const Numbers results =
        ComputeAll([](std::int64_t n) { return n + 1; }, inputs, 2);
    family.Returned();
    for (size_t i = 0; i < inputs.size(); ++i) {
      schedule::Require(
          i < results.size() && results[i] == inputs[i] + 1,
          "of 100 inputs, result " + std::to_string(i) + " should be " +
              std::to_string(inputs[i] + 1) + ", and " +
              (i < results.size() ? "is " + std::to_string(results[i])
                                  : "there is none"));
    }
    family.RequireNothingLeft("ComputeAll");
  });
}

// Whoever works on 2 is killed, and this has to be noticed.
void RequireError(const Numbers& inputs, int workers) {
  const Opened opened(nullptr);
  const harness::Family family;
  bool has_thrown = false;
  Numbers results;
  try {
    results = ComputeAll(SquareOrDie, inputs, workers);
  } catch (const std::runtime_error&) {
    has_thrown = true;
  }
  family.Returned();
  schedule::Require(has_thrown,
                    "the worker that computed the square of 2 was killed, and "
                    "ComputeAll returned " +
                        List(results) +
                        " as if nothing had happened: it should throw");
  for (const std::int64_t input : inputs) {
    const int times =
        harness::ReadUnseen(&opened.calls().times[static_cast<size_t>(input)]);
    schedule::Require(times <= 1, "a worker was killed, and compute(" +
                                      std::to_string(input) + ") was called " +
                                      std::to_string(times) +
                                      " times: nothing is computed twice");
  }
  family.RequireNothingLeft("ComputeAll");
}

TEST(ProcessPool, AWorkerIsKilled) {
  harness::ExploreFamily([] { RequireError({0, 1, 2, 3, 4, 5}, 2); });
}

TEST(ProcessPool, AWorkerIsKilledInTheLastCall) {
  harness::ExploreFamily([] { RequireError({0, 1, 2}, 2); });
}

TEST(ProcessPool, TheOnlyWorkerIsKilled) {
  harness::ExploreFamily([] { RequireError({1, 2}, 1); });
}

}  // namespace
