# racelings_own(target): what holds for all code of ours and for no dependency.

add_library(racelings_own INTERFACE)
target_compile_features(racelings_own INTERFACE cxx_std_20)
# libstdc++'s own semaphore can sleep for ever although it is free (GCC bug 104928): its
# documented switch makes std::counting_semaphore one of POSIX.
target_compile_definitions(racelings_own INTERFACE
  _GLIBCXX_ASSERTIONS _GLIBCXX_USE_POSIX_SEMAPHORE)
target_compile_options(racelings_own INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wthread-safety
  -Wno-missing-designated-field-initializers
  $<$<CONFIG:Release>:-gline-tables-only>)  # A finding has its line in every build.

if(RACELINGS_THREAD_SAFETY)
  target_compile_options(racelings_own INTERFACE
    -Wthread-safety-beta -Werror=thread-safety -Werror=thread-safety-beta)
endif()

if(RACELINGS_TIDY)
  find_program(RACELINGS_CLANG_TIDY NAMES clang-tidy-${RACELINGS_CLANG_MAJOR} clang-tidy)
  if(NOT RACELINGS_CLANG_TIDY)
    message(FATAL_ERROR "clang-tidy ${RACELINGS_CLANG_MAJOR} was not found: run ./setup --all")
  endif()
endif()

function(racelings_own target)
  target_link_libraries(${target} PRIVATE racelings_own)
endfunction()
