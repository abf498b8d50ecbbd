// The script: two threads, each of which counts to 100000, on a display with
// six digits.

#include <string>

#include "counter.h"
#include "kitchen/console.h"

int main() { kitchen::Say(std::to_string(CountTogether(2, 100000, 999999))); }
