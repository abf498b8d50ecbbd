#include "runner/export/dead_links.h"

#include <regex>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

bool LeadsSomewhere(std::string_view target, const fs::path& file,
                    const std::set<std::string>& files) {
  target = target.substr(0, target.find('#'));
  const bool a_path =
      absl::StrContains(target, '/') || absl::StrContains(target, '.');
  if (!a_path || absl::StrContains(target, "://")) return true;
  const fs::path path = (file.parent_path() / target).lexically_normal();
  const std::string name = path.string();
  if (files.count(name) > 0) return true;
  const auto inside = files.lower_bound(absl::StrCat(name, "/"));
  return inside != files.end() &&
         absl::StartsWith(*inside, absl::StrCat(name, "/"));
}

std::string LineWithout(const std::string& line, const fs::path& file,
                        const std::set<std::string>& files) {
  static const std::regex kLink(R"(!?\[([^\]]*)\]\(([^)\s]+)\))");
  std::string text;
  auto rest = line.cbegin();
  for (std::sregex_iterator it(line.begin(), line.end(), kLink), end; it != end;
       ++it) {
    text.append(rest, it->prefix().second);
    rest = it->suffix().first;
    text += LeadsSomewhere(it->str(2), file, files) ? it->str(0) : it->str(1);
  }
  return text.append(rest, line.cend());
}

}  // namespace

std::string WithoutDeadLinks(std::string_view markdown, const fs::path& file,
                             const std::set<std::string>& files) {
  std::vector<std::string> lines = absl::StrSplit(markdown, '\n');
  bool code = false;
  for (std::string& line : lines) {
    if (absl::StartsWith(line, "```")) code = !code;
    if (!code) line = LineWithout(line, file, files);
  }
  return absl::StrJoin(lines, "\n");
}

}  // namespace racelings
