// right — async for each program, and an optional lock

#include "interpreter.h"

#include <future>
#include <mutex>
#include <optional>
#include <string>

#include "kitchen/staff.h"

namespace {

class Runtime {
 public:
  explicit Runtime(Interpreter interpreter) : interpreter_(interpreter) {}

  // What each thread does.
  void Run(const Program& program) {
    for (const Step& step : program) {
      std::optional<std::scoped_lock<std::mutex>> gil;
      if (NeedsGil(step)) gil.emplace(gil_);
      step.run();
    }
  }

 private:
  bool NeedsGil(const Step& step) const {
    return interpreter_ == Interpreter::kWithGil &&
           step.kind == Step::Kind::kCode;
  }

  const Interpreter interpreter_;
  std::mutex gil_;  // Who has it may run code.
};

}  // namespace

void RunThreads(const std::vector<Program>& programs, Interpreter interpreter) {
  Runtime runtime(interpreter);
  std::vector<std::future<void>> threads;
  for (const Program& program : programs) {
    const std::string name = "Thread-" + std::to_string(threads.size());
    threads.push_back(
        std::async(std::launch::async, [&runtime, &program, name] {
          kitchen::SetThreadName(name);
          runtime.Run(program);
        }));
  }
  for (std::future<void>& thread : threads) thread.get();
}
