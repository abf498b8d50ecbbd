// expect: wrong-result — an exit status has eight bits: 300 burgers arrive as
// 44
#include "staff.h"

#include <unistd.h>

#include <string>
#include <vector>

#include "kitchen/console.h"
#include "kitchen/processes/process.h"

using kitchen::Process;
using kitchen::Say;

int WorkTogether(const Shift& shift, int cooks) {
  std::vector<Process> staff;
  for (int cook = 0; cook < cooks; ++cook) {
    staff.emplace_back("cook " + std::to_string(cook), [&shift, cook] {
      Say("Process ID: " + std::to_string(getpid()));
      _exit(shift(cook));
    });
  }
  int made = 0;
  for (Process& process : staff) {
    process.Join();
    made += process.exit_code().value_or(0);
  }
  return made;
}
