// How traces are drawn: whole texts, as they stand on the terminal.

#include "schedule/lanes.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace {

using schedule::Display;
using schedule::Event;
using schedule::Mark;
using schedule::ToLanes;

constexpr Display kUtf8{.width = 80, .utf8 = true};

// A trace, step by step.
class Story {
 public:
  explicit Story(std::vector<std::string> threads)
      : threads_(std::move(threads)) {}

  Story& At(int milliseconds) {
    time_ = std::chrono::milliseconds(milliseconds);
    return *this;
  }
  Story& Step(int lane, const std::string& what, int line = 0,
              Mark mark = Mark::kNone, const std::string& file = "/k/cook.cc") {
    Event event{.thread = threads_[lane],
                .what = what,
                .time = time_,
                .where = {.file = line > 0 ? file : "", .line = line},
                .step = static_cast<int>(trace_.size()) + 1,
                .lane = lane,
                .mark = mark};
    trace_.push_back(event);
    return *this;
  }
  std::vector<Event>& trace() { return trace_; }
  const std::vector<Event>& trace() const { return trace_; }

 private:
  const std::vector<std::string> threads_;
  std::chrono::nanoseconds time_{0};
  std::vector<Event> trace_;
};

Story Race() {
  Story story({"main", "John", "Jane"});
  return story.Step(0, "starts John", 46)
      .Step(0, "starts Jane", 47)
      .Step(1, "starts")
      .Step(1, "says: John is working...", 23)
      .Step(1, "writes orders_", 25, Mark::kRacing)
      .Step(2, "starts")
      .Step(2, "reads orders_", 22, Mark::kRacing);
}

Story Knot() {
  Story story({"main", "John", "Jane"});
  return story.Step(0, "starts John", 30)
      .Step(0, "starts Jane", 31)
      .Step(1, "starts")
      .Step(1, "locks mutex 1", 10, Mark::kHolding)
      .At(2500)
      .Step(2, "starts")
      .Step(2, "locks mutex 2", 20, Mark::kHolding)
      .Step(0, "waits for John to end", 32)
      .Step(1, "waits for mutex 2, which Jane holds", 11, Mark::kBlocked)
      .Step(2, "waits for mutex 1, which John holds", 21, Mark::kBlocked);
}

Story Long() {
  Story story({"main", "John", "Jane"});
  story.Step(0, "starts John", 5).Step(0, "starts Jane", 6);
  for (int i = 0; i < 40; ++i) {
    story.Step(1 + i % 2, "locks mutex 1", 10)
        .Step(1 + i % 2, "unlocks mutex 1", 12);
    if (i == 20) story.Step(1, "writes counter", 14, Mark::kRacing);
  }
  return story.Step(2, "writes counter", 14, Mark::kRacing);
}

Story OfThree() {
  Story story({"main", "cook", "cook", "waiter"});
  return story.Step(0, "starts cook", 8)
      .Step(1, "starts")
      .Step(1, "gives up mutex 1 and waits on condition variable 1", 14)
      .Step(2, "starts")
      .Step(2, "gives up mutex 1 and waits on condition variable 1", 14)
      .Step(3, "starts")
      .Step(3, "notifies one that waits on condition variable 1", 21)
      .Step(1, "wakes from condition variable 1", 14)
      .Step(2, "waits on condition variable 1 for ever", 14, Mark::kBlocked);
}

TEST(Lanes, ARaceOfTwo) {
  EXPECT_EQ("\n" + ToLanes(Race().trace(), kUtf8), R"(
    main            │   John                         │   Jane
  ──────────────────┼────────────────────────────────┼────────────────────
    starts John :46 │                                │
    starts Jane :47 │                                │
                    │   starts                       │
                    │   says: John is working... :23 │
                    │ ▶ writes orders_ :25           │
                    │                                │   starts
                    │                                │ ▶ reads orders_ :22
  ▶ the two accesses that race; numbers are lines of cook.cc
)");
}

TEST(Lanes, WithoutUtf8ItIsAscii) {
  EXPECT_EQ("\n" + ToLanes(Race().trace(), {.width = 80}), R"(
     main            |    John                         |    Jane
  -------------------+---------------------------------+---------------------
     starts John :46 |                                 |
     starts Jane :47 |                                 |
                     |    starts                       |
                     |    says: John is working... :23 |
                     | !! writes orders_ :25           |
                     |                                 |    starts
                     |                                 | !! reads orders_ :22
  !! the two accesses that race; numbers are lines of cook.cc
)");
}

TEST(Lanes, AKnotOfTwoWithItsTimes) {
  EXPECT_EQ("\n" + ToLanes(Knot().trace(), kUtf8), R"(
  time      main                │   John                │   Jane
          ──────────────────────┼───────────────────────┼───────────────────────
  0.00 s    starts John :30     │                       │
            starts Jane :31     │                       │
                                │   starts              │
                                │ ▶ locks mutex 1 :10   │
  2.50 s                        │                       │   starts
                                │                       │ ▶ locks mutex 2 :20
            waits for John to   │                       │
            end :32             │                       │
                                │ ▶ waits for mutex 2,  │
                                │   which Jane holds    │
                                │   :11                 │
                                │                       │ ▶ waits for mutex 1,
                                │                       │   which John holds :21
  ▶ who took what, and who waits for it; numbers are lines of cook.cc
)");
}

TEST(Lanes, ANarrowTerminalGetsAList) {
  EXPECT_EQ("\n" + ToLanes(Knot().trace(), {.width = 50, .utf8 = true}), R"(
  0.00 s    main  starts John :30
            main  starts Jane :31
            John  starts
          ▶ John  locks mutex 1 :10
  2.50 s    Jane  starts
          ▶ Jane  locks mutex 2 :20
            main  waits for John to end :32
          ▶ John  waits for mutex 2, which Jane
                  holds :11
          ▶ Jane  waits for mutex 1, which John
                  holds :21
  ▶ who took what, and who waits for it; numbers
  are lines of cook.cc
)");
}

TEST(Lanes, ALongTraceIsFolded) {
  EXPECT_EQ("\n" + ToLanes(Long().trace(), kUtf8, 10), R"(
    John                │   Jane
  ──────────────────────┼──────────────────────
  … 41 steps …
                        │   unlocks mutex 1 :12
    locks mutex 1 :10   │
    unlocks mutex 1 :12 │
  ▶ writes counter :14  │
                        │   locks mutex 1 :10
                        │   unlocks mutex 1 :12
  … 33 steps …
    unlocks mutex 1 :12 │
                        │   locks mutex 1 :10
                        │   unlocks mutex 1 :12
                        │ ▶ writes counter :14
  ▶ the two accesses that race; numbers are lines of cook.cc
)");
}

TEST(Lanes, ThreeThreadsTwoOfOneName) {
  EXPECT_EQ("\n" + ToLanes(OfThree().trace(), kUtf8), R"(
    main           │   cook (1)         │   cook (2)         │   waiter
  ─────────────────┼────────────────────┼────────────────────┼──────────────────
    starts cook :8 │                    │                    │
                   │   starts           │                    │
                   │   gives up mutex 1 │                    │
                   │   and waits on     │                    │
                   │   condition        │                    │
                   │   variable 1 :14   │                    │
                   │                    │   starts           │
                   │                    │   gives up mutex 1 │
                   │                    │   and waits on     │
                   │                    │   condition        │
                   │                    │   variable 1 :14   │
                   │                    │                    │   starts
                   │                    │                    │   notifies one
                   │                    │                    │   that waits on
                   │                    │                    │   condition
                   │                    │                    │   variable 1 :21
                   │   wakes from       │                    │
                   │   condition        │                    │
                   │   variable 1 :14   │                    │
                   │                    │ ▶ waits on         │
                   │                    │   condition        │
                   │                    │   variable 1 for   │
                   │                    │   ever :14         │
  ▶ who waits, for ever; numbers are lines of cook.cc
)");
}

TEST(Lanes, AWideTerminalIsUsed) {
  EXPECT_EQ("\n" + ToLanes(OfThree().trace(), {.width = 120}), R"(
     main           |    cook (1)                     |    cook (2)                     |    waiter
  ------------------+---------------------------------+---------------------------------+-------------------------------
     starts cook :8 |                                 |                                 |
                    |    starts                       |                                 |
                    |    gives up mutex 1 and waits   |                                 |
                    |    on condition variable 1 :14  |                                 |
                    |                                 |    starts                       |
                    |                                 |    gives up mutex 1 and waits   |
                    |                                 |    on condition variable 1 :14  |
                    |                                 |                                 |    starts
                    |                                 |                                 |    notifies one that waits on
                    |                                 |                                 |    condition variable 1 :21
                    |    wakes from condition         |                                 |
                    |    variable 1 :14               |                                 |
                    |                                 | !! waits on condition variable  |
                    |                                 |    1 for ever :14               |
  !! who waits, for ever; numbers are lines of cook.cc
)");
}

TEST(Lanes, TheListOnAVeryNarrowTerminal) {
  EXPECT_EQ("\n" + ToLanes(Knot().trace(), {.width = 24}), R"(
     main  starts John
           :30
     main  starts Jane
           :31
     John  starts
  !! John  locks mutex 1
           :10
     Jane  starts
  !! Jane  locks mutex 2
           :20
     main  waits for
           John to end
           :32
  !! John  waits for
           mutex 2,
           which Jane...
  !! Jane  waits for
           mutex 1,
           which John...
  !! who took what, and
  who waits for it;
  numbers are lines o...
)");
}

TEST(Lanes, NothingMarkedShowsTheBeginningAndTheEnd) {
  Story story({"main", "John"});
  for (int i = 0; i < 30; ++i) story.Step(i % 2, "yields", 10 + i);
  EXPECT_EQ("\n" + ToLanes(story.trace(), kUtf8, 6), R"(
  main       │ John
  ───────────┼───────────
  yields :10 │
             │ yields :11
  yields :12 │
  … 24 steps …
             │ yields :37
  yields :38 │
             │ yields :39
  numbers are lines of cook.cc
)");
}

TEST(Lanes, ColourIsOnTheMarkedLinesAlone) {
  Story story({"main"});
  story.Step(0, "starts", 1).Step(0, "fails: no", 2, Mark::kFailed);
  const std::string text =
      ToLanes(story.trace(), {.width = 80, .colour = true});
  EXPECT_NE(text.find("\x1b[1;31m!! \x1b[0m\x1b[1;31mfails: no"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("\x1b[1;31mstarts"), std::string::npos) << text;
}

TEST(Lanes, WhatTheProgramSaysCannotDrawOnTheTerminal) {
  Story story({"m\nain"});
  story.Step(0, "says: \x1b[2J\tgr\xc3\xbc\xc3\x9f dich \xff", 1);
  EXPECT_EQ("\n" + ToLanes(story.trace(), kUtf8), R"(
  m ain
  ─────────────────────────
  says:  [2J grüß dich ? :1
  numbers are lines of cook.cc
)");
  EXPECT_EQ("\n" + ToLanes(story.trace(), {.width = 80}), R"(
  m ain
  -------------------------
  says:  [2J gr?? dich ? :1
  numbers are lines of cook.cc
)");
}

TEST(Lanes, NoLineIsWiderThanTheTerminal) {
  for (const Story& story : {Race(), Knot(), Long(), OfThree()}) {
    for (int width = 20; width <= 130; ++width) {
      std::istringstream lines(ToLanes(story.trace(), {.width = width}));
      for (std::string line; std::getline(lines, line);)
        EXPECT_LE(static_cast<int>(line.size()), width) << line;
    }
  }
}

TEST(Lanes, AnEmptyTraceDrawsNothing) { EXPECT_EQ(ToLanes({}, kUtf8), ""); }

}  // namespace
