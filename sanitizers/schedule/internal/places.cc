#include "schedule/internal/places.h"

#include <algorithm>

namespace schedule::internal {
namespace {

// Where this library's own sources lie.
std::string OwnFolder() {
  std::string file = __FILE__;
  for (int i = 0; i < 2; ++i)
    file.resize(file.rfind('/') == std::string::npos ? 0 : file.rfind('/'));
  return file + "/";
}

bool StartsWith(const std::string& text, const std::string& prefix) {
  return text.compare(0, prefix.size(), prefix) == 0;
}

}  // namespace

Places::Places(const Channel& channel, const std::string& source_root)
    : channel_(channel), source_root_(source_root) {
  for (int i = 0; i < channel.module_count; ++i) {
    has_module_under_test_ =
        has_module_under_test_ || channel.modules[i].under_test;
  }
  std::vector<CodeAddress> all;
  const Failure& failure = channel.failure;
  Collect(failure.stack, failure.exact_stack, &all);
  for (int i = 0; i < failure.access_count; ++i) {
    Collect(failure.accesses[i].stack, true, &all);
  }
  for (int i = 0; i < failure.blocked_count; ++i) {
    Collect(failure.blocked[i].stack, false, &all);
    if (failure.blocked[i].owner >= 0) {
      Collect(failure.blocked[i].owner_stack, false, &all);
    }
    if (failure.blocked[i].missed_by >= 0) {
      Collect(failure.blocked[i].missed_stack, false, &all);
    }
  }
  for (int i = 0; i < channel.thread_count; ++i) {
    Collect(failure.next[i], false, &all);
  }
  for (int i = 0; i < channel.event_count; ++i) {
    Collect(channel.events[i].stack, false, &all);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  named_ = Symbolize(all);
}

bool Places::ToCodeAddress(uintptr_t pc, CodeAddress* address) const {
  for (int i = 0; i < channel_.module_count; ++i) {
    const Module& module = channel_.modules[i];
    if (pc < module.base || pc >= module.end) continue;
    if (has_module_under_test_ && !module.under_test) return false;
    *address = {module.path, pc - module.base};
    return true;
  }
  return false;
}

void Places::Collect(const Stack& stack, bool exact,
                     std::vector<CodeAddress>* all) const {
  for (int i = 0; i < kMaxFrames && stack.pcs[i] != 0; ++i) {
    CodeAddress address;
    if (ToCodeAddress(stack.pcs[i] - (exact ? 0 : 1), &address))
      all->push_back(address);
  }
}

bool Places::IsUnderTest(const Frame& frame) const {
  if (!source_root_.empty()) return StartsWith(frame.file, source_root_ + "/");
  static const std::string own = OwnFolder();
  return !StartsWith(frame.file, "/usr/") && !StartsWith(frame.file, own);
}

Location Places::Find(const Stack& stack, bool exact) const {
  for (int i = 0; i < kMaxFrames && stack.pcs[i] != 0; ++i) {
    CodeAddress address;
    if (!ToCodeAddress(stack.pcs[i] - (exact ? 0 : 1), &address)) continue;
    const auto found = named_.find(address);
    if (found == named_.end()) continue;
    for (const Frame& frame : found->second) {
      if (!IsUnderTest(frame)) continue;
      return {.file = frame.file,
              .line = frame.line,
              .column = frame.column,
              .function = frame.function};
    }
  }
  return {};
}

}  // namespace schedule::internal
