// Processes, like Python's multiprocessing.Process.
//
//   kitchen::Process john("John", [&] { queue.Put("Hello from process"); });
//   john.Join();
//
// A process starts with a copy of all that its parent has, and from then on
// each has its own memory: what one writes there, the other never sees.

#ifndef RACELINGS_KITCHEN_PROCESSES_PROCESS_H_
#define RACELINGS_KITCHEN_PROCESSES_PROCESS_H_

#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>

namespace kitchen {

// One process, from its start until it was waited for. Movable, not copyable.
//
// Thread safety: one thread at a time.
class Process {
 public:
  // Starts a process that calls `function`, in a copy of this one made by
  // fork(), and ends with exit status 0 when that returns. Where it throws,
  // what() goes to standard error, after `name`, and the exit status is 1.
  // Nothing else of the copied program runs there: no destructor of the
  // caller's, no atexit(). Standard streams are flushed before and after, so
  // that nothing is printed twice.
  //
  // Throws std::system_error when the system has no room for one more.
  //
  // REQUIRES: `function` takes no lock that another thread of this process may
  // hold at the moment: in the copy that thread is missing, and the lock stays
  // taken for ever. Where there are other threads, it starts none of its own:
  // ThreadSanitizer cannot follow that.
  Process(std::string name, const std::function<void()>& function);

  // Waits until the process has ended, as Join does: it is never left running
  // nor left behind as a zombie.
  ~Process();

  Process(Process&& other) noexcept;
  Process& operator=(Process&& other) noexcept;

  // Waits until the process has ended. No effect when it was joined before.
  void Join();

  // Ends the process at once (SIGKILL). No effect after Join.
  void Kill();

  const std::string& name() const { return name_; }
  pid_t pid() const { return pid_; }

  // As Python has it: nothing before Join, then the exit status, or -9 for a
  // process that signal 9 ended. It stays nothing where something else had
  // waited for the process before, as waitpid(-1, …) does: then nobody knows.
  std::optional<int> exit_code() const { return exit_code_; }

 private:
  std::string name_;
  pid_t pid_ = -1;
  // The process whose child it is, and -1 when there is nothing to wait for.
  pid_t parent_ = -1;
  std::optional<int> exit_code_;
};

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_PROCESSES_PROCESS_H_
