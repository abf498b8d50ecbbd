# AddressSanitizer with leak detection, and UndefinedBehaviorSanitizer, which
# stops at the first finding instead of printing and going on.
include("${CMAKE_CURRENT_LIST_DIR}/clang.cmake")
set(_flags "-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -O1 -g")
set(CMAKE_C_FLAGS_INIT "${_flags}")
set(CMAKE_CXX_FLAGS_INIT "${_flags}")
set(RACELINGS_SANITIZER address)
