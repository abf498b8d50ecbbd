#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "runner/commands/command.h"
#include "runner/commands/select.h"
#include "runner/exercise/suggest.h"
#include "runner/report/markdown.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPages = "docs/reading";

// The pages, by name and in order: the folder is the only list.
absl::StatusOr<std::vector<std::string>> Pages(Context& context) {
  const absl::StatusOr<std::vector<Disk::Entry>> entries =
      context.disk.List(context.course.root / kPages);
  std::vector<std::string> names;
  for (const Disk::Entry& entry :
       entries.ok() ? *entries : std::vector<Disk::Entry>{}) {
    std::string_view name = entry.name;
    if (absl::ConsumeSuffix(&name, ".md")) names.emplace_back(name);
  }
  if (names.empty()) {
    return InfraError(absl::StrCat("the pages in ", kPages, " are not there"),
                      absl::StrCat("git checkout -- ", kPages));
  }
  std::sort(names.begin(), names.end());
  return names;
}

absl::StatusOr<std::string> ReadPage(Context& context,
                                     const std::string& name) {
  return context.disk.Read(context.course.root / kPages /
                           absl::StrCat(name, ".md"));
}

// What a reader on a terminal does about a link: another page is a command.
std::string OnATerminal(std::string_view target) {
  if (absl::StrContains(target, "://")) return std::string(target);
  std::string_view name = target;
  if (absl::ConsumeSuffix(&name, ".md") && !absl::StrContains(name, "/"))
    return absl::StrCat("./racelings explain ", name);
  return (fs::path(kPages) / target.substr(0, target.find('#')))
      .lexically_normal()
      .string();
}

absl::StatusOr<int> ShowPage(Context& context, const std::string& name) {
  const absl::StatusOr<std::string> page = ReadPage(context, name);
  if (!page.ok()) return page.status();
  context.out << MarkdownText(context.terminal, *page, OnATerminal);
  return kPassed;
}

absl::StatusOr<int> ShowAll(Context& context,
                            const std::vector<std::string>& names) {
  context.out << "What racelings can find, and what there is to read of it:\n";
  for (const std::string& name : names) {
    context.out << absl::StrFormat(
        "  ./racelings explain %-12s  %s\n", name,
        MarkdownTitle(ReadPage(context, name).value_or("")));
  }
  return kPassed;
}

}  // namespace

// `explain data-race` shows a page, `explain 07` the one of what the untouched
// exercise does wrong, `explain` which there are.
absl::StatusOr<int> Explain(Context& context, const Options& options) {
  const absl::StatusOr<std::vector<std::string>> names = Pages(context);
  if (!names.ok()) return names.status();
  if (options.arguments.empty()) return ShowAll(context, *names);
  const std::string& typed = options.arguments.front();
  const auto is_page = [&names](const std::string& name) {
    return std::find(names->begin(), names->end(), name) != names->end();
  };
  if (is_page(typed)) return ShowPage(context, typed);
  const absl::StatusOr<Exercise> exercise = SelectOne(context, typed);
  if (!exercise.ok()) {
    const std::string nearest = Nearest(typed, *names);
    if (nearest.empty() && absl::IsInvalidArgument(exercise.status()))
      return exercise.status();
    return UsageError(
        absl::StrCat("there is no page '", typed, "'",
                     nearest.empty()
                         ? ""
                         : absl::StrCat(". Did you mean ", nearest, "?")),
        "./racelings explain   (shows them all)");
  }
  if (!exercise->manifest.ok()) return exercise->manifest.status();
  const std::string& kind = exercise->manifest->starter.kind;
  context.out << exercise->id << " starts out with this. Its lesson is in "
              << "exercises/" << exercise->id << "/README.md\n\n";
  return ShowPage(context, kind);
}

}  // namespace racelings
