// expect: wrong-result — takes it after a wait, though there should be none

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
    if (interpreter_ == Interpreter::kWithGil) gil.lock();
    for (const Step& step : program) {
      const bool waits = step.kind == Step::Kind::kWait;
      if (waits && gil.owns_lock()) gil.unlock();
      step.run();
      if (!gil.owns_lock()) gil.lock();
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
