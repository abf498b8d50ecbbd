#include "runner/system/use.h"

#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/numbers.h"

namespace racelings {
namespace {

struct Process {
  pid_t parent = 0;
  std::int64_t ticks = 0;
  std::int64_t pages = 0;  // resident
};

// Reads /proc/N/stat: "pid (name) state ppid …", where the name may hold
// anything but ends with the last ')'.
bool ReadProcess(const std::filesystem::path& folder, Process& process) {
  std::ifstream file(folder / "stat");
  std::string line;
  if (!std::getline(file, line)) return false;
  const std::size_t name_end = line.rfind(')');
  if (name_end == std::string::npos) return false;
  std::istringstream fields(line.substr(name_end + 1));
  std::string skipped;
  fields >> skipped >> process.parent;
  // pgrp session tty tpgid flags minflt cminflt majflt cmajflt
  for (int i = 0; i < 9; ++i) fields >> skipped;
  std::int64_t user = 0;
  std::int64_t system = 0;
  std::int64_t user_of_ended = 0;
  std::int64_t system_of_ended = 0;
  fields >> user >> system >> user_of_ended >> system_of_ended;
  process.ticks = user + system + user_of_ended + system_of_ended;
  // priority nice threads itrealvalue starttime vsize
  for (int i = 0; i < 6; ++i) fields >> skipped;
  fields >> process.pages;
  return static_cast<bool>(fields);
}

std::map<pid_t, Process> AllProcesses() {
  std::map<pid_t, Process> all;
  std::error_code error;
  for (std::filesystem::directory_iterator entry("/proc", error), end;
       !error && entry != end; entry.increment(error)) {
    pid_t id = 0;
    if (!absl::SimpleAtoi(entry->path().filename().string(), &id)) continue;
    Process process;
    if (ReadProcess(entry->path(), process)) all[id] = process;
  }
  return all;
}

}  // namespace

Use UseOf(pid_t process) {
  const std::map<pid_t, Process> all = AllProcesses();
  std::multimap<pid_t, pid_t> children;
  for (const auto& [id, one] : all) children.emplace(one.parent, id);
  std::int64_t ticks = 0;
  std::int64_t pages = 0;
  std::vector<pid_t> family = {process};
  for (std::size_t i = 0; i < family.size(); ++i) {
    const auto member = all.find(family[i]);
    if (member != all.end()) {
      ticks += member->second.ticks;
      pages += member->second.pages;
    }
    const auto [first, last] = children.equal_range(family[i]);
    for (auto child = first; child != last; ++child)
      family.push_back(child->second);
  }
  return {std::chrono::milliseconds(ticks * 1000 / sysconf(_SC_CLK_TCK)),
          static_cast<std::uint64_t>(pages) *
              static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)),
          static_cast<int>(family.size())};
}

std::size_t Processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return static_cast<std::size_t>(std::max(1, CPU_COUNT(&set)));
}

}  // namespace racelings
