// right — a flag with a condition variable

#include "interpreter.h"

#include <condition_variable>
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
    for (const Step& step : program) {
      const bool needs_gil = NeedsGil(step);
      if (needs_gil) Take();
      step.run();
      if (needs_gil) GiveBack();
    }
  }

 private:
  bool NeedsGil(const Step& step) const {
    return interpreter_ == Interpreter::kWithGil &&
           step.kind == Step::Kind::kCode;
  }

  void Take() {
    std::unique_lock lock(mutex_);
    free_.wait(lock, [this] { return !taken_; });
    taken_ = true;
  }

  void GiveBack() {
    {
      std::scoped_lock lock(mutex_);
      taken_ = false;
    }
    free_.notify_one();
  }

  const Interpreter interpreter_;
  std::mutex mutex_;  // Guards taken_.
  std::condition_variable free_;
  bool taken_ = false;  // Whether somebody may run code.
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
