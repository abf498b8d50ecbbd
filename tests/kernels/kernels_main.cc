// Runs the kernels: see Usage.

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/kernel.h"
#include "kernels/replay_proof.h"
#include "schedule/gtest.h"

namespace kernels {
namespace {

using schedule::Explore;
using schedule::KindName;
using schedule::Options;
using schedule::Result;
using schedule::Search;

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define KERNELS_TSAN 1
#endif
#endif
#ifdef KERNELS_TSAN
constexpr bool kTsan = true;
#else
constexpr bool kTsan = false;
#endif

constexpr int kCounted = 200;  // Schedules of --count.
constexpr int kKnownSeeds = 1;
constexpr std::chrono::milliseconds kKnownBlocked{500};

constexpr const char* kUsage =
    "kernels --list                 name, finding, clock, whether it needs\n"
    "                               ThreadSanitizer, and what it shows\n"
    "kernels --run NAME             one search; 0 when it ends as it should\n"
    "kernels --repeat N [--run NAME]  N searches each with seeds of their "
    "own;\n"
    "                               prints what ended otherwise;\n"
    "                               with --jobs N in so many processes\n"
    "kernels --count NAME           how many of 200 schedules find it\n"
    "kernels --replays N            replays what it finds N times each, in "
    "new\n"
    "                               processes: is it the same, to the byte?\n"
    "kernels --trace NAME           what a search finds, as JSON; or with\n"
    "                               --schedule S a replay, and with --raw "
    "what\n"
    "                               was found before it was made simpler\n"
    "with --seed S, --schedules N,\n"
    "  --search mixed|random|sticky|pct|pos|exhaustive\n";

struct Flags {
  std::string_view command;  // "--list" and so on.
  std::string_view name;
  int repeat = 0;
  int jobs = 1;  // Processes that share the kernels.
  Options options;
};

std::string_view Expected(const Kernel& kernel) {
  return kernel.kind.has_value() ? KindName(*kernel.kind) : "clean";
}

std::string_view Found(const Result& result) {
  return result.clean() ? "clean" : KindName(result.finding->kind);
}

bool AsExpected(const Kernel& kernel, const Result& result) {
  if (result.clean()) return !kernel.kind.has_value();
  return result.finding->kind == kernel.kind ||
         result.finding->kind == kernel.or_kind;
}

Result Run(const Kernel& kernel, Options options) {
  options.clock = kernel.clock;
  return Explore(options, kernel.body);
}

bool Runs(const Kernel& kernel) { return kTsan || !kernel.needs_tsan; }

bool IsKnown(const Kernel& kernel) {
  return kernel.known != nullptr && (kTsan || !kernel.known_under_tsan_only);
}

int List(const std::vector<Kernel>& all) {
  for (const Kernel& kernel : all) {
    std::printf(
        "%s\t%.*s\t%s\t%s\t%s\t%s\n", kernel.name,
        static_cast<int>(Expected(kernel).size()), Expected(kernel).data(),
        kernel.clock == schedule::Clock::kTimely ? "timely" : "adversarial",
        kernel.needs_tsan ? "tsan" : "any",
        kernel.known == nullptr ? "" : kernel.known, kernel.shows);
  }
  return 0;
}

int RunOnce(const Kernel& kernel, const Options& options) {
  const Result result = Run(kernel, options);
  std::printf("%s after %lld schedules%s, expected %s\n",
              std::string(Found(result)).c_str(),
              static_cast<long long>(result.schedules),
              result.proved ? " (proved)" : "",
              std::string(Expected(kernel)).c_str());
  if (!result.clean()) {
    std::printf("schedule %s\n%s\n", result.finding->schedule.c_str(),
                schedule::Describe(*result.finding).c_str());
  }
  return AsExpected(kernel, result) ? 0 : 1;
}

// Returns how many of `repeat` searches ended otherwise than they should.
int Misses(const Kernel& kernel, Options options, int repeat, bool quiet) {
  int misses = 0;
  const uint64_t first = options.seed;
  for (int i = 0; i < repeat; ++i) {
    options.seed = first + i;
    const Result result = Run(kernel, options);
    if (AsExpected(kernel, result)) continue;
    ++misses;
    if (quiet) continue;
    std::printf("%s, seed %d: expected %s, found %s%s after %lld schedules\n",
                kernel.name, static_cast<int>(options.seed),
                std::string(Expected(kernel)).c_str(),
                std::string(Found(result)).c_str(),
                result.proved ? " (proved)" : "",
                static_cast<long long>(result.schedules));
    if (!result.clean()) std::printf("  %s\n", result.finding->message.c_str());
    std::fflush(stdout);
  }
  return misses;
}

// What processes that share the kernels have in common.
struct Shared {
  std::atomic<size_t> next = 0;  // The kernel that nobody has begun.
  std::atomic<int> broken = 0;
  std::atomic<int> right = 0;
  std::atomic<int> wrong = 0;  // Searches that ended otherwise.
};

void RepeatKernel(const Kernel& kernel, const Flags& flags, Shared* shared) {
  if (!Runs(kernel)) return;
  if (!flags.name.empty() && flags.name != kernel.name) return;
  if (IsKnown(kernel)) {
    Options options = flags.options;
    options.blocked_limit = kKnownBlocked;
    const int misses = Misses(kernel, options, kKnownSeeds, true);
    std::printf(
        "%s: known to be told wrongly: %s%s\n", kernel.name, kernel.known,
        misses == 0 ? ". It is told rightly now: take its `known` out" : "");
    return;
  }
  ++(kernel.kind.has_value() ? shared->broken : shared->right);
  const int misses = Misses(kernel, flags.options, flags.repeat, false);
  shared->wrong += misses;
  std::printf("%s %s: %s in %d of %d searches\n", misses == 0 ? "ok" : "not ok",
              kernel.name, std::string(Expected(kernel)).c_str(),
              flags.repeat - misses, flags.repeat);
}

int Repeat(const std::vector<Kernel>& all, const Flags& flags) {
  void* memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 1;
  auto* shared = new (memory) Shared;
  std::fflush(nullptr);
  for (int job = 0; job < flags.jobs; ++job) {
    const pid_t child = fork();
    if (child < 0) return 1;
    if (child > 0) continue;
    for (size_t i = shared->next++; i < all.size(); i = shared->next++) {
      RepeatKernel(all[i], flags, shared);
      std::fflush(nullptr);
    }
    _exit(0);
  }
  bool complete = true;
  for (int status = 0; wait(&status) > 0;) complete = complete && status == 0;
  if (!complete) std::printf("a process did not come to its end\n");
  std::printf(
      "%d broken and %d right programs, %d searches each: %d ended otherwise\n",
      shared->broken.load(), shared->right.load(), flags.repeat,
      shared->wrong.load());
  return complete && shared->wrong == 0 && shared->broken + shared->right > 0
             ? 0
             : 1;
}

// A search ends with its first hit, and a new one goes on for what is left of
// the 200. Each search begins with the schedule that switches least, which is
// the same in all of them and is not counted; where it fails, the answer is
// "first".
int Count(const Kernel& kernel, Options options) {
  // What a search finds by itself. Looking at the order of locks is part of the
  // default only.
  options.lock_order = options.search == Search::kMixed;
  options.shrink = false;  // changes what a finding looks like, not the count
  options.max_steps = kLivelockSteps;
  if (options.search == Search::kExhaustive) {
    const Result result = Run(kernel, options);
    std::printf("%s%lld\n",
                !result.clean() ? ""
                : result.proved ? "proved clean by "
                                : "not in ",
                static_cast<long long>(result.schedules));
    return 0;
  }
  int hits = 0;
  for (int64_t left = kCounted; left > 0; ++options.seed) {
    options.schedules = static_cast<int>(left) + 1;
    const Result result = Run(kernel, options);
    if (result.schedules == 1 && !result.clean()) {
      std::printf("first\n");
      return 0;
    }
    if (!result.clean()) ++hits;
    left -= result.schedules - 1;
    if (result.proved) break;
  }
  std::printf("%d\n", hits);
  return 0;
}

int Replays(const std::vector<Kernel>& all, int replays) {
  std::vector<Kernel> broken;
  for (const Kernel& kernel : all) {
    if (kernel.kind.has_value() && Runs(kernel) && !IsKnown(kernel))
      broken.push_back(kernel);
  }
  return ProveReplays(broken, replays);
}

template <typename Number>
bool ParseNumber(const char* text, Number* number) {
  const char* end = text + std::strlen(text);
  const auto [stop, error] = std::from_chars(text, end, *number);
  return error == std::errc() && stop == end && *number > 0;
}

bool ParseSearch(std::string_view name, Search* search) {
  constexpr std::pair<std::string_view, Search> kSearches[] = {
      {"mixed", Search::kMixed},   {"random", Search::kRandomWalk},
      {"sticky", Search::kSticky}, {"pct", Search::kPct},
      {"pos", Search::kPos},       {"exhaustive", Search::kExhaustive}};
  for (const auto& [known, value] : kSearches) {
    if (known == name) {
      *search = value;
      return true;
    }
  }
  return false;
}

bool ParseFlags(int argc, char** argv, Flags* flags) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    if (flag == "--list") {
      flags->command = flag;
      continue;
    }
    if (flag == "--raw") {
      flags->options.shrink = false;
      continue;
    }
    if (++i == argc) return false;
    if (flag == "--run" || flag == "--count" || flag == "--trace") {
      if (flags->command != "--repeat") flags->command = flag;
      flags->name = argv[i];
    } else if (flag == "--schedule") {
      flags->options.replay = argv[i];
    } else if (flag == "--repeat" || flag == "--replays") {
      flags->command = flag;
      if (!ParseNumber(argv[i], &flags->repeat)) return false;
    } else if (flag == "--jobs") {
      if (!ParseNumber(argv[i], &flags->jobs)) return false;
    } else if (flag == "--seed") {
      if (!ParseNumber(argv[i], &flags->options.seed)) return false;
    } else if (flag == "--schedules") {
      if (!ParseNumber(argv[i], &flags->options.schedules)) return false;
    } else if (flag == "--search") {
      if (!ParseSearch(argv[i], &flags->options.search)) return false;
    } else {
      return false;
    }
  }
  return !flags->command.empty();
}

int Main(int argc, char** argv) {
  Flags flags;
  if (!ParseFlags(argc, argv, &flags)) {
    std::fputs(kUsage, stderr);
    return 2;
  }
  const std::vector<Kernel> all = AllKernels();
  if (flags.command == "--list") return List(all);
  if (flags.command == "--repeat") return Repeat(all, flags);
  if (flags.command == "--replays") return Replays(all, flags.repeat);
  for (const Kernel& kernel : all) {
    if (flags.name != kernel.name) continue;
    if (!Runs(kernel)) {
      std::fprintf(stderr,
                   "%s shows only in a build for ThreadSanitizer: cmake "
                   "--preset tsan\n",
                   kernel.name);
      return 2;
    }
    if (flags.command == "--trace") return PrintTrace(kernel, flags.options);
    return flags.command == "--count" ? Count(kernel, flags.options)
                                      : RunOnce(kernel, flags.options);
  }
  std::fprintf(stderr, "no kernel is called '%s': see kernels --list\n",
               std::string(flags.name).c_str());
  return 2;
}

}  // namespace
}  // namespace kernels

int main(int argc, char** argv) { return kernels::Main(argc, argv); }
