#include "harness/burgers.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>
#include <utility>

#include "kitchen/console.h"
#include "schedule/explore.h"

namespace harness {
namespace {

using std::chrono::nanoseconds;

// Plain memory, of which ThreadSanitizer is told nothing: the test's own
// counting orders nothing, and is no step of a schedule. Of the explored
// threads only one runs at a time, so nothing is lost.
struct Burger {
  int made = 0;
  int64_t begun_ns = -1;
};

constexpr size_t kMost = 8;
Burger the_burgers[kMost];

[[clang::no_sanitize("thread")]] void Forget() {
  for (Burger& burger : the_burgers) {
    burger.made = 0;
    burger.begun_ns = -1;
  }
}

[[clang::no_sanitize("thread")]] void NoteBegun(size_t i, int64_t now_ns) {
  the_burgers[i].begun_ns = now_ns;
}

[[clang::no_sanitize("thread")]] void CountMade(size_t i) {
  ++the_burgers[i].made;
}

[[clang::no_sanitize("thread")]] int MadeSoFar(size_t i) {
  return the_burgers[i].made;
}

[[clang::no_sanitize("thread")]] int64_t BegunNs(size_t i) {
  return the_burgers[i].begun_ns;
}

void Make(size_t i, nanoseconds time) {
  NoteBegun(i, schedule::Elapsed().count());
  kitchen::Say("Preparing burger #" + std::to_string(i) + "...");
  if (time > nanoseconds(0)) std::this_thread::sleep_for(time);
  kitchen::Say("Burger made #" + std::to_string(i));
  CountMade(i);
}

}  // namespace

Burgers::Burgers(std::vector<nanoseconds> times) : times_(std::move(times)) {
  schedule::Require(times_.size() <= kMost, "a test orders too many burgers");
  Forget();
}

std::function<void()> Burgers::Task(size_t i) const {
  return [i, time = times_.at(i)] { Make(i, time); };
}

std::list<std::function<void()>> Burgers::Tasks() const {
  std::list<std::function<void()>> tasks;
  for (size_t i = 0; i < times_.size(); ++i) tasks.push_back(Task(i));
  return tasks;
}

int Burgers::Made(size_t i) const { return MadeSoFar(i); }

nanoseconds Burgers::Begun(size_t i) const { return nanoseconds(BegunNs(i)); }

void Burgers::RequireEachMadeOnce(const char* function, const char* file,
                                  int line) const {
  for (size_t i = 0; i < times_.size(); ++i) {
    const int made = Made(i);
    const std::string burger = "burger #" + std::to_string(i);
    schedule::Require(made > 0,
                      burger + " was ordered, and nobody had made it when " +
                          function + " returned",
                      file, line);
    schedule::Require(made == 1,
                      burger + " was ordered once, and made " +
                          std::to_string(made) + " times",
                      file, line);
  }
}

}  // namespace harness
