#include "runner/findings/source_findings.h"

#include <algorithm>
#include <utility>

#include "runner/exercise/forbidden.h"

namespace racelings {

std::vector<Finding> FromDiagnostics(
    const std::vector<Diagnostic>& diagnostics) {
  const bool all_static =
      std::all_of(diagnostics.begin(), diagnostics.end(), IsThreadSafety);
  std::vector<Finding> findings;
  for (const Diagnostic& diagnostic : diagnostics) {
    Finding finding;
    finding.kind = all_static ? Kind::kStatic : Kind::kBuild;
    finding.message = diagnostic.message;
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
                                   const std::vector<Forbidden>& rules) {
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

}  // namespace racelings
