// What the kitchen works with. The script has these functions, and each test
// has its own. Nothing to change here. None of them throws.

#ifndef RACELINGS_22_TOOLS_H_
#define RACELINGS_22_TOOLS_H_

#include <cstdint>
#include <string>

#include "kitchen/coroutines/task.h"

// Asks the customer, and returns what they typed. The calling thread waits. Any
// thread may call it, one call at a time: there is one keyboard.
std::string Ask(const std::string& question);

// Fetches a page. A coroutine, which belongs on a loop: it waits there, and
// lets others run. Any number at the same time.
kitchen::Task<std::string> Fetch(std::string url);

// Computes for a while; the calling thread is busy. It is an old function (see
// legacy.h) that keeps what it is at in static variables: two threads of one
// process must not be in it at once.
std::int64_t Compute(std::int64_t n);

// Writes a line to the record of the day. The disk is slow, and the calling
// thread waits. Any thread may call it, one call at a time: each call has to
// end before the next begins.
void Write(const std::string& line);

#endif  // RACELINGS_22_TOOLS_H_
