#include <algorithm>

#include "absl/strings/str_cat.h"
#include "runner/grade/overview.h"
#include "runner/report/clean.h"
#include "runner/system/markup.h"

namespace racelings {
namespace {

// Longer texts make a table that nobody can read.
constexpr std::size_t kMostShown = 160;

constexpr char kHead[] = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>racelings: the class</title>
<style>
:root { color-scheme: light dark; --text: #1b1b1b; --page: #ffffff; --line: #c8c8c8; --pass: #d3efd8; --fail: #fbdcd8; --infra: #ece6c8; --bar: #2f6fab; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8e8e8; --page: #16181b; --line: #4a4d52; --pass: #1d4427; --fail: #5a2620; --infra: #4d4620; --bar: #74aee6; }
}
body { color: var(--text); background: var(--page); font: 16px/1.5 system-ui, sans-serif; margin: 1rem auto; max-width: 80rem; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
caption { text-align: left; padding-bottom: .5rem; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead th, summary { white-space: nowrap; }
td code { display: inline-block; min-width: 12rem; max-width: 40rem; overflow-wrap: anywhere; }
tbody th { min-width: 8rem; font-weight: 600; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.pass { background: var(--pass); } .fail { background: var(--fail); } .infra { background: var(--infra); }
.bar { background: var(--bar); height: .5rem; min-width: 1px; }
code { font-family: ui-monospace, monospace; }
</style>
</head>
<body>
<main>
)";

std::string Plain(std::string_view text) {
  return EscapedMarkup(Shortened(CleanLine(text), kMostShown));
}

std::string Count(std::size_t count, std::string_view one,
                  std::string_view many) {
  return absl::StrCat(count, " ", count == 1 ? one : many);
}

void AppendTable(std::string_view caption,
                 const std::vector<std::string_view>& columns,
                 std::string& page) {
  // A region that scrolls has to be within reach of the keyboard.
  absl::StrAppend(&page,
                  "<div class=\"wide\" tabindex=\"0\" role=\"region\" "
                  "aria-label=\"",
                  caption, "\">\n<table>\n<caption>", caption,
                  "</caption>\n<thead><tr>");
  for (const std::string_view column : columns)
    absl::StrAppend(&page, "<th scope=\"col\">", Plain(column), "</th>");
  absl::StrAppend(&page, "</tr></thead>\n<tbody>\n");
}

constexpr char kEndOfTable[] = "</tbody>\n</table>\n</div>\n";

void AppendExercises(const std::vector<SubmissionGrade>& records,
                     const std::vector<Mistake>& mistakes, std::string& page) {
  page += "<h2>Where the class is stuck</h2>\n";
  AppendTable(
      "Exercise by exercise",
      {"exercise", "right", "not yet", "not graded", "most frequent mistake"},
      page);
  for (std::size_t i = 0; i < records.front().marks.size(); ++i) {
    const std::string& id = records.front().marks[i].id;
    std::size_t right = 0;
    std::size_t not_graded = 0;
    for (const SubmissionGrade& record : records) {
      if (i >= record.marks.size()) continue;
      right += record.marks[i].status == "pass" ? 1 : 0;
      not_graded += record.marks[i].points ? 0 : 1;
    }
    const auto first =
        std::find_if(mistakes.begin(), mistakes.end(),
                     [&id](const Mistake& one) { return one.id == id; });
    absl::StrAppend(&page, "<tr><th scope=\"row\">", Plain(id),
                    "</th><td class=\"number\">", right,
                    "<div class=\"bar\" aria-hidden=\"true\" style=\"width: ",
                    right * 100 / records.size(),
                    "%\"></div></td><td class=\"number\">",
                    records.size() - right - not_graded,
                    "</td><td class=\"number\">", not_graded, "</td><td>");
    if (first != mistakes.end()) {
      absl::StrAppend(&page, Plain(first->kind), ": <code>", Plain(first->what),
                      "</code> (", first->names.size(), ")");
    }
    page += "</td></tr>\n";
  }
  page += kEndOfTable;
}

void AppendMistakes(const std::vector<Mistake>& mistakes, std::string& page) {
  page += "<h2>Wrong answers, the most frequent first</h2>\n";
  if (mistakes.empty()) {
    page += "<p>There are none.</p>\n";
    return;
  }
  AppendTable("What is wrong, and with whom",
              {"how often", "exercise", "kind", "about", "who"}, page);
  for (const Mistake& mistake : mistakes) {
    absl::StrAppend(&page, "<tr><td class=\"number\">", mistake.names.size(),
                    "</td><th scope=\"row\">", Plain(mistake.id), "</th><td>",
                    Plain(mistake.kind), "</td><td><code>", Plain(mistake.what),
                    "</code></td><td><details><summary>",
                    Count(mistake.names.size(), "submission", "submissions"),
                    "</summary>");
    const char* between = "";
    for (const std::string& name : mistake.names) {
      absl::StrAppend(&page, between, Plain(name));
      between = ", ";
    }
    page += "</details></td></tr>\n";
  }
  page += kEndOfTable;
}

void AppendCell(const Mark& mark, std::string& page) {
  const char* look = mark.status == "pass"   ? "pass"
                     : mark.status == "fail" ? "fail"
                                             : "infra";
  absl::StrAppend(&page, "<td class=\"", look, "\">");
  if (!mark.points) {
    page += "not graded";
  } else if (mark.status == "pass") {
    absl::StrAppend(&page, *mark.points);
  } else {
    absl::StrAppend(&page, *mark.points, ", ", Plain(mark.kind));
  }
  page += "</td>";
}

void AppendSubmissions(const std::vector<SubmissionGrade>& records,
                       std::string& page) {
  page += "<h2>Who got what</h2>\n";
  std::vector<std::string_view> columns = {"submission", "points"};
  for (const Mark& mark : records.front().marks) columns.push_back(mark.id);
  AppendTable("Submission by submission", columns, page);
  for (const SubmissionGrade& record : records) {
    absl::StrAppend(&page, "<tr><th scope=\"row\">", Plain(record.name),
                    "</th><td class=\"number\">", record.points(), " of ",
                    record.max_points(), "</td>");
    for (const Mark& mark : record.marks) AppendCell(mark, page);
    page += "</tr>\n";
  }
  page += kEndOfTable;
}

}  // namespace

std::string ClassPage(const std::vector<SubmissionGrade>& records) {
  std::string page = kHead;
  absl::StrAppend(&page, "<h1>The class: ",
                  Count(records.size(), "submission", "submissions"),
                  "</h1>\n");
  if (!records.empty()) {
    const std::vector<Mistake> mistakes = Mistakes(records);
    AppendExercises(records, mistakes, page);
    AppendMistakes(mistakes, page);
    AppendSubmissions(records, page);
  }
  page += "</main>\n</body>\n</html>\n";
  return page;
}

}  // namespace racelings
