#include "runner/compare/measure.h"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "runner/build/tool_error.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

using nlohmann::json;

// What disturbs a run makes it slower and never faster.
constexpr int kCpuRuns = 2;
// Ample even for a machine that is busy with other things.
constexpr std::chrono::seconds kLeastLimit{60};
constexpr int kLimitFactor = 50;

double NumberOf(const json& line, const char* name) {
  const auto found = line.find(name);
  return found != line.end() && found->is_number() ? found->get<double>() : 0;
}

std::string TextOf(const json& line, const char* name) {
  const auto found = line.find(name);
  return found != line.end() && found->is_string() ? found->get<std::string>()
                                                   : "";
}

class Measuring {
 public:
  Measuring(Processes& processes, Progress& progress,
            const std::filesystem::path& program, const Sizes& sizes)
      : processes_(processes),
        progress_(progress),
        program_(program),
        sizes_(sizes) {}

  absl::StatusOr<Comparison> All() {
    comparison_ = {.tasks = sizes_.tasks,
                   .workers = sizes_.workers,
                   .task_time = sizes_.task_time,
                   .models = ComparedModels(sizes_.workers)};
    // One run I/O-bound and one for memory, beside those that are CPU-bound.
    steps_ = static_cast<int>(comparison_.models.size()) * (2 + kCpuRuns);
    RACELINGS_RETURN_IF_ERROR(Calibrate());
    for (MeasuredModel& model : comparison_.models) {
      RACELINGS_RETURN_IF_ERROR(Time(model, "I/O-bound", model.io, io_check_));
    }
    // The models take turns, so that what comes and goes on the machine
    // disturbs all of them.
    for (int run = 0; run < kCpuRuns; ++run) {
      for (MeasuredModel& model : comparison_.models) {
        RACELINGS_RETURN_IF_ERROR(
            Time(model, "CPU-bound", model.cpu, cpu_check_));
      }
    }
    for (MeasuredModel& model : comparison_.models) {
      RACELINGS_RETURN_IF_ERROR(Memory(model));
    }
    progress_.Clear();
    return comparison_;
  }

 private:
  absl::StatusOr<json> Run(const std::vector<std::string>& words) {
    Command command{.argv = {program_.string()}};
    command.argv.insert(command.argv.end(), words.begin(), words.end());
    command.limit =
        kLeastLimit + std::chrono::duration_cast<std::chrono::milliseconds>(
                          kLimitFactor * sizes_.tasks * sizes_.task_time);
    const absl::StatusOr<Outcome> outcome = processes_.Run(command);
    if (!outcome.ok()) return outcome.status();
    json line = json::parse(outcome->output, nullptr, false);
    if (outcome->ok() && line.is_object()) return line;
    return InfraError(
        absl::StrCat("'", absl::StrJoin(words, " "),
                     "' could not be measured: ", Describe(*outcome),
                     outcome->output.empty() ? "" : "\n  ",
                     TheError(outcome->output)),
        "./racelings compare --tasks 4   (needs fewer threads)");
  }

  absl::Status Calibrate() {
    progress_.Show("how fast is a processor here");
    const absl::StatusOr<json> line = Run({"calibrate"});
    if (!line.ok()) return line.status();
    comparison_.processors = static_cast<int>(NumberOf(*line, "processors"));
    cpu_steps_ = std::llround(NumberOf(*line, "steps_per_second") *
                              sizes_.task_time.count());
    if (comparison_.processors >= 1 && cpu_steps_ >= 1) return absl::OkStatus();
    return InfraError("the measuring program did not say how fast it is",
                      "./racelings doctor   (says what is wrong here)");
  }

  // Notes the faster of `timing`, when there is one, and a new one.
  absl::Status Time(MeasuredModel& model, const char* kind, Timing& timing,
                    std::string& check) {
    progress_.Show(absl::StrCat("measuring ", kind, " tasks, ", model.title),
                   ++step_, steps_);
    const bool waits = &timing == &model.io;
    const std::int64_t wait =
        std::chrono::duration_cast<std::chrono::nanoseconds>(sizes_.task_time)
            .count();
    const absl::StatusOr<json> line =
        Run({"time", model.name, absl::StrCat(sizes_.tasks),
             absl::StrCat(sizes_.workers), absl::StrCat(waits ? wait : 0),
             absl::StrCat(waits ? 0 : cpu_steps_)});
    if (!line.ok()) return line.status();
    const std::string results = TextOf(*line, "check");
    if (check.empty()) check = results;
    if (results.empty() || results != check) {
      return InfraError(absl::StrCat("the ", kind, " tasks of '", model.title,
                                     "' gave other results than the others'"),
                        "./racelings selftest   (says what is broken)");
    }
    const Timing now{FloatSeconds(NumberOf(*line, "wall_seconds")),
                     FloatSeconds(NumberOf(*line, "processor_seconds"))};
    if (timing.wall.count() <= 0 || now.wall < timing.wall) timing = now;
    return absl::OkStatus();
  }

  absl::Status Memory(MeasuredModel& model) {
    progress_.Show(absl::StrCat("measuring memory, ", model.title), ++step_,
                   steps_);
    const absl::StatusOr<json> line =
        Run({"memory", model.name, absl::StrCat(sizes_.workers)});
    if (!line.ok()) return line.status();
    const auto bytes = line->find("bytes_per_task");
    if (bytes != line->end() && bytes->is_number()) {
      model.bytes_per_task = bytes->get<double>();
    }
    return absl::OkStatus();
  }

  Processes& processes_;
  Progress& progress_;
  const std::filesystem::path& program_;
  const Sizes sizes_;
  Comparison comparison_;
  std::int64_t cpu_steps_ = 0;  // of a CPU-bound task
  std::string io_check_;        // what the first model's results were
  std::string cpu_check_;
  int step_ = 0;
  int steps_ = 0;
};

}  // namespace

absl::StatusOr<Comparison> Measure(Processes& processes, Progress& progress,
                                   const std::filesystem::path& program,
                                   const Sizes& sizes) {
  return Measuring(processes, progress, program, sizes).All();
}

}  // namespace racelings
