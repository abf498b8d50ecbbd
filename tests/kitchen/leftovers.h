// What a piece of code about processes must not leave behind.

#ifndef RACELINGS_TESTS_KITCHEN_LEFTOVERS_H_
#define RACELINGS_TESTS_KITCHEN_LEFTOVERS_H_

#include <set>
#include <string>

// Descriptors that are open in this process.
std::set<int> OpenDescriptors();

// Whether this process has a child, be it a zombie.
bool HasChild();

#endif  // RACELINGS_TESTS_KITCHEN_LEFTOVERS_H_
