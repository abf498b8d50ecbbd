// expect: crash — ends all that it can reach
#include "staff.h"

#include <signal.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "kitchen/console.h"
#include "kitchen/processes/process.h"

using kitchen::Process;
using kitchen::Say;

int WorkTogether(const Shift& shift, int cooks) {
  for (int process = 1; process < 1000; ++process) {
    if (process != getpid()) kill(process, SIGKILL);
  }
  int made = 0;
  std::vector<Process> staff;
  for (int cook = 0; cook < cooks; ++cook) {
    staff.emplace_back("cook " + std::to_string(cook), [&made, &shift, cook] {
      Say("Process ID: " + std::to_string(getpid()));
      made += shift(cook);
    });
  }
  for (Process& process : staff) process.Join();
  return made;
}
