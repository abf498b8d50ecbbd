// What a test's body calls while it is being explored.

#include <cstdio>
#include <string>
#include <string_view>

#include "schedule/explore.h"
#include "schedule/internal/scheduler.h"

namespace schedule {

using internal::OpKind;
using internal::Scheduler;
using internal::TheScheduler;

void Require(bool ok, std::string_view message, const char* file, int line) {
  if (ok) return;
  if (!Exploring()) {
    std::fprintf(stderr, "%s:%d: %.*s\n", file, line,
                 static_cast<int>(message.size()), message.data());
    __builtin_trap();
  }
  internal::Failure& failure =
      TheScheduler().StartFailure(Kind::kWrongResult, "");
  internal::CaptureStack(&failure.stack);
  std::snprintf(failure.message, sizeof(failure.message), "%.*s",
                static_cast<int>(message.size()), message.data());
  std::snprintf(failure.file, sizeof(failure.file), "%s", file);
  failure.line = line;
  TheScheduler().Leave();
}

void FailDeadlock(std::span<const Stuck> stuck) {
  if (!Exploring()) return;
  internal::Failure& failure = TheScheduler().StartFailure(Kind::kDeadlock, "");
  for (const Stuck& one : stuck) {
    if (failure.stuck_count == internal::kMaxStuck) break;
    internal::StuckPlace& place = failure.stuck[failure.stuck_count++];
    std::snprintf(place.what, sizeof(place.what), "%.*s",
                  static_cast<int>(one.what.size()), one.what.data());
    std::snprintf(place.file, sizeof(place.file), "%.*s",
                  static_cast<int>(one.file.size()), one.file.data());
    place.line = one.line;
  }
  // Threads that wait have no part in it: none of them could wake these.
  failure.blocked_count = 0;
  TheScheduler().Leave();
}

void FailDeadlock(std::string_view processes) {
  if (!Exploring()) return;
  TheScheduler().Fail(Kind::kDeadlock, std::string(processes).c_str());
}

void Note(std::string_view text) {
  if (!Exploring()) return;
  TheScheduler().Reach({.kind = OpKind::kNote});
  TheScheduler().AddNote(text.data(), static_cast<int>(text.size()));
}

std::vector<Noted> Notes() {
  std::vector<Noted> notes;
  for (int i = 0; i < TheScheduler().note_count(); ++i) {
    const internal::NoteLine& note = TheScheduler().note(i);
    notes.push_back({.thread = note.thread,
                     .time = std::chrono::nanoseconds{note.time_ns},
                     .text = note.text});
  }
  return notes;
}

void LookOn() {
  if (Exploring()) TheScheduler().SetOnlooker(*Scheduler::Self());
}

int MostThreadsAtOnce() { return TheScheduler().most_started(); }

bool Exploring() { return Scheduler::Self() != nullptr; }

std::chrono::nanoseconds Elapsed() {
  return std::chrono::nanoseconds{TheScheduler().now()};
}

}  // namespace schedule
