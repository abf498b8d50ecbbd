// What a piece of source is about, read off its text: debug information knows
// the line and column of an access, but not the name of what is accessed once
// it lies in a container on the heap.

#ifndef RACELINGS_SCHEDULE_INTERNAL_SOURCE_TEXT_H_
#define RACELINGS_SCHEDULE_INTERNAL_SOURCE_TEXT_H_

#include <string>
#include <string_view>

namespace schedule::internal {

// Line `number` (from 1) of a file; empty where it cannot be read.
std::string ReadLine(const std::string& file, int number);

// The variable used at column `column` (from 1) of `line`:
//   orders.pop_front();      at "pop_front" or "orders"   -> orders
//   counter += 1;            at "counter" or "+="          -> counter
//   this->open_ = false;     at "open_"                    -> open_
//   if (queue->empty())      at "empty"                    -> queue
// Empty where there is none.
std::string VariableAt(std::string_view line, int column);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_SOURCE_TEXT_H_
