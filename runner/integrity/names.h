#ifndef RACELINGS_RUNNER_INTEGRITY_NAMES_H_
#define RACELINGS_RUNNER_INTEGRITY_NAMES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace racelings {

// Why the kit rules something out, whatever the exercise is.
enum class Reason {
  kSanitizer,    // steers ThreadSanitizer, or asks for it
  kInsides,      // reaches into the running program past C++
  kKernel,       // asks the kernel for what the explorer cannot follow
  kProcesses,    // starts, stops or shares memory with processes
  kEnding,       // changes what happens when the program fails
  kEnvironment,  // reads or changes what surrounds the program
  kClock,        // measures real time, past the exercise's clock
  kJudge,        // belongs to the tests or to the explorer
  kReserved,     // belongs to the compiler or the standard library
};

// One sentence and the way out, for a person who meant no harm.
// `name` is quoted as it stands in the answer.
std::string Explain(Reason reason, std::string_view name);

// What a name in the source of an answer is ruled out for; none of the words
// that someone may call a variable.
std::optional<Reason> RuledOutName(std::string_view name);

// The same for a function that a compiled answer takes from elsewhere, by its
// name for the linker. Here "kill" can only be the kernel's.
std::optional<Reason> RuledOutImport(std::string_view symbol);

// And for what a compiled answer defines for others to find.
std::optional<Reason> RuledOutExport(std::string_view symbol);

// A part of the kit's rules that an exercise may lift: "processes". See `uses`
// in exercise.toml.
bool IsLifted(Reason reason, const std::vector<std::string>& uses);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_INTEGRITY_NAMES_H_
