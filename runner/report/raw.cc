#include "runner/report/raw.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "runner/system/terminal.h"

namespace racelings {
namespace {

bool IsTheCompilers(const Finding& finding) {
  return finding.kind == Kind::kBuild || finding.kind == Kind::kStatic;
}

// Every path in the checkout as it is typed from there.
std::string WithShortPaths(const Course& course,
                           const std::filesystem::path& from,
                           const Finding& finding) {
  std::vector<std::pair<std::string, std::string>> shorter;
  const auto add = [&](const std::string& path, const std::string& shown) {
    if (path != shown) shorter.emplace_back(path, shown);
  };
  for (const Location& location : finding.locations) {
    if (!location.file.empty())
      add(location.file, Shown(course, location.file, from));
  }
  for (const std::filesystem::path& folder : {course.content, course.root})
    add(absl::StrCat(folder.string(), "/"), "");
  // Of two that fit at one place, the longer one is taken.
  return absl::StrReplaceAll(finding.raw, shorter);
}

}  // namespace

std::string RawOf(const Course& course, const std::filesystem::path& from,
                  const Finding& finding) {
  return WithoutColour(WithShortPaths(course, from, finding));
}

std::string RawText(const Reader& reader, const Finding& finding) {
  if (!reader.terminal.colour)
    return RawOf(reader.course, reader.from, finding);
  std::string text = WithShortPaths(reader.course, reader.from, finding);
  // The compiler takes its last colour back only with what it prints next.
  if (absl::StrContains(text, '\x1b')) absl::StrAppend(&text, "\x1b[0m");
  return text;
}

std::string RawSection(const Reader& reader, const Verdict& verdict) {
  if (verdict.findings.empty()) return "";
  const Finding& first = verdict.findings.front();
  std::string text;
  for (const Finding& finding : verdict.findings) {
    if (&finding != &first && !IsTheCompilers(finding)) break;
    absl::StrAppend(&text, RawText(reader, finding));
  }
  const char* tool = IsTheCompilers(first) ? "the compiler" : "ThreadSanitizer";
  if (text.empty()) {
    return absl::StrCat("\nThere is no raw report: neither the compiler nor ",
                        "ThreadSanitizer found this.\n");
  }
  return absl::StrCat(
      "\n", reader.terminal.Bold(absl::StrCat("What ", tool, " says")), ":\n",
      text);
}

}  // namespace racelings
