// A trace drawn for a terminal: one column a thread, time flowing down.
//
//     time    main          │ John                 │ Jane
//     0.00 s  starts John   │                      │
//             starts Jane   │                      │
//                           │   starts             │
//                           │ ▶ writes orders_ :24 │
//                           │                      │   starts
//                           │                      │ ▶ reads orders_ :22
//     ▶ the two accesses that race; :24 is line 24 of restaurant.cc

#ifndef RACELINGS_SCHEDULE_LANES_H_
#define RACELINGS_SCHEDULE_LANES_H_

#include <string>
#include <vector>

#include "schedule/display.h"
#include "schedule/finding.h"

namespace schedule {

// How many steps a report of a screenful shows.
inline constexpr int kFewSteps = 24;

// Lines that end in "\n" and are at most display.width columns wide; "" for an
// empty trace. Where there is no room for all lanes side by side, it is a list
// with the thread before each step. Of more than `most_steps` steps those
// around the marked ones are drawn, and a line says how many are left out.
// Control characters in what the program said are replaced.
std::string ToLanes(const std::vector<Event>& trace, const Display& display,
                    int most_steps = kFewSteps);

}  // namespace schedule

#endif  // RACELINGS_SCHEDULE_LANES_H_
