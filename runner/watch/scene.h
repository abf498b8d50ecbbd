#ifndef RACELINGS_RUNNER_WATCH_SCENE_H_
#define RACELINGS_RUNNER_WATCH_SCENE_H_

#include <string>
#include <vector>

#include "runner/watch/menu.h"

namespace racelings {

// A key that does something now, and what.
struct KeyHelp {
  std::string key;
  std::string what;
  int rank = 0;  // where there is no room for all, the highest go first
};

// What is to be seen, whatever it is seen on. Texts may have colours in them.
struct Scene {
  std::string title;       // "07 Two cooks, one list"
  std::string aside;       // "Threads, 10 points"
  std::string task;        // what the person has to do
  std::string content;     // any number of lines of any width
  int content_number = 0;  // another one for each content
  std::string status;      // what goes on: "compiling"; "" when nothing does
  std::string bar;         // how far the person is
  std::vector<KeyHelp> keys;
  std::string question;        // to be answered by a key; then instead of keys
  const Menu* menu = nullptr;  // to choose from; then instead of the content
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_WATCH_SCENE_H_
