// The scheduler of a worker process: it lets one thread run at a time and hands
// the turn on at visible operations.
//
// Thread safety: all state belongs to the thread whose turn it is, so none of
// it has a lock. The turn is handed over by a futex of the receiving thread, in
// code that no sanitizer instruments: it orders nothing in the program's own
// eyes.
//
// This code runs inside other people's threads, at points where they expect the
// C library. It allocates nothing, throws nothing and uses no templates of the
// standard library: an instrumented copy of one might be linked in its place.
//
// Its functions are in five files: scheduler.cc has the turns and the threads,
// choosing.cc who goes next and who is woken, passing_time.cc how the clock
// moves, recording.cc what is left for the parent, outside.cc what has to do
// with other processes.

#ifndef RACELINGS_SCHEDULE_INTERNAL_SCHEDULER_H_
#define RACELINGS_SCHEDULE_INTERNAL_SCHEDULER_H_

#include <cstdint>

#include "schedule/internal/aim.h"
#include "schedule/internal/channel.h"
#include "schedule/internal/descriptors.h"
#include "schedule/internal/exhaustive.h"
#include "schedule/internal/lock_order.h"
#include "schedule/internal/objects.h"
#include "schedule/internal/op.h"
#include "schedule/internal/strategy.h"
#include "schedule/internal/weak_atomics.h"

namespace schedule::internal {

// How one schedule is to run.
struct Plan {
  Clock clock = Clock::kTimely;
  int64_t max_steps = 0;
  bool trace = false;  // Record events with their stacks: slow, for a replay.
  const uint16_t* replay = nullptr;  // Picks to follow; then the strategy's.
  int replay_count = 0;
  int64_t length = 0;       // Steps of a schedule, where known; else 0.
  bool exhaustive = false;  // Run every schedule, in order,
  int preemption_bound =
      -1;               // with at most so many preemptions, if not negative,
  bool reduce = false;  // or else only one of each class.
  bool apart = false;   // Give each schedule a process of its own.
  const LockCycle* aim = nullptr;  // Try to end in this deadlock.
  int aim_at_first = kNobodyAtFirst;
};

struct Thread {
  int id = 0;
  int os_tid = 0;
  int gate = 0;  // The futex: 1 says that it is this thread's turn.
  bool finished = false;
  bool woken = false;     // Its wait was notified.
  bool spurious = false;  // Or ends, or its operation fails, for no reason.
  int woken_by = -1;      // The event that notified it; only when tracing.
  uintptr_t handle = 0;   // pthread_t.
  // Its operations since the clock showed busy_since.
  int64_t busy_steps = 0;
  int64_t busy_since = 0;
  // Whether its latest operation changed something, as far as is known.
  bool changed = false;
  // How often in a row it only looked, and changes_ when that began.
  int idle_steps = 0;
  int64_t idle_since = 0;
  // How often it looked at the clock since its last operation, and how many
  // operations ago it last did.
  int looks = 0;
  int steps_since_look = INT32_MAX / 2;
  bool queued = false;  // It waits to write, and readers wait behind it.
  Op pending;
  Stack stack;  // Of the pending operation; only when tracing.
};

class Scheduler {
 public:
  // What a timed operation ended with.
  enum class Woken { kReady, kTimeout };

  // Makes the calling thread thread 0 of a new schedule. `exhaustive` picks
  // where it is not null, otherwise `strategy`.
  void Begin(Channel* channel, Strategy* strategy, Exhaustive* exhaustive,
             const Plan& plan);
  // Whether the schedule turned out to be one that was run already.
  bool redundant() const { return redundant_; }
  // How many schedules this process has begun.
  int64_t schedules_begun() const { return schedules_begun_; }
  // Waits for the threads that are left, and ends the schedule. A thread that
  // does more than end is a kThreadLeak.
  void End();

  // The calling thread, or null where the explorer is not in charge of it.
  static Thread* Self();

  // Announces `op`, waits for the turn, and returns when the operation can take
  // effect: its lock is free, its wait was notified, its time has come.
  // REQUIRES: Self() != nullptr.
  Woken Reach(const Op& op);

  // Starting and ending threads. NewThread returns null when there are too
  // many.
  Thread* NewThread();
  void ForgetThread(Thread* thread);  // It could not be started after all.
  void EnterThread(Thread* thread);   // On the new thread, first of all.
  void FinishThread();                // On the ending thread, last of all.
  Thread* FindThread(uintptr_t handle);
  void LetGoOfThread() { --started_; }  // It was joined or detached.
  int most_started() const { return most_started_; }
  void SetName(Thread* thread, const char* name);
  void SetOnlooker(const Thread& thread);

  // Wakes one thread that waits on `object`, whichever the search picks, or
  // all. Returns how many.
  int NotifyOne(const void* object, ObjectKind kind);
  int NotifyAll(const void* object, ObjectKind kind);
  // Whether the operation that the calling thread is about to do fails although
  // it need not: so the search picks, once in a schedule at most.
  bool FailsForNoReason();
  // Marks the calling thread as a waiter from now on; Reach(kWait) then waits.
  void StartWait();

  // The calling thread has got the lock that it announced to try for. (What is
  // taken otherwise is known here already.)
  void NoteTried(bool shared);

  // A timer was set that goes off at `deadline`: whoever waits for a descriptor
  // looks at it then.
  void NoteTimer(int64_t deadline);

  // Of a process that an explored thread started, in that process: it is not
  // explored, and what becomes of it is no business of the parent's.
  void LeaveInChild();
  // Another process has a part in this program: its schedules do not stand for
  // all there are.
  void NoteOutside() { channel_->used_outside = true; }
  // Ends the schedule if clone() with `flags` would make a thread.
  void RequireNoUnknownThread(uint64_t flags);

  Objects& objects() { return objects_; }
  const LockOrder& lock_order() const { return lock_order_; }
  // What is known of the object of that kind at `address`. Never null: where
  // there are too many, that is the end of the worker.
  Object* ObjectOf(const volatile void* address, ObjectKind kind);
  int64_t now() const { return now_; }
  // The calling thread looks at the clock. That is no visible operation, but a
  // thread that does nothing else lets others go on, and time pass.
  void LookAtTheClock();

  // Keeps a line, for the event recorded last and for the body to read back.
  void AddNote(const char* text, int length);
  int note_count() const { return channel_->note_count; }
  const NoteLine& note(int i) const { return channel_->notes[i]; }

  // The operation that the calling thread has just done changed nothing: a lock
  // was not free, a value was not the expected one.
  void NoteIdle();

  // The calling thread loads from or stores to an atomic, or changes it in a
  // way that does not both acquire and release. `weak`: not in the one order of
  // memory_order_seq_cst.
  void NoteAtomic(const void* place, bool weak);

  // The last reader of `lock` has given it back: who waits may go on, or wait
  // anew.
  void EmptyQueue(const void* lock, ObjectKind kind);

  // Keeps what a sanitizer prints, for a trace.
  void KeepReport(const char* text);

  // Ends the worker with this finding. The one way out of a failed schedule.
  [[noreturn]] void Fail(Kind kind, const char* message);
  // The same, where the calling thread gives back a lock that it does not hold.
  [[noreturn]] void FailUnlock(const Object& lock);
  // For signal handlers and sanitizer call-backs: fills the failure's common
  // part; the caller completes it and calls Leave.
  Failure& StartFailure(Kind kind, const char* message);
  [[noreturn]] void Leave();
  int ThreadIdOfTid(int os_tid) const;
  bool active() const { return active_; }

 private:
  bool Enabled(const Thread& thread) const;
  bool EnabledByTime(const Thread& thread) const;
  bool CanQueue(const Thread& thread) const;
  void Queue(Thread* thread);
  void LeaveQueue(Thread* thread);
  int Choose(Thread* self);
  int PickNext(const Choice& choice);
  void OfferSpuriousWakeups(Choice* choice, int* ids, const Op** ops) const;
  int Waiters(const void* object, int* ids) const;
  int NextPlanned(const int* options, int count);
  int NextReplayed(const int* threads, int count);
  void NoteMissed(const void* object, ObjectKind kind);
  int RecordPick(int next);
  int64_t EarliestDeadline() const;
  bool AdvanceClock();
  void PassTime(const Thread& self);
  bool WatchesTheClock(const Thread& thread) const;
  bool SomebodyWatchesTheClock() const;
  bool AnyEnabled() const;
  Thread* FindWaitingForOutside(Ender* ender);
  bool WaitForOutside();
  void CountStep(Thread* self, OpKind kind);
  void CountChange(Thread* self);
  bool OnlySpins(const Thread& self) const;
  void HandTo(Thread* next);
  void WaitForTurn(Thread* self);
  void Record(const Thread& self, Woken wake);
  // The event that was recorded last: one of the thread whose turn it is. Null
  // where none was.
  TraceEvent* LastEvent();
  int NumberOf(const void* address, ObjectKind kind);
  [[noreturn]] void FailDeadlock();
  [[noreturn]] void FailLeak();
  void DescribeBlocked(Failure& failure);

  bool active_ = false;
  bool in_child_ = false;  // Of a process that the code under test started.
  bool draining_ = false;
  Channel* channel_ = nullptr;
  Strategy* strategy_ = nullptr;
  Exhaustive* exhaustive_ = nullptr;
  bool redundant_ = false;
  Plan plan_;
  int64_t schedules_begun_ = 0;
  int64_t now_ = 0;
  int64_t step_ = 0;
  int64_t changes_ = 0;  // Operations that changed something, and are over.
  // How often in this schedule a condition variable may still wake somebody for
  // no reason. Once finds an `if` where a `while` should be.
  static constexpr int kSpuriousWakeups = 1;
  int spurious_left_ = 0;
  // The same for an exchange that may fail for no reason.
  static constexpr int kSpuriousFailures = 1;
  int failures_left_ = 0;
  bool alone_ = false;  // No other thread could have had this turn.
  int current_ = 0;
  int thread_count_ = 0;
  int started_ = 0;  // And neither joined nor detached.
  int most_started_ = 0;
  int replayed_ = 0;
  int last_event_ = -1;
  Thread threads_[kMaxThreads];
  Objects objects_;
  WeakAtomics weak_atomics_;
  LockOrder lock_order_;
};

// While one of these lives, the calling thread's calls of the C library are not
// the program's: Scheduler::Self() is null.
class OffTheRecord {
 public:
  OffTheRecord();
  ~OffTheRecord();
  OffTheRecord(const OffTheRecord&) = delete;
  OffTheRecord& operator=(const OffTheRecord&) = delete;

 private:
  Thread* self_;
};

// Whether the explorer is in charge of the calling thread.
inline bool Exploring() { return Scheduler::Self() != nullptr; }

// Copies as much of `from` as fits into `size` characters.
void CopyText(char* to, int size, const char* from);

// The one scheduler of this process.
Scheduler& TheScheduler();

// Return addresses of the calling thread, innermost first, this library's own
// frames left out.
void CaptureStack(Stack* stack);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_SCHEDULER_H_
