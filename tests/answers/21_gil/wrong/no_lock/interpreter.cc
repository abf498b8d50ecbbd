// expect: data-race — no lock: everything is fast, and objects break

#include "interpreter.h"

#include <string>
#include <thread>

#include "kitchen/staff.h"

namespace {

class Runtime {
 public:
  // What each thread does.
  void Run(const Program& program) {
    for (const Step& step : program) {
      step.run();
    }
  }
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
