#include "runner/system/disk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

// `how` is flock's.
absl::StatusOr<std::shared_ptr<void>> LockedBy(int how, const fs::path& file) {
  std::error_code made;
  fs::create_directories(file.parent_path(), made);
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0)
    return SystemError(errno, absl::StrCat("cannot write ", file.string()));
  if (flock(descriptor, how) != 0) {
    const int error = errno;
    close(descriptor);
    if (error == EINTR) return Stopped();
    if (error == EWOULDBLOCK) {
      return absl::UnavailableError(
          absl::StrCat("somebody else holds ", file.string()));
    }
    return SystemError(error, absl::StrCat("cannot lock ", file.string()));
  }
  return std::shared_ptr<void>(nullptr,
                               [descriptor](void*) { close(descriptor); });
}

}  // namespace

absl::StatusOr<std::string> RealDisk::Read(const fs::path& file) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return SystemError(errno, absl::StrCat("cannot read ", file.string()));
  std::string content;
  char buffer[65536];
  ssize_t got = 0;
  while ((got = read(descriptor, buffer, sizeof buffer)) > 0) {
    content.append(buffer, static_cast<std::size_t>(got));
  }
  const int error = errno;
  close(descriptor);
  if (got < 0)
    return SystemError(error, absl::StrCat("cannot read ", file.string()));
  return content;
}

absl::Status RealDisk::Write(const fs::path& file, std::string_view content) {
  std::error_code made;
  fs::create_directories(file.parent_path(), made);
  if (made) {
    return SystemError(made.value(), absl::StrCat("cannot make ",
                                                  file.parent_path().string()));
  }
  std::string aside = absl::StrCat(file.string(), ".XXXXXX");
  const int descriptor = mkostemp(aside.data(), O_CLOEXEC);
  if (descriptor < 0)
    return SystemError(errno, absl::StrCat("cannot write ", file.string()));
  bool written = fchmod(descriptor, 0644) == 0;
  while (written && !content.empty()) {
    const ssize_t count = write(descriptor, content.data(), content.size());
    if (count < 0) {
      written = false;
    } else {
      content.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  int error = errno;
  if (close(descriptor) != 0 && written) {
    error = errno;
    written = false;
  }
  if (written && rename(aside.c_str(), file.c_str()) == 0)
    return absl::OkStatus();
  if (written) error = errno;
  unlink(aside.c_str());
  return SystemError(error, absl::StrCat("cannot write ", file.string()));
}

absl::Status RealDisk::Copy(const fs::path& from, const fs::path& to) {
  const absl::StatusOr<std::string> content = Read(from);
  if (!content.ok()) return content.status();
  RACELINGS_RETURN_IF_ERROR(Write(to, *content));
  const bool program = access(from.c_str(), X_OK) == 0;
  return program ? AllowToRun(to) : absl::OkStatus();
}

absl::Status RealDisk::AllowToRun(const fs::path& file) {
  if (chmod(file.c_str(), 0755) == 0) return absl::OkStatus();
  return SystemError(errno, absl::StrCat("cannot write ", file.string()));
}

bool RealDisk::Exists(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

bool RealDisk::IsFolder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool RealDisk::IsPlainFile(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(path, error));
}

bool RealDisk::IsLink(const fs::path& path) {
  std::error_code error;
  return fs::is_symlink(fs::symlink_status(path, error));
}

absl::StatusOr<std::vector<Disk::Entry>> RealDisk::List(
    const fs::path& folder) {
  std::error_code error;
  std::vector<Entry> entries;
  fs::directory_iterator it(folder, error);
  while (!error && it != fs::directory_iterator()) {
    std::error_code unknown;
    entries.push_back(
        {it->path().filename().string(), it->is_directory(unknown)});
    it.increment(error);
  }
  if (error) {
    return SystemError(error.value(),
                       absl::StrCat("cannot list ", folder.string()));
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return entries;
}

absl::StatusOr<Disk::Stamp> RealDisk::Stat(const fs::path& file) {
  struct stat found = {};
  if (stat(file.c_str(), &found) != 0) {
    return SystemError(errno, absl::StrCat("cannot look at ", file.string()));
  }
  return Stamp{std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 +
                   found.st_mtim.tv_nsec,
               static_cast<std::uintmax_t>(found.st_size)};
}

fs::path RealDisk::Resolve(const fs::path& path) {
  std::error_code error;
  fs::path resolved = fs::weakly_canonical(path, error);
  return error ? path.lexically_normal() : resolved;
}

absl::StatusOr<fs::path> RealDisk::MakePrivateFolder(const fs::path& parent) {
  std::error_code made;
  fs::create_directories(parent, made);
  if (made) {
    return SystemError(made.value(),
                       absl::StrCat("cannot make ", parent.string()));
  }
  std::string folder = (parent / "tmp-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) {
    return SystemError(
        errno, absl::StrCat("cannot make a folder in ", parent.string()));
  }
  return fs::path(folder);
}

absl::Status RealDisk::Rename(const fs::path& from, const fs::path& to) {
  if (rename(from.c_str(), to.c_str()) != 0) {
    return SystemError(errno, absl::StrCat("cannot rename ", from.string()));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<void>> RealDisk::Lock(const fs::path& file) {
  return LockedBy(LOCK_EX, file);
}

absl::StatusOr<std::shared_ptr<void>> RealDisk::TryLock(const fs::path& file) {
  return LockedBy(LOCK_EX | LOCK_NB, file);
}

void RealDisk::Remove(const fs::path& path) {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

}  // namespace racelings
