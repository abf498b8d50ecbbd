#include "runner/grade/overview.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "runner/report/clean.h"

namespace racelings {
namespace {

std::string WhatOf(const Mark& mark) {
  if (!mark.variable.empty()) return mark.variable;
  return mark.line.empty() ? mark.message : mark.line;
}

std::string Cell(std::string_view text) {
  std::string cell = CleanLine(text);
  // Spreadsheets skip blanks before they look for a formula.
  const std::size_t begin = cell.find_first_not_of(' ');
  if (begin != std::string::npos &&
      std::string_view("=+-@").find(cell[begin]) != std::string_view::npos)
    cell.insert(0, "'");
  return absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::vector<Mistake> Mistakes(const std::vector<SubmissionGrade>& records) {
  std::map<std::tuple<std::string, std::string, std::string>,
           std::vector<std::string>>
      groups;
  for (const SubmissionGrade& record : records) {
    for (const Mark& mark : record.marks) {
      if (mark.status == "fail")
        groups[{mark.id, mark.kind, WhatOf(mark)}].push_back(record.name);
    }
  }
  std::vector<Mistake> mistakes;
  mistakes.reserve(groups.size());
  for (auto& [group, names] : groups) {
    const auto& [id, kind, what] = group;
    mistakes.push_back({id, kind, what, std::move(names)});
  }
  std::sort(mistakes.begin(), mistakes.end(),
            [](const Mistake& one, const Mistake& other) {
              if (one.names.size() != other.names.size())
                return one.names.size() > other.names.size();
              return std::tie(one.id, one.kind, one.what) <
                     std::tie(other.id, other.kind, other.what);
            });
  return mistakes;
}

std::string ClassCsv(const std::vector<SubmissionGrade>& records) {
  std::string text = "submission,points,max_points,not_graded";
  if (!records.empty()) {
    for (const Mark& mark : records.front().marks) {
      absl::StrAppend(&text, ",", Cell(mark.id), ",",
                      Cell(absl::StrCat(mark.id, " finding")));
    }
  }
  absl::StrAppend(&text, "\r\n");
  for (const SubmissionGrade& record : records) {
    absl::StrAppend(&text, Cell(record.name), ",", record.points(), ",",
                    record.max_points(), ",", record.not_graded());
    for (const Mark& mark : record.marks) {
      absl::StrAppend(&text, ",", mark.points ? absl::StrCat(*mark.points) : "",
                      ",", mark.kind.empty() ? "" : Cell(mark.kind));
    }
    absl::StrAppend(&text, "\r\n");
  }
  return text;
}

}  // namespace racelings
