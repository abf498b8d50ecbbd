// The script: three processes, each of which says its id and makes a few
// burgers.

#include <chrono>
#include <string>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/stopwatch.h"
#include "staff.h"

using kitchen::Say;

namespace {

constexpr int kCooks = 3;

// The first makes one burger, the next two, and so on: one second for each.
int MakeBurgers(int cook) {
  int made = 0;
  while (made < cook + 1) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    ++made;
  }
  return made;
}

}  // namespace

int main() {
  const kitchen::Stopwatch stopwatch;
  const int made = WorkTogether(MakeBurgers, kCooks);
  Say("Burgers made: " + std::to_string(made));
  Say("Orders completed in " + kitchen::Seconds(stopwatch.Elapsed()) +
      " seconds.");
}
