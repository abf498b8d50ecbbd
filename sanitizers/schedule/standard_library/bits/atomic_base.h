// Stands in front of libstdc++'s header of this name, for code that is
// explored: see schedule_weak_exchange.h.

#ifndef RACELINGS_SCHEDULE_STANDARD_LIBRARY_ATOMIC_BASE_H_
#define RACELINGS_SCHEDULE_STANDARD_LIBRARY_ATOMIC_BASE_H_

// clang-format off: in this order.
#include "schedule_weak_exchange.h"
#include_next <bits/atomic_base.h>
// clang-format on
#undef __atomic_compare_exchange_n
#undef __atomic_compare_exchange

#endif  // RACELINGS_SCHEDULE_STANDARD_LIBRARY_ATOMIC_BASE_H_
