// SCHEDULE_REAL(name): what `name` would have been without the explorer, as
// real_name(): the sanitizer's version where there is one (it has to see the
// locks), otherwise the C library's.
//
// Thread safety: real_name() may be called on any thread at any time, before
// main as well.

#ifndef RACELINGS_SCHEDULE_INTERNAL_REAL_H_
#define RACELINGS_SCHEDULE_INTERNAL_REAL_H_

#include <dlfcn.h>

// NOLINTBEGIN(bugprone-macro-parentheses,bugprone-reserved-identifier)
#define SCHEDULE_REAL(NAME)                                                   \
  extern "C" __attribute__((weak)) decltype(::NAME) __interceptor_##NAME;     \
  static decltype(&::NAME) real_##NAME() {                                    \
    static decltype(&::NAME) found = nullptr;                                 \
    if (found == nullptr) {                                                   \
      decltype(&::NAME) sanitizer = &__interceptor_##NAME;                    \
      found =                                                                 \
          sanitizer != nullptr                                                \
              ? sanitizer                                                     \
              : reinterpret_cast<decltype(&::NAME)>(dlsym(RTLD_NEXT, #NAME)); \
    }                                                                         \
    return found;                                                             \
  }                                                                           \
  static_assert(true)
// NOLINTEND(bugprone-macro-parentheses,bugprone-reserved-identifier)

#endif  // RACELINGS_SCHEDULE_INTERNAL_REAL_H_
