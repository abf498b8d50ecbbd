// Names for threads, like Python's threading.current_thread().name.

#ifndef RACELINGS_KITCHEN_STAFF_H_
#define RACELINGS_KITCHEN_STAFF_H_

#include <string>

namespace kitchen {

// Names the calling thread, here and for debuggers and race reports, which show
// at most 15 characters.
void SetThreadName(const std::string& name);

// The name of the calling thread; empty when it was given none.
const std::string& ThreadName();

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_STAFF_H_
