// Stands in front of libstdc++'s header of this name, for code that is
// explored.
//
// Before GCC 13, std::atomic<std::shared_ptr> gives its lock back with
// memory_order_relaxed, so that what was read under the lock is not ordered
// before what the next one writes. That is a race of the library's, and no
// fault of the program. The lock is given back by the two calls of fetch_sub
// below.

#ifndef RACELINGS_SCHEDULE_STANDARD_LIBRARY_SHARED_PTR_ATOMIC_H_
#define RACELINGS_SCHEDULE_STANDARD_LIBRARY_SHARED_PTR_ATOMIC_H_

#include <bits/atomic_base.h>

#if _GLIBCXX_RELEASE < 13
#define fetch_sub(NUMBER, ORDER) fetch_sub(NUMBER, memory_order_seq_cst)
#endif
#include_next <bits/shared_ptr_atomic.h>
#undef fetch_sub

#endif  // RACELINGS_SCHEDULE_STANDARD_LIBRARY_SHARED_PTR_ATOMIC_H_
