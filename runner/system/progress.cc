#include "runner/system/progress.h"

#include "absl/strings/str_cat.h"

namespace racelings {
namespace {

constexpr std::chrono::seconds kQuick{1};
constexpr std::chrono::seconds kBetweenLines{5};

}  // namespace

void Progress::Show(std::string_view what, int done, int total) {
  const std::string count =
      total > 0 ? absl::StrCat(" [", done, "/", total, "]") : "";
  if (terminal_.is_terminal) {
    out_ << "\r\x1b[K" << terminal_.Dim(absl::StrCat("  ", what, count))
         << std::flush;
    visible_ = true;
    return;
  }
  const Clock::time_point now = Clock::now();
  if (what != what_) {
    what_ = what;
    due_ = now + kQuick;
    return;
  }
  if (now < due_) return;
  out_ << "  " << what << count << '\n' << std::flush;
  due_ = now + kBetweenLines;
}

void Progress::Say(std::string_view line) {
  Clear();
  out_ << line << '\n' << std::flush;
}

void Progress::Clear() {
  if (visible_) out_ << "\r\x1b[K" << std::flush;
  visible_ = false;
}

}  // namespace racelings
