#include "harness/transcript.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <thread>
#include <vector>

#include "harness/family.h"
#include "kitchen/compute.h"
#include "kitchen/console.h"
#include "kitchen/coroutines/deadlock.h"
#include "kitchen/order_log.h"
#include "kitchen/stopwatch.h"

namespace harness {

Transcript::Transcript() : first_(schedule::Notes().size()) {}

std::vector<schedule::Noted> Transcript::Lines() const {
  std::vector<schedule::Noted> lines = schedule::Notes();
  lines.erase(lines.begin(), lines.begin() + static_cast<ptrdiff_t>(first_));
  return lines;
}

int Transcript::Count(const std::string& line) const {
  const std::vector<schedule::Noted> lines = Lines();
  return static_cast<int>(std::count_if(
      lines.begin(), lines.end(),
      [&](const schedule::Noted& noted) { return noted.text == line; }));
}

void ListenToTheKitchen() {
  kitchen::SetListener([](std::string_view line) {
    if (schedule::Exploring()) return schedule::Note(line);
    SayInFamily(line);
  });
  kitchen::SetLogListener([](std::string_view entry) {
    schedule::Note(std::string(kLogged).append(entry));
  });
  // Computing takes the time of the thread that does it, and of nobody else.
  kitchen::SetComputer([](std::chrono::milliseconds time) {
    schedule::Note("computes for " + kitchen::Seconds(time) + " s");
    std::this_thread::sleep_for(time);
  });
  kitchen::SetDeadlockListener([](std::span<const kitchen::Stuck> stuck) {
    std::vector<schedule::Stuck> told;
    for (const kitchen::Stuck& one : stuck) {
      told.push_back({.what = one.what,
                      .file = one.where.file_name(),
                      .line = static_cast<int>(one.where.line())});
    }
    schedule::FailDeadlock(told);
  });
}

}  // namespace harness
