#include "runner/findings/names.h"

#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace racelings {
namespace {

using Names = std::map<std::string, std::string>;  // By "mutex 2".

bool IsWord(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// The identifier that ends before `end`.
std::string_view WordBefore(std::string_view line, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && IsWord(line[begin - 1])) --begin;
  return line.substr(begin, end - begin);
}

// "mutex_" for "mutex_", "&mutex_", "kitchen.mutex_" and "this->mutex_".
std::string NameOf(std::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  while (absl::ConsumePrefix(&text, "&") || absl::ConsumePrefix(&text, "*")) {
  }
  for (const char c : text) {
    if (!IsWord(c) && c != '.' && c != '-' && c != '>') return "";
  }
  const std::string_view name = WordBefore(text, text.size());
  const bool is_name = !name.empty() && !absl::ascii_isdigit(name[0]);
  return is_name ? std::string(name) : "";
}

// What stands in the brackets that open at `open`; "" where they do not close.
std::string_view Inside(std::string_view line, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < line.size(); ++i) {
    if (line[i] == '(' || line[i] == '{') ++depth;
    if (line[i] == ')' || line[i] == '}') --depth;
    if (depth == 0) return line.substr(open + 1, i - open - 1);
  }
  return "";
}

// Only what a thread takes, waits on or notifies at a line of the source.
bool IsAtItsName(const Event& event) {
  static const std::set<std::string> kOperations = {
      "lock", "read-lock", "try", "wait", "wake", "notify", "give-up"};
  return event.where.line > 0 && kOperations.count(event.operation) > 0 &&
         (absl::StrContains(event.object, "mutex ") ||
          absl::StartsWith(event.object, "condition variable "));
}

std::string LineOf(const std::string& source, int number) {
  const std::vector<std::string_view> lines = absl::StrSplit(source, '\n');
  const auto index = static_cast<std::size_t>(number) - 1;
  return index < lines.size() ? std::string(lines[index]) : "";
}

// What a wait gives up and takes again has another name than what it waits on.
bool IsOfItsCondition(const Event& event, std::string_view line) {
  const bool is_lock = absl::StrContains(event.object, "mutex ");
  const bool waits = absl::StrContains(line, "wait");
  return is_lock != waits;
}

Names NamesIn(Disk& disk, const std::vector<Event>& trace) {
  std::map<std::string, std::string> sources;
  std::map<std::string, std::set<std::string>> called;   // By object.
  std::map<std::string, std::set<std::string>> objects;  // By name.
  for (const Event& event : trace) {
    if (!IsAtItsName(event)) continue;
    const auto [source, is_new] = sources.try_emplace(event.where.file);
    if (is_new) source->second = disk.Read(event.where.file).value_or("");
    const std::string line = LineOf(source->second, event.where.line);
    const bool notifies = event.operation == "notify";
    if (!notifies && !IsOfItsCondition(event, line)) continue;
    const std::string name = LockedIn(line, event.where.column);
    called[event.object].insert(name);
    objects[name].insert(event.object);
  }
  Names names;
  for (const auto& [object, all] : called) {
    const std::string& name = *all.begin();
    if (all.size() == 1 && !name.empty() && objects[name].size() == 1)
      names[object] = name;
  }
  return names;
}

// Puts names in place of whole objects: "mutex 1" is no part of "mutex 12", nor
// of "shared mutex 1".
void Rename(const Names& names, std::string& text) {
  for (const auto& [object, name] : names) {
    std::size_t at = 0;
    while ((at = text.find(object, at)) != std::string::npos) {
      const std::size_t end = at + object.size();
      const bool longer =
          (end < text.size() &&
           absl::ascii_isdigit(static_cast<unsigned char>(text[end]))) ||
          absl::EndsWith(std::string_view(text).substr(0, at), "shared ");
      if (!longer) text.replace(at, object.size(), name);
      at += longer ? object.size() : name.size();
    }
  }
}

void Rename(const Names& names, std::vector<Event>& trace) {
  for (Event& event : trace) {
    // What the program says is its own.
    if (event.operation != "say") Rename(names, event.what);
    Rename(names, event.object);
    for (std::string& held : event.held) Rename(names, held);
  }
}

}  // namespace

std::string LockedIn(std::string_view line, int column) {
  if (column < 1 || static_cast<std::size_t>(column) > line.size()) return "";
  std::size_t begin = static_cast<std::size_t>(column) - 1;
  if (!IsWord(line[begin])) return "";
  while (begin > 0 && IsWord(line[begin - 1])) --begin;
  std::size_t end = begin;
  while (end < line.size() && IsWord(line[end])) ++end;
  const std::string_view before = line.substr(0, begin);
  // A call of a member: what it is a member of.
  if (absl::EndsWith(before, ".")) return NameOf(WordBefore(line, begin - 1));
  if (absl::EndsWith(before, "->")) return NameOf(WordBefore(line, begin - 2));
  if (line.substr(end, 1) == "." || line.substr(end, 2) == "->")
    return std::string(line.substr(begin, end - begin));
  // A guard: what it is made with.
  if (end == line.size() || (line[end] != '(' && line[end] != '{')) return "";
  std::string_view made_with = Inside(line, end);
  const std::size_t tag = made_with.find(", std::");  // "std::defer_lock"
  return NameOf(made_with.substr(0, tag));
}

void NameObjects(Disk& disk, std::vector<Event>& trace) {
  Rename(NamesIn(disk, trace), trace);
}

void NameObjects(Disk& disk, Finding& finding) {
  const Names names = NamesIn(disk, finding.trace);
  Rename(names, finding.message);
  for (Location& location : finding.locations) Rename(names, location.what);
  Rename(names, finding.trace);
}

}  // namespace racelings
