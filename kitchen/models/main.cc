// The measuring program of `racelings compare`, which starts it anew for each
// measurement and reads the one line of JSON that it prints.
//
//   compare_models calibrate
//     steps of Compute that a processor takes in a second, and processors
//   compare_models time MODEL TASKS WORKERS WAIT_NS STEPS
//     how long the tasks take, from before the first thread or process is
//     started until all are gone; and the processor time that they used
//   compare_models memory MODEL WORKERS

#include <sys/resource.h>
#include <sys/time.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kitchen/models/models.h"

namespace models {
namespace {

using Arguments = std::vector<std::string_view>;

constexpr int kUsage = 2;

std::optional<std::int64_t> Number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return number >= 0 ? std::optional(number) : std::nullopt;
}

// Of this thread alone, so that a busy machine does not make it slower.
double ThreadSeconds() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) +
         static_cast<double>(time.tv_nsec) * 1e-9;
}

int Calibrate() {
  constexpr std::uint64_t kSteps = 10'000'000;
  constexpr int kRounds = 8;  // The first ones wake the processor up.
  double least = 1e9;
  std::uint64_t result = 0;
  for (int i = 0; i < kRounds; ++i) {
    const double start = ThreadSeconds();
    result = Compute(result, kSteps);
    least = std::min(least, ThreadSeconds() - start);
  }
  std::printf(
      "{\"steps_per_second\": %.0f, \"processors\": %d, \"result\": "
      "\"%016jx\"}\n",
      static_cast<double>(kSteps) / std::max(least, 1e-9), Processors(),
      static_cast<std::uintmax_t>(result));
  return 0;
}

double ProcessorSeconds(int whose) {
  rusage usage = {};
  getrusage(whose, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) +
           static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

int Time(Model model, int tasks, int workers, const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  const double used = ProcessorSeconds(RUSAGE_SELF);
  const std::vector<std::uint64_t> results = Do(model, tasks, workers, work);
  const std::chrono::duration<double> wall =
      std::chrono::steady_clock::now() - start;
  const double processor =
      ProcessorSeconds(RUSAGE_SELF) + ProcessorSeconds(RUSAGE_CHILDREN) - used;
  std::uint64_t check = 0;
  for (const std::uint64_t result : results) {
    check = check * 31 + result;  // A result in another's place is seen.
  }
  std::printf(
      "{\"wall_seconds\": %.6f, \"processor_seconds\": %.6f, \"check\": "
      "\"%016jx\"}\n",
      wall.count(), processor, static_cast<std::uintmax_t>(check));
  return 0;
}

int Memory(Model model, int workers) {
  const std::optional<double> bytes = MemoryPerTask(model, workers);
  if (bytes) {
    std::printf("{\"bytes_per_task\": %.0f}\n", *bytes);
  } else {
    std::puts("{\"bytes_per_task\": null}");
  }
  return 0;
}

int Main(const Arguments& arguments) {
  if (arguments.size() == 1 && arguments[0] == "calibrate") return Calibrate();
  if (arguments.size() < 3) return kUsage;
  const std::optional<Model> model = ModelNamed(arguments[1]);
  std::vector<std::int64_t> numbers;
  for (const std::string_view text :
       Arguments(arguments.begin() + 2, arguments.end())) {
    const std::optional<std::int64_t> number = Number(text);
    if (!number) return kUsage;
    numbers.push_back(*number);
  }
  if (!model) return kUsage;
  if (arguments[0] == "memory" && numbers.size() == 1 && numbers[0] >= 1) {
    return Memory(*model, static_cast<int>(numbers[0]));
  }
  if (arguments[0] == "time" && numbers.size() == 4 && numbers[1] >= 1) {
    return Time(*model, static_cast<int>(numbers[0]),
                static_cast<int>(numbers[1]),
                {.wait = std::chrono::nanoseconds(numbers[2]),
                 .steps = static_cast<std::uint64_t>(numbers[3])});
  }
  return kUsage;
}

}  // namespace
}  // namespace models

int main(int argc, char** argv) {
  try {
    const int status = models::Main(models::Arguments(argv + 1, argv + argc));
    if (status == models::kUsage) {
      std::fputs(
          "compare_models: for `racelings compare`; its source tells "
          "how it is called\n",
          stderr);
    }
    return status;
  } catch (const std::exception& error) {  // No room for a thread or process.
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
