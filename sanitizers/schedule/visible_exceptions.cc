// Makes the end of an exception visible to ThreadSanitizer.
//
// Whoever lets go of an exception last destroys it. How many hold it is counted
// inside libstdc++.so, which is not instrumented: ThreadSanitizer sees one
// thread read what() and another free the text, and nothing between them. Here
// it is told that what all did with the exception came before its end. No more:
// two that change it at the same time are still a race, although the count goes
// down in operations that acquire.

#include <cxxabi.h>
#include <dlfcn.h>
#include <unwind.h>

#include <exception>
#include <typeinfo>

// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
void __tsan_acquire(void* address);
void __tsan_release(void* address);
}
// NOLINTEND(bugprone-reserved-identifier)

namespace {

// What lies before an exception in memory: libsupc++/unwind-cxx.h, part of the
// C++ ABI.
struct Header {
  int holders;
  std::type_info* type;
  void (*destructor)(void*);
  void (*unexpected)();
  void (*terminate)();
  Header* next;
  int handlers;
  int handler_switch;
  const unsigned char* action;
  const unsigned char* language_data;
  uintptr_t catch_temporary;
  void* adjusted;
  _Unwind_Exception unwind;
};

// Not instrumented, as what they look at is not the program's.
#define SCHEDULE_OWN __attribute__((disable_sanitizer_instrumentation))

// The library's own version of a function, kept in `found`.
template <typename Function>
SCHEDULE_OWN Function* Next(const char* name, Function** found) {
  if (*found == nullptr) {
    *found = reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
  }
  return *found;
}

using Release = void(std::exception_ptr*);
using EndCatch = void();
Release* next_release;
EndCatch* next_end_catch;

// The calling thread is about to let go of `exception`.
SCHEDULE_OWN void LetGo(void* exception) {
  __tsan_release(exception);
  const int holders = __atomic_load_n(
      &(static_cast<const Header*>(exception) - 1)->holders, __ATOMIC_ACQUIRE);
  if (holders == 1) __tsan_acquire(exception);
}

// The exception of the innermost catch block, or null where it is of another
// language.
SCHEDULE_OWN void* Caught() {
  const std::exception_ptr caught = std::current_exception();
  return *reinterpret_cast<void* const*>(&caught);
}

}  // namespace

// NOLINTNEXTLINE(bugprone-std-namespace-modification): that is the purpose.
namespace std::__exception_ptr {

void exception_ptr::_M_release() noexcept {
  LetGo(_M_exception_object);
  Next("_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv",
       &next_release)(this);
}

}  // namespace std::__exception_ptr

// The end of a catch block lets go of what it caught.
// NOLINTNEXTLINE(bugprone-reserved-identifier): the name is the compiler's.
extern "C" void __cxa_end_catch() {
  if (void* exception = Caught()) LetGo(exception);
  Next("__cxa_end_catch", &next_end_catch)();
}
