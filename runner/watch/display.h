#ifndef RACELINGS_RUNNER_WATCH_DISPLAY_H_
#define RACELINGS_RUNNER_WATCH_DISPLAY_H_

#include <termios.h>

#include <chrono>
#include <ostream>
#include <string>
#include <vector>

#include "runner/system/terminal.h"
#include "runner/watch/frame.h"
#include "runner/watch/scene.h"

namespace racelings {

// Where scenes are shown.
class Display {
 public:
  // What has happened to it since the last time.
  struct Events {
    bool resized = false;  // or has to be drawn again for another reason
    bool stopped = false;  // Ctrl-Z was typed
  };

  Display() = default;
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;
  virtual ~Display() = default;

  // What texts may be drawn with, and how wide.
  virtual Terminal terminal() const = 0;
  virtual void Show(const Scene& scene) = 0;
  // Moves the content by so many lines, or screens of them.
  virtual void Scroll(int lines, int pages) = 0;

  // Gives the terminal back as it was, for a program that shares it or for
  // good; Enter takes it again. Show does nothing in between.
  virtual void Leave() = 0;
  virtual void Enter() = 0;

  // What can be read when there are events; -1: never.
  virtual int descriptor() const = 0;
  virtual Events Take() = 0;
  // Stops this process as Ctrl-Z does, with the terminal as it was, and comes
  // back when it is continued.
  virtual void Suspend() = 0;
  // Lines are typed, and not keys.
  virtual bool by_line() const = 0;
};

// Plain lines, one below the other, for a screen reader, a terminal without
// cursor movement, or no terminal at all.
class PlainDisplay final : public Display {
 public:
  // Does not own `out`, which must outlive this.
  PlainDisplay(std::ostream& out, Terminal terminal)
      : out_(out), terminal_(terminal) {}

  Terminal terminal() const override { return terminal_; }
  void Show(const Scene& scene) override;
  void Scroll(int, int) override {}
  void Leave() override { away_ = true; }
  void Enter() override { away_ = false; }
  int descriptor() const override { return -1; }
  Events Take() override { return {}; }
  void Suspend() override {}
  bool by_line() const override { return true; }

 private:
  using Clock = std::chrono::steady_clock;

  void ShowStatus(const std::string& status);
  void ShowMenu(const Menu& menu);

  std::ostream& out_;
  const Terminal terminal_;
  bool away_ = false;
  int content_number_ = 0;
  std::string title_;
  std::string question_;
  bool menu_ = false;
  std::string step_;       // what the status is about
  Clock::time_point due_;  // when the status may be printed next
};

// The whole of a terminal, drawn anew for each scene. The constructor takes
// over SIGWINCH, SIGTSTP and SIGCONT: make one.
class TerminalDisplay final : public Display {
 public:
  // Does not own `out`, which must outlive this, and is what `descriptor`
  // writes to.
  TerminalDisplay(std::ostream& out, int descriptor);
  ~TerminalDisplay() override;

  Terminal terminal() const override;
  void Show(const Scene& scene) override;
  void Scroll(int lines, int pages) override;
  void Leave() override;
  void Enter() override;
  int descriptor() const override;
  Events Take() override;
  void Suspend() override;
  bool by_line() const override { return false; }

 private:
  Size size() const;

  std::ostream& out_;
  const int descriptor_;
  termios before_ = {};
  bool entered_ = false;
  int content_number_ = 0;
  int scroll_ = 0;
  std::vector<std::string> drawn_;
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_WATCH_DISPLAY_H_
