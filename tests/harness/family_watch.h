// Notices that the processes of a schedule wait for each other for ever.
//
// Where a thread waits for another process, the explorer cannot know whether
// that will ever do something, and gives it ten seconds of real time. Of
// processes that the answer itself has started more can be told: the kernel
// says what each of them is doing, and how often it has given its processor up.
// So it is looked twice. If each process waits without an end, or has ended; if
// neither they nor the threads of this process have run in between; and if
// virtual time has passed in between, which takes that no thread could run:
// then nobody can ever go on. No luck comes into it, and no clock on the wall.

#ifndef RACELINGS_HARNESS_FAMILY_WATCH_H_
#define RACELINGS_HARNESS_FAMILY_WATCH_H_

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace harness {

// One process below this one, as it is found.
struct Relative {
  int pid = 0;
  std::string name;
  long long switches = 0;  // How often it has given its processor up so far.
  std::string waits;       // For what, without an end; empty where it does not.

  bool operator==(const Relative&) const = default;
};

// What a look finds.
struct FamilySeen {
  std::vector<Relative> relatives;  // Zombies apart.
  bool is_whole = false;            // Whether none can be missing.
  bool has_children = false;        // Zombies included.
  long long switches = 0;  // Of this process's threads but the one that looks.

  bool operator==(const FamilySeen&) const = default;
};

// Not a visible operation.
FamilySeen LookAtFamily();

// Watches from its construction on, on a thread that sleeps for an hour of
// virtual time between two looks: nothing happens in that time unless no thread
// of the schedule can run. Ends the schedule with a deadlock, or, where some
// never came to a Rendezvous, with a wrong result that points at `file` and
// `line`.
//
// REQUIRES: the timely clock.
class FamilyWatch {
 public:
  FamilyWatch(const char* file, int line);
  ~FamilyWatch();

  FamilyWatch(const FamilyWatch&) = delete;
  FamilyWatch& operator=(const FamilyWatch&) = delete;

 private:
  void Watch();

  const char* file_;
  const int line_;
  std::mutex mutex_;
  std::condition_variable end_;
  bool over_ = false;  // Guarded by mutex_.
  std::thread thread_;
};

}  // namespace harness

#endif  // RACELINGS_HARNESS_FAMILY_WATCH_H_
