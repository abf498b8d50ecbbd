// expect: deadlock — all inputs are put before the first result is taken: when
// the results fill their queue, the workers wait, and so does who still puts
#include "compute_all.h"

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>

#include "kitchen/processes/message_queue.h"
#include "kitchen/processes/process.h"

using kitchen::MessageQueue;
using kitchen::Process;

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  MessageQueue todo;
  MessageQueue done;
  std::vector<Process> processes;
  for (int i = 0; i < workers; ++i) {
    processes.emplace_back("worker " + std::to_string(i), [&] {
      todo.CloseWriting();
      done.CloseReading();
      while (std::optional<std::string> place = todo.Get()) {
        done.Put(*place + " " +
                 std::to_string(compute(inputs[std::stoull(*place)])));
      }
    });
  }
  done.CloseWriting();
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    todo.Put(std::to_string(i));
  }
  todo.CloseWriting();
  std::vector<std::int64_t> results(inputs.size());
  std::size_t count = 0;
  while (std::optional<std::string> message = done.Get()) {
    const std::size_t space = message->find(' ');
    results[std::stoull(*message)] = std::stoll(message->substr(space));
    ++count;
  }
  for (Process& process : processes) process.Join();
  if (count < inputs.size()) throw std::runtime_error("a worker was killed");
  return results;
}
