# What the project does not write itself. Abseil and GoogleTest are built from
# source under each preset's own flags: a sanitizer has to see inside them.

include(FetchContent)

# setup unpacks the distribution's Abseil source here. Where that was not
# possible, the pinned release is downloaded.
set(RACELINGS_ABSEIL_SOURCE "${PROJECT_SOURCE_DIR}/build/deps/abseil"
  CACHE PATH "Abseil's source tree; downloaded when it is not there")
if(EXISTS "${RACELINGS_ABSEIL_SOURCE}/CMakeLists.txt")
  set(FETCHCONTENT_SOURCE_DIR_ABSL "${RACELINGS_ABSEIL_SOURCE}")
endif()
set(ABSL_PROPAGATE_CXX_STD ON)
set(ABSL_ENABLE_INSTALL OFF)
set(BUILD_TESTING OFF)
FetchContent_Declare(absl SYSTEM
  URL https://github.com/abseil/abseil-cpp/archive/refs/tags/20230802.1.tar.gz
  URL_HASH SHA256=987ce98f02eefbaf930d6e38ab16aa05737234d7afbab2d5c4ea7adbe50c28ed)

set(RACELINGS_GOOGLETEST_SOURCE "/usr/src/googletest"
  CACHE PATH "GoogleTest's source tree (Debian's package googletest)")
set(FETCHCONTENT_SOURCE_DIR_GOOGLETEST "${RACELINGS_GOOGLETEST_SOURCE}")
set(INSTALL_GTEST OFF)
FetchContent_Declare(googletest SYSTEM
  URL https://github.com/google/googletest/archive/refs/tags/v1.14.0.tar.gz
  URL_HASH SHA256=8ad598c73ad796e0d8280b082cebd82a630d73e73cd3c70057938a6501bba5d7)

# Like FetchContent_MakeAvailable, but builds only what our targets ask for, and
# keeps a dependency's headers out of our warnings (CMake 3.25 does neither).
function(racelings_make_available name)
  FetchContent_GetProperties(${name})
  if(NOT ${name}_POPULATED)
    FetchContent_Populate(${name})
    if(RACELINGS_ANALYSIS)
      racelings_do_not_compile()
    endif()
    add_subdirectory("${${name}_SOURCE_DIR}" "${${name}_BINARY_DIR}" EXCLUDE_FROM_ALL SYSTEM)
  endif()
endfunction()

racelings_make_available(absl)
# absl::Now() reads the system's clock, which the explorer can stand in front of,
# and not the processor's.
target_compile_definitions(absl_time PRIVATE ABSL_USE_CYCLECLOCK_FOR_GET_CURRENT_TIME_NANOS=0)
racelings_make_available(googletest)
set(BUILD_TESTING ON)
foreach(_target gtest gtest_main gmock gmock_main)
  target_compile_options(${_target} PRIVATE -w)
endforeach()

# Asio without Boost: headers alone.
find_path(RACELINGS_ASIO_INCLUDE asio.hpp)
if(NOT RACELINGS_ASIO_INCLUDE)
  message(FATAL_ERROR "asio.hpp was not found. Run ./setup, which installs it (Debian's package libasio-dev).")
endif()
