#include "runner/exercise/forbidden.h"

#include <regex>
#include <string>

#include "absl/strings/str_split.h"
#include "runner/exercise/source.h"

namespace racelings {

std::vector<ForbiddenUse> FindForbidden(std::string_view source,
                                        const std::vector<Rule>& rules) {
  std::vector<ForbiddenUse> uses;
  if (rules.empty()) return uses;
  const std::vector<std::string> lines =
      absl::StrSplit(WithoutComments(source), '\n');
  for (const Rule& rule : rules) {
    const std::regex pattern(rule.pattern);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::smatch match;
      if (!std::regex_search(lines[i], match, pattern)) continue;
      uses.push_back({&rule, static_cast<int>(i) + 1,
                      static_cast<int>(match.position(0)) + 1});
      break;
    }
  }
  return uses;
}

}  // namespace racelings
