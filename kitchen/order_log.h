// The record of the day: what the staff did, apart from what customers see.
//
//   kitchen::OpenLog("burgers_threads.log");  // once, in main
//   kitchen::Log("Ready for business!");

#ifndef RACELINGS_KITCHEN_ORDER_LOG_H_
#define RACELINGS_KITCHEN_ORDER_LOG_H_

#include <string>
#include <string_view>

#include "kitchen/console.h"

namespace kitchen {

// Sends entries to the end of the file at `path`, which is made if there is
// none. Returns whether it could be opened; if not, entries are dropped.
//
// REQUIRES: no other thread is in Log.
bool OpenLog(const std::string& path);

// Writes "INFO: ", `entry` and a line break as a whole: entries of two threads
// never mix. Dropped when no log was opened.
//
// Thread safety: any thread, at any time. Like Say, it takes no lock, and so
// hides nothing of what the threads do to their shared data.
void Log(std::string_view entry);

// Sends entries elsewhere, as a test does. Null sends them to the file again.
//
// REQUIRES: no other thread is in Log.
void SetLogListener(Listener listener);

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_ORDER_LOG_H_
