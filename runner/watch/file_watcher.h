#ifndef RACELINGS_RUNNER_WATCH_FILE_WATCHER_H_
#define RACELINGS_RUNNER_WATCH_FILE_WATCHER_H_

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runner/system/disk.h"

namespace racelings {

// Tells when files of one folder are saved, however an editor does that:
// written in place, or beside it and renamed.
class FileWatcher {
 public:
  using Clock = std::chrono::steady_clock;

  FileWatcher() = default;
  FileWatcher(const FileWatcher&) = delete;
  FileWatcher& operator=(const FileWatcher&) = delete;
  virtual ~FileWatcher() = default;

  // Watches these files from now on, and no others.
  virtual void Watch(const std::filesystem::path& folder,
                     const std::vector<std::string>& names) = 0;
  // What can be read when something has changed; -1: nothing.
  virtual int descriptor() const = 0;
  // When to ask even if there is nothing to read.
  virtual std::optional<Clock::time_point> Deadline() const = 0;
  // Whether one of the files may have been saved since the last time. Does not
  // wait.
  virtual bool Changed() = 0;
  // How it watches, where people should know: "" or half a sentence.
  virtual std::string Remark() const { return ""; }
};

// Looks at the files a few times a second: for folders of which the kernel does
// not tell what others do there.
class PollingWatcher final : public FileWatcher {
 public:
  static constexpr std::chrono::milliseconds kLook{250};

  // Does not own `disk`. `remark` is what Remark says.
  explicit PollingWatcher(Disk& disk, std::string remark = "",
                          std::chrono::milliseconds look = kLook)
      : disk_(disk), remark_(std::move(remark)), look_(look) {}

  void Watch(const std::filesystem::path& folder,
             const std::vector<std::string>& names) override;
  int descriptor() const override { return -1; }
  std::optional<Clock::time_point> Deadline() const override { return due_; }
  bool Changed() override;
  std::string Remark() const override { return remark_; }

 private:
  struct Seen {
    bool there = false;
    std::int64_t modified_ns = 0;
    std::uintmax_t size = 0;
    bool operator==(const Seen&) const = default;
  };
  Seen Look(const std::filesystem::path& file);

  Disk& disk_;
  const std::string remark_;
  const std::chrono::milliseconds look_;
  std::map<std::filesystem::path, Seen> files_;
  Clock::time_point due_;
};

// Is told by the kernel. Where it cannot be for a folder (it lies on another
// machine, or there is no more room for what is watched), it looks instead.
class InotifyWatcher final : public FileWatcher {
 public:
  // Does not own `disk`.
  explicit InotifyWatcher(Disk& disk);
  ~InotifyWatcher() override;

  void Watch(const std::filesystem::path& folder,
             const std::vector<std::string>& names) override;
  int descriptor() const override { return inotify_; }
  std::optional<Clock::time_point> Deadline() const override;
  bool Changed() override;
  std::string Remark() const override;

 private:
  void Fall(std::string why);  // back on looking
  // Whether it is of one of the files; `gone`: the folder is another one now.
  bool ReadEvents(bool* gone);

  Disk& disk_;
  int inotify_;
  int watch_ = -1;
  std::filesystem::path folder_;
  std::vector<std::string> names_;
  std::unique_ptr<PollingWatcher> polling_;  // once it looks
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_WATCH_FILE_WATCHER_H_
