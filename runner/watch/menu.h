#ifndef RACELINGS_RUNNER_WATCH_MENU_H_
#define RACELINGS_RUNNER_WATCH_MENU_H_

#include <cstddef>
#include <string>
#include <vector>

#include "runner/watch/keys.h"

namespace racelings {

// A list to choose an exercise from, with a filter to type.
class Menu {
 public:
  struct Row {
    std::string id;
    std::string title;
    std::string chapter;
    std::string mark;  // "solved", "changed", "hints", or ""
    int points = 0;
  };
  enum class Answer { kOpen, kClosed, kChosen };

  // `current`: the id on which the choice stands at first.
  Menu(std::vector<Row> rows, const std::string& current);

  // What a key does: moves the choice, filters, closes, or chooses.
  Answer Press(const Key& key);

  // Those that the filter lets through, in their order.
  std::vector<const Row*> Shown() const;
  // Which of them is the choice. REQUIRES: there is one.
  std::size_t choice() const { return choice_; }
  const Row& chosen() const { return *Shown()[choice_]; }

  const std::string& filter() const { return filter_; }
  bool typing() const { return typing_; }

 private:
  void Move(int by);
  Answer PressWhileTyping(const Key& key);
  void Filter(std::string filter);

  const std::vector<Row> rows_;
  std::string filter_;
  bool typing_ = false;  // keys go into the filter
  std::size_t choice_ = 0;
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_WATCH_MENU_H_
