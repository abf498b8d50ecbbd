#include "runner/watch/file_watcher.h"

#include <linux/magic.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "absl/strings/str_cat.h"

namespace racelings {
namespace {

// A file is saved when whoever wrote it has closed it, or has given it its
// name; and the folder itself may be moved away, by `git stash` for example.
constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE |
                                  IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

// Others write there without the kernel of this machine: it says nothing.
bool IsElsewhere(const std::filesystem::path& folder) {
  constexpr unsigned kCifs = 0xFF534D42;
  constexpr unsigned kVirtualBox = 0x786F4256;
  struct statfs system = {};
  if (statfs(folder.c_str(), &system) != 0) return false;
  const auto type = static_cast<unsigned>(system.f_type);
  return type == NFS_SUPER_MAGIC || type == SMB_SUPER_MAGIC ||
         type == SMB2_SUPER_MAGIC || type == V9FS_MAGIC ||
         type == FUSE_SUPER_MAGIC || type == kCifs || type == kVirtualBox;
}

}  // namespace

PollingWatcher::Seen PollingWatcher::Look(const std::filesystem::path& file) {
  const absl::StatusOr<Disk::Stamp> stamp = disk_.Stat(file);
  if (!stamp.ok()) return {};
  return {true, stamp->modified_ns, stamp->size};
}

void PollingWatcher::Watch(const std::filesystem::path& folder,
                           const std::vector<std::string>& names) {
  files_.clear();
  for (const std::string& name : names)
    files_[folder / name] = Look(folder / name);
  due_ = Clock::now() + look_;
}

bool PollingWatcher::Changed() {
  const Clock::time_point now = Clock::now();
  if (now < due_) return false;
  due_ = now + look_;
  bool changed = false;
  for (auto& [file, seen] : files_) {
    const Seen is = Look(file);
    // One that is away for a moment is being renamed.
    if (is == seen || !is.there) continue;
    seen = is;
    changed = true;
  }
  return changed;
}

InotifyWatcher::InotifyWatcher(Disk& disk)
    : disk_(disk), inotify_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

InotifyWatcher::~InotifyWatcher() {
  if (inotify_ >= 0) close(inotify_);
}

void InotifyWatcher::Fall(std::string why) {
  polling_ = std::make_unique<PollingWatcher>(disk_, std::move(why));
  polling_->Watch(folder_, names_);
}

void InotifyWatcher::Watch(const std::filesystem::path& folder,
                           const std::vector<std::string>& names) {
  if (watch_ >= 0) inotify_rm_watch(inotify_, watch_);
  bool gone = false;
  ReadEvents(&gone);  // of the folder that was
  folder_ = folder;
  names_ = names;
  polling_.reset();
  if (IsElsewhere(folder)) {
    watch_ = -1;
    return Fall("a network folder: looked at four times a second");
  }
  watch_ = inotify_add_watch(inotify_, folder.c_str(), kEvents);
  if (watch_ >= 0) return;
  Fall(absl::StrCat("looked at four times a second, because inotify says: ",
                    strerror(errno)));
}

std::optional<FileWatcher::Clock::time_point> InotifyWatcher::Deadline() const {
  return polling_ == nullptr ? std::nullopt : polling_->Deadline();
}

std::string InotifyWatcher::Remark() const {
  return polling_ == nullptr ? "" : polling_->Remark();
}

bool InotifyWatcher::ReadEvents(bool* gone) {
  alignas(inotify_event) char buffer[4096];
  bool changed = false;
  for (ssize_t got = 0; (got = read(inotify_, buffer, sizeof buffer)) > 0;) {
    for (const char* at = buffer; at < buffer + got;) {
      inotify_event event = {};
      std::memcpy(&event, at, sizeof event);
      const std::string_view name =
          event.len > 0 ? std::string_view(at + sizeof event) : "";
      at += sizeof event + event.len;
      if ((event.mask & IN_Q_OVERFLOW) != 0) changed = true;
      if (event.wd != watch_) continue;
      if ((event.mask & (IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF)) != 0)
        *gone = true;
      // What is only just created is empty still: its writer closes it yet. A
      // link has no writer.
      if ((event.mask & IN_CREATE) != 0 &&
          !std::filesystem::is_symlink(folder_ / name)) {
        continue;
      }
      if (std::find(names_.begin(), names_.end(), name) != names_.end())
        changed = true;
    }
  }
  return changed;
}

bool InotifyWatcher::Changed() {
  bool gone = false;
  bool changed = ReadEvents(&gone);
  if (gone) {
    Fall("the folder was replaced: looked at four times a second");
    changed = true;
  }
  if (polling_ != nullptr) changed = polling_->Changed() || changed;
  return changed;
}

}  // namespace racelings
