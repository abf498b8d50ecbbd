// right — absl::MutexLockMaybe, with no lock where none is needed

#include "interpreter.h"

#include <string>
#include <thread>

#include "absl/synchronization/mutex.h"
#include "kitchen/staff.h"

namespace {

class Runtime {
 public:
  explicit Runtime(Interpreter interpreter) : interpreter_(interpreter) {}

  // What each thread does.
  void Run(const Program& program) {
    for (const Step& step : program) {
      absl::MutexLockMaybe gil(NeedsGil(step) ? &gil_ : nullptr);
      step.run();
    }
  }

 private:
  bool NeedsGil(const Step& step) const {
    return interpreter_ == Interpreter::kWithGil &&
           step.kind == Step::Kind::kCode;
  }

  const Interpreter interpreter_;
  absl::Mutex gil_;  // Who has it may run code.
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
