// expect: wrong-result — takes the lock where there should be none

#include "interpreter.h"

#include <mutex>
#include <string>
#include <thread>

#include "kitchen/staff.h"

namespace {

class Runtime {
 public:
  // What each thread does.
  void Run(const Program& program) {
    for (const Step& step : program) {
      std::unique_lock gil(gil_, std::defer_lock);
      if (NeedsGil(step)) gil.lock();
      step.run();
    }
  }

 private:
  static bool NeedsGil(const Step& step) {
    return step.kind == Step::Kind::kCode;
  }

  std::mutex gil_;  // Who has it may run code.
};

}  // namespace

void RunThreads(const std::vector<Program>& programs,
                Interpreter /*interpreter*/) {
  Runtime runtime;
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
