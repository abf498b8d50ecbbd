// What main.cc and the tests expect of service.cc. Nothing to change here.

#ifndef RACELINGS_22_SERVICE_H_
#define RACELINGS_22_SERVICE_H_

#include <cstdint>
#include <string>
#include <vector>

// What an evening brings.
struct Work {
  std::vector<std::string> questions;  // For the customer: input.
  std::vector<std::string> urls;       // Pages of the suppliers: the network.
  std::vector<std::int64_t> numbers;   // For the accounts: the processor.
};

struct Results {
  std::vector<std::string> answers;
  std::vector<std::string> pages;
  std::vector<std::int64_t> sums;
};

// Does all of the work with the functions of tools.h, its parts at the same
// time: none waits for another, and the whole takes as long as the longest of
// them.
//
// Questions: asked in their order, the next when the last is answered. However
// long the customer thinks, everything else goes on.
// Pages: all are asked for at once, and no page needs a thread of its own.
// Numbers: Compute(n) is called once for each, in up to `workers` calls at the
// same time, and that many as long as so many numbers are left. Where there are
// none, no process is started.
// The record: has one line for each result, "Answer: ", "Page: " or "Sum: " and
// what it is. Lines are written while the work goes on, and keep nobody but
// those whose lines they are. All are written when it returns.
//
// The results are in the order of the work. No thread, no process and no
// descriptor is left when it returns.
//
// REQUIRES: workers >= 1
Results Serve(const Work& work, int workers);

#endif  // RACELINGS_22_SERVICE_H_
