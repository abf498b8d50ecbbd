// expect: wrong-result — a lock around the addition changes nothing: nobody
// shares either of them
#include "staff.h"

#include <unistd.h>

#include <mutex>
#include <string>
#include <vector>

#include "kitchen/console.h"
#include "kitchen/processes/process.h"

using kitchen::Process;
using kitchen::Say;

int WorkTogether(const Shift& shift, int cooks) {
  std::mutex mutex;
  int made = 0;
  std::vector<Process> staff;
  for (int cook = 0; cook < cooks; ++cook) {
    staff.emplace_back("cook " + std::to_string(cook), [&, cook] {
      Say("Process ID: " + std::to_string(getpid()));
      const int burgers = shift(cook);
      const std::scoped_lock lock(mutex);
      made += burgers;
    });
  }
  for (Process& process : staff) process.Join();
  return made;
}
