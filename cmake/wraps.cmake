# The linker's options that send calls to the schedule explorer first, where it
# cannot stand in front of a function by its name alone.
#
# RACELINGS_WRAPS: atomic operations and fences of code compiled for ThreadSanitizer (see
# sanitizers/schedule/intercept_atomics.cc; elsewhere there are no such calls), and
# the first use of static variables (intercept_once.cc).

set(RACELINGS_WRAPS
  LINKER:--wrap=__cxa_guard_acquire
  LINKER:--wrap=__cxa_guard_release
  LINKER:--wrap=__cxa_guard_abort
  LINKER:--wrap=__tsan_atomic_thread_fence)
foreach(_size 8 16 32 64 128)
  foreach(_operation load store exchange fetch_add fetch_sub fetch_and fetch_or
          fetch_xor fetch_nand compare_exchange_strong compare_exchange_weak
          compare_exchange_val)
    list(APPEND RACELINGS_WRAPS
      "LINKER:--wrap=__tsan_atomic${_size}_${_operation}")
  endforeach()
endforeach()

# RACELINGS_ABSL_WRAPS: absl::Mutex and absl::CondVar (see
# sanitizers/schedule/intercept_absl_mutex.cc); and RACELINGS_ABSL_NAMESPACE, the
# inline namespace of this Abseil as it stands in its symbols' names: "7debian3".

file(STRINGS "${absl_SOURCE_DIR}/absl/base/options.h" _name
  REGEX "^#define ABSL_OPTION_INLINE_NAMESPACE_NAME ")
string(REGEX REPLACE ".* " "" _name "${_name}")
string(LENGTH "${_name}" _length)
set(RACELINGS_ABSL_NAMESPACE "${_length}${_name}")

set(_condition "RKNS0_9ConditionE")
set(RACELINGS_ABSL_WRAPS)
foreach(_function
    5Mutex4LockEv 5Mutex6UnlockEv 5Mutex7TryLockEv
    5Mutex10ReaderLockEv 5Mutex12ReaderUnlockEv 5Mutex13ReaderTryLockEv
    5Mutex5AwaitE${_condition}
    5Mutex16AwaitWithTimeoutE${_condition}NS0_8DurationE
    5Mutex17AwaitWithDeadlineE${_condition}NS0_4TimeE
    5Mutex8LockWhenE${_condition}
    5Mutex19LockWhenWithTimeoutE${_condition}NS0_8DurationE
    5Mutex20LockWhenWithDeadlineE${_condition}NS0_4TimeE
    5Mutex14ReaderLockWhenE${_condition}
    5Mutex25ReaderLockWhenWithTimeoutE${_condition}NS0_8DurationE
    5Mutex26ReaderLockWhenWithDeadlineE${_condition}NS0_4TimeE
    7CondVar4WaitEPNS0_5MutexE
    7CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE
    7CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE
    7CondVar6SignalEv 7CondVar9SignalAllEv)
  list(APPEND RACELINGS_ABSL_WRAPS
    "LINKER:--wrap=_ZN4absl${RACELINGS_ABSL_NAMESPACE}${_function}")
endforeach()
foreach(_function 5Mutex10AssertHeldEv 5Mutex13AssertNotHeldEv 5Mutex16AssertReaderHeldEv)
  list(APPEND RACELINGS_ABSL_WRAPS
    "LINKER:--wrap=_ZNK4absl${RACELINGS_ABSL_NAMESPACE}${_function}")
endforeach()
