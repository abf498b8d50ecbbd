#include "runner/integrity/symbols.h"

#include <cxxabi.h>
#include <elf.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "runner/integrity/names.h"
#include "runner/integrity/tokens.h"

namespace racelings {
namespace {

absl::Status Damaged() {
  return absl::InternalError(
      "the compiled answer is damaged\n  next: rm -r build/cache");
}

// Reads an array of T out of the file; false where it is not all there.
template <typename T>
bool ReadArray(std::string_view file, std::uint64_t offset, std::uint64_t bytes,
               std::vector<T>& array) {
  if (offset > file.size() || bytes > file.size() - offset) return false;
  array.resize(bytes / sizeof(T));
  if (!array.empty())
    std::memcpy(array.data(), file.data() + offset, array.size() * sizeof(T));
  return true;
}

std::string Demangled(const std::string& symbol) {
  int status = 0;
  char* plain = abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, &status);
  std::string text = status == 0 ? plain : symbol;
  std::free(plain);
  return text.substr(0, text.find('('));
}

// The place where the answer says the last part of `name`, if it does.
Location PlaceOf(const Answer& answer, std::string_view name) {
  const std::size_t colon = name.rfind(':');
  if (colon != std::string_view::npos) name.remove_prefix(colon + 1);
  for (const Answer::File& file : answer.files) {
    for (const Token& token : Tokenize(file.content)) {
      if (token.kind != TokenKind::kName || token.text != name) continue;
      return {(answer.folder / file.name).string(),
              token.line,
              token.column,
              "",
              "",
              "not allowed in an answer"};
    }
  }
  return {(answer.folder / answer.files.front().name).string(),
          0,
          0,
          "",
          "",
          "not allowed in an answer"};
}

std::optional<std::string> Complaint(const Symbol& symbol,
                                     const std::vector<std::string>& uses,
                                     const std::string& name) {
  if (symbol.chosen) {
    return absl::StrCat("'", name,
                        "' is chosen while the program is loaded (an ifunc). "
                        "What is judged has to be plain C++: take it out");
  }
  if (symbol.defined && symbol.weak) return std::nullopt;
  const std::optional<Reason> reason = symbol.defined
                                           ? RuledOutExport(symbol.name)
                                           : RuledOutImport(symbol.name);
  if (!reason || IsLifted(*reason, uses)) return std::nullopt;
  if (symbol.defined && symbol.name == "main") {
    return "an answer has no main() of its own: the exercise's main.cc and its "
           "test call the functions that the header declares. Take it out";
  }
  return Explain(*reason, name);
}

}  // namespace

absl::StatusOr<std::vector<Symbol>> ReadSymbols(std::string_view file) {
  std::vector<Symbol> symbols;
  if (!absl::StartsWith(file, ELFMAG)) return symbols;
  std::vector<Elf64_Ehdr> header;
  if (!ReadArray(file, 0, sizeof(Elf64_Ehdr), header) ||
      header[0].e_ident[EI_CLASS] != ELFCLASS64 ||
      header[0].e_shentsize != sizeof(Elf64_Shdr)) {
    return Damaged();
  }
  std::vector<Elf64_Shdr> sections;
  if (!ReadArray(file, header[0].e_shoff,
                 std::uint64_t{header[0].e_shnum} * sizeof(Elf64_Shdr),
                 sections)) {
    return Damaged();
  }
  for (const Elf64_Shdr& section : sections) {
    if (section.sh_type != SHT_DYNSYM) continue;
    if (section.sh_link >= sections.size()) return Damaged();
    std::vector<Elf64_Sym> found;
    std::vector<char> names;
    const Elf64_Shdr& strings = sections[section.sh_link];
    if (!ReadArray(file, section.sh_offset, section.sh_size, found) ||
        !ReadArray(file, strings.sh_offset, strings.sh_size, names)) {
      return Damaged();
    }
    names.push_back('\0');
    for (const Elf64_Sym& symbol : found) {
      if (symbol.st_name >= names.size()) return Damaged();
      Symbol read{.name = names.data() + symbol.st_name,
                  .defined = symbol.st_shndx != SHN_UNDEF,
                  .weak = ELF64_ST_BIND(symbol.st_info) != STB_GLOBAL,
                  .chosen = ELF64_ST_TYPE(symbol.st_info) == STT_GNU_IFUNC};
      if (!read.name.empty()) symbols.push_back(std::move(read));
    }
    return symbols;
  }
  return Damaged();  // an answer always takes something from others
}

std::vector<Finding> FromSymbols(const Answer& answer,
                                 const std::vector<Symbol>& symbols,
                                 const std::vector<std::string>& uses) {
  std::vector<Finding> findings;
  for (const Symbol& symbol : symbols) {
    const std::string name = Demangled(symbol.name);
    const std::optional<std::string> complaint = Complaint(symbol, uses, name);
    if (!complaint) continue;
    Finding finding;
    finding.kind = Kind::kForbidden;
    finding.message = *complaint;
    finding.locations.push_back(PlaceOf(answer, name));
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace racelings
