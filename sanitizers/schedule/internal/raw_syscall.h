// A system call without the C library's syscall(), which the explorer stands in
// front of.

#ifndef RACELINGS_SCHEDULE_INTERNAL_RAW_SYSCALL_H_
#define RACELINGS_SCHEDULE_INTERNAL_RAW_SYSCALL_H_

namespace schedule::internal {

// Returns what the kernel returns: -errno on failure.
inline __attribute__((always_inline)) long RawSyscall(long number, long a = 0,
                                                      long b = 0, long c = 0,
                                                      long d = 0, long e = 0,
                                                      long f = 0) {
#if defined(__x86_64__)
  long result;
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8),
                     "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = f;
  __asm__ volatile("svc 0"
                   : "+r"(x0)
                   : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                   : "memory");
  return x0;
#else
#error "the schedule explorer knows Linux on x86-64 and on aarch64"
#endif
}

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_RAW_SYSCALL_H_
