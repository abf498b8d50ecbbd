#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "runner/grade/overview.h"
#include "runner/grade/parts.h"
#include "runner/grade/submission_grade.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

absl::Status Written(const absl::Status& written, const fs::path& folder) {
  if (written.ok() || absl::IsResourceExhausted(written)) return written;
  return InfraError(
      written.message(),
      absl::StrCat("ls -ld ", folder.string(), "   (may you write there?)"));
}

}  // namespace

absl::Status WriteRecords(Disk& disk, const fs::path& folder,
                          const ClassRecords& records) {
  const fs::path submissions = folder / "submissions";
  std::set<std::string> now;
  for (std::size_t i = 0; i < records.names.size(); ++i) {
    const std::string file = SubmissionFile(records.names[i]);
    now.insert(file);
    RACELINGS_RETURN_IF_ERROR(
        Written(disk.Write(submissions / file, records.records[i]), folder));
  }
  const absl::StatusOr<std::vector<Disk::Entry>> entries =
      disk.List(submissions);
  for (const Disk::Entry& entry :
       entries.value_or(std::vector<Disk::Entry>{})) {
    if (!entry.is_folder && absl::EndsWith(entry.name, ".json") &&
        now.count(entry.name) == 0)
      disk.Remove(submissions / entry.name);
  }
  return absl::OkStatus();
}

absl::Status WriteClass(Disk& disk, const fs::path& folder,
                        const ClassRecords& records) {
  std::vector<SubmissionGrade> parsed;
  for (const std::string& text : records.records) {
    absl::StatusOr<SubmissionGrade> record = ParseSubmissionGrade(text);
    if (!record.ok()) {
      return InfraError(
          absl::StrCat("the grade of a submission cannot be read: ",
                       record.status().message()),
          "./racelings grade --submissions FOLDER   (judges it anew)");
    }
    parsed.push_back(*std::move(record));
  }
  RACELINGS_RETURN_IF_ERROR(WriteRecords(disk, folder, records));
  RACELINGS_RETURN_IF_ERROR(
      Written(disk.Write(folder / "class.csv", ClassCsv(parsed)), folder));
  return Written(disk.Write(folder / "class.html", ClassPage(parsed)), folder);
}

}  // namespace racelings
