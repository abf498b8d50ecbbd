// The restaurant's terminal.

#ifndef RACELINGS_KITCHEN_CONSOLE_H_
#define RACELINGS_KITCHEN_CONSOLE_H_

#include <string>
#include <string_view>

namespace kitchen {

// Prints `line` and a line break as a whole: lines of two threads never mix.
//
// Thread safety: any thread, at any time. It takes no lock, and so makes no
// thread wait for another: what the threads do to their shared data is not
// hidden by it.
void Say(std::string_view line);

// Shows `prompt`, waits until the customer at the terminal has typed a line,
// and returns it; empty when the input has come to its end. Blocks the thread.
//
// Thread safety: any thread, but one at a time.
std::string AskAtTheTerminal(const std::string& prompt);

// Sends lines elsewhere, as a test does. Null sends them to the terminal again.
//
// REQUIRES: no other thread is in Say.
using Listener = void (*)(std::string_view line);
void SetListener(Listener listener);

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_CONSOLE_H_
