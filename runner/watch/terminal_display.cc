#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "runner/watch/display.h"

namespace racelings {
namespace {

// What xterm and all that came after it understand.
constexpr char kEnterScreen[] = "\x1b[?1049h\x1b[?25l";
constexpr char kLeaveScreen[] = "\x1b[?25h\x1b[?1049l";
constexpr char kHome[] = "\x1b[H";
constexpr char kEraseLine[] = "\x1b[K";

int event_pipe[2] = {-1, -1};

void OnEvent(int number) {
  const int saved = errno;
  const char byte = number == SIGTSTP ? 's' : number == SIGCONT ? 'c' : 'r';
  // Full: then there is a byte to wake up for.
  if (write(event_pipe[1], &byte, 1) < 0) errno = saved;
  errno = saved;
}

void Handle(int number, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  sigaction(number, &action, nullptr);
}

}  // namespace

TerminalDisplay::TerminalDisplay(std::ostream& out, int descriptor)
    : out_(out), descriptor_(descriptor) {
  tcgetattr(descriptor_, &before_);
  if (event_pipe[0] < 0 && pipe2(event_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
    return;
  Enter();
}

TerminalDisplay::~TerminalDisplay() { TerminalDisplay::Leave(); }

void TerminalDisplay::Enter() {
  for (const int number : {SIGWINCH, SIGTSTP, SIGCONT}) Handle(number, OnEvent);
  termios keys = before_;
  // Each key at once and unseen; Ctrl-C and Ctrl-Z stay what they are.
  keys.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  keys.c_cc[VMIN] = 1;
  keys.c_cc[VTIME] = 0;
  tcsetattr(descriptor_, TCSADRAIN, &keys);
  out_ << kEnterScreen << std::flush;
  entered_ = true;
  drawn_.clear();
}

void TerminalDisplay::Leave() {
  if (!entered_) return;
  entered_ = false;
  out_ << kLeaveScreen << std::flush;
  tcsetattr(descriptor_, TCSADRAIN, &before_);
  for (const int number : {SIGWINCH, SIGTSTP, SIGCONT}) Handle(number, SIG_DFL);
}

void TerminalDisplay::Suspend() {
  Leave();
  raise(SIGTSTP);
  Enter();
}

Terminal TerminalDisplay::terminal() const { return TerminalOf(descriptor_); }

Size TerminalDisplay::size() const {
  winsize window = {};
  Size size;
  if (ioctl(descriptor_, TIOCGWINSZ, &window) != 0) return size;
  if (window.ws_row > 0) size.rows = window.ws_row;
  if (window.ws_col > 0) size.columns = window.ws_col;
  return size;
}

int TerminalDisplay::descriptor() const { return event_pipe[0]; }

Display::Events TerminalDisplay::Take() {
  Events events;
  char bytes[64];
  ssize_t got = 0;
  while ((got = read(event_pipe[0], bytes, sizeof bytes)) > 0) {
    for (ssize_t i = 0; i < got; ++i) {
      (bytes[i] == 's' ? events.stopped : events.resized) = true;
      // A shell may have changed its modes meanwhile.
      if (bytes[i] == 'c' && entered_) Enter();
    }
  }
  if (events.resized) drawn_.clear();
  return events;
}

void TerminalDisplay::Scroll(int lines, int pages) {
  scroll_ += lines + pages * std::max(ContentRows(size()) - 1, 1);
}

void TerminalDisplay::Show(const Scene& scene) {
  if (!entered_) return;
  if (scene.content_number != content_number_) scroll_ = 0;
  content_number_ = scene.content_number;
  std::vector<std::string> frame =
      DrawFrame(scene, size(), terminal(), scroll_);
  if (frame == drawn_) return;
  std::string bytes = kHome;
  for (std::size_t i = 0; i < frame.size(); ++i) {
    // Erased first: a line as wide as the screen leaves the cursor on its last
    // column, which would be erased with the rest.
    absl::StrAppend(&bytes, i > 0 ? "\r\n" : "", kEraseLine, frame[i]);
  }
  out_ << bytes << std::flush;
  drawn_ = std::move(frame);
}

}  // namespace racelings
