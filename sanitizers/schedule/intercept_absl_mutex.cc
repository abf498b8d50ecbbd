// absl::Mutex and absl::CondVar, and through them absl::Notification,
// absl::BlockingCounter and absl::Barrier.
//
// Abseil builds its mutex from atomics, spinning and futexes. The explorer
// could follow those, but one lock would be a dozen visible operations, and a
// thread that is stopped inside Abseil's own spin lock would keep the others
// spinning. So the linker's --wrap sends the calls here (see
// cmake/wraps.cmake), where a lock is one operation, with Abseil's
// semantics: a conditional critical section waits until its condition holds
// while the lock is free.

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "schedule/internal/deadline.h"
#include "schedule/internal/scheduler.h"
#include "schedule/internal/touch.h"

// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
#define SCHEDULE_WEAK __attribute__((weak))
SCHEDULE_WEAK void __tsan_mutex_pre_lock(void* address, unsigned flags);
SCHEDULE_WEAK void __tsan_mutex_post_lock(void* address, unsigned flags,
                                          int recursion);
SCHEDULE_WEAK int __tsan_mutex_pre_unlock(void* address, unsigned flags);
SCHEDULE_WEAK void __tsan_mutex_post_unlock(void* address, unsigned flags);
}
// NOLINTEND(bugprone-reserved-identifier)

namespace {

using schedule::Kind;
using schedule::internal::ClockOrigin;
using schedule::internal::Exploring;
using schedule::internal::kNever;
using schedule::internal::Object;
using schedule::internal::ObjectKind;
using schedule::internal::OpKind;
using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;
using schedule::internal::Touch;

enum class Hold { kExclusive, kShared };

// ThreadSanitizer's __tsan_mutex_read_lock and __tsan_mutex_try_lock.
constexpr unsigned kReadFlag = 1U << 3;
constexpr unsigned kTryFlag = 1U << 4;

unsigned Flags(Hold hold) { return hold == Hold::kShared ? kReadFlag : 0; }

Object* ObjectOf(const absl::Mutex* mutex) {
  return TheScheduler().ObjectOf(mutex, ObjectKind::kMutex);
}

void Take(absl::Mutex* mutex, Hold hold, unsigned try_flag = 0) {
  if (__tsan_mutex_pre_lock != nullptr) {
    __tsan_mutex_pre_lock(mutex, Flags(hold) | try_flag);
  }
  Object* object = ObjectOf(mutex);
  if (hold == Hold::kShared) {
    ++object->readers;
  } else {
    object->owner = Scheduler::Self()->id;
    object->owner_stack = Scheduler::Self()->stack;
  }
  if (__tsan_mutex_post_lock != nullptr) {
    __tsan_mutex_post_lock(mutex, Flags(hold) | try_flag, 0);
  }
}

// Returns the lock without a word to those who wait with it for a condition.
void GiveUpQuietly(absl::Mutex* mutex, Hold hold) {
  if (__tsan_mutex_pre_unlock != nullptr)
    __tsan_mutex_pre_unlock(mutex, Flags(hold));
  Object* object = ObjectOf(mutex);
  if (hold == Hold::kShared) {
    if (--object->readers == 0) {
      TheScheduler().EmptyQueue(mutex, ObjectKind::kMutex);
    }
  } else {
    object->owner = -1;
  }
  if (__tsan_mutex_post_unlock != nullptr)
    __tsan_mutex_post_unlock(mutex, Flags(hold));
}

void GiveUp(absl::Mutex* mutex, Hold hold) {
  GiveUpQuietly(mutex, hold);
  // Whoever waits for a condition looks at it again.
  TheScheduler().NotifyAll(mutex, ObjectKind::kMutex);
}

enum class Has { kJustCome, kWaited };

// Readers wait behind a writer who waits, except those that take the lock again
// after a wait (Abseil, Mutex::LockSlowLoop: kMuWrWait, kMuHasBlocked).
void Acquire(absl::Mutex* mutex, Hold hold, Has waited = Has::kJustCome) {
  ObjectOf(mutex)->writers_first = true;
  TheScheduler().Reach(
      {.kind = hold == Hold::kShared ? OpKind::kReadLock : OpKind::kLock,
       .object = mutex,
       .object_kind = ObjectKind::kMutex,
       .passes_writers = waited == Has::kWaited});
  Take(mutex, hold);
}

void Release(absl::Mutex* mutex, Hold hold) {
  TheScheduler().Reach({.kind = OpKind::kUnlock,
                        .object = mutex,
                        .object_kind = ObjectKind::kMutex});
  const Object* object = ObjectOf(mutex);
  if (hold == Hold::kShared ? object->readers == 0
                            : object->owner != Scheduler::Self()->id) {
    TheScheduler().FailUnlock(*object);
  }
  GiveUp(mutex, hold);
}

bool TryAcquire(absl::Mutex* mutex, Hold hold) {
  TheScheduler().Reach({.kind = OpKind::kTryLock,
                        .object = mutex,
                        .object_kind = ObjectKind::kMutex});
  const Object* object = ObjectOf(mutex);
  const bool is_read = object->readers > 0;
  const bool in_turn = hold == Hold::kShared && object->queued == 0;
  if (object->owner >= 0 || (is_read && !in_turn)) {
    TheScheduler().NoteIdle();
    return false;
  }
  TheScheduler().NoteTried(hold == Hold::kShared);
  Take(mutex, hold, kTryFlag);
  return true;
}

// Waits, with the lock held before and after, until the condition holds or the
// deadline has passed. Returns whether the condition holds.
bool AwaitHolding(absl::Mutex* mutex, Hold hold,
                  const absl::Condition& condition, int64_t deadline) {
  Scheduler& scheduler = TheScheduler();
  bool in_time = true;
  // Who looked and found that it has to wait on has changed nothing: it wakes
  // nobody. Two that wait would otherwise wake each other for ever.
  bool may_have_changed = true;
  while (!condition.Eval()) {
    if (!in_time) return false;
    // Giving the lock up and starting to wait are one step.
    scheduler.Reach({.kind = OpKind::kUnlock,
                     .object = mutex,
                     .object_kind = ObjectKind::kMutex});
    if (may_have_changed) {
      GiveUp(mutex, hold);
    } else {
      GiveUpQuietly(mutex, hold);
    }
    may_have_changed = false;
    scheduler.StartWait();
    in_time =
        scheduler.Reach({.kind = OpKind::kWait,
                         .object = mutex,
                         .object_kind = ObjectKind::kMutex,
                         .deadline = deadline}) == Scheduler::Woken::kReady;
    Acquire(mutex, hold, Has::kWaited);
  }
  return true;
}

Hold HoldOf(const absl::Mutex* mutex) {
  return ObjectOf(mutex)->owner == Scheduler::Self()->id ? Hold::kExclusive
                                                         : Hold::kShared;
}

int64_t DeadlineOf(absl::Duration timeout) {
  if (timeout >= absl::Hours(24 * 365)) return kNever;
  if (timeout < absl::ZeroDuration()) return TheScheduler().now();
  return TheScheduler().now() + absl::ToInt64Nanoseconds(timeout);
}

int64_t DeadlineOf(absl::Time until) {
  if (until == absl::InfiniteFuture()) return kNever;
  const int64_t deadline =
      absl::ToUnixNanos(until) - ClockOrigin(CLOCK_REALTIME);
  return deadline < TheScheduler().now() ? TheScheduler().now() : deadline;
}

// Returns true when it timed out.
bool WaitOn(absl::CondVar* condition, absl::Mutex* mutex, int64_t deadline) {
  Scheduler& scheduler = TheScheduler();
  const Hold hold = HoldOf(mutex);
  scheduler.objects().Get(condition, ObjectKind::kCondition);
  scheduler.Reach({.kind = OpKind::kUnlock,
                   .object = mutex,
                   .object_kind = ObjectKind::kMutex,
                   .also = condition});
  Touch(condition);
  GiveUp(mutex, hold);
  scheduler.StartWait();
  const Scheduler::Woken wake =
      scheduler.Reach({.kind = OpKind::kWait,
                       .object = condition,
                       .object_kind = ObjectKind::kCondition,
                       .deadline = deadline});
  Acquire(mutex, hold, Has::kWaited);
  return wake == Scheduler::Woken::kTimeout;
}

void Announce(absl::CondVar* condition, OpKind kind) {
  TheScheduler().objects().Get(condition, ObjectKind::kCondition);
  TheScheduler().Reach({.kind = kind,
                        .object = condition,
                        .object_kind = ObjectKind::kCondition});
  Touch(condition);
}

}  // namespace

// ABSL_WRAP(RESULT, NAME, SYMBOL, PARAMETERS) declares real_NAME, Abseil's own,
// and begins the definition of what stands in front of it.
#define ABSL_STRING(X) #X
#define ABSL_STRING_OF(X) ABSL_STRING(X)
#define ABSL_SYMBOL(CONST, SYMBOL) \
  "_ZN" CONST "4absl" ABSL_STRING_OF(RACELINGS_ABSL_NAMESPACE) SYMBOL
// NOLINTBEGIN(bugprone-macro-parentheses)
#define ABSL_WRAP_AS(CONST, RESULT, NAME, SYMBOL, ...) \
  RESULT real_##NAME(__VA_ARGS__) __asm__(             \
      "__real_" ABSL_SYMBOL(CONST, SYMBOL));           \
  RESULT wrap_##NAME(__VA_ARGS__) __asm__(             \
      "__wrap_" ABSL_SYMBOL(CONST, SYMBOL));           \
  RESULT wrap_##NAME(__VA_ARGS__)
// NOLINTEND(bugprone-macro-parentheses)
#define ABSL_WRAP(...) ABSL_WRAP_AS("", __VA_ARGS__)
#define ABSL_WRAP_CONST(...) ABSL_WRAP_AS("K", __VA_ARGS__)
#define ABSL_CONDITION "ERKNS0_9ConditionE"

namespace {

using absl::Condition;
using absl::CondVar;
using absl::Duration;
using absl::Mutex;
using absl::Time;

}  // namespace

ABSL_WRAP(void, Lock, "5Mutex4LockEv", Mutex* mutex) {
  if (!Exploring()) return real_Lock(mutex);
  Acquire(mutex, Hold::kExclusive);
}

ABSL_WRAP(void, Unlock, "5Mutex6UnlockEv", Mutex* mutex) {
  if (!Exploring()) return real_Unlock(mutex);
  Release(mutex, Hold::kExclusive);
}

ABSL_WRAP(bool, TryLock, "5Mutex7TryLockEv", Mutex* mutex) {
  if (!Exploring()) return real_TryLock(mutex);
  return TryAcquire(mutex, Hold::kExclusive);
}

ABSL_WRAP(void, ReaderLock, "5Mutex10ReaderLockEv", Mutex* mutex) {
  if (!Exploring()) return real_ReaderLock(mutex);
  Acquire(mutex, Hold::kShared);
}

ABSL_WRAP(void, ReaderUnlock, "5Mutex12ReaderUnlockEv", Mutex* mutex) {
  if (!Exploring()) return real_ReaderUnlock(mutex);
  Release(mutex, Hold::kShared);
}

ABSL_WRAP(bool, ReaderTryLock, "5Mutex13ReaderTryLockEv", Mutex* mutex) {
  if (!Exploring()) return real_ReaderTryLock(mutex);
  return TryAcquire(mutex, Hold::kShared);
}

ABSL_WRAP(void, Await, "5Mutex5Await" ABSL_CONDITION, Mutex* mutex,
          const Condition& condition) {
  if (!Exploring()) return real_Await(mutex, condition);
  AwaitHolding(mutex, HoldOf(mutex), condition, kNever);
}

ABSL_WRAP(bool, AwaitFor,
          "5Mutex16AwaitWithTimeout" ABSL_CONDITION "NS0_8DurationE",
          Mutex* mutex, const Condition& condition, Duration timeout) {
  if (!Exploring()) return real_AwaitFor(mutex, condition, timeout);
  return AwaitHolding(mutex, HoldOf(mutex), condition, DeadlineOf(timeout));
}

ABSL_WRAP(bool, AwaitUntil,
          "5Mutex17AwaitWithDeadline" ABSL_CONDITION "NS0_4TimeE", Mutex* mutex,
          const Condition& condition, Time until) {
  if (!Exploring()) return real_AwaitUntil(mutex, condition, until);
  return AwaitHolding(mutex, HoldOf(mutex), condition, DeadlineOf(until));
}

ABSL_WRAP(void, LockWhen, "5Mutex8LockWhen" ABSL_CONDITION, Mutex* mutex,
          const Condition& condition) {
  if (!Exploring()) return real_LockWhen(mutex, condition);
  Acquire(mutex, Hold::kExclusive);
  AwaitHolding(mutex, Hold::kExclusive, condition, kNever);
}

ABSL_WRAP(bool, LockWhenFor,
          "5Mutex19LockWhenWithTimeout" ABSL_CONDITION "NS0_8DurationE",
          Mutex* mutex, const Condition& condition, Duration timeout) {
  if (!Exploring()) return real_LockWhenFor(mutex, condition, timeout);
  const int64_t deadline = DeadlineOf(timeout);
  Acquire(mutex, Hold::kExclusive);
  return AwaitHolding(mutex, Hold::kExclusive, condition, deadline);
}

ABSL_WRAP(bool, LockWhenUntil,
          "5Mutex20LockWhenWithDeadline" ABSL_CONDITION "NS0_4TimeE",
          Mutex* mutex, const Condition& condition, Time until) {
  if (!Exploring()) return real_LockWhenUntil(mutex, condition, until);
  Acquire(mutex, Hold::kExclusive);
  return AwaitHolding(mutex, Hold::kExclusive, condition, DeadlineOf(until));
}

ABSL_WRAP(void, ReaderLockWhen, "5Mutex14ReaderLockWhen" ABSL_CONDITION,
          Mutex* mutex, const Condition& condition) {
  if (!Exploring()) return real_ReaderLockWhen(mutex, condition);
  Acquire(mutex, Hold::kShared);
  AwaitHolding(mutex, Hold::kShared, condition, kNever);
}

ABSL_WRAP(bool, ReaderLockWhenFor,
          "5Mutex25ReaderLockWhenWithTimeout" ABSL_CONDITION "NS0_8DurationE",
          Mutex* mutex, const Condition& condition, Duration timeout) {
  if (!Exploring()) return real_ReaderLockWhenFor(mutex, condition, timeout);
  const int64_t deadline = DeadlineOf(timeout);
  Acquire(mutex, Hold::kShared);
  return AwaitHolding(mutex, Hold::kShared, condition, deadline);
}

ABSL_WRAP(bool, ReaderLockWhenUntil,
          "5Mutex26ReaderLockWhenWithDeadline" ABSL_CONDITION "NS0_4TimeE",
          Mutex* mutex, const Condition& condition, Time until) {
  if (!Exploring()) return real_ReaderLockWhenUntil(mutex, condition, until);
  Acquire(mutex, Hold::kShared);
  return AwaitHolding(mutex, Hold::kShared, condition, DeadlineOf(until));
}

ABSL_WRAP_CONST(void, AssertHeld, "5Mutex10AssertHeldEv", const Mutex* mutex) {
  if (!Exploring()) return real_AssertHeld(mutex);
  if (ObjectOf(mutex)->owner == Scheduler::Self()->id) return;
  TheScheduler().Fail(Kind::kCrash,
                      "AssertHeld: this thread does not hold the absl::Mutex");
}

ABSL_WRAP_CONST(void, AssertReaderHeld, "5Mutex16AssertReaderHeldEv",
                const Mutex* mutex) {
  if (!Exploring()) return real_AssertReaderHeld(mutex);
  const Object* object = ObjectOf(mutex);
  if (object->owner == Scheduler::Self()->id || object->readers > 0) return;
  TheScheduler().Fail(
      Kind::kCrash,
      "AssertReaderHeld: no thread holds the absl::Mutex for reading");
}

ABSL_WRAP_CONST(void, AssertNotHeld, "5Mutex13AssertNotHeldEv",
                const Mutex* mutex) {
  if (!Exploring()) return real_AssertNotHeld(mutex);
  if (ObjectOf(mutex)->owner != Scheduler::Self()->id) return;
  TheScheduler().Fail(Kind::kCrash,
                      "AssertNotHeld: this thread holds the absl::Mutex");
}

ABSL_WRAP(void, Wait, "7CondVar4WaitEPNS0_5MutexE", CondVar* condition,
          Mutex* mutex) {
  if (!Exploring()) return real_Wait(condition, mutex);
  WaitOn(condition, mutex, kNever);
}

ABSL_WRAP(bool, WaitFor, "7CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE",
          CondVar* condition, Mutex* mutex, Duration timeout) {
  if (!Exploring()) return real_WaitFor(condition, mutex, timeout);
  return WaitOn(condition, mutex, DeadlineOf(timeout));
}

ABSL_WRAP(bool, WaitUntil, "7CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE",
          CondVar* condition, Mutex* mutex, Time until) {
  if (!Exploring()) return real_WaitUntil(condition, mutex, until);
  return WaitOn(condition, mutex, DeadlineOf(until));
}

ABSL_WRAP(void, Signal, "7CondVar6SignalEv", CondVar* condition) {
  if (!Exploring()) return real_Signal(condition);
  Announce(condition, OpKind::kNotifyOne);
  TheScheduler().NotifyOne(condition, ObjectKind::kCondition);
}

ABSL_WRAP(void, SignalAll, "7CondVar9SignalAllEv", CondVar* condition) {
  if (!Exploring()) return real_SignalAll(condition);
  Announce(condition, OpKind::kNotifyAll);
  TheScheduler().NotifyAll(condition, ObjectKind::kCondition);
}
