# The compiler, and nothing else: every other toolchain file includes this one.
include("${CMAKE_CURRENT_LIST_DIR}/../../cmake/find_clang.cmake")

set(CMAKE_CXX_COMPILER "${RACELINGS_CLANG}")
string(REGEX REPLACE "clang\\+\\+(-[0-9]+)?$" "clang\\1" _c_compiler "${RACELINGS_CLANG}")
set(CMAKE_C_COMPILER "${_c_compiler}")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-fuse-ld=lld")
set(CMAKE_SHARED_LINKER_FLAGS_INIT "-fuse-ld=lld")
set(CMAKE_MODULE_LINKER_FLAGS_INIT "-fuse-ld=lld")
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES RACELINGS_CLANG)
