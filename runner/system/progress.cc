#include "runner/system/progress.h"

#include "absl/strings/str_cat.h"

namespace racelings {
namespace {

constexpr std::chrono::seconds kQuick{1};
constexpr std::chrono::seconds kBetweenLines{5};

}  // namespace

void Progress::Show(std::string_view what, int done, int total) {
  Put(what, total > 0 ? absl::StrCat(" [", done, "/", total, "]") : "");
}

void Progress::ShowSchedules(std::string_view what, std::int64_t done,
                             std::int64_t total, int findings) {
  Put(what,
      absl::StrCat(": ", done, " of ", total, ", ",
                   findings == 0   ? "no finding"
                   : findings == 1 ? "a finding"
                                   : absl::StrCat(findings, " findings")));
}

void Progress::Put(std::string_view what, std::string_view how_far) {
  if (terminal_.is_terminal) {
    out_ << "\r\x1b[K" << terminal_.Dim(absl::StrCat("  ", what, how_far))
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
  out_ << "  " << what << how_far << '\n' << std::flush;
  due_ = now + kBetweenLines;
}

void Progress::Say(std::string_view line) {
  Erase();
  out_ << line << '\n' << std::flush;
}

void Progress::Erase() {
  if (visible_) out_ << "\r\x1b[K" << std::flush;
  visible_ = false;
}

}  // namespace racelings
