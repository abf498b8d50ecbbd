# cmake -DOUTPUT=… -DFOLDER=… -P embed.cmake: writes the files of the folder as C++
# strings, so that the program needs none of them when it runs.
set(content "#include \"runner/export/template_file.h\"\n\nnamespace racelings {\n\n")
string(APPEND content "std::string_view TemplateFile(std::string_view name) {\n")
file(GLOB names RELATIVE "${FOLDER}" "${FOLDER}/*")
list(REMOVE_ITEM names embed.cmake)
foreach(name IN LISTS names)
  file(READ "${FOLDER}/${name}" text)
  string(APPEND content "  if (name == \"${name}\")\n    return R\"~~(${text})~~\";\n")
endforeach()
string(APPEND content "  return \"\";\n}\n\n}  // namespace racelings\n")
file(WRITE "${OUTPUT}" "${content}")
