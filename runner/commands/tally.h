#ifndef RACELINGS_RUNNER_COMMANDS_TALLY_H_
#define RACELINGS_RUNNER_COMMANDS_TALLY_H_

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "runner/system/progress.h"
#include "runner/system/terminal.h"

namespace racelings {

// Counts what passed and what failed, printing one line each as it comes.
class Tally {
 public:
  // Does not own `out` and `progress`, which must outlive this.
  Tally(std::ostream& out, Terminal terminal, Progress& progress)
      : out_(out), terminal_(terminal), progress_(progress) {}

  // "ok    name", or "FAIL  name: why" when `why` is not empty.
  void Count(std::string_view name, std::string_view why);

  // One that failed elsewhere, as it was told there: "name: why".
  void Fail(std::string_view failure);

  // Counts many at once, which printed their own lines.
  void Add(int passed, int failed, std::string_view name);

  int failed() const { return failed_; }

  // The failures once more, when `again`, and then "N passed, N failed", alone
  // on its line.
  void Finish(bool again);

 private:
  std::ostream& out_;
  const Terminal terminal_;
  Progress& progress_;
  int passed_ = 0;
  int failed_ = 0;
  std::vector<std::string> failures_;
};

// "4 passed, 1 failed", as Finish() prints it. False when the line is another.
bool ParseCount(std::string_view line, int& passed, int& failed);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_TALLY_H_
