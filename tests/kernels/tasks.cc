// Futures, promises and tasks; and what is done once.

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

// One path forgets the promise, and whoever waits gets an exception.
template <bool kRight>
void BrokenPromise() {
  std::atomic<bool> busy = false;
  std::promise<int> promise;
  std::future<int> answer = promise.get_future();
  Together(
      [&, promise = std::move(promise)]() mutable {
        auto mine = std::make_unique<std::promise<int>>(std::move(promise));
        if (!busy || kRight) mine->set_value(42);
      },
      [&] { busy = true; }, [&] { Require(answer.get() == 42, "the answer"); });
}

template <bool kRight>
void PromiseKeptTwice() {
  std::promise<int> promise;
  std::atomic<bool> kept = false;
  Both([&] {
    if (kRight) {
      if (kept.exchange(true)) return;
    } else {
      if (kept) return;
      kept = true;
    }
    promise.set_value(1);
  });
  Require(promise.get_future().get() == 1, "the answer");
}

// Two workers, each with a task that waits for the other's.
template <bool kRight>
void FuturesInACircle() {
  std::promise<int> johns;
  std::promise<int> janes;
  Together(
      [&] {
        if (kRight) johns.set_value(1);
        janes.get_future().wait();
        if (!kRight) johns.set_value(1);
      },
      [&] {
        johns.get_future().wait();
        janes.set_value(1);
      });
}

// "Not yet" is taken for "never".
template <bool kRight>
void NotYetTakenForNever() {
  std::future<int> answer = std::async(std::launch::async, [] { return 42; });
  if (kRight) {
    answer.wait();
  } else {
    Require(
        answer.wait_for(std::chrono::seconds(1)) == std::future_status::ready,
        "gave up on an answer that was on its way");
  }
  Require(answer.get() == 42, "the answer");
}

void TaskThatThrows() {
  std::packaged_task<int()> task(
      []() -> int { throw std::runtime_error("out of buns"); });
  std::future<int> answer = task.get_future();
  std::thread worker(std::move(task));
  bool caught = false;
  try {
    answer.get();
  } catch (const std::runtime_error& error) {
    caught = std::string_view(error.what()) == "out of buns";
  }
  worker.join();
  Require(caught, "the exception came through");
}

void PromiseOfAnException() {
  std::promise<void> promise;
  std::shared_future<void> answer = promise.get_future().share();
  const auto wait = [answer] {
    try {
      answer.get();
    } catch (const std::logic_error&) {
      return;
    }
    Require(false, "the exception came through");
  };
  Together(wait, wait, [&] {
    promise.set_exception(std::make_exception_ptr(std::logic_error("closed")));
  });
}

struct Burnt : std::runtime_error {
  using std::runtime_error::runtime_error;
  int seen = 0;
};

// Two get the same exception, not a copy each.
template <bool kRight>
void ExceptionForTwo() {
  std::promise<void> promise;
  std::shared_future<void> answer = promise.get_future().share();
  const auto wait = [answer] {
    try {
      answer.get();
    } catch (Burnt& burnt) {
      if (!kRight) ++burnt.seen;
      Require(burnt.what()[0] == 'b', "a reason");
    }
  };
  Together(wait, wait, [&] {
    promise.set_exception(std::make_exception_ptr(Burnt("burnt")));
  });
}

// The reason is part of the exception, and ends with it.
template <bool kRight>
void ReasonOutlivesException() {
  std::packaged_task<int()> task([]() -> int { throw Burnt("burnt"); });
  std::future<int> answer = task.get_future();
  std::thread worker(std::move(task));
  const char* reason = "";
  std::string copy;
  try {
    answer.get();
  } catch (const Burnt& burnt) {
    copy = burnt.what();
    reason = kRight ? copy.c_str() : burnt.what();
  }
  Require(reason[0] == 'b', "a reason");
  worker.join();
}

void AsyncDeferred() {
  std::thread::id ran;
  std::future<void> later = std::async(
      std::launch::deferred, [&] { ran = std::this_thread::get_id(); });
  std::future<int> now = std::async(std::launch::async, [] { return 25; });
  later.get();
  Require(ran == std::this_thread::get_id() && now.get() == 25,
          "each did its part");
}

void ReadyAtThreadExit() {
  std::promise<int> promise;
  std::future<int> answer = promise.get_future();
  std::thread worker([&promise] { promise.set_value_at_thread_exit(42); });
  Require(answer.get() == 42, "the answer");
  worker.join();
}

// The first who tries fails, the second has to try again.
void OnceThatThrows() {
  std::once_flag once;
  std::atomic<int> tries = 0;
  std::atomic<int> failures = 0;
  Both([&] {
    try {
      std::call_once(once, [&] {
        if (++tries == 1) throw std::runtime_error("out of buns");
      });
    } catch (const std::runtime_error&) {
      ++failures;
    }
  });
  Require(tries == 2 && failures == 1, "tried again");
}

constexpr Kernel kKernels[] = {
    Broken("broken_promise", "one path breaks the promise", Kind::kCrash,
           BrokenPromise<false>)
        .UnderTsan(),
    Right("broken_promise.right", "every path keeps it", BrokenPromise<true>),
    Broken("promise_kept_twice", "two keep one promise", Kind::kCrash,
           PromiseKeptTwice<false>)
        .UnderTsan(),
    Right("promise_kept_twice.right", "the first keeps it",
          PromiseKeptTwice<true>),
    Broken("futures_in_a_circle", "each waits for the other's answer",
           Kind::kDeadlock, FuturesInACircle<false>),
    Right("futures_in_a_circle.right", "one answers first",
          FuturesInACircle<true>),
    Broken("not_yet", "takes not yet for never", Kind::kWrongResult,
           NotYetTakenForNever<false>)
        .OnASlowDay(),
    Right("not_yet.right", "waits", NotYetTakenForNever<true>).OnASlowDay(),
    Right("task_that_throws.right", "an exception through a packaged_task",
          TaskThatThrows),
    Right("promise_of_an_exception.right", "an exception for two who wait",
          PromiseOfAnException),
    Broken("exception_for_two", "two change the exception that both have",
           Kind::kDataRace, ExceptionForTwo<false>)
        .UnderTsan(),
    Right("exception_for_two.right", "both only read it",
          ExceptionForTwo<true>),
    Broken("reason_outlives", "keeps the text of an exception that is gone",
           Kind::kMemory, ReasonOutlivesException<false>)
        .Or(Kind::kDataRace)
        .UnderTsan(),
    Right("reason_outlives.right", "keeps a copy",
          ReasonOutlivesException<true>),
    Right("async.right", "std::async, now and later", AsyncDeferred),
    Right("ready_at_thread_exit.right", "set_value_at_thread_exit",
          ReadyAtThreadExit),
    Right("once_that_throws.right", "std::call_once tries again",
          OnceThatThrows),
};

}  // namespace

std::span<const Kernel> TaskKernels() { return kKernels; }

}  // namespace kernels
