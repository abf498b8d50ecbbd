#ifndef RACELINGS_RUNNER_GRADE_PARTS_H_
#define RACELINGS_RUNNER_GRADE_PARTS_H_

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "runner/system/disk.h"

namespace racelings {

// Part `index`, from 1, of `count`. The parts are disjoint, and together they
// are all; which submission is whose follows from its place in the sorted list.
struct Shard {
  std::size_t index = 1;
  std::size_t count = 1;

  bool Has(std::size_t submission) const {
    return submission % count == index - 1;
  }
};

// "2/4". A usage error says how it is written.
absl::StatusOr<Shard> ParseShard(std::string_view text);

// part.json: what a folder of `grade --shard` holds. It is written last, so
// that a part that has one is whole.
struct Part {
  Shard shard;
  std::string course;                    // what it was judged with
  std::string handed_in;                 // what the whole class had handed in
  std::vector<std::string> class_names;  // of all submissions, sorted
};

std::string PartJson(const Part& part);
std::filesystem::path PartFile(const std::filesystem::path& folder);

// The grades of submissions, in the order of their names.
struct ClassRecords {
  std::vector<std::string> names;    // of the submissions' folders
  std::vector<std::string> records;  // SubmissionJson of each
};

// The records of a class, in the order of its names, from folders of its parts
// in whatever order. A usage error names the part that is missing or there
// twice, and those that are of another course or class.
absl::StatusOr<ClassRecords> MergeParts(
    Disk& disk, const std::vector<std::filesystem::path>& folders);

// Writes submissions/NAME.json for each, and removes those of an earlier time.
absl::Status WriteRecords(Disk& disk, const std::filesystem::path& folder,
                          const ClassRecords& records);

// The records, class.csv and class.html.
absl::Status WriteClass(Disk& disk, const std::filesystem::path& folder,
                        const ClassRecords& records);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_GRADE_PARTS_H_
