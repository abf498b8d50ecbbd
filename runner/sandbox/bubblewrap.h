#ifndef RACELINGS_RUNNER_SANDBOX_BUBBLEWRAP_H_
#define RACELINGS_RUNNER_SANDBOX_BUBBLEWRAP_H_

#include <string>
#include <vector>

#include "runner/sandbox/confinement.h"

namespace racelings {

// `words` as a command that bubblewrap confines, begun in `directory`.
std::vector<std::string> InBubblewrap(const std::vector<std::string>& words,
                                      const std::filesystem::path& directory,
                                      const Confinement& confinement,
                                      const Allowance& allowance);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SANDBOX_BUBBLEWRAP_H_
