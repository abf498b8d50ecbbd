#include "schedule/internal/worker.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <exception>

#include "schedule/internal/descriptors.h"
#include "schedule/internal/modules.h"
#include "schedule/internal/raw_syscall.h"
#include "schedule/internal/symbolize.h"

namespace schedule::internal {
namespace {

Channel* the_channel;  // This worker's, once RunWorker has begun.

const char* SignalSentence(int number) {
  switch (number) {
    case SIGSEGV:
      return "the program crashed: it touched memory that is not its own "
             "(SIGSEGV)";
    case SIGABRT:
      return "the program stopped itself (abort): a check of its own failed, "
             "or it "
             "gave memory back that it had not got, as a pop from an empty "
             "container does";
    case SIGFPE:
      return "the program crashed: a division by zero or the like (SIGFPE)";
    case SIGPIPE:
      return "the program wrote to a pipe or a socket whose other end is "
             "closed, and was ended for it (SIGPIPE)";
    case SIGBUS:
      return "the program crashed: it touched memory that is not there "
             "(SIGBUS)";
    default:
      return "the program crashed: an instruction that cannot be run (SIGILL)";
  }
}

void OnFatalSignal(int number) {
  Scheduler& scheduler = TheScheduler();
  CaptureStack(
      &scheduler.StartFailure(Kind::kCrash, SignalSentence(number)).stack);
  scheduler.Leave();
}

// The parent asks where a thread is that does not come back.
void OnStuck(int) {
  Scheduler& scheduler = TheScheduler();
  CaptureStack(&scheduler.StartFailure(Kind::kNoProgress, "").stack);
  scheduler.Leave();
}

void FailWithException(const std::exception_ptr& exception) {
  char message[512];
  if (exception == nullptr) {
    std::snprintf(
        message, sizeof(message),
        "std::terminate was called: a std::thread was destroyed or assigned "
        "over that was neither joined nor detached, or a noexcept function "
        "threw");
  } else {
    try {
      std::rethrow_exception(exception);
    } catch (const std::exception& e) {
      std::snprintf(message, sizeof(message),
                    "an exception that nobody caught ended the program: %s",
                    e.what());
    } catch (...) {
      std::snprintf(message, sizeof(message),
                    "an exception that nobody caught ended the program");
    }
  }
  TheScheduler().Fail(Kind::kCrash, message);
}

void OnTerminate() { FailWithException(std::current_exception()); }

// Puts `handler` in front of ThreadSanitizer's own, which keeps a signal back
// while a thread is in code that it does not know, the kernel's or an endless
// loop's: just where the parent asks.
void HandleAtOnce(int signal, void (*handler)(int)) {
  struct KernelAction {
    void (*handler)(int);
    unsigned long flags;  // NOLINT(google-runtime-int): the kernel's type.
    void (*restorer)();
    uint64_t mask;
  };
  KernelAction action = {};
  const auto address = reinterpret_cast<long>(&action);
  RawSyscall(SYS_rt_sigaction, signal, 0, address, sizeof(action.mask));
  action.handler = handler;
  RawSyscall(SYS_rt_sigaction, signal, address, 0, sizeof(action.mask));
}

void HandleSignals() {
  struct sigaction action = {};
  action.sa_handler = OnFatalSignal;
  action.sa_flags = SA_NODEFER | SA_RESETHAND;
  for (const int number : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL, SIGPIPE}) {
    sigaction(number, &action, nullptr);
  }
  action.sa_handler = OnStuck;
  action.sa_flags = 0;
  sigaction(kStuckSignal, &action, nullptr);
  HandleAtOnce(kStuckSignal, OnStuck);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) signal(number, SIG_DFL);
  std::set_terminate(OnTerminate);
}

// Whatever the code under test prints or reads: it may print for ever.
void DetachFromTerminal() {
  const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null < 0) return;
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    dup2(null, fd);
}

// One processor, because only one thread ever runs: handing the turn on within
// one is more than twice as fast. Which one does not matter; the kernel has
// spread the workers when they were forked.
void StayOnThisProcessor() {
  const int processor = sched_getcpu();
  if (processor < 0) return;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  sched_setaffinity(0, sizeof(set), &set);
}

// The first stack that is walked in a process sets things up under a lock. Done
// here, it is no part of a schedule.
void SetUpUnwinding() {
  try {
    throw 0;
  } catch (int) {  // NOLINT(bugprone-empty-catch): thrown for its own sake.
  }
  Stack stack;
  CaptureStack(&stack);
}

[[noreturn]] void FinishAs(Status status) {
  the_channel->status = status;
  RawSyscall(SYS_exit_group, 0);
  __builtin_unreachable();
}

// Runs one schedule after another.
class Run {
 public:
  Run(const Options& options, const std::function<void()>& body,
      Channel* channel, const Plan& plan)
      : options_(options),
        body_(body),
        channel_(channel),
        plan_(plan),
        strategy_(plan.exhaustive ? Search::kRandomWalk : options.search) {
    strategy_.AimAt(plan.aim, plan.aim_at_first, &TheScheduler().lock_order());
  }

  bool knows_length() const { return plan_.length != 0; }

  void One(int64_t index, Exhaustive* exhaustive) {
    channel_->schedule = index;
    // Index 0 is the schedule that switches least: also the way to end one that
    // turned out to be redundant.
    strategy_.Begin(options_.seed, exhaustive != nullptr ? 0 : index,
                    knows_length() ? plan_.length : channel_->first_steps);
    TheScheduler().Begin(channel_, &strategy_, exhaustive, plan_);
    try {
      body_();
    } catch (...) {
      FailWithException(std::current_exception());
    }
    TheScheduler().End();
  }

 private:
  const Options& options_;
  const std::function<void()>& body_;
  Channel* channel_;
  const Plan& plan_;
  Strategy strategy_;
};

void RunSome(const Range& range, const ModuleList& modules, Run* run) {
  // The searches need to know how long a schedule is, and every worker has to
  // think the same of it: so each takes the length from schedule 0.
  if (!run->knows_length() && range.first != 0) run->One(0, nullptr);
  for (int64_t index = range.first; index < range.end; index += range.stride) {
    run->One(index, nullptr);
    ++the_channel->done;
    if (modules.StateChanged() && index + range.stride < range.end) {
      FinishAs(Status::kLeaksState);
    }
  }
}

// One schedule in a child of this worker.
void RunInChild(int64_t index, Run* run) {
  const pid_t child = fork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    the_channel->pid = getpid();
    run->One(index, nullptr);
    FinishAs(Status::kDone);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) {
    TheScheduler().Fail(Kind::kInfra, "a process could not be started");
  }
  the_channel->pid = getpid();
  if (the_channel->status == Status::kRunning) {
    the_channel->death = status;
    RawSyscall(SYS_exit_group, 0);
  }
  if (the_channel->status == Status::kFailed) FinishAs(Status::kFailed);
  the_channel->status = Status::kRunning;
}

void RunApart(const Range& range, Run* run) {
  if (!run->knows_length() && range.first != 0) RunInChild(0, run);
  for (int64_t index = range.first; index < range.end; index += range.stride) {
    RunInChild(index, run);
    ++the_channel->done;
  }
}

void RunAll(const Plan& plan, const Range& range, const ModuleList& modules,
            Run* run) {
  Exhaustive exhaustive(plan.preemption_bound, plan.reduce);
  for (int64_t index = range.first; index < range.end; ++index) {
    exhaustive.Begin();
    run->One(index, &exhaustive);
    if (!TheScheduler().redundant()) ++the_channel->done;
    if (modules.StateChanged()) FinishAs(Status::kLeaksState);
    if (!exhaustive.Advance()) {
      the_channel->exhausted =
          !exhaustive.gave_up() && !the_channel->used_outside;
      the_channel->gave_up = exhaustive.gave_up();
      return;
    }
  }
}

}  // namespace

void RunWorker(const Options& options, const std::function<void()>& body,
               Channel* channel, const Range& range, const Plan& plan) {
  the_channel = channel;
  channel->pid = getpid();
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setpgid(0, 0);
  DetachFromTerminal();
  StopSymbolizer();
  NoteInheritedDescriptors();
  HandleSignals();

  ModuleList modules(channel);
  if (options.prepare) {
    const std::string error = options.prepare();
    if (!error.empty()) {
      channel->failure.kind = Kind::kBuild;
      std::snprintf(channel->failure.message, sizeof(channel->failure.message),
                    "%s", error.c_str());
      FinishAs(Status::kFailed);
    }
  }
  modules.Finish();
  SetUpUnwinding();
  StayOnThisProcessor();

  Run run(options, body, channel, plan);
  if (plan.exhaustive) {
    RunAll(plan, range, modules, &run);
  } else if (plan.apart) {
    RunApart(range, &run);
  } else {
    RunSome(range, modules, &run);
  }
  FinishAs(Status::kDone);
}

}  // namespace schedule::internal
