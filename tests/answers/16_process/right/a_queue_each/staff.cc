// right — a queue for each cook, read in their order
#include "staff.h"

#include <unistd.h>

#include <deque>
#include <string>
#include <vector>

#include "kitchen/console.h"
#include "kitchen/processes/message_queue.h"
#include "kitchen/processes/process.h"

using kitchen::MessageQueue;
using kitchen::Process;
using kitchen::Say;

int WorkTogether(const Shift& shift, int cooks) {
  std::deque<MessageQueue> counts;
  std::vector<Process> staff;
  for (int cook = 0; cook < cooks; ++cook) {
    MessageQueue& count = counts.emplace_back();
    staff.emplace_back("cook " + std::to_string(cook), [&count, &shift, cook] {
      Say("Process ID: " + std::to_string(getpid()));
      count.Put(std::to_string(shift(cook)));
    });
  }
  int made = 0;
  for (MessageQueue& count : counts)
    made += std::stoi(count.Get().value_or("0"));
  for (Process& process : staff) process.Join();
  return made;
}
