// What main.cc and the tests expect of staff.cc. Nothing to change here.

#ifndef RACELINGS_16_STAFF_H_
#define RACELINGS_16_STAFF_H_

#include <functional>

// One shift of one of the staff: makes burgers for a while, and returns how
// many, which may be any number.
using Shift = std::function<int(int cook)>;

// Starts `cooks` processes, all of them before it waits for any. Process i says
// "Process ID: " and its id (getpid), and works shift(i), once. Returns how
// many burgers all of them made together, when every process has ended and was
// waited for. No descriptor is left open.
//
// `shift` is called in those processes only, and does not throw.
int WorkTogether(const Shift& shift, int cooks);

#endif  // RACELINGS_16_STAFF_H_
