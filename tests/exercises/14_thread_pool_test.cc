// What ThreadPool promises in pool.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <exception>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/stopwatch.h"
#include "pool.h"
#include "schedule/gtest.h"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// Relaxed, so that the test's own counting orders nothing between the threads.
// Not on the stack of the test: a worker that is still at work when the pool is
// gone finds them here.
struct Counts {
  std::array<std::atomic<int>, 8> done;
  std::array<std::atomic<int>, 8> begun_as;
  std::atomic<int> begun;
  std::atomic<int> at_work;
  std::atomic<int> most_at_work;
};
Counts counts;

void Reset() {
  for (std::atomic<int>& done : counts.done) {
    done.store(0, std::memory_order_relaxed);
  }
  for (std::atomic<int>& place : counts.begun_as) {
    place.store(-1, std::memory_order_relaxed);
  }
  counts.begun.store(0, std::memory_order_relaxed);
  counts.at_work.store(0, std::memory_order_relaxed);
  counts.most_at_work.store(0, std::memory_order_relaxed);
}

// Task `i` of a test: takes `time` and returns i * i.
std::function<int()> Task(int i, nanoseconds time) {
  return [i, time] {
    const auto n = static_cast<size_t>(i);
    counts.begun_as[n].store(
        counts.begun.fetch_add(1, std::memory_order_relaxed),
        std::memory_order_relaxed);
    const int now = counts.at_work.fetch_add(1, std::memory_order_relaxed) + 1;
    int most = counts.most_at_work.load(std::memory_order_relaxed);
    while (most < now && !counts.most_at_work.compare_exchange_weak(
                             most, now, std::memory_order_relaxed)) {
    }
    if (time > nanoseconds(0)) std::this_thread::sleep_for(time);
    counts.at_work.fetch_sub(1, std::memory_order_relaxed);
    counts.done[n].fetch_add(1, std::memory_order_relaxed);
    return i * i;
  };
}

void RequireEachDoneOnce(int tasks) {
  for (int i = 0; i < tasks; ++i) {
    const int done =
        counts.done[static_cast<size_t>(i)].load(std::memory_order_relaxed);
    schedule::Require(done > 0, "task " + std::to_string(i) +
                                    " was submitted, and the pool's destructor "
                                    "returned before it was done");
    schedule::Require(done == 1, "task " + std::to_string(i) + " was done " +
                                     std::to_string(done) + " times");
  }
}

void RequireResult(std::future<int>& result, int wanted) {
  const int got = result.get();
  schedule::Require(got == wanted, "a task returned " + std::to_string(wanted) +
                                       ", and its future says " +
                                       std::to_string(got));
}

void RequireAtMost(int max_workers) {
  const int most = counts.most_at_work.load(std::memory_order_relaxed);
  const std::string workers =
      "max_workers is " + std::to_string(max_workers) + ", and ";
  schedule::Require(
      most <= max_workers,
      workers + std::to_string(most) + " tasks were at work at the same time");
  const int threads = schedule::MostThreadsAtOnce();
  schedule::Require(threads <= max_workers,
                    workers + std::to_string(threads) +
                        " threads were there at the same time");
}

// A pool is opened, is given tasks that take `times`, and is closed.
void OpenSubmitClose(int max_workers, const std::vector<nanoseconds>& times) {
  Reset();
  const int tasks = static_cast<int>(times.size());
  std::vector<std::future<int>> results;
  {
    ThreadPool pool(max_workers);
    for (int i = 0; i < tasks; ++i) {
      results.push_back(pool.Submit(Task(i, times[static_cast<size_t>(i)])));
    }
  }
  RequireEachDoneOnce(tasks);
  RequireAtMost(max_workers);
  for (int i = 0; i < tasks; ++i) {
    RequireResult(results[static_cast<size_t>(i)], i * i);
  }
}

void OpenSubmitClose(int max_workers, size_t tasks, nanoseconds time) {
  OpenSubmitClose(max_workers, std::vector<nanoseconds>(tasks, time));
}

// A lock may be waited for with short sleeps: that much is no delay.
void RequireTime(const std::string& what, nanoseconds taken, seconds wanted,
                 const std::string& why) {
  schedule::Require(taken >= wanted && taken < wanted + milliseconds(500),
                    what + " took " + kitchen::Seconds(taken) +
                        " s, and should take " + kitchen::Seconds(wanted) +
                        " s: " + why);
}

TEST(ThreadPool, ClosesWithNothingToDo) {
  schedule::ExploreTest([] { OpenSubmitClose(1, 0, nanoseconds(0)); });
}

TEST(ThreadPool, ClosesWithTwoIdleWorkers) {
  schedule::ExploreTest([] { OpenSubmitClose(2, 0, nanoseconds(0)); });
}

// A worker that was delayed just before it goes to sleep is woken all the same.
TEST(ThreadPool, ClosesHoweverLongItsWorkerIsDelayed) {
  schedule::ExploreTest([] { OpenSubmitClose(1, 0, nanoseconds(0)); },
                        schedule::Clock::kAdversarial);
}

TEST(ThreadPool, SquareOfFive) {
  schedule::ExploreTest([] {
    ThreadPool pool(2);
    std::future<int> result = pool.Submit([] { return 5 * 5; });
    RequireResult(result, 25);
  });
}

TEST(ThreadPool, ClosesAfterAllIsDone) {
  schedule::ExploreTest([] {
    Reset();
    {
      ThreadPool pool(2);
      pool.Submit(Task(0, nanoseconds(0))).wait();
    }
    RequireEachDoneOnce(1);
  });
}

TEST(ThreadPool, ClosingTakesNoTime) {
  schedule::ExploreTest([] {
    const nanoseconds start = schedule::Elapsed();
    OpenSubmitClose(2, 0, nanoseconds(0));
    RequireTime("closing an idle pool", schedule::Elapsed() - start, seconds(0),
                "idle workers sleep until they are woken, and are woken at "
                "closing time");
  });
}

TEST(ThreadPool, WhatIsQueuedIsDoneBeforeItCloses) {
  schedule::ExploreTest([] { OpenSubmitClose(1, 3, nanoseconds(0)); });
}

TEST(ThreadPool, WhatIsQueuedIsDoneHoweverLongAWorkerIsDelayed) {
  schedule::ExploreTest([] { OpenSubmitClose(2, 3, seconds(2)); },
                        schedule::Clock::kAdversarial);
}

TEST(ThreadPool, ThreeTasksNeedTwoSeconds) {
  schedule::ExploreTest([] {
    const nanoseconds start = schedule::Elapsed();
    OpenSubmitClose(3, 3, seconds(2));
    RequireTime("three tasks of 2 s on three workers",
                schedule::Elapsed() - start, seconds(2),
                "all three are done at the same time");
  });
}

TEST(ThreadPool, FourTasksNeedFourSeconds) {
  schedule::ExploreTest([] {
    const nanoseconds start = schedule::Elapsed();
    OpenSubmitClose(3, 4, seconds(2));
    RequireTime("four tasks of 2 s on three workers",
                schedule::Elapsed() - start, seconds(4),
                "at most three are done at the same time, and the fourth "
                "begins when the first ends");
  });
}

TEST(ThreadPool, NobodyIsIdleWhileATaskWaits) {
  schedule::ExploreTest([] {
    const nanoseconds start = schedule::Elapsed();
    OpenSubmitClose(2, {seconds(4), seconds(1), seconds(1), seconds(1)});
    RequireTime("a task of 4 s and three of 1 s on two workers",
                schedule::Elapsed() - start, seconds(4),
                "whoever is free takes the next task, so one worker does the "
                "long one and the other all that are short");
  });
}

TEST(ThreadPool, SubmitReturnsAtOnce) {
  schedule::ExploreTest([] {
    ThreadPool pool(1);
    const nanoseconds start = schedule::Elapsed();
    std::future<int> first = pool.Submit(Task(0, seconds(2)));
    std::future<int> second = pool.Submit(Task(1, seconds(2)));
    RequireTime("submitting two tasks of 2 s", schedule::Elapsed() - start,
                seconds(0), "Submit queues a task and does not wait for it");
    RequireResult(second, 1);
    RequireResult(first, 0);
  });
}

TEST(ThreadPool, FirstComeFirstServed) {
  schedule::ExploreTest([] {
    OpenSubmitClose(1, 3, nanoseconds(0));
    for (int i = 0; i < 3; ++i) {
      const int place = counts.begun_as[static_cast<size_t>(i)].load(
          std::memory_order_relaxed);
      schedule::Require(place == i,
                        "one worker begins tasks in the order in which they "
                        "were submitted, and task " +
                            std::to_string(i) + " was begun as number " +
                            std::to_string(place));
    }
  });
}

TEST(ThreadPool, IdleWorkersAreWoken) {
  schedule::ExploreTest([] {
    Reset();
    ThreadPool pool(2);
    for (int i = 0; i < 2; ++i) {
      std::future<int> first = pool.Submit(Task(2 * i, nanoseconds(0)));
      std::future<int> second = pool.Submit(Task(2 * i + 1, nanoseconds(0)));
      RequireResult(second, (2 * i + 1) * (2 * i + 1));
      RequireResult(first, 4 * i * i);
    }
  });
}

TEST(ThreadPool, TwoSubmitAtTheSameTime) {
  schedule::ExploreTest([] {
    Reset();
    {
      ThreadPool pool(1);
      std::thread other([&pool] {
        std::future<int> result = pool.Submit(Task(1, nanoseconds(0)));
        RequireResult(result, 1);
      });
      std::future<int> result = pool.Submit(Task(2, nanoseconds(0)));
      RequireResult(result, 4);
      other.join();
    }
  });
}

TEST(ThreadPool, ATaskMaySubmitAnother) {
  schedule::ExploreTest([] {
    Reset();
    std::future<int> second;
    {
      ThreadPool pool(1);
      pool.Submit([&pool, &second] {
        second = pool.Submit(Task(3, nanoseconds(0)));
        return 0;
      });
    }
    schedule::Require(counts.done[3].load(std::memory_order_relaxed) == 1,
                      "a task submitted another while the pool was closing, "
                      "and that one was not done");
    RequireResult(second, 9);
  });
}

// Nothing is in them, and only their types are looked at: the count of who
// still has an exception lies in a library where ThreadSanitizer cannot see it.
struct OutOfBuns {};
struct OutOfFries : std::exception {};

// The only worker does a task that throws an `Exception`, and then another.
template <typename Exception>
void ThrowAndGoOn(const std::string& name) {
  Reset();
  ThreadPool pool(1);
  std::future<int> failing = pool.Submit([]() -> int { throw Exception(); });
  std::future<int> next = pool.Submit(Task(5, nanoseconds(0)));
  std::string got;
  try {
    got = "the value " + std::to_string(failing.get());
  } catch (const Exception&) {
    got = "";
  } catch (const std::future_error&) {
    got = "a broken promise";
  } catch (...) {
    got = "another exception";
  }
  schedule::Require(got.empty(), "a task threw " + name +
                                     ", and get() of its future should throw "
                                     "that at the caller; it gave " +
                                     got);
  RequireResult(next, 25);
}

TEST(ThreadPool, AnExceptionReachesTheCaller) {
  schedule::ExploreTest([] { ThrowAndGoOn<OutOfBuns>("OutOfBuns"); });
}

TEST(ThreadPool, AnExceptionKeepsItsType) {
  schedule::ExploreTest([] {
    ThrowAndGoOn<OutOfFries>("OutOfFries, which is a std::exception");
  });
}

}  // namespace
