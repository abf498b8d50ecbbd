// What main.cc and the tests expect of counter.cc. Nothing to change here.

#ifndef RACELINGS_11_COUNTER_H_
#define RACELINGS_11_COUNTER_H_

// Starts `threads` new threads, all of them before it waits for any. Each
// counts up by 1, `times` times. Returns what they counted together, when all
// have ended.
int CountTogether(int threads, int times);

#endif  // RACELINGS_11_COUNTER_H_
