# clangd and other editors look for the compile commands in the checkout itself.
# There they find those of build/release, which every checkout has since the runner
# is built in it: they cover exercises, solutions, tests and the runner. Until there
# is that build, any other will do.
function(racelings_link_compile_commands)
  set(link "${PROJECT_SOURCE_DIR}/compile_commands.json")
  cmake_path(RELATIVE_PATH PROJECT_BINARY_DIR BASE_DIRECTORY "${PROJECT_SOURCE_DIR}"
    OUTPUT_VARIABLE build)
  if(NOT PROJECT_IS_TOP_LEVEL OR NOT CMAKE_EXPORT_COMPILE_COMMANDS)
    return()
  endif()
  if(EXISTS "${link}" AND NOT IS_SYMLINK "${link}")
    return()  # somebody's own
  endif()
  if(EXISTS "${link}" AND NOT build STREQUAL "build/release")
    return()
  endif()
  # Where there can be no link, an editor does without.
  file(CREATE_LINK "${build}/compile_commands.json" "${link}" RESULT ignored SYMBOLIC)
endfunction()
