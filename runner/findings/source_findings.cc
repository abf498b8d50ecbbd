#include "runner/findings/source_findings.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "runner/exercise/forbidden.h"

namespace racelings {
namespace {

// The variable in "reading variable 'counter_' requires holding mutex …"; ""
// where the analysis complains of something else.
std::string GuardedVariable(std::string_view message) {
  constexpr std::string_view kBefore = " variable '";
  const std::size_t at = message.find(kBefore);
  if (at == std::string_view::npos) return "";
  const std::string_view rest = message.substr(at + kBefore.size());
  return std::string(rest.substr(0, rest.find('\'')));
}

}  // namespace

std::vector<Finding> FromDiagnostics(
    const std::vector<Diagnostic>& diagnostics) {
  const bool all_static =
      std::all_of(diagnostics.begin(), diagnostics.end(), IsThreadSafety);
  std::vector<Finding> findings;
  for (const Diagnostic& diagnostic : diagnostics) {
    Finding finding;
    finding.kind = all_static ? Kind::kStatic : Kind::kBuild;
    finding.message = diagnostic.message;
    finding.raw = diagnostic.text;
    if (all_static) finding.variable = GuardedVariable(diagnostic.message);
    if (!diagnostic.file.empty()) {
      finding.locations.push_back({diagnostic.file, diagnostic.line,
                                   diagnostic.column, "", "",
                                   diagnostic.option});
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::vector<Finding> FromForbidden(const Answer& answer,
                                   const std::vector<Rule>& rules) {
  std::vector<Finding> findings;
  for (const Answer::File& file : answer.files) {
    for (const ForbiddenUse& use : FindForbidden(file.content, rules)) {
      Finding finding;
      finding.kind = Kind::kForbidden;
      finding.message = use.rule->hint;
      finding.locations.push_back({(answer.folder / file.name).string(),
                                   use.line, use.column, "", "",
                                   "not allowed in this exercise"});
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

std::vector<Finding> FromRequired(const Answer& answer,
                                  const std::vector<Rule>& rules) {
  std::vector<Finding> findings;
  for (const Rule& rule : rules) {
    const bool followed =
        std::any_of(answer.files.begin(), answer.files.end(),
                    [&rule](const Answer::File& file) {
                      return !FindForbidden(file.content, {rule}).empty();
                    });
    if (followed) continue;
    Finding finding;
    finding.kind = Kind::kForbidden;
    finding.message = rule.hint;
    finding.locations.push_back(
        {(answer.folder / answer.files.front().name).string(), 0, 0, "", "",
         "lacks what this exercise is about"});
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace racelings
