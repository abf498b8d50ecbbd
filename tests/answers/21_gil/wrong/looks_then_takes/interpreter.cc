// expect: data-race|wrong-result — two may see it free before either takes it

#include "interpreter.h"

#include <atomic>
#include <string>
#include <thread>

#include "kitchen/staff.h"

namespace {

class Runtime {
 public:
  explicit Runtime(Interpreter interpreter) : interpreter_(interpreter) {}

  // What each thread does.
  void Run(const Program& program) {
    for (const Step& step : program) {
      if (NeedsGil(step)) {
        while (taken_) std::this_thread::yield();
        taken_ = true;
      }
      step.run();
      if (NeedsGil(step)) taken_ = false;
    }
  }

 private:
  bool NeedsGil(const Step& step) const {
    return interpreter_ == Interpreter::kWithGil &&
           step.kind == Step::Kind::kCode;
  }

  const Interpreter interpreter_;
  std::atomic<bool> taken_{false};  // Whether somebody runs code.
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
