#include "runner/report/page.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "runner/report/json.h"
#include "runner/report/words.h"
#include "runner/system/embedded_file.h"
#include "runner/system/markup.h"

namespace racelings {
namespace {

using nlohmann::ordered_json;

std::string Script() {
  return absl::StrCat("\"use strict\";\n", EmbeddedFile("model.js"),
                      EmbeddedFile("arrows.js"), EmbeddedFile("story.js"),
                      EmbeddedFile("page.js"));
}

// The files to be shown, in the order in which they matter: the answer's, then
// the others that the findings name. A #line directive can name any file there
// is, and what is private has no place in a page that may be passed on.
std::vector<std::string> SourceFiles(const Course& course,
                                     const CheckRequest& request,
                                     const Verdict& verdict) {
  std::vector<std::string> files;
  const auto add = [&](const std::string& file) {
    const bool ours = IsInside(file, course.content) ||
                      IsInside(file, course.root) ||
                      IsInside(file, request.folder);
    if (ours && std::find(files.begin(), files.end(), file) == files.end())
      files.push_back(file);
  };
  if (request.exercise.manifest.ok()) {
    for (const std::string& file : request.exercise.manifest->edit)
      add((request.folder / file).string());
  }
  for (const Finding& finding : verdict.findings) {
    for (const Location& location : finding.locations) add(location.file);
    for (const Event& event : finding.trace) add(event.where.file);
  }
  return files;
}

ordered_json Commands(const CheckRequest& request, const Verdict& verdict,
                      const Finding& finding) {
  ordered_json commands = ordered_json::array();
  const auto add = [&commands](const char* why, const std::string& command) {
    commands.push_back(ordered_json::array({why, command}));
  };
  const std::string& number = request.exercise.number;
  if (request.answer != "solution")
    add("A hint", absl::StrCat("./racelings hint ", number));
  if (const std::string replay =
          ReplayCommand(request.exercise, verdict, finding);
      !replay.empty())
    add("This schedule again, on a terminal", replay);
  add("What this is", absl::StrCat("./racelings explain ", ReadingOf(finding)));
  return commands;
}

}  // namespace

std::string PageHtml(Disk& disk, const Course& course,
                     const CheckRequest& request, const Verdict& verdict) {
  const Exercise& exercise = request.exercise;
  const std::string title =
      exercise.manifest.ok()
          ? absl::StrCat(exercise.id, ": ", exercise.manifest->title)
          : exercise.id;
  ordered_json sources = ordered_json::array();
  for (const std::string& file : SourceFiles(course, request, verdict)) {
    absl::StatusOr<std::string> text = disk.Read(file);
    if (!text.ok()) continue;
    sources.push_back(
        {{"file", FileInJson(course, file)}, {"text", *std::move(text)}});
  }
  ordered_json headlines = ordered_json::array();
  ordered_json commands = ordered_json::array();
  for (const Finding& finding : verdict.findings) {
    headlines.push_back(Headline(finding));
    commands.push_back(Commands(request, verdict, finding));
  }
  const ordered_json data = {
      {"title", title},
      {"headlines", headlines},
      {"commands", commands},
      {"sources", sources},
      {"check", ordered_json::parse(CheckJson(course, verdict))}};
  const std::string text =
      data.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  // In JSON a "<" can only be inside a string, where this means the same.
  return absl::StrReplaceAll(
      EmbeddedFile("page.html"),
      {{"{{title}}", EscapedMarkup(title)},
       {"{{style}}", EmbeddedFile("page.css")},
       {"{{script}}", Script()},
       {"{{data}}", absl::StrReplaceAll(text, {{"<", "\\u003c"}})}});
}

std::string FileUrl(const std::filesystem::path& file) {
  std::string url = "file://";
  for (const char c : file.string()) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte) || absl::StrContains("-._~/", c)) {
      url.push_back(c);
    } else {
      absl::StrAppend(&url, absl::StrFormat("%%%02X", byte));
    }
  }
  return url;
}

}  // namespace racelings
