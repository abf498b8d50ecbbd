// std::atomic's compare_exchange_weak, which may fail for no reason. The
// headers in standard_library/ ask here whether it does.

#include "schedule/internal/scheduler.h"

using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;

extern "C" bool schedule_weak_exchange_fails() noexcept {
  return Scheduler::Self() != nullptr && TheScheduler().FailsForNoReason();
}
