// Atomics: every atomic operation of code that was compiled for ThreadSanitizer
// is a call of __tsan_atomic…; the linker's --wrap sends those calls here first
// (see cmake/wraps.cmake for the list). So is std::atomic_thread_fence.

#include "schedule/internal/fences.h"
#include "schedule/internal/scheduler.h"

namespace {

using schedule::internal::NoteAtomicChange;
using schedule::internal::NoteAtomicRead;
using schedule::internal::NoteAtomicWrite;
using schedule::internal::NoteFence;
using schedule::internal::ObjectKind;
using schedule::internal::OpKind;
using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;

using A8 = unsigned char;
using A16 =
    unsigned short;  // NOLINT(google-runtime-int): the sanitizer's type.
using A32 = unsigned;
using A64 = unsigned long;  // NOLINT(google-runtime-int)
using A128 = unsigned __int128;

inline void Reach(OpKind kind, const volatile void* object) {
  if (Scheduler::Self() == nullptr) return;
  TheScheduler().Reach({.kind = kind,
                        .object = const_cast<const void*>(object),
                        .object_kind = ObjectKind::kAtomic});
}

// The memory order, one of __ATOMIC_…, in what ThreadSanitizer is passed, which
// may have more bits.
inline int OrderOf(int passed) { return passed & 0xff; }

inline void NoteAccess(const volatile void* object, int order) {
  TheScheduler().NoteAtomic(const_cast<const void*>(object),
                            order != __ATOMIC_SEQ_CST);
}

// What the operation then did, in the order that was passed.
inline void Loaded(const volatile void* object, int passed) {
  if (Scheduler::Self() == nullptr) return;
  const int order = OrderOf(passed);
  NoteAccess(object, order);
  NoteAtomicRead(object, order);
}

inline void Stored(const volatile void* object, int passed) {
  if (Scheduler::Self() == nullptr) return;
  const int order = OrderOf(passed);
  NoteAccess(object, order);
  NoteAtomicWrite(object, order);
}

// A read-modify-write sees the newest value; one that acquires and releases
// puts what came before it in order as well.
inline void Changed(const volatile void* object, int passed) {
  if (Scheduler::Self() == nullptr) return;
  const int order = OrderOf(passed);
  if (order < __ATOMIC_ACQ_REL) NoteAccess(object, order);
  NoteAtomicChange(object, order);
}

inline void Exchanged(bool is_new, const volatile void* object, int passed) {
  if (Scheduler::Self() == nullptr) return;
  Changed(object, passed);
  if (!is_new) TheScheduler().NoteIdle();
}

inline void ExchangedIf(bool done, const volatile void* object, int passed,
                        int passed_for_failure) {
  if (Scheduler::Self() == nullptr) return;
  if (done) {
    Changed(object, passed);
  } else {
    Loaded(object, passed_for_failure);
    TheScheduler().NoteIdle();
  }
}

}  // namespace

// NOLINTBEGIN(bugprone-reserved-identifier,bugprone-macro-parentheses)
#define SCHEDULE_ATOMIC_CHANGE(SIZE, NAME)                                    \
  A##SIZE __real___tsan_atomic##SIZE##_##NAME(volatile A##SIZE*, A##SIZE,     \
                                              int);                           \
  A##SIZE __wrap___tsan_atomic##SIZE##_##NAME(volatile A##SIZE* a, A##SIZE v, \
                                              int order) {                    \
    Reach(OpKind::kAtomicWrite, a);                                           \
    const A##SIZE old = __real___tsan_atomic##SIZE##_##NAME(a, v, order);     \
    Changed(a, order);                                                        \
    return old;                                                               \
  }

#define SCHEDULE_ATOMIC_EXCHANGE_IF(SIZE, NAME)                              \
  int __real___tsan_atomic##SIZE##_##NAME(volatile A##SIZE*, A##SIZE*,       \
                                          A##SIZE, int, int);                \
  int __wrap___tsan_atomic##SIZE##_##NAME(volatile A##SIZE* a,               \
                                          A##SIZE* expected, A##SIZE v,      \
                                          int order, int fail_order) {       \
    Reach(OpKind::kAtomicWrite, a);                                          \
    const int done = __real___tsan_atomic##SIZE##_##NAME(a, expected, v,     \
                                                         order, fail_order); \
    ExchangedIf(done != 0, a, order, fail_order);                            \
    return done;                                                             \
  }

#define SCHEDULE_ATOMIC(SIZE)                                               \
  A##SIZE __real___tsan_atomic##SIZE##_load(const volatile A##SIZE*, int);  \
  A##SIZE __wrap___tsan_atomic##SIZE##_load(const volatile A##SIZE* a,      \
                                            int order) {                    \
    Reach(OpKind::kAtomicRead, a);                                          \
    const A##SIZE value = __real___tsan_atomic##SIZE##_load(a, order);      \
    Loaded(a, order);                                                       \
    return value;                                                           \
  }                                                                         \
  void __real___tsan_atomic##SIZE##_store(volatile A##SIZE*, A##SIZE, int); \
  void __wrap___tsan_atomic##SIZE##_store(volatile A##SIZE* a, A##SIZE v,   \
                                          int order) {                      \
    Reach(OpKind::kAtomicWrite, a);                                         \
    __real___tsan_atomic##SIZE##_store(a, v, order);                        \
    Stored(a, order);                                                       \
  }                                                                         \
  A##SIZE __real___tsan_atomic##SIZE##_compare_exchange_val(                \
      volatile A##SIZE*, A##SIZE, A##SIZE, int, int);                       \
  A##SIZE __wrap___tsan_atomic##SIZE##_compare_exchange_val(                \
      volatile A##SIZE* a, A##SIZE expected, A##SIZE v, int order,          \
      int fail_order) {                                                     \
    Reach(OpKind::kAtomicWrite, a);                                         \
    const A##SIZE old = __real___tsan_atomic##SIZE##_compare_exchange_val(  \
        a, expected, v, order, fail_order);                                 \
    ExchangedIf(old == expected, a, order, fail_order);                     \
    return old;                                                             \
  }                                                                         \
  SCHEDULE_ATOMIC_EXCHANGE_IF(SIZE, compare_exchange_strong)                \
  SCHEDULE_ATOMIC_EXCHANGE_IF(SIZE, compare_exchange_weak)                  \
  A##SIZE __real___tsan_atomic##SIZE##_exchange(volatile A##SIZE*, A##SIZE, \
                                                int);                       \
  A##SIZE __wrap___tsan_atomic##SIZE##_exchange(volatile A##SIZE* a,        \
                                                A##SIZE v, int order) {     \
    Reach(OpKind::kAtomicWrite, a);                                         \
    const A##SIZE old = __real___tsan_atomic##SIZE##_exchange(a, v, order); \
    Exchanged(old != v, a, order);                                          \
    return old;                                                             \
  }                                                                         \
  SCHEDULE_ATOMIC_CHANGE(SIZE, fetch_add)                                   \
  SCHEDULE_ATOMIC_CHANGE(SIZE, fetch_sub)                                   \
  SCHEDULE_ATOMIC_CHANGE(SIZE, fetch_and)                                   \
  SCHEDULE_ATOMIC_CHANGE(SIZE, fetch_or)                                    \
  SCHEDULE_ATOMIC_CHANGE(SIZE, fetch_xor)                                   \
  SCHEDULE_ATOMIC_CHANGE(SIZE, fetch_nand)

extern "C" {
SCHEDULE_ATOMIC(8)
SCHEDULE_ATOMIC(16)
SCHEDULE_ATOMIC(32)
SCHEDULE_ATOMIC(64)
#ifdef __SIZEOF_INT128__
SCHEDULE_ATOMIC(128)
#endif

void __real___tsan_atomic_thread_fence(int order);
void __wrap___tsan_atomic_thread_fence(int order) {
  __real___tsan_atomic_thread_fence(order);
  if (Scheduler::Self() != nullptr) NoteFence(OrderOf(order));
}
}
// NOLINTEND(bugprone-reserved-identifier,bugprone-macro-parentheses)
