#ifndef RACELINGS_RUNNER_EXPORT_CI_FILES_H_
#define RACELINGS_RUNNER_EXPORT_CI_FILES_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/system/disk.h"

namespace racelings {

// A file that a system wants, and where it comes from in runner/templates.
struct CiFile {
  std::string_view from;
  std::string_view to;   // relative to the folder that is asked for
  bool program = false;  // it is started, and not read
};

// Where a course can be graded by a machine.
struct CiSystem {
  std::string_view name;    // "github"
  std::string_view folder;  // where its files go when none is named, relative
                            // to the course; "": the course itself
  std::vector<CiFile> files;
  std::string_view next;  // what to do with them
};

const std::vector<CiSystem>& CiSystems();

// What became of one of the files.
struct WrittenFile {
  std::string name;
  bool was_there = false;  // to the letter, and so was left alone
};

// Puts the system's files into the folder. A usage error names the files that
// are there already and say something else; none is written then, unless
// `force`.
absl::StatusOr<std::vector<WrittenFile>> WriteCiFiles(
    Disk& disk, const CiSystem& system, const std::filesystem::path& folder,
    bool force);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_EXPORT_CI_FILES_H_
