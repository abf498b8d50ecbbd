#ifndef RACELINGS_TESTS_RUNNER_FAKES_H_
#define RACELINGS_TESTS_RUNNER_FAKES_H_

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "runner/system/disk.h"
#include "runner/system/process.h"

namespace racelings {

// Files in memory. A folder is there when a file is in it.
class FakeDisk final : public Disk {
 public:
  std::map<std::string, std::string> files;
  std::set<std::string> programs;  // of these, those that can be run
  std::set<std::string> links;     // that are there besides
  absl::Status write_error;        // what every Write says, when not OK

  absl::StatusOr<std::string> Read(const std::filesystem::path& file) override {
    const auto found = files.find(file.string());
    if (found == files.end()) {
      return absl::NotFoundError(absl::StrCat("cannot read ", file.string()));
    }
    return found->second;
  }
  absl::Status Write(const std::filesystem::path& file,
                     std::string_view content) override {
    if (!write_error.ok()) return write_error;
    files[file.string()] = std::string(content);
    return absl::OkStatus();
  }
  absl::Status Copy(const std::filesystem::path& from,
                    const std::filesystem::path& to) override {
    const absl::StatusOr<std::string> content = Read(from);
    if (!content.ok()) return content.status();
    if (programs.count(from.string()) > 0) programs.insert(to.string());
    return Write(to, *content);
  }
  absl::Status AllowToRun(const std::filesystem::path& file) override {
    programs.insert(file.string());
    return absl::OkStatus();
  }
  bool Exists(const std::filesystem::path& path) override {
    return files.count(path.string()) > 0 || IsFolder(path);
  }
  bool IsFolder(const std::filesystem::path& path) override {
    const std::string prefix = absl::StrCat(path.string(), "/");
    const auto found = files.lower_bound(prefix);
    return found != files.end() && absl::StartsWith(found->first, prefix);
  }
  bool IsLink(const std::filesystem::path& path) override {
    return links.count(path.string()) > 0;
  }
  bool IsPlainFile(const std::filesystem::path& path) override {
    return files.count(path.string()) > 0;
  }
  absl::StatusOr<std::vector<Entry>> List(
      const std::filesystem::path& folder) override {
    const std::string prefix = absl::StrCat(folder.string(), "/");
    std::map<std::string, bool> found;
    for (const auto& [path, content] : files) {
      if (!absl::StartsWith(path, prefix)) continue;
      const std::string rest = path.substr(prefix.size());
      found[rest.substr(0, rest.find('/'))] |= absl::StrContains(rest, "/");
    }
    if (found.empty())
      return absl::NotFoundError(absl::StrCat("no ", folder.string()));
    std::vector<Entry> entries;
    entries.reserve(found.size());
    for (const auto& [name, is_folder] : found)
      entries.push_back({name, is_folder});
    return entries;
  }
  absl::StatusOr<Stamp> Stat(const std::filesystem::path& file) override {
    const auto found = files.find(file.string());
    if (found == files.end()) return absl::NotFoundError(file.string());
    // A change of content changes the time, as on a real disk.
    return Stamp{
        static_cast<std::int64_t>(std::hash<std::string>()(found->second)),
        found->second.size()};
  }
  std::filesystem::path Resolve(const std::filesystem::path& path) override {
    return path.lexically_normal();
  }
  absl::StatusOr<std::filesystem::path> MakePrivateFolder(
      const std::filesystem::path& parent) override {
    if (!write_error.ok()) return write_error;
    return parent / absl::StrCat("tmp-", ++folders_);
  }
  absl::Status Rename(const std::filesystem::path& from,
                      const std::filesystem::path& to) override {
    files[to.string()] = files[from.string()];
    files.erase(from.string());
    return absl::OkStatus();
  }
  absl::StatusOr<std::shared_ptr<void>> Lock(
      const std::filesystem::path& file) override {
    if (!write_error.ok()) return write_error;
    held_.insert(file.string());
    return std::shared_ptr<void>(
        nullptr, [this, name = file.string()](void*) { held_.erase(name); });
  }
  absl::StatusOr<std::shared_ptr<void>> TryLock(
      const std::filesystem::path& file) override {
    if (held_.count(file.string()) > 0) return absl::UnavailableError("held");
    return Lock(file);
  }
  void Remove(const std::filesystem::path& path) override {
    const std::string prefix = absl::StrCat(path.string(), "/");
    std::erase_if(files, [&](const auto& file) {
      return file.first == path.string() ||
             absl::StartsWith(file.first, prefix);
    });
  }

 private:
  int folders_ = 0;
  std::set<std::string> held_;  // locks
};

// Answers every command with what `run` says, and remembers the commands. Its
// attention is asked after each of them.
class FakeProcesses final : public Processes {
 public:
  std::function<absl::StatusOr<Outcome>(const Command&)> run =
      [](const Command&) { return Outcome{.exit_status = 0}; };
  // What happens while nothing runs; not OK ends the wait.
  std::function<absl::Status()> wait = [] {
    return absl::CancelledError("nothing comes any more");
  };
  std::vector<std::vector<std::string>> started;

  absl::StatusOr<std::vector<Outcome>> RunQueue(
      const std::vector<Command>& commands, std::size_t) override {
    std::vector<Outcome> outcomes;
    for (const Command& command : commands) {
      started.push_back(command.argv);
      absl::StatusOr<Outcome> outcome = run(command);
      if (!outcome.ok()) return outcome.status();
      if (attention() != nullptr && !attention()->GoOn())
        return absl::CancelledError("stopped");
      std::istringstream lines(outcome->output);
      for (std::string line; command.on_line && std::getline(lines, line);) {
        command.on_line(line);
      }
      outcomes.push_back(*std::move(outcome));
    }
    return outcomes;
  }
  absl::Status Wait() override {
    while (attention()->GoOn()) {
      if (const absl::Status status = wait(); !status.ok()) return status;
    }
    return absl::OkStatus();
  }
  absl::Status StartDetached(const std::vector<std::string>& argv) override {
    started.push_back(argv);
    return absl::OkStatus();
  }
  bool ForgetCtrlC() override { return true; }
};

// The value of "--name=value" in a command, or "".
inline std::string Flag(const Command& command, std::string_view name) {
  const std::string prefix = absl::StrCat("--", name, "=");
  for (const std::string& word : command.argv) {
    if (absl::StartsWith(word, prefix)) return word.substr(prefix.size());
  }
  return "";
}

inline constexpr char kManifest[] = R"(title = "Two cooks, one list"
chapter = "Threads"
reproduces = "the racy worker"
points = 10
edit = ["restaurant.cc"]

[starter]
kind = "data-race"
symbol = "orders"
line = "orders.pop_front();"

[schedules]
schedules = 2000
races = 300

[[forbidden]]
pattern = '\bexit\s*\('
hint = "leave by returning"
)";

// A course in /c with one whole exercise, and a kit that is configured.
inline void AddCourse(FakeDisk& disk) {
  disk.files["/c/CMakePresets.json"] = "{}";
  disk.files["/c/exercises/07_pop/exercise.toml"] = kManifest;
  disk.files["/c/exercises/07_pop/README.md"] = "# Two cooks\n";
  disk.files["/c/exercises/07_pop/hints.md"] =
      "## a\none\n## b\ntwo\n## c\nthree\n";
  disk.files["/c/exercises/07_pop/restaurant.h"] = "void Work();\n";
  disk.files["/c/exercises/07_pop/restaurant.cc"] =
      "// starter\norders.pop_front();\n";
  disk.files["/c/solutions/07_pop/restaurant.cc"] = "// solution\n";
  disk.files["/c/solutions/07_pop/WHY.md"] = "because\n";
  disk.files["/c/tests/exercises/07_pop_test.cc"] = "TEST(Pop, Works) {}\n";
  disk.files["/usr/bin/clang++-22"] = "a compiler";
  disk.files["/c/build/tsan/build.ninja"] = "";
  disk.files["/c/build/tsan/kit.json"] =
      R"({"version": 1, "compiler": "/usr/bin/clang++-22",
    "compiler_version": "22.1.8", "symbolizer": "/usr/bin/llvm-symbolizer-22",
    "answer": {"compile": ["-std=c++20"], "link": ["-shared"]}})";
}

// Another exercise of the same course.
inline void AddExercise(FakeDisk& disk, std::string_view id,
                        std::string_view manifest = kManifest) {
  const std::string folder = absl::StrCat("/c/exercises/", id);
  disk.files[absl::StrCat(folder, "/exercise.toml")] = manifest;
  disk.files[absl::StrCat(folder, "/restaurant.cc")] = "// starter\n";
  disk.files[absl::StrCat(folder, "/hints.md")] = "## a\none\n";
}

}  // namespace racelings

#endif  // RACELINGS_TESTS_RUNNER_FAKES_H_
