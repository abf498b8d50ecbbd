// What a worker process tells its parent: plain memory that both map.
//
// Everything in here has a fixed size, so that a worker can write it from any
// point, a signal handler included, and so that a worker that dies at any
// moment leaves what it had written.

#ifndef RACELINGS_SCHEDULE_INTERNAL_CHANNEL_H_
#define RACELINGS_SCHEDULE_INTERNAL_CHANNEL_H_

#include <cstdint>

#include "schedule/finding.h"
#include "schedule/internal/lock_cycle.h"
#include "schedule/internal/op.h"

namespace schedule::internal {

inline constexpr int kMaxThreads = 512;
inline constexpr int kMaxPicks = 1 << 17;
inline constexpr int kMaxEvents = 1 << 17;  // Touched only when tracing.
inline constexpr int kMaxFrames = 20;
inline constexpr int kMaxModules = 64;
inline constexpr int kMaxAccesses = 2;
inline constexpr int kNameSize = 32;
inline constexpr int kMaxNotes = 1000;
inline constexpr int kNoteSize = 201;
inline constexpr int kMaxLockCycles = 8;
inline constexpr int kMaxStuck = 8;
inline constexpr int kMaxReport = 1 << 15;

enum class Status : int {
  kRunning = 0,  // Also what a worker leaves that died without a word.
  kDone,         // Every schedule asked for ran clean.
  kLeaksState,   // A schedule left globals changed: each needs a new process.
  kFailed,       // `failure` is filled in.
};

// Return addresses, innermost first; 0 ends them early.
struct Stack {
  uintptr_t pcs[kMaxFrames];
};

struct TraceEvent {
  int thread;
  Op op;
  int object;  // Ordinal of op.object among its kind in this schedule; or 0.
  int also;    // The same of op.also, a condition variable.
  int64_t time_ns;
  Stack stack;
  int note;        // For kNote: which of Channel::notes.
  int woken_by;    // For kWait: the event that ended it; or -1.
  bool spurious;   // A wait ended, or an exchange failed, for no reason.
  bool timed_out;  // Its deadline came before it could take effect.
  bool in_vain;    // It looked, and changed nothing: a lock was taken.
  bool waits;      // With it the thread began to wait.
  bool nested;     // Unlocks a mutex that the thread had locked twice.
};

// A line that the program said.
struct NoteLine {
  int thread;
  int64_t time_ns;
  char text[kNoteSize];
};

// One side of a data race.
struct Access {
  int thread;  // -1 when it is not a thread of the schedule.
  bool write;
  bool atomic;
  uintptr_t address;
  Stack stack;  // Exact addresses, not return addresses.
};

// A thread that could not go on when the schedule failed.
struct Blocked {
  int thread;
  Op op;
  int object;
  int owner;  // The thread that holds op.object, or -1.
  Stack stack;
  Stack owner_stack;  // Where the owner took it.
  int missed_by;      // Whose notification came before it waited; or -1.
  Stack missed_stack;
  int write_end;  // Of the pipe that it reads from, in this process; or -1.
};

// What waits on a thread that is not blocked itself.
struct StuckPlace {
  char what[128];
  char file[256];
  int line;
};

struct Module {
  uintptr_t base;
  uintptr_t end;
  bool under_test;  // Loaded by Options::prepare.
  char path[256];
};

struct Failure {
  Kind kind;
  char message[1024];
  char file[256];  // Where a Require stands.
  int line;
  int thread;   // The thread that was running.
  Stack stack;  // Where it was.
  bool exact_stack;
  int access_count;
  Access accesses[kMaxAccesses];
  int blocked_count;
  Blocked blocked[kMaxThreads];
  int stuck_count;  // On `thread`.
  StuckPlace stuck[kMaxStuck];
  // Where each thread was about to do its next visible operation; empty for one
  // that had ended.
  Stack next[kMaxThreads];
  int64_t time_ns;
};

struct Channel {
  Status status;
  int64_t schedule;   // The index that runs, or ran last.
  int64_t done;       // How many ran clean.
  int64_t steps;      // Ever growing: the sign of life.
  int64_t handovers;  // From one thread to another.
  int64_t first_steps;
  bool exhausted;     // Every schedule was run.
  bool gave_up;       // The search through all of them ended for want of room.
  bool weak_atomics;  // But they do not stand for all: see weak_atomics.h.
  bool used_outside;  // Nor where other processes had a part in some.
  bool timed;         // Some operation had a deadline.
  int pid;  // The process that runs schedules: the worker, or its child.
  int running_tid;     // The kernel's id of the thread that runs.
  bool waits_outside;  // That thread waits for somebody outside the program,
  Op outside;          // in this operation.
  int death;  // What waitpid() said of a child that died without a word.
  int thread_count;
  char names[kMaxThreads][kNameSize];
  bool onlookers[kMaxThreads];  // No part of what is under test.
  int pick_count;
  uint16_t picks[kMaxPicks];
  Failure failure;
  int module_count;
  Module modules[kMaxModules];
  int note_count;
  NoteLine notes[kMaxNotes];
  int event_count;
  TraceEvent events[kMaxEvents];
  // Those of all schedules so far.
  int lock_cycle_count;
  LockCycle lock_cycles[kMaxLockCycles];
  // What ThreadSanitizer prints of the failure; only when tracing.
  int report_size;
  char report[kMaxReport];
};

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_CHANNEL_H_
