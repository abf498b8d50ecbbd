// The script: orders are typed, what happens in the kitchen goes to the file
// burgers_threads.log.

#include <iostream>
#include <string>

#include "kitchen/console.h"
#include "kitchen/order_log.h"
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
  if (!kitchen::OpenLog("burgers_threads.log")) {
    kitchen::Say(
        "burgers_threads.log cannot be written here; no record today.");
  }
  const kitchen::Stopwatch stopwatch;
  Serve(AskAtTheTerminal);
  kitchen::Log("Orders completed in " + kitchen::Seconds(stopwatch.Elapsed()) +
               " seconds.");
}
