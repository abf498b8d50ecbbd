// expect: wrong-result — collects in a vector that each worker has a copy of
#include "collect.h"

#include "kitchen/processes/process.h"

using kitchen::Process;

std::vector<std::string> Collect(const Worker& worker, int workers) {
  std::vector<std::string> messages;
  std::vector<Process> processes;
  for (int i = 0; i < workers; ++i) {
    processes.emplace_back("worker " + std::to_string(i), [&, i] {
      worker(i,
             [&](const std::string& message) { messages.push_back(message); });
    });
  }
  for (Process& process : processes) process.Join();
  return messages;
}
