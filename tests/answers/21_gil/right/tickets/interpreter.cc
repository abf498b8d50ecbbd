// right — first come, first served

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
      const bool needs_gil = NeedsGil(step);
      if (needs_gil) {
        const unsigned mine = next_.fetch_add(1);
        for (unsigned now = serving_; now != mine; now = serving_) {
          serving_.wait(now);
        }
      }
      step.run();
      if (needs_gil) {
        ++serving_;
        serving_.notify_all();
      }
    }
  }

 private:
  bool NeedsGil(const Step& step) const {
    return interpreter_ == Interpreter::kWithGil &&
           step.kind == Step::Kind::kCode;
  }

  const Interpreter interpreter_;
  std::atomic<unsigned> next_{0};
  std::atomic<unsigned> serving_{0};  // Who has this ticket may run code.
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
