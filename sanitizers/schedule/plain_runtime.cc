// A stand-in for ThreadSanitizer's runtime that looks for nothing: code
// compiled for ThreadSanitizer, linked with this, runs at nearly full speed,
// and its atomics are still visible operations. So one compiled file serves
// both kinds of program: the one that searches for wrong results and deadlocks
// under thousands of schedules (this), and the one that searches for data races
// (the real runtime).
//
// The functions are those of compiler-rt's tsan_interface.h and
// tsan_interface_atomic.h.

#include <stdint.h>
#include <string.h>

// NOLINTBEGIN(bugprone-reserved-identifier,bugprone-macro-parentheses)
#define PLAIN_ACCESS(SIZE)                     \
  void __tsan_read##SIZE(void*) {}             \
  void __tsan_write##SIZE(void*) {}            \
  void __tsan_read_write##SIZE(void*) {}       \
  void __tsan_read##SIZE##_pc(void*, void*) {} \
  void __tsan_write##SIZE##_pc(void*, void*) {}

#define PLAIN_UNALIGNED(SIZE)                 \
  void __tsan_unaligned_read##SIZE(void*) {}  \
  void __tsan_unaligned_write##SIZE(void*) {} \
  void __tsan_unaligned_read_write##SIZE(void*) {}

#define PLAIN_ATOMIC(SIZE, TYPE)                                               \
  TYPE __tsan_atomic##SIZE##_load(const volatile TYPE* a, int) {               \
    return __atomic_load_n(a, __ATOMIC_SEQ_CST);                               \
  }                                                                            \
  void __tsan_atomic##SIZE##_store(volatile TYPE* a, TYPE v, int) {            \
    __atomic_store_n(a, v, __ATOMIC_SEQ_CST);                                  \
  }                                                                            \
  TYPE __tsan_atomic##SIZE##_exchange(volatile TYPE* a, TYPE v, int) {         \
    return __atomic_exchange_n(a, v, __ATOMIC_SEQ_CST);                        \
  }                                                                            \
  TYPE __tsan_atomic##SIZE##_fetch_add(volatile TYPE* a, TYPE v, int) {        \
    return __atomic_fetch_add(a, v, __ATOMIC_SEQ_CST);                         \
  }                                                                            \
  TYPE __tsan_atomic##SIZE##_fetch_sub(volatile TYPE* a, TYPE v, int) {        \
    return __atomic_fetch_sub(a, v, __ATOMIC_SEQ_CST);                         \
  }                                                                            \
  TYPE __tsan_atomic##SIZE##_fetch_and(volatile TYPE* a, TYPE v, int) {        \
    return __atomic_fetch_and(a, v, __ATOMIC_SEQ_CST);                         \
  }                                                                            \
  TYPE __tsan_atomic##SIZE##_fetch_or(volatile TYPE* a, TYPE v, int) {         \
    return __atomic_fetch_or(a, v, __ATOMIC_SEQ_CST);                          \
  }                                                                            \
  TYPE __tsan_atomic##SIZE##_fetch_xor(volatile TYPE* a, TYPE v, int) {        \
    return __atomic_fetch_xor(a, v, __ATOMIC_SEQ_CST);                         \
  }                                                                            \
  TYPE __tsan_atomic##SIZE##_fetch_nand(volatile TYPE* a, TYPE v, int) {       \
    return __atomic_fetch_nand(a, v, __ATOMIC_SEQ_CST);                        \
  }                                                                            \
  int __tsan_atomic##SIZE##_compare_exchange_strong(volatile TYPE* a, TYPE* c, \
                                                    TYPE v, int, int) {        \
    return __atomic_compare_exchange_n(a, c, v, false, __ATOMIC_SEQ_CST,       \
                                       __ATOMIC_SEQ_CST);                      \
  }                                                                            \
  int __tsan_atomic##SIZE##_compare_exchange_weak(volatile TYPE* a, TYPE* c,   \
                                                  TYPE v, int, int) {          \
    return __atomic_compare_exchange_n(a, c, v, false, __ATOMIC_SEQ_CST,       \
                                       __ATOMIC_SEQ_CST);                      \
  }                                                                            \
  TYPE __tsan_atomic##SIZE##_compare_exchange_val(volatile TYPE* a, TYPE c,    \
                                                  TYPE v, int, int) {          \
    __atomic_compare_exchange_n(a, &c, v, false, __ATOMIC_SEQ_CST,             \
                                __ATOMIC_SEQ_CST);                             \
    return c;                                                                  \
  }

extern "C" {

void __tsan_init() {}
void __tsan_func_entry(void*) {}
void __tsan_func_exit() {}
void __tsan_vptr_update(void**, void*) {}
void __tsan_vptr_read(void**) {}
void __tsan_read_range(void*, unsigned long) {}   // NOLINT(google-runtime-int)
void __tsan_write_range(void*, unsigned long) {}  // NOLINT(google-runtime-int)
void __tsan_ignore_thread_begin() {}
void __tsan_ignore_thread_end() {}
void* __tsan_memcpy(void* to, const void* from, size_t size) {
  return memcpy(to, from, size);
}
void* __tsan_memmove(void* to, const void* from, size_t size) {
  return memmove(to, from, size);
}
void* __tsan_memset(void* to, int value, size_t size) {
  return memset(to, value, size);
}

PLAIN_ACCESS(1)
PLAIN_ACCESS(2)
PLAIN_ACCESS(4)
PLAIN_ACCESS(8)
PLAIN_ACCESS(16)
PLAIN_UNALIGNED(2)
PLAIN_UNALIGNED(4)
PLAIN_UNALIGNED(8)
PLAIN_UNALIGNED(16)
PLAIN_ATOMIC(8, uint8_t)
PLAIN_ATOMIC(16, uint16_t)
PLAIN_ATOMIC(32, uint32_t)
PLAIN_ATOMIC(64, uint64_t)
#ifdef __SIZEOF_INT128__
PLAIN_ATOMIC(128, unsigned __int128)
#endif
void __tsan_atomic_thread_fence(int) {
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
void __tsan_atomic_signal_fence(int) {
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
}

// What libraries tell ThreadSanitizer of their own locks.
void __tsan_acquire(void*) {}
void __tsan_release(void*) {}
void __tsan_mutex_create(void*, unsigned) {}
void __tsan_mutex_destroy(void*, unsigned) {}
void __tsan_mutex_pre_lock(void*, unsigned) {}
void __tsan_mutex_post_lock(void*, unsigned, int) {}
int __tsan_mutex_pre_unlock(void*, unsigned) { return 0; }
void __tsan_mutex_post_unlock(void*, unsigned) {}
void __tsan_mutex_pre_signal(void*, unsigned) {}
void __tsan_mutex_post_signal(void*, unsigned) {}
void __tsan_mutex_pre_divert(void*, unsigned) {}
void __tsan_mutex_post_divert(void*, unsigned) {}
void AnnotateIgnoreReadsBegin(const char*, int) {}
void AnnotateIgnoreReadsEnd(const char*, int) {}
void AnnotateIgnoreWritesBegin(const char*, int) {}
void AnnotateIgnoreWritesEnd(const char*, int) {}
void AnnotateRWLockCreate(const char*, int, const volatile void*) {}
void AnnotateRWLockCreateStatic(const char*, int, const volatile void*) {}
void AnnotateRWLockDestroy(const char*, int, const volatile void*) {}
void AnnotateRWLockAcquired(const char*, int, const volatile void*, long) {
}  // NOLINT
void AnnotateRWLockReleased(const char*, int, const volatile void*, long) {
}  // NOLINT
void AnnotateBenignRace(const char*, int, const volatile void*, const char*) {}
void AnnotateBenignRaceSized(const char*, int, const volatile void*, size_t,
                             const char*) {}
void AnnotateThreadName(const char*, int, const char*) {}
void AnnotateEnableRaceDetection(const char*, int, int) {}
void AnnotateNewMemory(const char*, int, const volatile void*, size_t) {}
void AnnotateMemoryIsInitialized(const char*, int, const volatile void*,
                                 size_t) {}
void AnnotateMemoryIsUninitialized(const char*, int, const volatile void*,
                                   size_t) {}
}  // extern "C"
// NOLINTEND(bugprone-reserved-identifier,bugprone-macro-parentheses)
