#include <unwind.h>

#include "schedule/internal/scheduler.h"

namespace schedule::internal {
namespace {

struct Walk {
  Stack* stack;
  int count;
};

_Unwind_Reason_Code Step(_Unwind_Context* context, void* argument) {
  auto* walk = static_cast<Walk*>(argument);
  if (walk->count == kMaxFrames) return _URC_END_OF_STACK;
  const uintptr_t pc = _Unwind_GetIP(context);
  if (pc == 0) return _URC_END_OF_STACK;
  walk->stack->pcs[walk->count++] = pc;
  return _URC_NO_REASON;
}

}  // namespace

void CaptureStack(Stack* stack) {
  const OffTheRecord unwinding_takes_locks;
  Walk walk{stack, 0};
  _Unwind_Backtrace(Step, &walk);
  if (walk.count < kMaxFrames) stack->pcs[walk.count] = 0;
}

}  // namespace schedule::internal
