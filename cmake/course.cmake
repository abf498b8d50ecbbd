# The course: a folder below exercises/ is an exercise, and nothing else lists it.
#
# For NN_slug there are
#   NN_slug.exercise, NN_slug.solution            the script, to run in real time
#   NN_slug.exercise_test, NN_slug.solution_test  its test, with the answer linked in
# and, in a build for ThreadSanitizer, the two judges of the runner, which load an
# answer that is compiled elsewhere:
#   NN_slug.races      searches for data races
#   NN_slug.schedules  searches for everything else, without ThreadSanitizer's cost

# The most schedules that a test tries here. The runner asks for what exercise.toml
# says, and where that is fewer, it is so many here as well.
set(RACELINGS_TEST_SCHEDULES 400)
# What a test of an exercise that is not solved yet exits with: ctest shows such a
# test as skipped, and the workflow goes on.
set(RACELINGS_UNSOLVED 77)
# What an answer may use.
set(RACELINGS_ANSWER_LIBRARIES kitchen absl::base absl::strings
  absl::str_format_internal absl::synchronization absl::time)
list(TRANSFORM RACELINGS_ANSWER_LIBRARIES REPLACE "(.+)" "$<TARGET_FILE:\\1>"
  OUTPUT_VARIABLE RACELINGS_ANSWER_ARCHIVES)

# Sets `variable` to how many schedules a test of the exercise tries here.
function(racelings_test_schedules slug variable)
  set(manifest "${PROJECT_SOURCE_DIR}/exercises/${slug}/exercise.toml")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${manifest}")
  file(STRINGS "${manifest}" asked REGEX "^schedules = [0-9]+")
  string(REGEX MATCH "[0-9]+" asked "${asked}")
  set(schedules ${RACELINGS_TEST_SCHEDULES})
  if(asked AND asked LESS schedules)
    set(schedules ${asked})
  endif()
  set(${variable} ${schedules} PARENT_SCOPE)
endfunction()

function(racelings_add_answer slug which folder)
  set(given "${PROJECT_SOURCE_DIR}/exercises/${slug}")
  file(GLOB sources CONFIGURE_DEPENDS "${folder}/*.cc")
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")

  add_library(${slug}.${which}_answer OBJECT ${sources})
  racelings_own(${slug}.${which}_answer)
  if(which STREQUAL "exercise" AND NOT RACELINGS_ANALYSIS)
    # An exercise that is not solved yet stops no build: what the compiler would
    # refuse in it is a warning here, and the test is skipped.
    set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS
      "-Wno-error=thread-safety;-Wno-error=thread-safety-beta")
  endif()
  target_include_directories(${slug}.${which}_answer PRIVATE "${given}")
  target_link_libraries(${slug}.${which}_answer
    PUBLIC ${RACELINGS_ANSWER_LIBRARIES} PRIVATE schedule_standard_library)

  add_executable(${slug}.${which} "${given}/main.cc")
  racelings_own(${slug}.${which})
  target_include_directories(${slug}.${which} PRIVATE "${given}")
  target_link_libraries(${slug}.${which} PRIVATE ${slug}.${which}_answer)

  add_executable(${slug}.${which}_test)
  target_link_libraries(${slug}.${which}_test PRIVATE
    ${slug}.test ${slug}.${which}_answer harness schedule schedule_absl
    $<$<STREQUAL:${RACELINGS_SANITIZER},thread>:schedule_containers>)
  if(RACELINGS_ANALYSIS)
    racelings_add_analysis(${slug} ${which})
    return()
  endif()
  racelings_test_schedules(${slug} schedules)
  add_test(NAME ${slug}.${which} COMMAND ${slug}.${which}_test
    --schedules=${schedules} --source-root=${folder} ${ARGN})
  set_tests_properties(${slug}.${which} PROPERTIES LABELS ${which} TIMEOUT 120)
endfunction()

# An executable that leaves the answer's functions open: they are bound when they
# are first called, by then an answer is loaded.
function(racelings_add_judge name slug)
  add_executable(${name} EXCLUDE_FROM_ALL)
  target_link_libraries(${name} PRIVATE
    ${slug}.test harness schedule schedule_absl ${RACELINGS_ANSWER_LIBRARIES})
  # All of what an answer may use has to be in there, used by the test or not.
  target_link_options(${name} PRIVATE
    -rdynamic "LINKER:-z,lazy" "LINKER:--unresolved-symbols=ignore-all"
    "LINKER:--whole-archive" ${RACELINGS_ANSWER_ARCHIVES} "LINKER:--no-whole-archive"
    ${ARGN})
endfunction()

function(racelings_add_exercise slug)
  add_library(${slug}.test OBJECT "${PROJECT_SOURCE_DIR}/tests/exercises/${slug}_test.cc")
  racelings_own(${slug}.test)
  target_include_directories(${slug}.test PRIVATE "${PROJECT_SOURCE_DIR}/exercises/${slug}")
  target_link_libraries(${slug}.test PUBLIC harness)

  racelings_add_answer(${slug} exercise "${PROJECT_SOURCE_DIR}/exercises/${slug}"
    --unsolved-exit=${RACELINGS_UNSOLVED})
  # A learner's copy has no solutions.
  if(EXISTS "${PROJECT_SOURCE_DIR}/solutions/${slug}")
    racelings_add_answer(${slug} solution "${PROJECT_SOURCE_DIR}/solutions/${slug}")
  endif()
  if(NOT RACELINGS_ANALYSIS)
    set_tests_properties(${slug}.exercise PROPERTIES SKIP_RETURN_CODE ${RACELINGS_UNSOLVED})
  endif()

  if(RACELINGS_SANITIZER STREQUAL "thread")
    racelings_add_judge(${slug}.races ${slug})
    target_link_libraries(${slug}.races PRIVATE schedule_containers)
    racelings_add_judge(${slug}.schedules ${slug} -fno-sanitize=thread)
    target_link_libraries(${slug}.schedules PRIVATE schedule_plain)
    add_dependencies(judges ${slug}.races ${slug}.schedules)
  endif()
endfunction()

# kit.json: how the runner compiles an answer for the judges of this build.
function(racelings_write_kit)
  string(REPLACE " " "\", \"" sanitizer_flags "${CMAKE_CXX_FLAGS}")
  string(REPLACE "LINKER:" "-Wl," wraps "${RACELINGS_WRAPS};${RACELINGS_ABSL_WRAPS}")
  list(JOIN wraps "\", \"" wraps)
  file(GENERATE OUTPUT "${PROJECT_BINARY_DIR}/kit.json" CONTENT
"{
  \"version\": 1,
  \"compiler\": \"${CMAKE_CXX_COMPILER}\",
  \"compiler_version\": \"${CMAKE_CXX_COMPILER_VERSION}\",
  \"symbolizer\": \"${RACELINGS_SYMBOLIZER}\",
  \"answer\": {
    \"compile\": [\"-std=c++20\", \"${sanitizer_flags}\", \"-fPIC\",
      \"-D$<JOIN:$<TARGET_PROPERTY:racelings_own,INTERFACE_COMPILE_DEFINITIONS>,\", \"-D>\",
      \"$<JOIN:$<TARGET_PROPERTY:racelings_own,INTERFACE_COMPILE_OPTIONS>,\", \">\",
      \"-Werror=thread-safety\", \"-Werror=return-type\",
      \"-I${PROJECT_SOURCE_DIR}\",
      \"-isystem${PROJECT_SOURCE_DIR}/sanitizers/schedule/standard_library\",
      \"-isystem${absl_SOURCE_DIR}\"],
    \"link\": [\"-shared\", \"-fuse-ld=lld\", \"-fsanitize=thread\", \"${wraps}\"]
  }
}
")
endfunction()

function(racelings_add_course)
  file(GLOB folders CONFIGURE_DEPENDS LIST_DIRECTORIES true "${PROJECT_SOURCE_DIR}/exercises/*")
  if(RACELINGS_SANITIZER STREQUAL "thread")
    add_custom_target(judges)
    racelings_write_kit()
  endif()
  foreach(folder ${folders})
    if(EXISTS "${folder}/exercise.toml")
      get_filename_component(slug "${folder}" NAME)
      racelings_add_exercise(${slug})
    endif()
  endforeach()
endfunction()
