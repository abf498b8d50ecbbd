#ifndef RACELINGS_RUNNER_SYSTEM_EMBEDDED_FILE_H_
#define RACELINGS_RUNNER_SYSTEM_EMBEDDED_FILE_H_

#include <string_view>

namespace racelings {

// A file of runner/report/page or runner/templates, as the build put it into
// the program (embed.cmake); "" when there is none of that name.
std::string_view EmbeddedFile(std::string_view name);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SYSTEM_EMBEDDED_FILE_H_
