#include "runner/export/ci_files.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "runner/system/embedded_file.h"
#include "runner/system/error.h"

namespace racelings {

namespace fs = std::filesystem;

const std::vector<CiSystem>& CiSystems() {
  static const std::vector<CiSystem> kSystems = {
      {"github",
       "",
       {{"github.yml", ".github/workflows/racelings.yml"}},
       "commit that file; its first lines say what there is to choose"},
      {"classroom",
       "",
       {{"classroom.yml", ".github/workflows/classroom.yml"}},
       "commit that file to the assignment's template repository; its first "
       "lines say what there is to choose"},
      {"gitlab",
       "",
       {{"gitlab.yml", ".gitlab-ci.yml"}},
       "commit that file; its first lines say what there is to choose"},
      {"gradescope",
       "build/gradescope",
       {{"setup.sh", "setup.sh", true},
        {"run_autograder", "run_autograder", true}},
       "setup.sh says in its first lines what else goes into the archive"},
  };
  return kSystems;
}

absl::StatusOr<std::vector<WrittenFile>> WriteCiFiles(Disk& disk,
                                                      const CiSystem& system,
                                                      const fs::path& folder,
                                                      bool force) {
  std::vector<WrittenFile> files;
  std::vector<std::string> others;
  for (const CiFile& file : system.files) {
    const fs::path path = folder / file.to;
    WrittenFile& written = files.emplace_back();
    written.name = path.string();
    if (!disk.Exists(path)) continue;
    written.was_there = disk.Read(path).value_or("") == EmbeddedFile(file.from);
    if (!written.was_there) others.push_back(written.name);
  }
  if (!others.empty() && !force) {
    return UsageError(
        absl::StrCat(absl::StrJoin(others, " and "),
                     " exists and says something else, so nothing was written"),
        absl::StrCat("./racelings export --ci ", system.name, " ",
                     folder.string(), " --force   (replaces it)"));
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    const CiFile& file = system.files[i];
    if (!files[i].was_there) {
      RACELINGS_RETURN_IF_ERROR(
          disk.Write(files[i].name, EmbeddedFile(file.from)));
    }
    if (file.program) RACELINGS_RETURN_IF_ERROR(disk.AllowToRun(files[i].name));
  }
  return files;
}

}  // namespace racelings
