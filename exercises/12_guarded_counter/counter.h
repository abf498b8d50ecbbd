// What main.cc and the tests expect of counter.cc. Nothing to change here.

#ifndef RACELINGS_12_COUNTER_H_
#define RACELINGS_12_COUNTER_H_

// A counter with a display that ends at `most`: there it stops, and goes no
// further. Starts `threads` new threads, all of them before it waits for any.
// Each counts up by 1, `times` times, as far as the display goes. Returns what
// the display shows when all have ended: threads * times, or `most` if that is
// less.
int CountTogether(int threads, int times, int most);

#endif  // RACELINGS_12_COUNTER_H_
