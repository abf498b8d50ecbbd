// Visible operations: what a thread can do that another can notice without a
// data race, and so the only places where it matters who goes next.

#ifndef RACELINGS_SCHEDULE_INTERNAL_OP_H_
#define RACELINGS_SCHEDULE_INTERNAL_OP_H_

#include <cstdint>

namespace schedule::internal {

inline constexpr int64_t kNever = INT64_MAX;

enum class OpKind : uint8_t {
  kStart,      // The thread's first step.
  kCreate,     // Starts a thread.
  kJoin,       // Waits until thread `target` is finished.
  kLock,       // Waits until a mutex is free, and takes it.
  kReadLock,   // The same for a shared lock.
  kTryLock,    // Looks once.
  kUnlock,     //
  kWait,       // Waits on a condition variable, a futex or a semaphore.
  kNotifyOne,  //
  kNotifyAll,  //
  kSleep,      // Waits until `deadline`.
  kYield,      //
  kAtomicRead,
  kAtomicWrite,
  kIo,     // Waits until `io` is ready, where there is one: see IoCall.
  kNote,   // A line for the trace.
  kDrain,  // The body has returned, and waits for threads that are left.
};

// What kind of thing an operation is on. One address may serve as several in
// the course of a schedule.
enum class ObjectKind : uint8_t {
  kNone,
  kMutex,
  kReadWriteLock,
  kCondition,
  kSemaphore,
  kBarrier,
  kOnce,
  kFutex,
  kAtomic,
  kDescriptor,  // All file descriptors together: one may lead to another.
};

inline bool IsLock(ObjectKind kind) {
  return kind == ObjectKind::kMutex || kind == ObjectKind::kReadWriteLock;
}

// What a kIo operation does.
enum class IoCall : uint8_t {
  kNone,
  kRead,
  kWrite,
  kAccept,
  kConnect,
  kShutdown,
  kClose,
  kPoll,
  kSelect,
  kEpollWait,
  kEpollControl,
  kSetTimer,
  kStartProcess,
  kWaitForProcess,
};

// And on what.
enum class FileKind : uint8_t {
  kNone,  // Nothing that a thread can wait for another with.
  kPipe,
  kSocket,
  kEventfd,
  kEpoll,
  kTimer,
  kOther,
};

struct IoWait;  // See descriptors.h.

struct Op {
  OpKind kind = OpKind::kStart;
  const void* object = nullptr;
  ObjectKind object_kind = ObjectKind::kNone;
  int64_t deadline = kNever;  // Virtual nanoseconds; kNever: waits for ever.
  int target = -1;            // For kJoin.
  // A second object that the operation is on: what a thread starts to wait for
  // as it gives up a mutex, for example.
  const void* also = nullptr;
  // For kReadLock: it passes writers who wait, as one may that has waited
  // already.
  bool passes_writers = false;
  // For kIo. What is waited for belongs to the thread, while it waits.
  const IoWait* io = nullptr;
  IoCall call = IoCall::kNone;
  FileKind file = FileKind::kNone;
  int fd = -1;  // -1: none, or several.
};

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_OP_H_
