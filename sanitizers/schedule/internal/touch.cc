#include "schedule/internal/touch.h"

#include "schedule/internal/scheduler.h"

// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
__attribute__((weak)) void __tsan_read1(void* address);
__attribute__((weak)) void __tsan_func_entry(void* caller);
__attribute__((weak)) void __tsan_func_exit();
}
// NOLINTEND(bugprone-reserved-identifier)

namespace schedule::internal {

void Touch(void* object) {
  if (__tsan_read1 == nullptr) return;
  // ThreadSanitizer does not know the calls that came here through the standard
  // library, the program's own among them.
  const Stack& stack = Scheduler::Self()->stack;
  int depth = 0;
  while (depth < kMaxFrames && stack.pcs[depth] != 0) ++depth;
  for (int i = depth - 1; i >= 0; --i) {
    __tsan_func_entry(reinterpret_cast<void*>(stack.pcs[i]));
  }
  __tsan_read1(object);
  for (int i = 0; i < depth; ++i) __tsan_func_exit();
}

}  // namespace schedule::internal
