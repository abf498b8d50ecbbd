// What the explorer calls things in its sentences.

#ifndef RACELINGS_SCHEDULE_INTERNAL_WORDS_H_
#define RACELINGS_SCHEDULE_INTERNAL_WORDS_H_

#include <string>
#include <string_view>

#include "schedule/internal/channel.h"

namespace schedule::internal {

// The name the thread gave itself, "thread 2", or "another thread" where it is
// none of the schedule's.
std::string ThreadName(const Channel& channel, int thread);

// "mutex 1"; "mutex" where the number is 0.
std::string ObjectName(ObjectKind kind, int number);

// "locks mutex 1": what the thread does in this event.
std::string EventText(const Channel& channel, const TraceEvent& event);

// The same as Event::operation and Event::object have it.
std::string_view OperationOf(const TraceEvent& event);
std::string ObjectOf(const Channel& channel, const TraceEvent& event);

// "waits for mutex 1, which Jane holds".
std::string WaitsFor(const Channel& channel, const Blocked& blocked);

// The place, by its number, of what waits on the thread that failed.
Location StuckAt(const Channel& channel, int index);

// Whether it is none of the threads under test. False where there is no such.
bool IsOnlooker(const Channel& channel, int thread);

// That the main thread waits for the others is no part of a knot.
bool OnlyWaitsForOthers(const Blocked& blocked);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_WORDS_H_
