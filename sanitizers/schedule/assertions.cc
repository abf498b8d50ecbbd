// The C++ library's own checks (_GLIBCXX_ASSERTIONS), which print and abort:
// here their text becomes the finding's.

#include <cstdio>

#include "schedule/internal/scheduler.h"

// NOLINTBEGIN(bugprone-std-namespace-modification,bugprone-reserved-identifier)
namespace std {

// In front of the library's function of this name.
void __glibcxx_assert_fail(const char* file, int line, const char* function,
                           const char* condition) noexcept {
  using schedule::internal::Scheduler;
  if (Scheduler::Self() == nullptr) {
    std::fprintf(stderr, "%s:%d: %s: Assertion '%s' failed.\n", file, line,
                 function, condition);
    __builtin_trap();
  }
  char message[512];
  std::snprintf(
      message, sizeof(message),
      "the program broke a rule of the C++ library: '%s' has to hold in %s",
      condition, function);
  schedule::internal::TheScheduler().Fail(schedule::Kind::kCrash, message);
}

}  // namespace std
// NOLINTEND(bugprone-std-namespace-modification,bugprone-reserved-identifier)
