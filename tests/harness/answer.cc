#include "harness/answer.h"

#include <cxxabi.h>
#include <dlfcn.h>
#include <link.h>

#include <cstdlib>
#include <string>

namespace harness {
namespace {

std::string Demangle(const char* name) {
  int status = 0;
  char* plain = abi::__cxa_demangle(name, nullptr, nullptr, &status);
  std::string text = status == 0 ? plain : name;
  std::free(plain);
  return text;
}

const ElfW(Dyn) * DynamicSection(const dl_phdr_info& info) {
  for (int i = 0; i < info.dlpi_phnum; ++i) {
    if (info.dlpi_phdr[i].p_type == PT_DYNAMIC) {
      return reinterpret_cast<const ElfW(Dyn)*>(info.dlpi_addr +
                                                info.dlpi_phdr[i].p_vaddr);
    }
  }
  return nullptr;
}

// Looks at the calls that this program leaves open until they are made. The
// first that nothing defines is written to `argument`, a std::string.
int FindOpenCall(dl_phdr_info* info, size_t, void* argument) {
  const char* names = nullptr;
  const ElfW(Sym)* symbols = nullptr;
  const ElfW(Rela)* calls = nullptr;
  size_t size = 0;
  for (const ElfW(Dyn)* entry = DynamicSection(*info);
       entry != nullptr && entry->d_tag != DT_NULL; ++entry) {
    const auto address = entry->d_un.d_ptr;
    if (entry->d_tag == DT_STRTAB)
      names = reinterpret_cast<const char*>(address);
    if (entry->d_tag == DT_SYMTAB)
      symbols = reinterpret_cast<const ElfW(Sym)*>(address);
    if (entry->d_tag == DT_JMPREL)
      calls = reinterpret_cast<const ElfW(Rela)*>(address);
    if (entry->d_tag == DT_PLTRELSZ) size = entry->d_un.d_val;
  }
  for (size_t i = 0; i < size / sizeof(ElfW(Rela)); ++i) {
    const ElfW(Sym) & symbol = symbols[ELF64_R_SYM(calls[i].r_info)];
    const char* name = names + symbol.st_name;
    if (symbol.st_shndx != SHN_UNDEF ||
        ELF64_ST_BIND(symbol.st_info) == STB_WEAK)
      continue;
    if (dlsym(RTLD_DEFAULT, name) == nullptr) {
      *static_cast<std::string*>(argument) = name;
      break;
    }
  }
  return 1;  // The program itself is the first in the list.
}

}  // namespace

std::string LoadAnswer(const std::string& path) {
  if (dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr) {
    const std::string error = dlerror();
    constexpr char kUndefined[] = "undefined symbol: ";
    const size_t at = error.find(kUndefined);
    if (at == std::string::npos) return "the answer cannot be loaded: " + error;
    const std::string name = error.substr(at + sizeof(kUndefined) - 1);
    return Demangle(name.substr(0, name.find(' ')).c_str()) +
           " is used, and nothing defines it";
  }
  std::string open;
  dl_iterate_phdr(FindOpenCall, &open);
  if (open.empty()) return "";
  return Demangle(open.c_str()) +
         " is declared in the exercise's header, and the answer "
         "does not define it";
}

}  // namespace harness
