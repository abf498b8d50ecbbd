#include "runner/sandbox/namespaces.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

// Where the view is put together: a folder of every system, of which nothing is
// needed any more once what the view holds has been picked up.
constexpr char kNewRoot[] = "/tmp";

// Remembers the first thing that failed.
class Steps {
 public:
  explicit operator bool() const { return error_ == 0; }
  int error() const { return error_; }
  void Do(std::int64_t result) {
    if (result < 0 && error_ == 0) error_ = errno;
  }

 private:
  int error_ = 0;
};

// A part of the old view that the new one is to hold.
struct Part {
  fs::path path;
  int tree = -1;
  bool is_folder = false;
};

void WriteTo(const char* path, const std::string& text, Steps& steps) {
  const int file = open(path, O_WRONLY | O_CLOEXEC);
  steps.Do(file);
  if (file < 0) return;
  steps.Do(write(file, text.data(), text.size()));
  close(file);
}

void PickUp(const fs::path& path, bool writable, std::vector<Part>& parts,
            Steps& steps) {
  struct stat status = {};
  if (stat(path.c_str(), &status) != 0) return;
  const int tree = static_cast<int>(
      syscall(SYS_open_tree, AT_FDCWD, path.c_str(),
              OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE));
  steps.Do(tree);
  if (tree < 0) return;
  mount_attr attributes = {};
  attributes.attr_set = MOUNT_ATTR_NOSUID;
  if (!writable) attributes.attr_set |= MOUNT_ATTR_RDONLY;
  steps.Do(syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH | AT_RECURSIVE,
                   &attributes, sizeof attributes));
  parts.push_back({path, tree, S_ISDIR(status.st_mode)});
}

fs::path InNewRoot(const fs::path& path) {
  return fs::path(kNewRoot) / path.relative_path();
}

void MakeFolder(const fs::path& path) {
  std::error_code error;  // a mount on it fails, if this does
  fs::create_directories(path, error);
}

void PutDown(const Part& part, Steps& steps) {
  const fs::path place = InNewRoot(part.path);
  MakeFolder(part.is_folder ? place : place.parent_path());
  if (!part.is_folder) {
    const int file =
        open(place.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR);
    if (file >= 0) close(file);
  }
  steps.Do(syscall(SYS_move_mount, part.tree, "", AT_FDCWD, place.c_str(),
                   MOVE_MOUNT_F_EMPTY_PATH));
  close(part.tree);
}

void Mount(const char* kind, const fs::path& place, std::uint64_t flags,
           const std::string& options, Steps& steps) {
  MakeFolder(place);
  steps.Do(mount(kind, place.c_str(), kind, flags, options.c_str()));
}

void MakeView(const Confinement& confinement, const Allowance& allowance,
              Steps& steps) {
  steps.Do(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr));
  std::vector<Part> parts;
  for (const fs::path& folder : TheSystemView().folders)
    PickUp(folder, false, parts, steps);
  for (const char* device :
       {"/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"})
    PickUp(device, true, parts, steps);
  for (const fs::path& path : confinement.readable)
    PickUp(path, false, parts, steps);
  for (const fs::path& path : confinement.writable)
    PickUp(path, true, parts, steps);

  const std::string size = absl::StrCat("mode=755,size=", allowance.temporary);
  Mount("tmpfs", kNewRoot, MS_NOSUID | MS_NODEV, "mode=755", steps);
  Mount("tmpfs", InNewRoot("/tmp"), MS_NOSUID | MS_NODEV, size, steps);
  Mount("tmpfs", InNewRoot("/dev/shm"), MS_NOSUID | MS_NODEV, size, steps);
  Mount("proc", InNewRoot("/proc"), MS_NOSUID | MS_NODEV | MS_NOEXEC, "",
        steps);
  for (const Part& part : parts) PutDown(part, steps);
  std::error_code error;
  for (const auto& [from, to] : TheSystemView().links)
    fs::create_symlink(to, InNewRoot(from), error);
  fs::create_symlink("/proc/self/fd", InNewRoot("/dev/fd"), error);
  steps.Do(mount("none", kNewRoot, nullptr,
                 MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV,
                 nullptr));
  steps.Do(chdir(kNewRoot));
  steps.Do(syscall(SYS_pivot_root, ".", "."));
  steps.Do(umount2(".", MNT_DETACH));
}

// Waits for `child`, and whoever else comes to be this process's, and ends as
// it does. Holds nothing open that somebody might wait for.
[[noreturn]] void EndAs(pid_t child) {
  prctl(PR_SET_DUMPABLE, 0);  // out of reach of what it waits for
  // The runner's own handlers are of no use here.
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGCHLD})
    std::signal(number, SIG_DFL);
  close_range(0, ~0U, 0);
  int status = 0;
  for (pid_t ended = 0; ended != child;) {
    ended = waitpid(-1, &status, 0);
    if (ended < 0 && errno != EINTR) _exit(127);
  }
  _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

// Goes on in a child; this process stays for its sake.
void GoOnInChild(Steps& steps) {
  if (!steps) return;
  const pid_t child = fork();
  steps.Do(child);
  if (child > 0) EndAs(child);
  if (child == 0) prctl(PR_SET_PDEATHSIG, SIGKILL);
}

}  // namespace

int EnterNamespaces(const Confinement& confinement, const Allowance& allowance,
                    const fs::path& directory) {
  const std::string user = absl::StrCat(getuid(), " ", getuid(), " 1");
  const std::string group = absl::StrCat(getgid(), " ", getgid(), " 1");
  Steps steps;
  steps.Do(unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET |
                   CLONE_NEWIPC | CLONE_NEWUTS));
  if (!steps) return steps.error();
  WriteTo("/proc/self/setgroups", "deny", steps);
  WriteTo("/proc/self/uid_map", user, steps);
  WriteTo("/proc/self/gid_map", group, steps);
  GoOnInChild(steps);  // the first process of its kind: all end when it does
  if (!steps) return steps.error();
  MakeView(confinement, allowance, steps);
  GoOnInChild(steps);
  if (!steps) return steps.error();
  steps.Do(chdir(directory.empty() ? "/" : directory.c_str()));
  return steps.error();
}

}  // namespace racelings
