#ifndef RACELINGS_RUNNER_COMMANDS_CLASS_TABLE_H_
#define RACELINGS_RUNNER_COMMANDS_CLASS_TABLE_H_

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "runner/system/terminal.h"

namespace racelings {

// How far the judging of a class is: on a terminal a table that is written
// over, elsewhere a line for each answer.
class ClassTable {
 public:
  // Does not own `out`, which must outlive this.
  ClassTable(std::ostream& out, Terminal terminal)
      : out_(out), terminal_(terminal) {}
  ClassTable(const ClassTable&) = delete;
  ClassTable& operator=(const ClassTable&) = delete;
  ~ClassTable() { Erase(); }

  // An answer to this exercise is going to be judged.
  void Expect(const std::string& id);

  // One of them was judged: "pass", "fail" or "infra".
  void Judged(const std::string& id, std::string_view status);

  void Draw();
  void Erase();

 private:
  struct Row {
    std::string id;
    int expected = 0;
    int right = 0;
    int wrong = 0;
    int not_graded = 0;

    int judged() const { return right + wrong + not_graded; }
  };
  Row& RowOf(const std::string& id);

  std::ostream& out_;
  const Terminal terminal_;
  std::vector<Row> rows_;
  int drawn_ = 0;  // lines that are on the terminal
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_CLASS_TABLE_H_
