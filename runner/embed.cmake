# cmake -DOUTPUT=… -DFOLDERS=…;… -P embed.cmake: writes the files of the folders as
# C++ strings, so that the program needs none of them when it runs.
set(content "#include \"runner/system/embedded_file.h\"\n\nnamespace racelings {\n\n")
string(APPEND content "std::string_view EmbeddedFile(std::string_view name) {\n")
foreach(folder IN LISTS FOLDERS)
  file(GLOB names RELATIVE "${folder}" "${folder}/*")
  foreach(name IN LISTS names)
    file(READ "${folder}/${name}" text)
    string(APPEND content "  if (name == \"${name}\") {\n    return R\"~~(${text})~~\";\n  }\n")
  endforeach()
endforeach()
string(APPEND content "  return \"\";\n}\n\n}  // namespace racelings\n")
file(WRITE "${OUTPUT}" "${content}")
