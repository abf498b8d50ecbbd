// The processes that an answer starts in one schedule, as its test sees them.
//
//   harness::ExploreFamily([] {
//     const harness::Family family;
//     const int made = WorkTogether(shift, 3);
//     family.Returned();
//     family.RequireNothingLeft("WorkTogether");
//   });
//
// Other processes run in real time, and the explorer knows nothing of them. A
// family listens to what they say, notices when all of them wait for each other
// for ever, and finds what was left behind.

#ifndef RACELINGS_HARNESS_FAMILY_H_
#define RACELINGS_HARNESS_FAMILY_H_

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/family_watch.h"
#include "harness/shared.h"

namespace harness {

// One at a time; for the body's main thread. Only with the timely clock.
class Family {
 public:
  // The place is what a finding of its watch points at.
  explicit Family(const char* file = __builtin_FILE(),
                  int line = __builtin_LINE());
  ~Family();

  Family(const Family&) = delete;
  Family& operator=(const Family&) = delete;

  // Lines that other processes than this one have said in the kitchen so far,
  // in their order: the first hundred, a hundred characters each.
  std::vector<std::string> Lines() const;

  // To be called as soon as the answer's function has returned. A process of
  // the answer's that gets here as well, because nothing ended it, ends here.
  void Returned() const;

  // Ends the schedule unless all processes that `function` started have ended
  // and were waited for, and all descriptors that it opened are closed.
  // Nor may it have returned in one of those processes.
  void RequireNothingLeft(const std::string& function,
                          const char* file = __builtin_FILE(),
                          int line = __builtin_LINE()) const;

 private:
  friend void SayInFamily(std::string_view line);

  static constexpr int kLines = 100;
  static constexpr std::size_t kLineSize = 101;
  struct Said {
    int returned;  // In how many processes that are not the test's.
    int count;
    std::array<std::array<char, kLineSize>, kLines> lines;
  };

  // Of the family that is there. Null at the end of each schedule, as at its
  // beginning.
  static Said* said_here;

  const int process_;
  Shared<Said> said_;
  std::vector<bool> open_;  // Descriptors that are not the answer's.
  FamilyWatch watch_;
};

// schedule::ExploreTest for a body with a family in it: with the timely clock,
// and without the many more schedules that it takes to make a finding simpler,
// each of which would start processes.
void ExploreFamily(const std::function<void()>& body);

// What a process says in the kitchen that the explorer knows nothing of.
// Dropped where there is no family.
void SayInFamily(std::string_view line);

// Adds one and returns what it was before. Neither ThreadSanitizer nor the
// explorer sees it, so that counting orders nothing.
int CountUnseen(int* count);
int ReadUnseen(const int* count);
void WriteUnseen(int* count, int value);

// Where `size` of those who come have to be there at the same time: processes,
// or threads. Who waits for one that never comes waits for ever. That is a
// finding of the family's watch, which says `otherwise`.
class Rendezvous {
 public:
  // REQUIRES: the Family is made later: descriptors that are open by then are
  // not the answer's.
  Rendezvous(int size, std::string otherwise);
  ~Rendezvous();

  Rendezvous(const Rendezvous&) = delete;
  Rendezvous& operator=(const Rendezvous&) = delete;

  // Waits until all are there. No effect for those who come later still.
  void Meet() const;

  // Is there, and does not wait.
  void Come() const;

  // `otherwise` where some came and others did not. Else empty.
  static std::string Missing();

 private:
  static const Rendezvous* here;  // Null at the end of each schedule.

  int size_;
  std::string otherwise_;
  int reading_ = -1;
  int writing_ = -1;
  Shared<int> arrived_;
};

}  // namespace harness

#endif  // RACELINGS_HARNESS_FAMILY_H_
