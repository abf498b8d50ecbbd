#include "runner/sandbox/confine.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

#include "runner/sandbox/limits.h"
#include "runner/sandbox/namespaces.h"

namespace racelings {
namespace {

// Nothing of the runner's own: it may hold what is nobody's business (a CI's
// passwords), or steer compilers.
void ClearEnvironment(const std::string& temporary) {
  const char* found = std::getenv("PATH");
  const std::string path = found == nullptr ? "/usr/bin:/bin" : found;
  clearenv();
  setenv("PATH", path.c_str(), 1);
  setenv("HOME", temporary.c_str(), 1);
  setenv("TMPDIR", temporary.c_str(), 1);
  setenv("LC_ALL", "C.UTF-8", 1);
}

}  // namespace

int BecomeConfined(const Confining& confining, const Confinement& confinement,
                   const std::filesystem::path& directory,
                   const std::filesystem::path& report, int report_descriptor) {
  close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
  for (const std::filesystem::path& door : confining.doors) {
    const int file = open(door.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0 || write(file, "0", 1) != 1) return errno;
    close(file);
  }
  if (!report.empty()) {
    const int file =
        open(report.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
             S_IRUSR | S_IWUSR);
    if (file < 0 || dup2(file, report_descriptor) < 0) return errno;
  }
  const bool own_temporary = confining.isolation == Isolation::kLimits &&
                             !confinement.writable.empty();
  ClearEnvironment(own_temporary ? confinement.writable.front().string()
                                 : "/tmp");
  ApplyLimits(confining.allowance);
  if (confining.isolation == Isolation::kBubblewrap) return 0;
  if (confining.isolation == Isolation::kNamespaces) {
    const int error =
        EnterNamespaces(confinement, confining.allowance, directory);
    if (error != 0) return error;
  }
  GiveUpRights();
  return 0;
}

}  // namespace racelings
