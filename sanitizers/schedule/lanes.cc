#include "schedule/lanes.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string_view>

#include "schedule/cells.h"
#include "schedule/internal/folding.h"

namespace schedule {
namespace {

constexpr int kIndent = 2;
// A lane that is narrower cannot be read.
constexpr int kNarrowestLane = 16;
// Where there is no room for times.
constexpr int kNarrow = 40;
constexpr int kMostCellLines = 4;
constexpr int kMostListLines = 3;

std::string BaseName(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string Seconds(std::chrono::nanoseconds time) {
  char text[32];
  std::snprintf(text, sizeof(text), "%.2f s",
                std::chrono::duration<double>(time).count());
  return text;
}

// The file that most of the marked steps are in, or else most steps: its name
// need not stand at each.
std::string UsualFile(const std::vector<const Event*>& shown) {
  std::map<std::string, std::pair<int, int>> counts;  // Marked, and all.
  for (const Event* event : shown) {
    if (event->where.line == 0) continue;
    auto& [marked, all] = counts[event->where.file];
    if (event->mark != Mark::kNone) ++marked;
    ++all;
  }
  const auto most = std::max_element(
      counts.begin(), counts.end(),
      [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? "" : most->first;
}

// What the marks of a trace mean.
std::string_view Legend(const std::vector<const Event*>& shown) {
  std::set<Mark> marks;
  for (const Event* event : shown) marks.insert(event->mark);
  if (marks.count(Mark::kRacing) > 0) return "the two accesses that race";
  if (marks.count(Mark::kLost) > 0)
    return "the notification that was lost, and who waits for it";
  if (marks.count(Mark::kHolding) > 0)
    return "who took what, and who waits for it";
  if (marks.count(Mark::kBlocked) > 0) return "who waits, for ever";
  if (marks.count(Mark::kFailed) > 0) return "where it went wrong";
  return "";
}

class Drawing {
 public:
  Drawing(const std::vector<Event>& trace, const Display& display,
          int most_steps)
      : display_(display), shown_(internal::Fold(trace, most_steps)) {
    usual_file_ = UsualFile(shown_);
    total_ = trace.empty() ? 0 : trace.back().step;
    marker_ = display.utf8 ? "▶ " : "!! ";
    dots_ = display.utf8 ? "…" : "...";
    for (const Event* event : shown_) {
      names_[event->lane] = Printable(event->thread, display.utf8);
      has_marks_ = has_marks_ || event->mark != Mark::kNone;
      has_times_ = has_times_ || event->time.count() != 0;
      time_columns_ =
          std::max(time_columns_, Columns(Seconds(event->time)) + 2);
    }
    if (display.width < kNarrow) has_times_ = false;
    if (!has_times_) time_columns_ = 0;
    gutter_ = has_marks_ ? Columns(marker_) : 0;
    TellNamesApart();
  }

  std::string Draw() {
    if (shown_.empty()) return "";
    const int lanes = static_cast<int>(names_.size());
    const int room = display_.width - kIndent - time_columns_;
    const bool side_by_side =
        room - kSeparator * (lanes - 1) >= kNarrowestLane * lanes;
    if (side_by_side) {
      MeasureLanes(room - kSeparator * (lanes - 1));
      AddHeader();
    }
    int before = 0;
    for (const Event* event : shown_) {
      if (event->step > before + 1) AddFold(event->step - before - 1);
      before = event->step;
      side_by_side ? AddRow(*event) : AddItem(*event);
    }
    if (total_ > before) AddFold(total_ - before);
    AddLegend();
    return text_;
  }

 private:
  static constexpr int kSeparator = 3;  // " │ "

  void TellNamesApart() {
    std::map<std::string, int> count;
    for (const auto& [lane, name] : names_) ++count[name];
    for (auto& [lane, name] : names_) {
      if (count[name] > 1) name += " (" + std::to_string(lane) + ")";
    }
  }

  // ":24", or "restaurant.h:24" outside the usual file.
  std::string Reference(const Event& event) const {
    if (event.where.line == 0) return "";
    const std::string file =
        event.where.file == usual_file_ ? "" : BaseName(event.where.file);
    return Printable(file, display_.utf8) + ":" +
           std::to_string(event.where.line);
  }

  std::string CellText(const Event& event) const {
    const std::string what = Printable(event.what, display_.utf8);
    const std::string reference = Reference(event);
    return reference.empty() ? what : what + " " + reference;
  }

  // Each lane gets what it needs; where that is too much, the wide ones share
  // what the narrow ones leave.
  void MeasureLanes(int room) {
    std::map<int, int> needs;
    for (const auto& [lane, name] : names_) needs[lane] = Columns(name);
    for (const Event* event : shown_) {
      int& need = needs[event->lane];
      need = std::max(need, Columns(CellText(*event)));
    }
    std::vector<std::pair<int, int>> by_need;  // What a lane needs, and which.
    for (const auto& [lane, need] : needs)
      by_need.emplace_back(need + gutter_, lane);
    std::sort(by_need.begin(), by_need.end());
    int left = static_cast<int>(by_need.size());
    for (const auto& [need, lane] : by_need) {
      const int share = room / left--;
      lanes_[lane] = std::min(need, share);
      room -= lanes_[lane];
    }
  }

  // A line of the grid with `cell`, which is `columns` wide, in `lane`.
  void AddGridLine(const std::string& time, int lane, const std::string& cell,
                   int columns) {
    std::string line(kIndent, ' ');
    line += display_.Dim(Padded(time, time_columns_));
    for (const auto& [other, width] : lanes_) {
      const bool is_last = other == lanes_.rbegin()->first;
      if (other == lane) line += cell;
      const int filled = other == lane ? columns : 0;
      if (is_last) break;
      line.append(static_cast<size_t>(width - filled), ' ');
      line += " " + display_.Dim(Bar()) + " ";
    }
    AddLine(std::move(line));
  }

  std::string Bar() const { return display_.utf8 ? "│" : "|"; }

  void AddHeader() {
    std::string line(kIndent, ' ');
    line += display_.Dim(Padded(has_times_ ? "time" : "", time_columns_));
    for (const auto& [lane, width] : lanes_) {
      const std::string name(Fitting(names_[lane], width - gutter_));
      line += std::string(gutter_, ' ') + display_.Blue(name);
      if (lane == lanes_.rbegin()->first) break;
      line.append(static_cast<size_t>(width - gutter_ - Columns(name)), ' ');
      line += " " + display_.Dim(Bar()) + " ";
    }
    AddLine(std::move(line));
    std::string rule;
    for (const auto& [lane, width] : lanes_) {
      for (int i = 0; i < width; ++i) rule += display_.utf8 ? "─" : "-";
      if (lane != lanes_.rbegin()->first) rule += display_.utf8 ? "─┼─" : "-+-";
    }
    AddLine(std::string(static_cast<size_t>(kIndent + time_columns_), ' ') +
            display_.Dim(rule));
  }

  // Paints a line of a cell; its reference, if it ends in it, is less loud.
  std::string Painted(const Event& event, const std::string& line,
                      const std::string& reference) const {
    const bool ends_in_it = !reference.empty() &&
                            line.size() >= reference.size() &&
                            line.compare(line.size() - reference.size(),
                                         reference.size(), reference) == 0;
    const size_t words = line.size() - (ends_in_it ? reference.size() : 0);
    const std::string what = line.substr(0, words);
    return (event.mark == Mark::kNone ? what : display_.Red(what)) +
           display_.Dim(line.substr(words));
  }

  std::string MarkerOf(const Event& event, bool is_first_line) const {
    return event.mark != Mark::kNone && is_first_line
               ? display_.Red(marker_)
               : std::string(static_cast<size_t>(gutter_), ' ');
  }

  void AddRow(const Event& event) {
    const int width = lanes_[event.lane];
    const std::string reference = Reference(event);
    const std::vector<std::string> lines =
        Wrapped(CellText(event), width - gutter_, kMostCellLines, dots_);
    for (size_t i = 0; i < lines.size(); ++i) {
      const bool is_last = i + 1 == lines.size();
      AddGridLine(i == 0 ? TimeOf(event) : "", event.lane,
                  MarkerOf(event, i == 0) +
                      Painted(event, lines[i], is_last ? reference : ""),
                  gutter_ + Columns(lines[i]));
    }
  }

  // The list, where there is no room for lanes.
  void AddItem(const Event& event) {
    int names = 0;
    for (const auto& [lane, name] : names_)
      names = std::max(names, std::min(Columns(name), display_.width / 4));
    const int margin = kIndent + time_columns_ + gutter_ + names + 2;
    const std::string reference = Reference(event);
    const std::vector<std::string> lines = Wrapped(
        CellText(event), display_.width - margin, kMostListLines, dots_);
    for (size_t i = 0; i < lines.size(); ++i) {
      const std::string name(Fitting(i == 0 ? names_[event.lane] : "", names));
      std::string line(kIndent, ' ');
      line += display_.Dim(Padded(i == 0 ? TimeOf(event) : "", time_columns_));
      line += MarkerOf(event, i == 0) + display_.Blue(name);
      line.append(static_cast<size_t>(names + 2 - Columns(name)), ' ');
      line += Painted(event, lines[i], i + 1 == lines.size() ? reference : "");
      AddLine(std::move(line));
    }
  }

  // Shown where it is another than in the line above.
  std::string TimeOf(const Event& event) {
    if (!has_times_ || time_ == event.time) return "";
    time_ = event.time;
    return Seconds(event.time);
  }

  void AddFold(int steps) {
    time_ = std::chrono::nanoseconds{-1};
    AddLine(std::string(static_cast<size_t>(kIndent + time_columns_), ' ') +
            display_.Dim(dots_ + " " + std::to_string(steps) +
                         (steps == 1 ? " step " : " steps ") + dots_));
  }

  void AddLegend() {
    std::string legend;
    if (has_marks_) legend = marker_ + std::string(Legend(shown_));
    if (!usual_file_.empty()) {
      const std::string file = Printable(BaseName(usual_file_), display_.utf8);
      legend += (legend.empty() ? "" : "; ") +
                std::string("numbers are lines of ") + file;
    }
    for (const std::string& line :
         Wrapped(legend, display_.width - kIndent, kMostListLines, dots_)) {
      if (!line.empty())
        AddLine(std::string(kIndent, ' ') + display_.Dim(line));
    }
  }

  void AddLine(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    text_ += line + "\n";
  }

  const Display& display_;
  const std::vector<const Event*> shown_;
  std::string usual_file_;
  std::string marker_;
  std::string dots_;
  int total_ = 0;  // Steps of the whole trace.
  bool has_marks_ = false;
  bool has_times_ = false;
  int time_columns_ = 0;
  int gutter_ = 0;
  std::map<int, std::string> names_;  // By lane.
  std::map<int, int> lanes_;          // Their widths.
  std::chrono::nanoseconds time_{-1};
  std::string text_;
};

}  // namespace

std::string ToLanes(const std::vector<Event>& trace, const Display& display,
                    int most_steps) {
  return Drawing(trace, display, most_steps).Draw();
}

}  // namespace schedule
