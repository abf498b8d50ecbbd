// The script: orders are typed, what happens in the kitchen goes to the file
// burgers_async.log.

#include "kitchen/console.h"
#include "kitchen/coroutines/deadlock.h"
#include "kitchen/coroutines/run.h"
#include "kitchen/order_log.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"

int main() {
  if (!kitchen::OpenLog("burgers_async.log")) {
    kitchen::Say("burgers_async.log cannot be written here; no record today.");
  }
  const kitchen::Stopwatch stopwatch;
  try {
    kitchen::Run(Serve(kitchen::AskAtTheTerminal));
  } catch (const kitchen::Deadlock& deadlock) {
    kitchen::Say(deadlock.what());
    return 1;
  }
  kitchen::Log("Orders completed in " + kitchen::Seconds(stopwatch.Elapsed()) +
               " seconds.");
}
