# Everything, dependencies included, under ThreadSanitizer: a library that is not
# instrumented hides its locks from it, and every use of them looks like a race.
include("${CMAKE_CURRENT_LIST_DIR}/clang.cmake")
set(_flags "-fsanitize=thread -fno-omit-frame-pointer -fno-optimize-sibling-calls -O1 -g")
set(CMAKE_C_FLAGS_INIT "${_flags}")
set(CMAKE_CXX_FLAGS_INIT "${_flags}")
set(RACELINGS_SANITIZER thread)
