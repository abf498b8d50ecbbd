// What WorkTogether() promises in staff.h.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <vector>

#include "harness/family.h"
#include "harness/shared.h"
#include "schedule/explore.h"
#include "staff.h"

namespace {

constexpr int kMostCooks = 4;

// What the cooks themselves know of their work.
struct Work {
  std::array<int, kMostCooks> times;  // How often each was called.
  std::array<int, kMostCooks> pid;    // Where, the last time.
};

std::string Cook(size_t cook) { return "cook " + std::to_string(cook); }

void RequireOneProcessEach(const Work& work, size_t cooks) {
  for (size_t i = 0; i < cooks; ++i) {
    const int times = harness::ReadUnseen(&work.times[i]);
    schedule::Require(times > 0, "shift(" + std::to_string(i) +
                                     ") was never called: a process for each "
                                     "cook works one shift");
    schedule::Require(times == 1, "shift(" + std::to_string(i) +
                                      ") was called " + std::to_string(times) +
                                      " times, and each cook works once");
    for (size_t j = 0; j < i; ++j) {
      schedule::Require(
          harness::ReadUnseen(&work.pid[i]) !=
              harness::ReadUnseen(&work.pid[j]),
          Cook(j) + " and " + Cook(i) +
              " worked in the same process, and each should have one of its "
              "own");
    }
  }
}

void RequireSaid(std::vector<std::string> lines, const Work& work,
                 size_t cooks) {
  for (size_t i = 0; i < cooks; ++i) {
    const std::string line =
        "Process ID: " + std::to_string(harness::ReadUnseen(&work.pid[i]));
    const auto said = std::count(lines.begin(), lines.end(), line);
    schedule::Require(said == 1,
                      "the process of " + Cook(i) + " should say '" + line +
                          "' once, there and not in another process, and it "
                          "was said " +
                          std::to_string(said) + " times");
  }
}

// Cook i makes made[i] burgers.
void RequireWork(const std::vector<int>& made) {
  const harness::Rendezvous all_here(
      static_cast<int>(made.size()),
      "every cook waits until all of them are at work, and some never come: "
      "all processes are started before any is waited for");
  const harness::Shared<Work> work;
  const harness::Family family;
  const int caller = getpid();
  const int together = WorkTogether(
      [&](int cook) {
        const auto i = static_cast<size_t>(cook);
        schedule::Require(i < made.size(),
                          "shift(" + std::to_string(cook) +
                              ") was called, and there is no such cook");
        harness::CountUnseen(&work->times[i]);
        harness::WriteUnseen(&work->pid[i], getpid());
        schedule::Require(getpid() != caller,
                          "shift(" + std::to_string(cook) +
                              ") was called in the process that called "
                              "WorkTogether, and each cook should have one of "
                              "its own");
        all_here.Meet();
        return made[i];
      },
      static_cast<int>(made.size()));
  family.Returned();
  RequireOneProcessEach(*work.get(), made.size());
  const int wanted = std::accumulate(made.begin(), made.end(), 0);
  std::string numbers;
  for (const int one : made) {
    numbers += (numbers.empty() ? "" : " + ") + std::to_string(one);
  }
  schedule::Require(together == wanted,
                    "the cooks made " + numbers +
                        " burgers, each in a process "
                        "of its own, and WorkTogether returned " +
                        std::to_string(together) +
                        ": how does the number get from there to here?");
  RequireSaid(family.Lines(), *work.get(), made.size());
  family.RequireNothingLeft("WorkTogether");
}

TEST(Process, ThreeCooks) {
  harness::ExploreFamily([] { RequireWork({1, 2, 3}); });
}

TEST(Process, ManyBurgers) {
  harness::ExploreFamily([] { RequireWork({70'000, 300, 256, 0}); });
}

TEST(Process, MoreAreGivenBackThanMade) {
  harness::ExploreFamily([] { RequireWork({5, -70'000}); });
}

TEST(Process, OneCook) {
  harness::ExploreFamily([] { RequireWork({1'000'000}); });
}

TEST(Process, NoCooks) {
  harness::ExploreFamily([] { RequireWork({}); });
}

}  // namespace
