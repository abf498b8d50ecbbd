// expect: wrong-result — waits for each cook before the next one is started
#include "staff.h"

#include <unistd.h>

#include <optional>
#include <string>

#include "kitchen/console.h"
#include "kitchen/processes/message_queue.h"
#include "kitchen/processes/process.h"

using kitchen::MessageQueue;
using kitchen::Process;
using kitchen::Say;

int WorkTogether(const Shift& shift, int cooks) {
  MessageQueue counts;
  int made = 0;
  for (int cook = 0; cook < cooks; ++cook) {
    Process process("cook " + std::to_string(cook), [&counts, &shift, cook] {
      Say("Process ID: " + std::to_string(getpid()));
      counts.Put(std::to_string(shift(cook)));
    });
    process.Join();
    made += std::stoi(counts.Get().value_or("0"));
  }
  return made;
}
