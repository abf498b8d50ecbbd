#ifndef RACELINGS_SCHEDULE_EXCERPT_H_
#define RACELINGS_SCHEDULE_EXCERPT_H_

#include <string>
#include <string_view>

#include "schedule/display.h"

namespace schedule {

// A line of source with its neighbours, as compilers show it; the line itself
// is marked, and the column under it unless that is 0:
//
//       15 |   if (orders.empty()) return;
//    >  16 |   orders.pop_front();
//          |          ^
//       17 | }
//
// "" when the source has no such line.
std::string Excerpt(std::string_view source, int line, int column,
                    const Display& display);

}  // namespace schedule

#endif  // RACELINGS_SCHEDULE_EXCERPT_H_
