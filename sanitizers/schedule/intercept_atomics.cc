// Atomics: every atomic operation of code that was compiled for ThreadSanitizer
// is a call of __tsan_atomic…; the linker's --wrap sends those calls here first
// (see cmake/wraps.cmake for the list).

#include "schedule/internal/scheduler.h"

namespace {

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

inline void NoteIdleIf(bool unchanged) {
  if (unchanged && Scheduler::Self() != nullptr) TheScheduler().NoteIdle();
}

inline void Reach(OpKind kind, const volatile void* object) {
  if (Scheduler::Self() == nullptr) return;
  TheScheduler().Reach({.kind = kind,
                        .object = const_cast<const void*>(object),
                        .object_kind = ObjectKind::kAtomic});
}

// `order` as ThreadSanitizer passes it on: a memory_order and perhaps more
// bits.
inline int OrderOf(int order) { return order & 0xff; }

inline void NoteAccess(const volatile void* object, int order) {
  if (Scheduler::Self() == nullptr) return;
  TheScheduler().NoteAtomic(const_cast<const void*>(object),
                            OrderOf(order) != __ATOMIC_SEQ_CST);
}

// A read-modify-write sees the newest value; one that acquires and releases
// puts what came before it in order as well.
inline void NoteChange(const volatile void* object, int order) {
  if (OrderOf(order) < __ATOMIC_ACQ_REL) NoteAccess(object, order);
}

}  // namespace

// NOLINTBEGIN(bugprone-reserved-identifier,bugprone-macro-parentheses)
#define SCHEDULE_ATOMIC_CHANGE(SIZE, NAME)                                    \
  A##SIZE __real___tsan_atomic##SIZE##_##NAME(volatile A##SIZE*, A##SIZE,     \
                                              int);                           \
  A##SIZE __wrap___tsan_atomic##SIZE##_##NAME(volatile A##SIZE* a, A##SIZE v, \
                                              int order) {                    \
    Reach(OpKind::kAtomicWrite, a);                                           \
    NoteChange(a, order);                                                     \
    return __real___tsan_atomic##SIZE##_##NAME(a, v, order);                  \
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
    if (done == 0) NoteAccess(a, fail_order);                                \
    if (done != 0) NoteChange(a, order);                                     \
    NoteIdleIf(done == 0);                                                   \
    return done;                                                             \
  }

#define SCHEDULE_ATOMIC(SIZE)                                               \
  A##SIZE __real___tsan_atomic##SIZE##_load(const volatile A##SIZE*, int);  \
  A##SIZE __wrap___tsan_atomic##SIZE##_load(const volatile A##SIZE* a,      \
                                            int order) {                    \
    Reach(OpKind::kAtomicRead, a);                                          \
    NoteAccess(a, order);                                                   \
    return __real___tsan_atomic##SIZE##_load(a, order);                     \
  }                                                                         \
  void __real___tsan_atomic##SIZE##_store(volatile A##SIZE*, A##SIZE, int); \
  void __wrap___tsan_atomic##SIZE##_store(volatile A##SIZE* a, A##SIZE v,   \
                                          int order) {                      \
    Reach(OpKind::kAtomicWrite, a);                                         \
    NoteAccess(a, order);                                                   \
    __real___tsan_atomic##SIZE##_store(a, v, order);                        \
  }                                                                         \
  A##SIZE __real___tsan_atomic##SIZE##_compare_exchange_val(                \
      volatile A##SIZE*, A##SIZE, A##SIZE, int, int);                       \
  A##SIZE __wrap___tsan_atomic##SIZE##_compare_exchange_val(                \
      volatile A##SIZE* a, A##SIZE expected, A##SIZE v, int order,          \
      int fail_order) {                                                     \
    Reach(OpKind::kAtomicWrite, a);                                         \
    const A##SIZE old = __real___tsan_atomic##SIZE##_compare_exchange_val(  \
        a, expected, v, order, fail_order);                                 \
    if (old != expected) NoteAccess(a, fail_order);                         \
    if (old == expected) NoteChange(a, order);                              \
    NoteIdleIf(old != expected);                                            \
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
    NoteChange(a, order);                                                   \
    NoteIdleIf(old == v);                                                   \
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
}
// NOLINTEND(bugprone-reserved-identifier,bugprone-macro-parentheses)
