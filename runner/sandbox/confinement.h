#ifndef RACELINGS_RUNNER_SANDBOX_CONFINEMENT_H_
#define RACELINGS_RUNNER_SANDBOX_CONFINEMENT_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace racelings {

// How what is not trusted is kept apart from the machine, the best first.
// docs/security.md says what each of them keeps out.
enum class Isolation {
  kBubblewrap,  // namespaces and a view of its own, made by bubblewrap
  kNamespaces,  // the same, made by us
  kLimits,      // limits on what it uses up, and no more
};

// "bubblewrap", "namespaces", "limits".
std::string_view IsolationName(Isolation isolation);

// What a command may see. All paths are absolute; those that do not exist are
// left out. The system's own programs and libraries are always there, nothing
// else of the machine is, and there is no network.
struct Confinement {
  std::vector<std::filesystem::path> readable;
  std::vector<std::filesystem::path> writable;  // folders
};

// What all processes of a command may use up, together.
struct Allowance {
  std::uint64_t memory = std::uint64_t{3} << 30;  // bytes that are resident
  int processes = 200;                            // threads not counted
  int threads = 1000;  // counted by the kernel; an explorer's program may have
                       // 512
  std::uint64_t file = std::uint64_t{256} << 20;      // bytes of one file
  std::uint64_t temporary = std::uint64_t{64} << 20;  // bytes in /tmp
};

// The folders and links that programs of this system need to run.
struct SystemView {
  std::vector<std::filesystem::path> folders;
  // From, and what it says.
  std::vector<std::pair<std::filesystem::path, std::filesystem::path>> links;
};
const SystemView& TheSystemView();

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SANDBOX_CONFINEMENT_H_
