# RACELINGS_ABSL_WRAPS: the linker's options that send the calls of absl::Mutex and
# absl::CondVar to the schedule explorer first (see
# sanitizers/schedule/intercept_absl_mutex.cc), and RACELINGS_ABSL_NAMESPACE, the
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
