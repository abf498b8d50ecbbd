# Builds that look at the code and make nothing to run: the presets `thread-safety`
# and `tidy`. Each of our sources is compiled as far as its warnings, or read by
# clang-tidy, which has the compiler's warnings too; dependencies are not compiled
# at all, and nothing is linked. What stands for an output is an empty file, so that
# the next build looks only at what has changed.

set(_touch "\"${CMAKE_COMMAND}\" -E touch")

# In the scope that adds a dependency.
macro(racelings_do_not_compile)
  set(CMAKE_CXX_COMPILE_OBJECT "${_touch} <OBJECT>")
  set(CMAKE_C_COMPILE_OBJECT "${_touch} <OBJECT>")
endmacro()

macro(racelings_analyse_only)
  set(CMAKE_DISABLE_PRECOMPILE_HEADERS ON)
  set(_compile "<CMAKE_CXX_COMPILER> <DEFINES> <INCLUDES> <FLAGS>")
  if(RACELINGS_TIDY)
    # clang-tidy does not write down which headers it has read.
    set(CMAKE_CXX_COMPILE_OBJECT
      "${_compile} -E -o /dev/null <SOURCE>"
      "${RACELINGS_CLANG_TIDY} --quiet <SOURCE> -- ${_compile}"
      "${_touch} <OBJECT>")
  else()
    set(CMAKE_CXX_COMPILE_OBJECT
      "${_compile} -fsyntax-only -o <OBJECT> <SOURCE>"
      "${_touch} <OBJECT>")
  endif()
  set(CMAKE_CXX_LINK_EXECUTABLE "${_touch} <TARGET>")
  foreach(_kind STATIC_LIBRARY SHARED_LIBRARY SHARED_MODULE)
    set(CMAKE_CXX_CREATE_${_kind} "${_touch} <TARGET>")
  endforeach()
  foreach(_step CREATE APPEND FINISH)
    unset(CMAKE_CXX_ARCHIVE_${_step})
  endforeach()
endmacro()

# The tests of such a build: each answer to an exercise is looked at by itself, so
# that one that is not solved yet stops nothing, and is shown as skipped.
function(racelings_add_analysis slug which)
  set(answer ${slug}.${which}_answer)
  add_test(NAME ${slug}.${which}
    COMMAND "${CMAKE_COMMAND}" --build "${PROJECT_BINARY_DIR}" --target ${answer})
  set_tests_properties(${slug}.${which} PROPERTIES
    LABELS "analysis;${which}" RESOURCE_LOCK build TIMEOUT 120)
  if(which STREQUAL "exercise")
    set_property(TARGET ${answer} ${slug}.exercise ${slug}.exercise_test
      PROPERTY EXCLUDE_FROM_ALL TRUE)
    set_tests_properties(${slug}.${which} PROPERTIES SKIP_REGULAR_EXPRESSION ": error: ")
  endif()
endfunction()
