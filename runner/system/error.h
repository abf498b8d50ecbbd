#ifndef RACELINGS_RUNNER_SYSTEM_ERROR_H_
#define RACELINGS_RUNNER_SYSTEM_ERROR_H_

#include <string_view>

#include "absl/status/status.h"

namespace racelings {

// An error a person can act on says what happened and where, and then the next
// command to type. The code of the status decides the exit status of the
// program: InvalidArgument is 2 (usage), Cancelled is "stopped", all else is 3.

absl::Status UsageError(std::string_view what, std::string_view next);
absl::Status InfraError(std::string_view what, std::string_view next);

// Someone typed Ctrl-C, or the program was told to end.
absl::Status Stopped();

// "what: No such file or directory", with the code that fits `error_number`.
absl::Status SystemError(int error_number, std::string_view what);

}  // namespace racelings

#define RACELINGS_RETURN_IF_ERROR(expression)                               \
  do {                                                                      \
    if (absl::Status status_ = (expression); !status_.ok()) return status_; \
  } while (false)

#endif  // RACELINGS_RUNNER_SYSTEM_ERROR_H_
