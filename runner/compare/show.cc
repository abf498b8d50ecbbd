#include "runner/compare/show.h"

#include <climits>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "schedule/cells.h"

namespace racelings {
namespace {

using nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr int kTextWidth = 78;  // of the notes, where it is no terminal

ordered_json TimingJson(const Comparison& comparison,
                        Timing MeasuredModel::* kind,
                        const MeasuredModel& model) {
  const Timing& timing = model.*kind;
  return {{"wall_seconds", timing.wall.count()},
          {"processor_seconds", timing.processor.count()},
          {"speed_up", SpeedUp(comparison, kind, model)}};
}

}  // namespace

std::string ShownTime(FloatSeconds time) {
  const bool short_time = time < FloatSeconds(0.095);
  return absl::StrFormat("%.*f s", short_time ? 3 : 2, time.count());
}

std::string ShownSpeedUp(double speed_up) {
  return absl::StrFormat("%.1f", speed_up);
}

std::string ShownMemory(const MeasuredModel& model) {
  if (!model.bytes_per_task) return "?";
  if (*model.bytes_per_task < 1) return "none";
  return absl::StrFormat("%.1f kB", *model.bytes_per_task / 1000);
}

std::string Headline(const Comparison& comparison) {
  const std::string time = ShownTime(comparison.task_time);
  return absl::StrCat(comparison.tasks,
                      comparison.tasks == 1 ? " task that"
                                            : " tasks, each of "
                                              "which",
                      " waits for ", time, " (I/O-bound) or computes for ",
                      time, " (CPU-bound)");
}

std::string CompareText(const Terminal& terminal,
                        const Comparison& comparison) {
  std::string text = absl::StrCat(Headline(comparison), "\n\n");
  absl::StrAppend(&text, absl::StrFormat("%-20s  %19s   %19s   %8s\n", "",
                                         "I/O-bound", "CPU-bound", "memory"));
  absl::StrAppend(&text,
                  terminal.Bold(absl::StrFormat(
                      "%-20s  %8s   %8s   %8s   %8s   %8s", "", "time",
                      "speed-up", "time", "speed-up", "per task")),
                  "\n");
  for (const MeasuredModel& model : comparison.models) {
    const auto shown = [&](Timing MeasuredModel::* kind) {
      return absl::StrFormat("%8s   %8s", ShownTime((model.*kind).wall),
                             ShownSpeedUp(SpeedUp(comparison, kind, model)));
    };
    absl::StrAppend(
        &text, absl::StrFormat("%-20s  %s   %s   %8s\n", model.title,
                               shown(&MeasuredModel::io),
                               shown(&MeasuredModel::cpu), ShownMemory(model)));
  }
  const int width = terminal.is_terminal ? terminal.width : kTextWidth;
  for (const std::string& note : Notes(comparison)) {
    absl::StrAppend(&text, "\n");
    for (const std::string& line :
         schedule::Wrapped(note, width, INT_MAX, "")) {
      absl::StrAppend(&text, line, "\n");
    }
  }
  return text;
}

std::string CompareJson(const Comparison& comparison) {
  ordered_json models = ordered_json::array();
  for (const MeasuredModel& model : comparison.models) {
    ordered_json one = {
        {"model", model.name},
        {"io_bound", TimingJson(comparison, &MeasuredModel::io, model)},
        {"cpu_bound", TimingJson(comparison, &MeasuredModel::cpu, model)}};
    one["bytes_per_task"] = model.bytes_per_task
                                ? ordered_json(*model.bytes_per_task)
                                : ordered_json(nullptr);
    models.push_back(one);
  }
  const ordered_json report = {{"version", kVersion},
                               {"tasks", comparison.tasks},
                               {"task_seconds", comparison.task_time.count()},
                               {"workers", comparison.workers},
                               {"processors", comparison.processors},
                               {"models", models},
                               {"notes", Notes(comparison)}};
  return absl::StrCat(report.dump(2), "\n");
}

}  // namespace racelings
