// std::atomic's compare_exchange_weak may fail although nobody has changed the
// value. Whether it does is asked here, by the headers beside this one: in
// compiled code the weak form is no different from the strong one.

#ifndef RACELINGS_SCHEDULE_STANDARD_LIBRARY_SCHEDULE_WEAK_EXCHANGE_H_
#define RACELINGS_SCHEDULE_STANDARD_LIBRARY_SCHEDULE_WEAK_EXCHANGE_H_

// Null where the program is linked without the explorer.
extern "C" __attribute__((weak)) bool schedule_weak_exchange_fails() noexcept;

// Not `schedule`: this is seen by code that knows nothing of the explorer, and
// may have a use for that name, as Asio has.
namespace schedule_standard_library {

inline bool WeakExchangeFails() noexcept {
  return schedule_weak_exchange_fails != nullptr &&
         schedule_weak_exchange_fails();
}

}  // namespace schedule_standard_library

#endif  // RACELINGS_SCHEDULE_STANDARD_LIBRARY_SCHEDULE_WEAK_EXCHANGE_H_

// As often as it is included: the compiler's operations, with that question.
// One that fails only reads.
#define __atomic_compare_exchange_n(ATOMIC, EXPECTED, NEW, WEAK, ORDER,  \
                                    FAIL_ORDER)                          \
  ((WEAK) && ::schedule_standard_library::WeakExchangeFails()            \
       ? (__atomic_load(ATOMIC, EXPECTED, FAIL_ORDER), false)            \
       : __atomic_compare_exchange_n(ATOMIC, EXPECTED, NEW, WEAK, ORDER, \
                                     FAIL_ORDER))
#define __atomic_compare_exchange(ATOMIC, EXPECTED, NEW, WEAK, ORDER,  \
                                  FAIL_ORDER)                          \
  ((WEAK) && ::schedule_standard_library::WeakExchangeFails()          \
       ? (__atomic_load(ATOMIC, EXPECTED, FAIL_ORDER), false)          \
       : __atomic_compare_exchange(ATOMIC, EXPECTED, NEW, WEAK, ORDER, \
                                   FAIL_ORDER))
