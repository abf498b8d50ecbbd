#include "runner/sandbox/bubblewrap.h"

#include "absl/strings/str_cat.h"

namespace racelings {

std::vector<std::string> InBubblewrap(const std::vector<std::string>& words,
                                      const std::filesystem::path& directory,
                                      const Confinement& confinement,
                                      const Allowance& allowance) {
  // The command is the first process of its kind: no process of bubblewrap's is
  // within reach of what it starts. A session of its own would take the command
  // out of its process group: a terminal is no danger to it, since it gets
  // none.
  std::vector<std::string> argv = {"bwrap",
                                   "--unshare-user",
                                   "--unshare-ipc",
                                   "--unshare-pid",
                                   "--unshare-net",
                                   "--unshare-uts",
                                   "--unshare-cgroup-try",
                                   "--die-with-parent",
                                   "--as-pid-1",
                                   "--cap-drop",
                                   "ALL"};
  const auto add = [&argv](std::initializer_list<std::string> more) {
    argv.insert(argv.end(), more);
  };
  for (const auto& folder : TheSystemView().folders)
    add({"--ro-bind", folder.string(), folder.string()});
  for (const auto& [from, to] : TheSystemView().links)
    add({"--symlink", to.string(), from.string()});
  const std::string temporary = absl::StrCat(allowance.temporary);
  add({"--proc", "/proc", "--dev", "/dev", "--size", temporary, "--tmpfs",
       "/dev/shm", "--size", temporary, "--tmpfs", "/tmp"});
  for (const auto& path : confinement.readable)
    add({"--ro-bind-try", path.string(), path.string()});
  for (const auto& path : confinement.writable)
    add({"--bind-try", path.string(), path.string()});
  add({"--remount-ro", "/dev", "--remount-ro", "/", "--chdir",
       directory.empty() ? "/" : directory.string(), "--"});
  argv.insert(argv.end(), words.begin(), words.end());
  return argv;
}

}  // namespace racelings
