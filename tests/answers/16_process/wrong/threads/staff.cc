// expect: wrong-result — threads share their memory, and are no processes
#include "staff.h"

#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/console.h"

using kitchen::Say;

int WorkTogether(const Shift& shift, int cooks) {
  std::atomic<int> made = 0;
  std::vector<std::thread> staff;
  for (int cook = 0; cook < cooks; ++cook) {
    staff.emplace_back([&made, &shift, cook] {
      Say("Process ID: " + std::to_string(getpid()));
      made += shift(cook);
    });
  }
  for (std::thread& thread : staff) thread.join();
  return made;
}
