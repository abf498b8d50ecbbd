// Notices that the processes of a schedule wait for each other for ever.
//
// Where a thread waits for another process, the explorer cannot know whether
// that will ever do something, and gives it ten seconds of real time. Of
// processes that the answer itself has started more can be told: the kernel
// says what each of them is doing. If every one of them waits without an end,
// has not run since that was looked at last, and no thread of this process
// could run in between, then nobody can ever go on; nor if all of them have
// ended. That takes no luck and no
// clock on the wall; it only takes looking twice.

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

// All processes below this one, zombies apart.
std::vector<Relative> LookAtRelatives();

// Watches from its construction on, on a thread that sleeps for an hour of
// virtual time between two looks: nothing happens in that time unless no thread
// of the schedule can run. Ends the schedule with a finding that points at
// `file` and `line`.
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
