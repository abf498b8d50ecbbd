// What main.cc and the tests expect of counter.cc. Nothing to change here.

#ifndef RACELINGS_11_COUNTER_H_
#define RACELINGS_11_COUNTER_H_

// Starts `threads` new threads, all of them before it waits for any. Each adds
// 1 to one shared counter, `times` times. Returns the count when all have
// ended.
int CountTogether(int threads, int times);

#endif  // RACELINGS_11_COUNTER_H_
