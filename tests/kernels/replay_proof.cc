#include "kernels/replay_proof.h"

#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>

#include "schedule/trace.h"

extern char** environ;

namespace kernels {
namespace {

using json = nlohmann::ordered_json;

std::string OwnPath() {
  char path[PATH_MAX];
  const ssize_t size = readlink("/proc/self/exe", path, sizeof(path));
  return {path, static_cast<size_t>(std::max<ssize_t>(size, 0))};
}

// A folder in which the symbolizer's answers are remembered.
class Memory {
 public:
  Memory() {
    char folder[] = "/tmp/replays.XXXXXX";
    if (mkdtemp(folder) != nullptr) folder_ = folder;
  }
  ~Memory() {
    std::error_code error;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, error);
  }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

// A search or a replay in another process, and the pipe it answers through.
struct Run {
  pid_t pid = -1;
  int answer = -1;
};

// `number` makes the environment longer or shorter, which moves the main
// thread's stack; the kernel moves everything else.
Run Start(std::vector<std::string> words, const Memory& memory, int number) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  words.insert(words.begin(), {OwnPath(), "--trace"});
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::string variables[] = {
      "REPLAY=" + std::string(static_cast<size_t>(number), '.'),
      "REMEMBERED=" + memory.folder(), "SYMBOLIZER=" KERNELS_SYMBOLIZER,
      "SCHEDULE_SYMBOLIZER=" KERNELS_SYMBOLIZE_ONCE};
  std::vector<char*> environment;
  for (std::string& variable : variables)
    environment.push_back(variable.data());
  for (char** variable = environ; *variable != nullptr; ++variable)
    environment.push_back(*variable);
  environment.push_back(nullptr);
  Run run{.answer = ends[0]};
  if (posix_spawn(&run.pid, arguments[0], &actions, nullptr, arguments.data(),
                  environment.data()) != 0) {
    run.pid = -1;
  }
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  return run;
}

std::string Finish(const Run& run) {
  std::string answer;
  char buffer[1 << 16];
  for (ssize_t size = 0;
       (size = read(run.answer, buffer, sizeof(buffer))) > 0;) {
    answer.append(buffer, static_cast<size_t>(size));
  }
  close(run.answer);
  if (run.pid > 0) waitpid(run.pid, nullptr, 0);
  return answer;
}

// Where two texts part, with a little of both.
std::string Difference(const std::string& wanted, const std::string& got) {
  constexpr size_t kBefore = 80;
  constexpr size_t kShown = 200;
  const auto [at, other] =
      std::mismatch(wanted.begin(), wanted.end(), got.begin(), got.end());
  const auto begin = static_cast<size_t>(at - wanted.begin());
  const size_t from = begin < kBefore ? 0 : begin - kBefore;
  return "\n  the search: " + wanted.substr(from, kShown) +
         "\n  the replay: " + got.substr(from, kShown);
}

// What a search of the kernel finds, or null where it finds nothing, or where
// what it finds has no trace.
json Search(const Kernel& kernel, bool shrink, const Memory& memory) {
  std::vector<std::string> words = {kernel.name};
  if (!shrink) words.emplace_back("--raw");
  json finding = json::parse(Finish(Start(words, memory, 0)), nullptr, false);
  return finding.is_object() && !finding["trace"].empty() ? finding : json();
}

// How many of `replays` give `finding` again; the first that does not goes into
// `why`.
int Same(const Kernel& kernel, const json& finding, int replays,
         const Memory& memory, std::string* why) {
  // As many at once as the machine has processors.
  const int together =
      static_cast<int>(std::max(1L, sysconf(_SC_NPROCESSORS_ONLN)));
  const std::string wanted = finding.dump() + "\n";
  const std::vector<std::string> words = {
      kernel.name, "--schedule", finding["schedule"].get<std::string>()};
  int same = 0;
  for (int done = 0; done < replays; done += together) {
    std::vector<Run> running;
    for (int i = done; i < std::min(replays, done + together); ++i)
      running.push_back(Start(words, memory, i));
    for (const Run& run : running) {
      const std::string got = Finish(run);
      if (got == wanted) {
        ++same;
      } else if (why->empty()) {
        *why = Difference(wanted, got);
      }
    }
  }
  return same;
}

// Returns whether there was something to replay.
bool Prove(const Kernel& kernel, int replays, bool* ok) {
  const Memory memory;
  const json shrunk = Search(kernel, true, memory);
  if (shrunk.is_null()) return false;
  const json raw = Search(kernel, false, memory);
  std::string why;
  if (raw.is_null() || raw["kind"] != shrunk["kind"]) {
    why = ": making it simpler made another kind of finding of it";
  } else {
    Same(kernel, raw, 1, memory, &why);
  }
  const int same = Same(kernel, shrunk, replays, memory, &why);
  *ok = why.empty();
  std::printf("%s %s: %d of %d replays are the same%s\n", *ok ? "ok" : "not ok",
              kernel.name, same, replays, why.c_str());
  std::fflush(stdout);
  return true;
}

}  // namespace

int ProveReplays(const std::vector<Kernel>& kernels, int replays) {
  int proved = 0;
  int failed = 0;
  // Every other one first, so that every topic has its turn.
  for (const size_t first : {0, 1}) {
    for (size_t i = first; i < kernels.size() && proved < kProved; i += 2) {
      bool ok = true;
      if (Prove(kernels[i], replays, &ok)) ++proved;
      if (!ok) ++failed;
    }
  }
  std::printf("%d schedules, %d replays each: %d failed\n", proved, replays,
              failed);
  if (proved < kProved) {
    std::printf("not ok replays: %d schedules are too few, %d are wanted\n",
                proved, kProved);
  }
  return failed == 0 && proved >= kProved ? 0 : 1;
}

int PrintTrace(const Kernel& kernel, schedule::Options options) {
  options.clock = kernel.clock;
  options.max_steps = kLivelockSteps;
  schedule::Result result = schedule::Explore(options, kernel.body);
  // ThreadSanitizer's own words also tell whether a thread that is through has
  // left the kernel yet, which no schedule decides.
  if (!result.clean()) result.finding->raw.clear();
  std::printf("%s\n", result.clean()
                          ? "clean"
                          : schedule::ToJson(*result.finding).c_str());
  return 0;
}

}  // namespace kernels
