// A coroutine that notices when its loop stands still.

#ifndef RACELINGS_HARNESS_TICKER_H_
#define RACELINGS_HARNESS_TICKER_H_

#include "kitchen/coroutines/task.h"

namespace harness {

// Sleeps for a second, `ticks` times. Ends the schedule when it is woken late,
// which is when something has stopped the loop. For the timely clock.
kitchen::Task<> Tick(int ticks);

}  // namespace harness

#endif  // RACELINGS_HARNESS_TICKER_H_
