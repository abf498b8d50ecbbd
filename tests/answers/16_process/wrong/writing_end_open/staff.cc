// expect: deadlock|wrong-result — reads to an end that never comes:
// this process has the writing end open itself
#include "staff.h"

#include <unistd.h>

#include <optional>
#include <string>
#include <vector>

#include "kitchen/console.h"
#include "kitchen/processes/message_queue.h"
#include "kitchen/processes/process.h"

using kitchen::MessageQueue;
using kitchen::Process;
using kitchen::Say;

int WorkTogether(const Shift& shift, int cooks) {
  MessageQueue counts;
  std::vector<Process> staff;
  for (int cook = 0; cook < cooks; ++cook) {
    staff.emplace_back("cook " + std::to_string(cook), [&counts, &shift, cook] {
      Say("Process ID: " + std::to_string(getpid()));
      counts.Put(std::to_string(shift(cook)));
    });
  }
  int made = 0;
  while (std::optional<std::string> count = counts.Get()) {
    made += std::stoi(*count);
  }
  for (Process& process : staff) process.Join();
  return made;
}
