// right — as many messages as cooks: no end is waited for
#include "staff.h"

#include <unistd.h>

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
  for (int cook = 0; cook < cooks; ++cook) {
    made += std::stoi(counts.Get().value_or("0"));
  }
  for (Process& process : staff) process.Join();
  return made;
}
