#include "harness/two_cooks.h"

#include <cstddef>

#include "kitchen/stopwatch.h"
#include "schedule/explore.h"

namespace harness {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

// A lock may be waited for with short sleeps: that much is no delay.
bool Near(nanoseconds time, nanoseconds wanted) {
  return time >= wanted && time < wanted + milliseconds(500);
}

std::string HowOften(const std::string& saying, const std::string& what,
                     int said, int count) {
  return "John and Jane say '" + saying + "' once for each " + what +
         ", and it was said " + std::to_string(said) + " times for " +
         std::to_string(count) + " " + what + "s";
}

}  // namespace

void RequireTimes(ServeBurgers serve, const std::string& what,
                  const std::vector<nanoseconds>& times,
                  const std::vector<nanoseconds>& begun, nanoseconds wanted,
                  const char* file, int line) {
  const Burgers burgers(times);
  const nanoseconds start = schedule::Elapsed();
  serve(burgers);
  const nanoseconds taken = schedule::Elapsed() - start;
  const bool is_early = taken < wanted;
  schedule::Require(
      Near(taken, wanted),
      what + (is_early ? " took only " : " took ") + kitchen::Seconds(taken) +
          " s, and two cooks who work at the same time, and each take the "
          "oldest order that is left as soon as they are free, need " +
          kitchen::Seconds(wanted) + " s" +
          (is_early ? ": do more than two cook, or are some not waited for?"
                    : ": does one wait, or go home, while the other cooks?"),
      file, line);
  for (size_t i = 0; i < times.size(); ++i) {
    const nanoseconds at = burgers.Begun(i) - start;
    schedule::Require(Near(at, begun[i]),
                      what + ": burger #" + std::to_string(i) +
                          " was begun at " + kitchen::Seconds(at) +
                          " s, and should be at " + kitchen::Seconds(begun[i]) +
                          " s: the oldest order goes first, to whoever is "
                          "free",
                      file, line);
  }
}

void RequireStaffSaidWhatTheyDid(const Transcript& transcript, int count,
                                 const std::string& what, const char* file,
                                 int line) {
  for (const std::string saying : {"is working...", "finish task..."}) {
    const int said =
        transcript.Count("John " + saying) + transcript.Count("Jane " + saying);
    schedule::Require(said == count, HowOften(saying, what, said, count), file,
                      line);
  }
}

}  // namespace harness
