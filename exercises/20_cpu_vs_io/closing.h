// What main.cc and the tests expect of closing.cc. Nothing to change here.

#ifndef RACELINGS_20_CLOSING_H_
#define RACELINGS_20_CLOSING_H_

#include <string>
#include <vector>

#include "kitchen/coroutines/task.h"

// Orders `item` from the supplier, which is two seconds of waiting (I/O), and
// gives the supplier's answer: "Buns: tomorrow at 6."
kitchen::Task<std::string> OrderMore(std::string item);

struct Closing {
  int takings = 0;
  std::string photo;
  std::string delivery;
};

// What is to be done when the restaurant closes, all of it at the same time:
// AddUp(receipts) and Shrink(photo), as office.h has them, and
// OrderMore(item). Each is called once, and all have ended when this ends.
//
// However long it computes, all other tasks of the loop go on. Stays within
// this process: the computations are done by threads.
kitchen::Task<Closing> CloseUp(std::vector<int> receipts, std::string photo,
                               std::string item);

#endif  // RACELINGS_20_CLOSING_H_
