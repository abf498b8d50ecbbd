// What Collect() promises in collect.h.

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <string>
#include <vector>

#include "collect.h"
#include "harness/family.h"
#include "harness/shared.h"
#include "schedule/explore.h"

namespace {

using Messages = std::vector<std::string>;

constexpr size_t kMostWorkers = 4;
constexpr size_t kLongest = 4095;

// A message as it is shown: short, and without what cannot be printed.
std::string Shown(const std::string& message) {
  constexpr size_t kMost = 24;
  std::string shown;
  for (const char c : message.substr(0, kMost)) {
    if (c == '\n') {
      shown += "\\n";
    } else {
      shown += c >= ' ' && c <= '~' ? c : '?';
    }
  }
  if (message.size() > kMost) {
    shown += "… (" + std::to_string(message.size()) + " bytes)";
  }
  return "'" + shown + "'";
}

std::string Count(size_t messages) {
  return std::to_string(messages) + (messages == 1 ? " message" : " messages");
}

// Takes the messages of one worker out of `all`: each of them begins with the
// worker's letter, apart from those that are empty.
Messages TakeOf(size_t worker, const Messages& all) {
  Messages its;
  for (const std::string& message : all) {
    if (message.starts_with(static_cast<char>('a' + worker))) {
      its.push_back(message);
    }
  }
  return its;
}

// Worker i puts put[i], in which its own letter stands first, and then does
// `last`.
void RequireCollected(const std::vector<Messages>& put,
                      void (*last)(int worker) = nullptr) {
  const harness::Rendezvous all_here(
      static_cast<int>(put.size()),
      "every worker waits until all of them are at work, and some never come: "
      "all processes are started before any is waited for");
  const harness::Shared<std::array<int, kMostWorkers>> times;
  const harness::Family family;
  const int caller = getpid();
  const Messages got = Collect(
      [&](int worker, const Put& put_one) {
        const auto i = static_cast<size_t>(worker);
        schedule::Require(i < put.size(), "worker(" + std::to_string(worker) +
                                              ", …) was called, and there is "
                                              "no such worker");
        schedule::Require(getpid() != caller,
                          "worker(" + std::to_string(worker) +
                              ", …) was called in the process that called "
                              "Collect, and each should have one of its own");
        harness::CountUnseen(&(*times.get())[i]);
        all_here.Meet();
        for (const std::string& message : put[i]) put_one(message);
        if (last != nullptr) last(worker);
      },
      static_cast<int>(put.size()));
  family.Returned();
  size_t all = 0;
  for (size_t i = 0; i < put.size(); ++i) {
    const std::string worker = "worker " + std::to_string(i);
    const int called = harness::ReadUnseen(&(*times.get())[i]);
    schedule::Require(called == 1, worker + " was called " +
                                       std::to_string(called) +
                                       " times, and should be once");
    const Messages its = TakeOf(i, got);
    schedule::Require(its.size() == put[i].size(),
                      worker + " put " + Count(put[i].size()) + ", and " +
                          std::to_string(its.size()) + " came back");
    for (size_t j = 0; j < its.size(); ++j) {
      schedule::Require(its[j] == put[i][j],
                        "message " + std::to_string(j) + " of " + worker +
                            " is " + Shown(its[j]) + ", and it put " +
                            Shown(put[i][j]) +
                            ": messages are whole, and in the order in which "
                            "one worker put them");
    }
    all += its.size();
  }
  schedule::Require(got.size() == all,
                    std::to_string(got.size()) + " messages were returned, " +
                        std::to_string(all) +
                        " of which a worker had put: where are the others "
                        "from?");
  family.RequireNothingLeft("Collect");
}

TEST(ProcessQueue, HelloFromProcess) {
  harness::ExploreFamily([] { RequireCollected({{"a: Hello from process"}}); });
}

TEST(ProcessQueue, ThreeWorkers) {
  harness::ExploreFamily(
      [] { RequireCollected({{"a1", "a2", "a3"}, {"b1"}, {"c1", "c2"}}); });
}

TEST(ProcessQueue, NothingToSay) {
  harness::ExploreFamily([] { RequireCollected({{}, {"b1"}}); });
}

TEST(ProcessQueue, AnyBytes) {
  harness::ExploreFamily([] {
    RequireCollected({{"a\n", std::string("a\0a", 3), "a b\nc\n", "a"},
                      {"b" + std::string(kLongest - 1, 'x'), "b"}});
  });
}

// An empty one says nothing of who put it.
TEST(ProcessQueue, AnEmptyMessage) {
  harness::ExploreFamily([] {
    const harness::Family family;
    const Messages got = Collect([](int, const Put& put) { put(""); }, 1);
    family.Returned();
    schedule::Require(got == Messages{""},
                      "one message of no bytes was put, and " +
                          std::to_string(got.size()) + " were returned");
    family.RequireNothingLeft("Collect");
  });
}

// More than any pipe or socket has room for.
TEST(ProcessQueue, MoreThanThereIsRoomFor) {
  harness::ExploreFamily([] {
    Messages johns;
    Messages janes;
    for (int i = 0; i < 80; ++i) {
      const std::string text = std::to_string(i) + std::string(4000, '.');
      johns.push_back("a" + text);
      janes.push_back("b" + text);
    }
    RequireCollected({johns, janes});
  });
}

TEST(ProcessQueue, AWorkerIsKilled) {
  harness::ExploreFamily([] {
    RequireCollected({{"a1", "a2"}, {"b1"}, {}}, [](int worker) {
      if (worker != 1) raise(SIGKILL);
    });
  });
}

TEST(ProcessQueue, AWorkerEndsItself) {
  harness::ExploreFamily(
      [] { RequireCollected({{"a1", "a2"}, {"b1"}}, [](int) { _exit(1); }); });
}

TEST(ProcessQueue, NoWorkers) {
  harness::ExploreFamily([] { RequireCollected({}); });
}

}  // namespace
