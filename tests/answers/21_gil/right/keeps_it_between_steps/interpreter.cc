// right — keeps it from one step of code to the next

#include "interpreter.h"

#include <mutex>
#include <string>
#include <thread>

#include "kitchen/staff.h"

namespace {

class Runtime {
 public:
  explicit Runtime(Interpreter interpreter) : interpreter_(interpreter) {}

  // What each thread does.
  void Run(const Program& program) {
    std::unique_lock gil(gil_, std::defer_lock);
    for (const Step& step : program) {
      const bool needs_gil = interpreter_ == Interpreter::kWithGil &&
                             step.kind == Step::Kind::kCode;
      if (needs_gil && !gil) gil.lock();
      if (!needs_gil && gil) gil.unlock();
      step.run();
    }
  }

 private:
  const Interpreter interpreter_;
  std::mutex gil_;  // Who has it may run code.
};

}  // namespace

void RunThreads(const std::vector<Program>& programs, Interpreter interpreter) {
  Runtime runtime(interpreter);
  std::vector<std::thread> threads;
  for (const Program& program : programs) {
    const std::string name = "Thread-" + std::to_string(threads.size());
    threads.emplace_back([&runtime, &program, name] {
      kitchen::SetThreadName(name);
      runtime.Run(program);
    });
  }
  for (std::thread& thread : threads) thread.join();
}
