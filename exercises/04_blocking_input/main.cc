// The script: orders are typed, while the staff cook.

#include <iostream>
#include <string>

#include "kitchen/console.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"

namespace {

std::string AskAtTheTerminal(const std::string& prompt) {
  std::cout << prompt << std::flush;
  std::string typed;
  if (!std::getline(std::cin, typed)) {
    std::cout << "\n" << std::flush;  // The end of the input: go on below.
    return "";
  }
  return typed;
}

}  // namespace

int main() {
  const kitchen::Stopwatch stopwatch;
  Serve(AskAtTheTerminal);
  kitchen::Say("Orders completed in " + kitchen::Seconds(stopwatch.Elapsed()) +
               " seconds.");
}
