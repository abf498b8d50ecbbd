# Chooses the compiler by what it can do: the newest clang that the course's code
# needs (C++20 coroutines with libstdc++), with its ThreadSanitizer runtime.
#
# Sets RACELINGS_CLANG and RACELINGS_CLANG_VERSION. RACELINGS_CLANG may be preset
# (-DRACELINGS_CLANG=/opt/llvm/bin/clang++, or the environment variable).

include_guard(GLOBAL)

# The oldest clang that serves. setup reads this line: it is the one place.
set(RACELINGS_CLANG_MINIMUM 18)

if(NOT RACELINGS_CLANG AND DEFINED ENV{RACELINGS_CLANG})
  set(RACELINGS_CLANG "$ENV{RACELINGS_CLANG}")
endif()

if(NOT RACELINGS_CLANG)
  set(_names)
  foreach(_version RANGE 40 ${RACELINGS_CLANG_MINIMUM} -1)
    list(APPEND _names clang++-${_version})
  endforeach()
  find_program(RACELINGS_CLANG NAMES ${_names} clang++)
endif()

if(NOT RACELINGS_CLANG)
  message(FATAL_ERROR
    "No clang ${RACELINGS_CLANG_MINIMUM} or newer was found. Run ./setup, which installs it, "
    "or name yours: -DRACELINGS_CLANG=/path/to/clang++")
endif()

execute_process(COMMAND "${RACELINGS_CLANG}" -dumpversion
  OUTPUT_VARIABLE RACELINGS_CLANG_VERSION OUTPUT_STRIP_TRAILING_WHITESPACE
  RESULT_VARIABLE _status ERROR_QUIET)
if(NOT _status EQUAL 0 OR RACELINGS_CLANG_VERSION VERSION_LESS RACELINGS_CLANG_MINIMUM)
  message(FATAL_ERROR
    "${RACELINGS_CLANG} is clang '${RACELINGS_CLANG_VERSION}', and clang "
    "${RACELINGS_CLANG_MINIMUM} or newer is needed. Run ./setup, which installs it.")
endif()
string(REGEX MATCH "^[0-9]+" RACELINGS_CLANG_MAJOR "${RACELINGS_CLANG_VERSION}")
