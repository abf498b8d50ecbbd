// What main.cc and the tests expect of collect.cc. Nothing to change here.

#ifndef RACELINGS_17_COLLECT_H_
#define RACELINGS_17_COLLECT_H_

#include <functional>
#include <string>
#include <vector>

// Says one message: any bytes, at most 4095 of them, or none.
using Put = std::function<void(const std::string& message)>;

// What one of the workers does: it puts as many messages as it likes.
using Worker = std::function<void(int worker, const Put& put)>;

// Starts `workers` processes, all of them before it waits for any. Process i
// calls worker(i, put), once. Returns all messages that were put, each as it
// was put, those of one worker in their order, when every process has ended and
// was waited for. No descriptor is left open.
//
// A worker may end in the middle of its work, and be killed: what it had put by
// then counts, and nobody waits for more from it.
//
// `worker` is called in those processes only, and does not throw.
std::vector<std::string> Collect(const Worker& worker, int workers);

#endif  // RACELINGS_17_COLLECT_H_
