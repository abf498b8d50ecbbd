#include "runner/sandbox/cgroup.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <string_view>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kName = "racelings-";

bool WriteTo(const fs::path& file, const std::string& text) {
  std::ofstream out(file);
  out << text << std::flush;
  return out.good();
}

struct Hierarchy {
  fs::path folder;      // where it is mounted
  std::string options;  // "rw,pids"; of version 2: "" for all of them
};

std::vector<Hierarchy> Hierarchies() {
  std::vector<Hierarchy> found;
  std::ifstream mounts("/proc/self/mounts");
  for (std::string line; std::getline(mounts, line);) {
    const std::vector<std::string> words = absl::StrSplit(line, ' ');
    if (words.size() < 4) continue;
    if (words[2] == "cgroup") found.push_back({words[1], words[3]});
    if (words[2] == "cgroup2") found.push_back({words[1], ""});
  }
  return found;
}

// Where this process is, below the mount of the hierarchy with `controller`
// ("" for version 2).
fs::path OwnFolder(std::string_view controller) {
  std::ifstream groups("/proc/self/cgroup");
  std::string inside;
  for (std::string line; std::getline(groups, line);) {
    const std::vector<std::string> parts =
        absl::StrSplit(line, absl::MaxSplits(':', 2));
    if (parts.size() != 3) continue;
    const std::vector<std::string_view> names = absl::StrSplit(parts[1], ',');
    for (const std::string_view name : names) {
      if (name == controller) inside = parts[2];
    }
  }
  if (inside.empty()) return "";
  for (const Hierarchy& one : Hierarchies()) {
    const std::vector<std::string_view> options =
        absl::StrSplit(one.options, ',');
    for (const std::string_view option : options) {
      if (option == controller)
        return one.folder / fs::path(inside).relative_path();
    }
  }
  return "";
}

// What runners that were killed have left. A group that holds a process cannot
// be removed.
void Sweep(const fs::path& parent) {
  std::error_code error;
  for (fs::directory_iterator entry(parent, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::string_view id = name;
    pid_t pid = 0;
    if (absl::ConsumePrefix(&id, kName) && absl::SimpleAtoi(id, &pid) &&
        kill(pid, 0) != 0 && errno == ESRCH) {
      rmdir(entry->path().c_str());
    }
  }
}

}  // namespace

Cgroup::Cgroup(const Allowance& allowance) {
  for (const char* controller : {"pids", "memory"}) {
    const fs::path own = OwnFolder(controller);
    if (!own.empty()) Make(own, allowance);
  }
  if (!doors_.empty()) return;
  const fs::path own = OwnFolder("");
  if (own.empty()) return;
  // A group that has processes can have none below it that is limited, and this
  // process is in one: but for the uppermost, the place is beside it.
  WriteTo(own / "cgroup.subtree_control", "+pids +memory");
  Make(own, allowance);
  if (doors_.empty()) Make(own.parent_path(), allowance);
}

Cgroup::~Cgroup() {
  for (const fs::path& folder : folders_) rmdir(folder.c_str());
}

void Cgroup::Make(const fs::path& parent, const Allowance& allowance) {
  Sweep(parent);
  const fs::path folder = parent / absl::StrCat(kName, getpid());
  if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) return;
  // Whoever looks now and then gets the first word, since it can say what for.
  const std::string memory = absl::StrCat(allowance.memory / 2 * 3);
  bool limited = false;
  for (const auto& [file, limit] :
       {std::pair{"pids.max", absl::StrCat(allowance.threads)},
        std::pair{"memory.limit_in_bytes", memory},
        std::pair{"memory.max", memory}}) {
    std::error_code error;
    if (fs::exists(folder / file, error))
      limited = WriteTo(folder / file, limit) || limited;
  }
  WriteTo(folder / "memory.swap.max", "0");
  if (!limited || access((folder / "cgroup.procs").c_str(), W_OK) != 0) {
    rmdir(folder.c_str());
    return;
  }
  folders_.push_back(folder);
  doors_.push_back(folder / "cgroup.procs");
}

}  // namespace racelings
