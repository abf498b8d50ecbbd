#include "schedule/internal/modules.h"

#include <link.h>
#include <unistd.h>

#include <cstdio>
#include <utility>

namespace schedule::internal {
namespace {

void Fill(const dl_phdr_info& info, Module* module) {
  module->base = info.dlpi_addr;
  module->end = info.dlpi_addr;
  for (int i = 0; i < info.dlpi_phnum; ++i) {
    const ElfW(Phdr) & part = info.dlpi_phdr[i];
    if (part.p_type != PT_LOAD) continue;
    const uintptr_t end = info.dlpi_addr + part.p_vaddr + part.p_memsz;
    if (end > module->end) module->end = end;
  }
  std::snprintf(module->path, sizeof(module->path), "%s", info.dlpi_name);
  if (info.dlpi_name[0] == '\0') {
    const ssize_t size =
        readlink("/proc/self/exe", module->path, sizeof(module->path) - 1);
    module->path[size < 0 ? 0 : size] = '\0';
  }
}

struct Listing {
  Channel* channel;
  bool under_test;
};

int AddModule(dl_phdr_info* info, size_t, void* argument) {
  const auto* listing = static_cast<const Listing*>(argument);
  Channel* channel = listing->channel;
  if (channel->module_count == kMaxModules) return 1;
  Module& module = channel->modules[channel->module_count];
  Fill(*info, &module);
  for (int i = 0; i < channel->module_count; ++i) {
    if (channel->modules[i].base == module.base) return 0;
  }
  module.under_test = listing->under_test;
  ++channel->module_count;
  return 0;
}

// The part of a file's writable memory that the loader makes read-only again
// holds no globals.
bool IsRelocationOnly(const dl_phdr_info& info, const ElfW(Phdr) & part) {
  for (int i = 0; i < info.dlpi_phnum; ++i) {
    const ElfW(Phdr) & other = info.dlpi_phdr[i];
    if (other.p_type == PT_GNU_RELRO && other.p_vaddr <= part.p_vaddr &&
        part.p_vaddr + part.p_filesz <= other.p_vaddr + other.p_memsz) {
      return true;
    }
  }
  return false;
}

struct Globals {
  const Channel* channel;
  std::vector<std::pair<const unsigned char*, size_t>> spans;
};

int AddGlobals(dl_phdr_info* info, size_t, void* argument) {
  auto* globals = static_cast<Globals*>(argument);
  for (int i = 0; i < globals->channel->module_count; ++i) {
    const Module& module = globals->channel->modules[i];
    if (!module.under_test || module.base != info->dlpi_addr) continue;
    for (int k = 0; k < info->dlpi_phnum; ++k) {
      const ElfW(Phdr) & part = info->dlpi_phdr[k];
      if (part.p_type != PT_LOAD || (part.p_flags & PF_W) == 0) continue;
      if (IsRelocationOnly(*info, part)) continue;
      globals->spans.emplace_back(reinterpret_cast<const unsigned char*>(
                                      info->dlpi_addr + part.p_vaddr),
                                  part.p_memsz);
    }
  }
  return 0;
}

}  // namespace

ModuleList::ModuleList(Channel* channel) : channel_(channel) {
  channel->module_count = 0;
  Listing listing{channel, false};
  dl_iterate_phdr(AddModule, &listing);
}

void ModuleList::Finish() {
  Listing listing{channel_, true};
  dl_iterate_phdr(AddModule, &listing);
  Globals globals{channel_, {}};
  dl_iterate_phdr(AddGlobals, &globals);
  for (const auto& [start, size] : globals.spans) {
    copies_.push_back({start, {start, start + size}});
  }
}

bool ModuleList::StateChanged() const {
  for (const Copy& copy : copies_) {
    // Read as volatile, so that no call of memcmp comes of it: a sanitizer
    // would take that for an access of the program.
    const volatile unsigned char* now = copy.start;
    for (size_t i = 0; i < copy.bytes.size(); ++i) {
      if (now[i] != copy.bytes[i]) return true;
    }
  }
  return false;
}

}  // namespace schedule::internal
