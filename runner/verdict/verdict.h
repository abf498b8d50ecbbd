#ifndef RACELINGS_RUNNER_VERDICT_VERDICT_H_
#define RACELINGS_RUNNER_VERDICT_VERDICT_H_

#include <string>
#include <string_view>
#include <vector>

#include "runner/findings/finding.h"

namespace racelings {

enum class Status { kPass, kFail, kInfra, kSkipped };

// "pass", "fail", "infra", "skipped".
std::string_view StatusName(Status status);

// How long one test had to look for what it found, or found nothing.
struct TestSearch {
  std::string test;
  int schedules = 0;
  bool found = false;
  bool certain = false;  // any seed would have shown it
};

// One of the looks that were taken at an answer.
struct CheckResult {
  std::string name;  // "build", "forbidden", "schedules", "races"
  Status status = Status::kSkipped;
  int schedules = 0;    // that every test was played under, at least
  bool proved = false;  // of every test, every schedule there is was played
  std::vector<Event> trace{};  // of a replay of one test that found nothing
  std::vector<TestSearch> searches{};
};

struct Verdict {
  std::string id;
  std::string answer{};  // "exercise", "solution" or the folder that was named
  Status status = Status::kInfra;
  std::vector<CheckResult> checks{};
  std::vector<Finding> findings{};  // the first explains the rest
  std::string fingerprint{};  // of what was judged: the answer and its test
  std::string replayed{};     // the one schedule that was played, if one was
  std::string
      isolation{};  // how the answer's code was kept apart; see Processes
};

// Sorts findings so that the first explains the others, and drops repetitions:
// the same kind at the same lines, found by another test or judge.
void Rank(std::vector<Finding>& findings);

// Sets the status: a finding fails the answer, whatever else broke down; a
// pass needs every check to have passed.
void Conclude(Verdict& verdict);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_VERDICT_VERDICT_H_
