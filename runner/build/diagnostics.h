#ifndef RACELINGS_RUNNER_BUILD_DIAGNOSTICS_H_
#define RACELINGS_RUNNER_BUILD_DIAGNOSTICS_H_

#include <string>
#include <string_view>
#include <vector>

namespace racelings {

// One error of the compiler or the linker, in its own words.
struct Diagnostic {
  std::string file{};  // "" when the linker knows no place
  int line = 0;
  int column = 0;
  std::string message{};
  std::string option{};  // "-Wthread-safety-analysis"; "" for a plain error
  // As it was printed, in colour if it was, with its excerpts and notes.
  std::string text{};
};

// The errors in what clang or lld printed, in its order, in colour or not.
// Warnings are left out: a learner mends the first error first.
std::vector<Diagnostic> ParseDiagnostics(std::string_view output);

// Clang's analysis of lock annotations, not the language, refused the code.
bool IsThreadSafety(const Diagnostic& diagnostic);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_BUILD_DIAGNOSTICS_H_
