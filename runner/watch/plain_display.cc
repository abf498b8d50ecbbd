#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "runner/watch/display.h"

namespace racelings {
namespace {

// A step that is quick is not told of.
constexpr std::chrono::seconds kQuick{1};
constexpr std::chrono::seconds kBetween{5};
constexpr int kAnyWidth = 10'000;

}  // namespace

void PlainDisplay::ShowMenu(const Menu& menu) {
  for (const Menu::Row* row : menu.Shown()) {
    out_ << absl::StreamFormat("  %-7s  %-28s %3d points  %s\n", row->mark,
                               row->id, row->points, row->title);
  }
  out_ << "Type a number, such as 07, and Enter.\n";
}

void PlainDisplay::ShowStatus(const std::string& status) {
  const std::string step = status.substr(0, status.find_first_of(":["));
  const Clock::time_point now = Clock::now();
  if (step != step_) {
    step_ = step;
    due_ = now + kQuick;
    return;
  }
  if (status.empty() || now < due_) return;
  out_ << "  " << status << '\n';
  due_ = now + kBetween;
}

void PlainDisplay::Show(const Scene& scene) {
  if (away_) return;
  if (scene.title != title_) {
    title_ = scene.title;
    out_ << '\n'
         << title_ << " (" << scene.aside << ")\n"
         << scene.task << '\n';
  }
  if (scene.menu != nullptr && !menu_) ShowMenu(*scene.menu);
  menu_ = scene.menu != nullptr;
  if (scene.content_number != content_number_) {
    content_number_ = scene.content_number;
    out_ << '\n' << scene.content;
    if (!absl::EndsWith(scene.content, "\n")) out_ << '\n';
    out_ << '\n'
         << scene.bar << '\n'
         << KeysLine(scene.keys, kAnyWidth, terminal_)
         << "   (the letter, and Enter)\n";
  }
  if (!scene.question.empty() && scene.question != question_)
    out_ << scene.question << '\n';
  question_ = scene.question;
  ShowStatus(scene.status);
  out_ << std::flush;
}

}  // namespace racelings
