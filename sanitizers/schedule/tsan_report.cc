// ThreadSanitizer's findings, taken from it as data once it has printed them;
// and, for a trace, what it printed.
//
// The interface is compiler-rt's tsan_interface.h ("debugging API"). Where the
// program is not linked with ThreadSanitizer, nothing calls this.

#include <sys/types.h>

#include "schedule/internal/scheduler.h"

using schedule::Kind;
using schedule::internal::Access;
using schedule::internal::Failure;
using schedule::internal::kMaxFrames;
using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;

// NOLINTBEGIN(bugprone-reserved-identifier,google-runtime-int)
extern "C" {
#define SCHEDULE_WEAK __attribute__((weak))
SCHEDULE_WEAK int __tsan_get_report_data(
    void* report, const char** description, int* count, int* stack_count,
    int* mop_count, int* loc_count, int* mutex_count, int* thread_count,
    int* unique_tid_count, void** sleep_trace, unsigned long trace_size);
SCHEDULE_WEAK int __tsan_get_report_mop(void* report, unsigned long index,
                                        int* tid, void** address, int* size,
                                        int* write, int* atomic, void** trace,
                                        unsigned long trace_size);
SCHEDULE_WEAK int __tsan_get_report_stack(void* report, unsigned long index,
                                          void** trace,
                                          unsigned long trace_size);
SCHEDULE_WEAK int __tsan_get_report_thread(void* report, unsigned long index,
                                           int* tid, unsigned long* os_id,
                                           int* running, const char** name,
                                           int* parent_tid, void** trace,
                                           unsigned long trace_size);

// Only what a program can do wrong: no lock-order guesses, which would call
// correct programs wrong; no search for leaked threads, which the explorer does
// itself; no names for addresses, which are looked up outside.
const char* __tsan_default_options() {
  return "symbolize=0:detect_deadlocks=0:report_thread_leaks=0:atexit_sleep_ms="
         "0:"
         "report_signal_unsafe=0:handle_segv=0:handle_abort=0:handle_sigbus=0:"
         "handle_sigfpe=0:handle_sigill=0:use_sigaltstack=0:history_size=4";
}
}
// NOLINTEND(bugprone-reserved-identifier,google-runtime-int)

namespace {

bool StartsWith(const char* text, const char* prefix) {
  for (; *prefix != '\0'; ++text, ++prefix) {
    if (*text != *prefix) return false;
  }
  return true;
}

// The innermost address is that of the access, the others are where the calls
// return to.
void CopyTrace(void* const* trace, schedule::internal::Stack* stack) {
  int count = 0;
  for (int i = 0; i < kMaxFrames && trace[i] != nullptr; ++i) {
    if (i > 0 && trace[i] == trace[i - 1]) continue;  // An inlined call.
    const auto pc = reinterpret_cast<uintptr_t>(trace[i]);
    stack->pcs[count++] = i == 0 ? pc : pc - 1;
  }
  if (count < kMaxFrames) stack->pcs[count] = 0;
}

// The schedule's thread behind ThreadSanitizer's number of it.
int ThreadOf(void* report, int tid, int thread_count) {
  if (tid == 0) return 0;  // The main thread, whose id is from before the fork.
  for (int i = 0; i < thread_count; ++i) {
    int this_tid = 0;
    unsigned long os_id = 0;  // NOLINT(google-runtime-int)
    int running = 0;
    const char* name = nullptr;
    int parent = 0;
    void* trace[1] = {};
    __tsan_get_report_thread(report, i, &this_tid, &os_id, &running, &name,
                             &parent, trace, 1);
    if (this_tid == tid)
      return TheScheduler().ThreadIdOfTid(static_cast<int>(os_id));
  }
  return -1;
}

}  // namespace

// NOLINTNEXTLINE(bugprone-reserved-identifier): the name is the sanitizer's.
extern "C" void __sanitizer_on_print(const char* text) {
  TheScheduler().KeepReport(text);
}

// NOLINTNEXTLINE(bugprone-reserved-identifier): the name is the sanitizer's.
extern "C" void __tsan_on_report(void* report) {
  Scheduler& scheduler = TheScheduler();
  if (!scheduler.active()) return;
  const char* what = "";
  int count = 0;
  int stacks = 0;
  int accesses = 0;
  int places = 0;
  int mutexes = 0;
  int threads = 0;
  int tids = 0;
  void* sleep_trace[1] = {};
  __tsan_get_report_data(report, &what, &count, &stacks, &accesses, &places,
                         &mutexes, &threads, &tids, sleep_trace, 1);
  Kind kind = Kind::kCrash;
  if (StartsWith(what, "data-race")) kind = Kind::kDataRace;
  if (StartsWith(what, "heap-use-after-free")) kind = Kind::kMemory;
  Failure& failure = scheduler.StartFailure(kind, what);
  void* trace[kMaxFrames] = {};
  if (accesses == 0 && stacks > 0 &&
      __tsan_get_report_stack(report, 0, trace, kMaxFrames) != 0) {
    CopyTrace(trace, &failure.stack);
    failure.exact_stack = true;
  }
  for (int i = 0; i < accesses && i < schedule::internal::kMaxAccesses; ++i) {
    int tid = 0;
    void* address = nullptr;
    int size = 0;
    int write = 0;
    int atomic = 0;
    for (void*& frame : trace) frame = nullptr;
    __tsan_get_report_mop(report, i, &tid, &address, &size, &write, &atomic,
                          trace, kMaxFrames);
    Access& access = failure.accesses[failure.access_count++];
    access.thread = ThreadOf(report, tid, threads);
    access.write = write != 0;
    access.atomic = atomic != 0;
    access.address = reinterpret_cast<uintptr_t>(address);
    CopyTrace(trace, &access.stack);
  }
  scheduler.Leave();
}
