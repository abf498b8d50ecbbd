// The script: orders are typed, what happens in the kitchen goes to the file
// burgers_threads.log.

#include "kitchen/console.h"
#include "kitchen/order_log.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"

int main() {
  if (!kitchen::OpenLog("burgers_threads.log")) {
    kitchen::Say(
        "burgers_threads.log cannot be written here; no record today.");
  }
  const kitchen::Stopwatch stopwatch;
  Serve(kitchen::AskAtTheTerminal);
  kitchen::Log("Orders completed in " + kitchen::Seconds(stopwatch.Elapsed()) +
               " seconds.");
}
