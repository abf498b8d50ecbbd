// ComparePage: the comparison as HTML.

#include <algorithm>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "runner/compare/show.h"
#include "runner/system/markup.h"

namespace racelings {
namespace {

// In the units of the drawing, which is about as wide as a phone: the text in
// it is as large there as the text around it.
constexpr int kWidth = 340;
constexpr int kRow = 46;
constexpr int kBar = 16;
constexpr int kBarTop = 20;

constexpr char kHead[] = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>racelings compare</title>
<style>
:root { --paper: #ffffff; --ink: #1c1e21; --soft: #5b6168; --line: #d9dce0;
        --track: #eef0f2; --io: #1769aa; --cpu: #b3541e; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #e8eaed; --soft: #a5abb3; --line: #3a3f45;
          --track: #24282d; --io: #6fb3e8; --cpu: #eb9a66; }
}
body { margin: 0 auto; padding: 1rem; max-width: 56rem; background: var(--paper);
       color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 0 0 .4rem; }
.charts { display: grid; gap: 1.5rem; margin: 1.5rem 0;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
figure { margin: 0; }
svg { display: block; width: 100%; max-width: 30rem; height: auto; }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
svg .value { fill: var(--soft); text-anchor: end; }
.track { fill: var(--track); }
.io { fill: var(--io); }
.cpu { fill: var(--cpu); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .35rem .6rem; text-align: right; white-space: nowrap;
         border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
.notes, p { color: var(--soft); }
.notes { padding-left: 1.2rem; }
@media (max-width: 30rem) {
  th, td { font-size: .8rem; padding: .35rem .2rem; }
  th { white-space: normal; }
  .charted { display: none; }
}
</style>
</head>
<body>
)";

std::string Chart(const Comparison& comparison, std::string_view heading,
                  std::string_view colour, Timing MeasuredModel::* kind) {
  FloatSeconds longest{0};
  for (const MeasuredModel& model : comparison.models) {
    longest = std::max(longest, (model.*kind).wall);
  }
  const int height = kRow * static_cast<int>(comparison.models.size());
  std::string chart = absl::StrFormat(
      "<figure>\n<figcaption><h2>%s</h2></figcaption>\n"
      "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s: how long each "
      "model took; the table has the same figures\">\n",
      EscapedMarkup(heading), kWidth, height, EscapedMarkup(heading));
  int y = 0;
  for (const MeasuredModel& model : comparison.models) {
    const FloatSeconds wall = (model.*kind).wall;
    const double length =
        longest.count() > 0 ? std::max(1.0, kWidth * (wall / longest)) : 1;
    absl::StrAppendFormat(
        &chart,
        "<text x=\"0\" y=\"%d\">%s</text>"
        "<text class=\"value\" x=\"%d\" y=\"%d\">%s, %s×</text>\n"
        "<rect class=\"track\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\" "
        "rx=\"2\"/>"
        "<rect class=\"%s\" x=\"0\" y=\"%d\" width=\"%.1f\" height=\"%d\" "
        "rx=\"2\"/>\n",
        y + kBarTop - 6, EscapedMarkup(model.title), kWidth, y + kBarTop - 6,
        ShownTime(wall), ShownSpeedUp(SpeedUp(comparison, kind, model)),
        y + kBarTop, kWidth, kBar, colour, y + kBarTop, length, kBar);
    y += kRow;
  }
  return absl::StrCat(chart, "</svg>\n</figure>\n");
}

// On a phone there is no room for what is in the charts as well.
std::string Table(const Comparison& comparison) {
  std::string table =
      "<div class=\"wide\">\n<table>\n"
      "<tr><th scope=\"col\">model</th><th scope=\"col\">I/O-bound</th>"
      "<th scope=\"col\" class=\"charted\">speed-up</th><th "
      "scope=\"col\">CPU-bound</th>"
      "<th scope=\"col\" class=\"charted\">speed-up</th><th "
      "scope=\"col\">memory per task</th>"
      "</tr>\n";
  for (const MeasuredModel& model : comparison.models) {
    absl::StrAppend(&table, "<tr><td>", EscapedMarkup(model.title), "</td>");
    for (const auto kind : {&MeasuredModel::io, &MeasuredModel::cpu}) {
      absl::StrAppend(&table, "<td>", ShownTime((model.*kind).wall),
                      "</td><td class=\"charted\">",
                      ShownSpeedUp(SpeedUp(comparison, kind, model)), "</td>");
    }
    absl::StrAppend(&table, "<td>", ShownMemory(model), "</td>");
    absl::StrAppend(&table, "</tr>\n");
  }
  return absl::StrCat(table, "</table>\n</div>\n");
}

}  // namespace

std::string ComparePage(const Comparison& comparison) {
  std::string page = absl::StrCat(
      kHead, "<h1>Six models of concurrency</h1>\n<p>",
      EscapedMarkup(Headline(comparison)),
      ". Shorter bars are better; × is how many times as fast as one task "
      "after another.</p>\n<div class=\"charts\">\n",
      Chart(comparison, "I/O-bound: the tasks wait", "io", &MeasuredModel::io),
      Chart(comparison, "CPU-bound: the tasks compute", "cpu",
            &MeasuredModel::cpu),
      "</div>\n", Table(comparison), "<ul class=\"notes\">\n");
  for (const std::string& note : Notes(comparison)) {
    absl::StrAppend(&page, "<li>", EscapedMarkup(note), "</li>\n");
  }
  return absl::StrCat(page, "</ul>\n</body>\n</html>\n");
}

}  // namespace racelings
