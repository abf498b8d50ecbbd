// How surely a wrong answer is found.
//
// A search by chance that finds a defect in one schedule of k comes to it after
// k on average, and misses it in N with a chance of about e^(-N/k). For a miss
// less than once in a million times N has to be at least 13.8 k.

#ifndef RACELINGS_RUNNER_VERDICT_HIT_RATE_H_
#define RACELINGS_RUNNER_VERDICT_HIT_RATE_H_

#include <map>
#include <string>
#include <utility>

#include "runner/exercise/manifest.h"
#include "runner/verdict/verdict.h"

namespace racelings {

// -ln of one in a million.
inline constexpr double kSureEnough = 13.8;

// The surest of the tests that find an answer.
struct HitRate {
  std::string check;     // "build", …, "schedules", "races"
  std::string test;      // "" for checks that play no schedules
  bool certain = false;  // found with any seed
  double rate = 0;       // of schedules that show it, where it is not certain
  int schedules = 0;     // that the check plays

  // Schedules played, in units of what it takes on average.
  double margin() const { return rate * schedules; }
  bool enough() const { return certain || margin() >= kSureEnough; }
};

// Gathers the verdicts on one wrong answer with one seed after another.
class HitRates {
 public:
  explicit HitRates(const Manifest& manifest) : manifest_(manifest) {}

  void Add(const Verdict& verdict);

  // Of those tests that every verdict played. Of no check and no schedules
  // where nothing was found at all.
  HitRate Surest() const;

 private:
  struct Seen {
    int found = 0;
    int certain = 0;
    int tries = 0;
    long long schedules = 0;
  };

  const Manifest& manifest_;  // outlives this
  int verdicts_ = 0;
  std::map<std::string, int> before_playing_;  // check -> how often it failed
  std::map<std::pair<std::string, std::string>, Seen> seen_;  // check, test
};

// Whether a wrong answer was found so late that another seed may well miss it.
// One verdict does not tell a rate: this is for noticing an answer that has to
// be measured.
bool FoundLate(const Manifest& manifest, const Verdict& verdict);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_VERDICT_HIT_RATE_H_
