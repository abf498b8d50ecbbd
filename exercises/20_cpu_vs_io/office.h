// What there is to be computed in the restaurant's office. Nothing to change
// here: it is somebody else's code, and knows nothing of coroutines.

#ifndef RACELINGS_20_OFFICE_H_
#define RACELINGS_20_OFFICE_H_

#include <chrono>
#include <numeric>
#include <string>
#include <vector>

#include "kitchen/compute.h"

// How long one of these computations keeps a processor busy.
inline constexpr std::chrono::seconds kComputing{2};

// The functions below may be called by any thread, also at the same time.

// Computes the day's takings, in cents.
inline int AddUp(const std::vector<int>& receipts) {
  kitchen::Compute(kComputing);
  return std::accumulate(receipts.begin(), receipts.end(), 0);
}

// Computes a small version of a photo for the website.
inline std::string Shrink(const std::string& photo) {
  kitchen::Compute(kComputing);
  return "small " + photo;
}

#endif  // RACELINGS_20_OFFICE_H_
