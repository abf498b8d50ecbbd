// absl::Mutex and what is made of it.

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include "absl/synchronization/barrier.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

template <bool kRight>
void Await() {
  absl::Mutex mutex;
  std::atomic<bool> open = false;
  Together(
      [&] {
        const absl::MutexLock lock(&mutex);
        mutex.Await(absl::Condition(
            +[](std::atomic<bool>* b) { return b->load(); }, &open));
      },
      [&] {
        if (kRight) mutex.Lock();
        open = true;
        if (kRight) mutex.Unlock();
      });
}

// Two wait for the same thing for long. Neither's looking may keep the other
// looking: nothing else could ever happen.
void TwoAwait() {
  absl::Mutex mutex;
  bool open = false;
  const auto began = std::chrono::steady_clock::now();
  const auto wait = [&] {
    const absl::MutexLock lock(&mutex);
    mutex.Await(absl::Condition(&open));
  };
  std::thread john(wait);
  std::thread jane(wait);
  absl::SleepFor(absl::Seconds(5));
  {
    const absl::MutexLock lock(&mutex);
    open = true;
  }
  john.join();
  jane.join();
  const auto took = std::chrono::steady_clock::now() - began;
  Require(
      std::chrono::floor<std::chrono::seconds>(took) == std::chrono::seconds(5),
      "waiting takes as long as it takes");
}

// A second read lock waits behind a writer, who waits for the first.
template <bool kRight>
void ReaderTwice() {
  absl::Mutex mutex;
  int price = 0;
  Together(
      [&] {
        const absl::ReaderMutexLock lock(&mutex);
        if (!kRight) {
          const absl::ReaderMutexLock again(&mutex);
        }
      },
      [&] {
        const absl::MutexLock lock(&mutex);
        ++price;
      });
}

// Who says that he will write may be a while in coming: a reader may still be
// before him.
template <bool kRight>
void WriterWhoAnnounces() {
  absl::Mutex mutex;
  std::atomic<bool> raised = false;
  int price = 1;
  Together([&] { const absl::ReaderMutexLock lock(&mutex); },
           [&] {
             if (!kRight) raised = true;
             const absl::MutexLock lock(&mutex);
             price = 2;
             if (kRight) raised = true;
           },
           [&] {
             if (!raised) return;
             const absl::ReaderMutexLock lock(&mutex);
             Require(price == 2, "the old price");
           });
}

// A reader who waits for a condition lets go of the lock meanwhile, and has it
// back although another writer waits by now.
void ReadersAwait() {
  absl::Mutex mutex;
  bool open = false;
  int price = 1;
  const auto read = [&] {
    const absl::ReaderMutexLock lock(&mutex);
    mutex.Await(absl::Condition(&open));
    Require(price > 0, "a price");
  };
  Together(
      read, read,
      [&] {
        const absl::MutexLock lock(&mutex);
        open = true;
      },
      [&] {
        const absl::MutexLock lock(&mutex);
        ++price;
      });
}

template <bool kRight>
void CheckThenAct() {
  absl::Mutex mutex;
  int burgers = 1;
  Both([&] {
    mutex.Lock();
    const bool any = burgers > 0;
    if (!kRight) {
      mutex.Unlock();
      mutex.Lock();
    }
    if (any) --burgers;
    Require(burgers >= 0, "a burger was taken that was not there");
    mutex.Unlock();
  });
}

template <bool kRight>
void SignalBeforeWait() {
  absl::Mutex mutex;
  absl::CondVar changed;
  bool open = false;
  Together(
      [&] {
        const absl::MutexLock lock(&mutex);
        while (!open) {
          changed.Wait(&mutex);
          if (!kRight) break;
        }
      },
      [&] {
        const absl::MutexLock lock(&mutex);
        if (kRight) open = true;
        changed.Signal();
      });
}

template <bool kRight>
void BlockingCounterMiscount() {
  absl::BlockingCounter left(2);
  Together([&] { left.DecrementCount(); },
           [&] {
             if (kRight) left.DecrementCount();
           },
           [&] { left.Wait(); });
}

template <bool kRight>
void GuardedCounter() {
  absl::Mutex mutex;
  int counter = 0;
  Together(
      [&] {
        const absl::MutexLock lock(&mutex);
        ++counter;
      },
      [&] {
        if (kRight) mutex.Lock();
        ++counter;
        if (kRight) mutex.Unlock();
      });
}

// The one who waits may be gone before the signal is sent.
template <bool kRight>
void SignalledAfterItsEnd() {
  struct Door {
    absl::Mutex mutex;
    absl::CondVar changed;
    bool open = false;
  };
  auto door = std::make_unique<Door>();
  std::thread opener([&door = *door] {
    door.mutex.Lock();
    door.open = true;
    if (kRight) door.changed.Signal();
    door.mutex.Unlock();
    if (!kRight) door.changed.Signal();
  });
  {
    const absl::MutexLock lock(&door->mutex);
    while (!door->open) door->changed.Wait(&door->mutex);
  }
  door.reset();
  opener.join();
}

void ReadersAndTryLock() {
  absl::Mutex mutex;
  int price = 1;
  const auto read = [&] {
    const absl::ReaderMutexLock lock(&mutex);
    Require(price > 0, "a price");
  };
  Together(read, read, [&] {
    while (!mutex.TryLock()) std::this_thread::yield();
    ++price;
    mutex.Unlock();
  });
}

void LockWhen() {
  absl::Mutex mutex;
  int turn = 0;
  const auto step = [&](int mine) {
    struct Wanted {
      int* turn;
      int mine;
    } wanted{&turn, mine};
    mutex.LockWhen(absl::Condition(
        +[](Wanted* w) { return *w->turn == w->mine; }, &wanted));
    ++turn;
    mutex.Unlock();
  };
  Together([&] { step(1); }, [&] { step(0); }, [&] { step(2); });
  Require(turn == 3, "all had their turn");
}

void TimeOuts() {
  absl::Mutex mutex;
  absl::CondVar changed;
  bool open = false;
  Together(
      [&] {
        const absl::MutexLock lock(&mutex);
        while (!mutex.AwaitWithTimeout(absl::Condition(&open),
                                       absl::Milliseconds(10))) {
        }
        Require(open, "open");
      },
      [&] {
        const absl::MutexLock lock(&mutex);
        while (!open) changed.WaitWithTimeout(&mutex, absl::Milliseconds(10));
      },
      [&] {
        absl::SleepFor(absl::Milliseconds(25));
        const absl::MutexLock lock(&mutex);
        open = true;
        changed.SignalAll();
      });
}

void NotificationAndBarrier() {
  absl::Notification opened;
  auto* barrier = new absl::Barrier(2);
  int price = 0;
  const auto work = [&] {
    opened.WaitForNotification();
    Require(price == 7, "what was before the notification");
    if (barrier->Block()) delete barrier;
  };
  Together(work, work, [&] {
    price = 7;
    opened.Notify();
  });
}

constexpr Kernel kKernels[] = {
    Broken("absl_await", "changes the condition without the lock",
           Kind::kDeadlock, Await<false>),
    Right("absl_await.right", "changes it under the lock", Await<true>),
    Right("absl_two_await.right", "two wait for one thing", TwoAwait),
    Broken("absl_reader_twice", "one thread takes two read locks",
           Kind::kDeadlock, ReaderTwice<false>),
    Right("absl_reader_twice.right", "takes one", ReaderTwice<true>),
    Broken("absl_late_writer", "takes a lock that he may still be waiting for",
           Kind::kWrongResult, WriterWhoAnnounces<false>)
        .UnderTsan(),
    Right("absl_late_writer.right", "says that he writes when he does",
          WriterWhoAnnounces<true>),
    Right("absl_readers_await.right", "readers wait while writers come",
          ReadersAwait),
    Broken("absl_check_then_act", "checks in one turn, acts in the next",
           Kind::kWrongResult, CheckThenAct<false>),
    Right("absl_check_then_act.right", "one turn", CheckThenAct<true>),
    Broken("absl_signal_before_wait", "a signal that nobody waits for yet",
           Kind::kDeadlock, SignalBeforeWait<false>),
    Right("absl_signal_before_wait.right", "a signal and a state",
          SignalBeforeWait<true>),
    Broken("absl_blocking_counter", "one of two does not count",
           Kind::kDeadlock, BlockingCounterMiscount<false>),
    Right("absl_blocking_counter.right", "both count",
          BlockingCounterMiscount<true>),
    Broken("absl_guarded_counter", "one access without the lock",
           Kind::kDataRace, GuardedCounter<false>)
        .UnderTsan(),
    Right("absl_guarded_counter.right", "all accesses with it",
          GuardedCounter<true>),
    Broken("absl_signalled_after_its_end", "signals what may be gone",
           Kind::kMemory, SignalledAfterItsEnd<false>)
        .Or(Kind::kDataRace)
        .UnderTsan(),
    Right("absl_signalled_after_its_end.right", "signals under the lock",
          SignalledAfterItsEnd<true>),
    Right("absl_readers.right", "readers, and a writer who tries",
          ReadersAndTryLock),
    Right("absl_lock_when.right", "LockWhen keeps an order", LockWhen),
    Right("absl_time_outs.right", "waits with time-outs", TimeOuts),
    Right("absl_time_outs_slow.right", "the same on a slow day", TimeOuts)
        .OnASlowDay(),
    Right("absl_notification.right", "Notification and Barrier",
          NotificationAndBarrier),
};

}  // namespace

std::span<const Kernel> AbseilKernels() { return kKernels; }

}  // namespace kernels
