// Loads the answer to an exercise into a running judge.

#ifndef RACELINGS_HARNESS_ANSWER_H_
#define RACELINGS_HARNESS_ANSWER_H_

#include <string>

namespace harness {

// Loads the shared object at `path`, for good. Returns an empty string, or one
// sentence: the file could not be loaded, or a function that the test calls is
// not in it.
std::string LoadAnswer(const std::string& path);

}  // namespace harness

#endif  // RACELINGS_HARNESS_ANSWER_H_
