# RACELINGS_ATOMIC_WRAPS: the linker's options that send every atomic operation of
# code compiled for ThreadSanitizer to the schedule explorer first (see
# sanitizers/schedule/intercept_atomics.cc). Without ThreadSanitizer's
# instrumentation there are no such calls, and they change nothing.

set(RACELINGS_ATOMIC_WRAPS)
foreach(_size 8 16 32 64 128)
  foreach(_operation load store exchange fetch_add fetch_sub fetch_and fetch_or
          fetch_xor fetch_nand compare_exchange_strong compare_exchange_weak
          compare_exchange_val)
    list(APPEND RACELINGS_ATOMIC_WRAPS
      "LINKER:--wrap=__tsan_atomic${_size}_${_operation}")
  endforeach()
endforeach()
