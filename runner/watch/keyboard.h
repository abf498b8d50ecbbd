#ifndef RACELINGS_RUNNER_WATCH_KEYBOARD_H_
#define RACELINGS_RUNNER_WATCH_KEYBOARD_H_

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "runner/watch/keys.h"

namespace racelings {

// Where keys come from.
class Keyboard {
 public:
  using Clock = std::chrono::steady_clock;

  Keyboard() = default;
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;
  virtual ~Keyboard() = default;

  // What can be read when there is a key; -1 when none comes any more.
  virtual int descriptor() const = 0;
  // When to ask for keys even if there is nothing to read.
  virtual std::optional<Clock::time_point> Deadline() const = 0;
  // The keys that have come since the last time. Does not wait.
  virtual std::vector<Key> Take() = 0;
};

// The keys that are typed on a descriptor: each at once on a terminal that is
// set so (see screen.h), otherwise by the line.
class RealKeyboard final : public Keyboard {
 public:
  // Does not own `descriptor`.
  explicit RealKeyboard(int descriptor) : descriptor_(descriptor) {}

  int descriptor() const override { return descriptor_; }
  std::optional<Clock::time_point> Deadline() const override { return due_; }
  std::vector<Key> Take() override;

 private:
  int descriptor_;
  std::string bytes_;                     // of a key whose end has not come
  std::optional<Clock::time_point> due_;  // when it is taken for what it is
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_WATCH_KEYBOARD_H_
