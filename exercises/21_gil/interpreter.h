// What main.cc and the tests expect of interpreter.cc. Nothing to change here.

#ifndef RACELINGS_21_INTERPRETER_H_
#define RACELINGS_21_INTERPRETER_H_

#include <functional>
#include <vector>

// What code works with. Each use changes its count of references, so that only
// one thread at a time may use it.
class PythonObject {
 public:
  void Use() { ++references_; }

 private:
  int references_ = 0;
};

// One step of a Python program.
struct Step {
  enum class Kind {
    kCode,  // The interpreter runs it: it uses Python's objects.
    kWait,  // Waits for the network, a file, a clock; uses no object of
            // Python's.
  };
  Kind kind;
  std::function<void()> run;  // Returns when the step is done. Does not throw.
};

using Program = std::vector<Step>;

enum class Interpreter {
  kWithGil,       // At most one thread at a time is in a step of code.
  kFreeThreaded,  // Any number may be.
};

// Runs each program on a thread of its own, all at the same time, and in each
// the steps one after the other. Returns when all have ended.
//
// kWithGil: a step of code begins when no other is running, and sees all that
// the steps of code before it did. A thread that waits keeps nobody from
// anything. kFreeThreaded: no thread waits for another.
void RunThreads(const std::vector<Program>& programs, Interpreter interpreter);

#endif  // RACELINGS_21_INTERPRETER_H_
