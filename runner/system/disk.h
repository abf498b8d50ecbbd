#ifndef RACELINGS_RUNNER_SYSTEM_DISK_H_
#define RACELINGS_RUNNER_SYSTEM_DISK_H_

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace racelings {

// All the runner asks of a file system, so that a test can stand in for it.
// Not thread-safe: the runner has one thread.
class Disk {
 public:
  struct Entry {
    std::string name;
    bool is_folder = false;
  };
  // Tells whether a file changed, without reading it.
  struct Stamp {
    std::int64_t modified_ns = 0;
    std::uintmax_t size = 0;
  };

  Disk() = default;
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  virtual ~Disk() = default;

  // The whole file. NotFound when there is none.
  virtual absl::StatusOr<std::string> Read(
      const std::filesystem::path& file) = 0;

  // Replaces the file, making its folder when that is missing. Whoever reads
  // meanwhile, or after a crash, sees the old content or the new, never a part.
  virtual absl::Status Write(const std::filesystem::path& file,
                             std::string_view content) = 0;

  // Writes what is in `from` to `to`, which can be run when `from` can.
  virtual absl::Status Copy(const std::filesystem::path& from,
                            const std::filesystem::path& to) = 0;

  // Makes a file a program: whoever may read it may run it.
  virtual absl::Status AllowToRun(const std::filesystem::path& file) = 0;

  virtual bool Exists(const std::filesystem::path& path) = 0;
  virtual bool IsFolder(const std::filesystem::path& path) = 0;

  // Neither a link, nor a folder, nor a device or a pipe.
  virtual bool IsPlainFile(const std::filesystem::path& path) = 0;

  // A symbolic link, whether it leads anywhere or not.
  virtual bool IsLink(const std::filesystem::path& path) = 0;

  // What a folder holds, sorted by name. NotFound when there is none.
  virtual absl::StatusOr<std::vector<Entry>> List(
      const std::filesystem::path& folder) = 0;

  virtual absl::StatusOr<Stamp> Stat(const std::filesystem::path& file) = 0;

  // The path without symbolic links, "." and ".."; of what is not there, as
  // much of it as is.
  virtual std::filesystem::path Resolve(const std::filesystem::path& path) = 0;

  // A new folder in `parent` (made when missing) that nobody else knows.
  virtual absl::StatusOr<std::filesystem::path> MakePrivateFolder(
      const std::filesystem::path& parent) = 0;

  virtual absl::Status Rename(const std::filesystem::path& from,
                              const std::filesystem::path& to) = 0;

  // Waits until no other process holds the lock `file`, then holds it until the
  // result is gone (the kernel lets go too, when this process dies).
  virtual absl::StatusOr<std::shared_ptr<void>> Lock(
      const std::filesystem::path& file) = 0;

  // The same without waiting: Unavailable where another process holds it.
  virtual absl::StatusOr<std::shared_ptr<void>> TryLock(
      const std::filesystem::path& file) = 0;

  // Removes a file, or a folder with all in it. What is not there is no error.
  virtual void Remove(const std::filesystem::path& path) = 0;
};

class RealDisk final : public Disk {
 public:
  absl::StatusOr<std::string> Read(const std::filesystem::path& file) override;
  absl::Status Write(const std::filesystem::path& file,
                     std::string_view content) override;
  absl::Status Copy(const std::filesystem::path& from,
                    const std::filesystem::path& to) override;
  absl::Status AllowToRun(const std::filesystem::path& file) override;
  bool Exists(const std::filesystem::path& path) override;
  bool IsFolder(const std::filesystem::path& path) override;
  bool IsPlainFile(const std::filesystem::path& path) override;
  bool IsLink(const std::filesystem::path& path) override;
  absl::StatusOr<std::vector<Entry>> List(
      const std::filesystem::path& folder) override;
  absl::StatusOr<Stamp> Stat(const std::filesystem::path& file) override;
  std::filesystem::path Resolve(const std::filesystem::path& path) override;
  absl::StatusOr<std::filesystem::path> MakePrivateFolder(
      const std::filesystem::path& parent) override;
  absl::Status Rename(const std::filesystem::path& from,
                      const std::filesystem::path& to) override;
  absl::StatusOr<std::shared_ptr<void>> Lock(
      const std::filesystem::path& file) override;
  absl::StatusOr<std::shared_ptr<void>> TryLock(
      const std::filesystem::path& file) override;
  void Remove(const std::filesystem::path& path) override;
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SYSTEM_DISK_H_
