// What Serve() promises in service.h. Each part has a test of its own, so that
// the first that fails says which part has the wrong model.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "harness/family.h"
#include "kitchen/coroutines/sleep.h"
#include "kitchen/stopwatch.h"
#include "legacy.h"
#include "schedule/gtest.h"
#include "service.h"
#include "tools.h"

namespace {

using kitchen::Seconds;
using kitchen::Task;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr size_t kMost = 12;  // Of questions, of pages and of numbers.
constexpr std::int64_t kFirstNumber = 3;

// What one evening is like, and what became of it. Times are those of each
// call. Work is named by its place, "0" to "11".
struct Evening {
  int caller = getpid();
  seconds thinking{0};          // For one question.
  std::vector<seconds> delays;  // Of each page.
  nanoseconds disk{0};          // For a line.
  bool is_old = false;  // The old function computes, and nothing is written.
  // Where calls of Compute meet, if anywhere.
  const harness::Rendezvous* meeting = nullptr;
  bool meet_all = false;       // So do a page and a question.
  bool first_is_long = false;  // The first call lasts until all others ended.

  // What follows is counted unseen: it orders nothing between threads.
  int asking = 0;
  int writing = 0;
  int asked = 0;
  int fetchers = 0;                // Threads that have begun to fetch a page.
  std::array<int, kMost> begun{};  // Milliseconds after the start, and one.
};
Evening* evening = nullptr;  // Null at the end of each schedule.

// The lines, and the one thing that is used as a file is: who writes while
// another does is a data race. Empty at the end of each schedule.
std::vector<std::string> record;

// What stopped this thread last, and until when.
struct Stop {
  const char* what = nullptr;
  nanoseconds end{0};
};
// NOLINTNEXTLINE(bugprone-throwing-static-initialization): it is constant.
constinit thread_local Stop last_stop;
thread_local bool is_fetcher = false;

int Milliseconds(nanoseconds time) {
  return static_cast<int>(time / milliseconds(1));
}

// The calling thread does nothing else for so long.
void StopThread(const char* what, nanoseconds time) {
  if (time <= nanoseconds(0)) return;
  std::this_thread::sleep_for(time);
  last_stop = {.what = what, .end = schedule::Elapsed()};
}

}  // namespace

// Other processes are no part of the virtual clock: with one there, each second
// of it takes a fifth of a real one.
void RequireNoProcess() {
  if (evening->meeting != nullptr) return;
  siginfo_t info = {};
  schedule::Require(
      waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0,
      "there is no number to compute this evening, and Serve has started a "
      "process: where there is nothing to compute, start none");
}

// ---- The tools ------------------------------------------------------------

std::string Ask(const std::string& question) {
  schedule::Require(harness::CountUnseen(&evening->asking) == 0,
                    "the customer was asked two questions at the same time, "
                    "and has one keyboard: the next comes when the last is "
                    "answered");
  schedule::Require(
      question == std::to_string(harness::CountUnseen(&evening->asked)),
      "question " + question +
          " was asked out of its turn: each is asked once, "
          "in their order");
  RequireNoProcess();
  if (evening->meet_all) evening->meeting->Meet();
  StopThread("asked the customer", evening->thinking);
  harness::WriteUnseen(&evening->asking, 0);
  return "to " + question;
}

// Looks at the clock every second, and so knows whether its loop goes on.
Task<std::string> Fetch(std::string url) {
  const size_t page = std::stoul(url);
  schedule::Require(harness::CountUnseen(&evening->begun[page]) == 0,
                    "page " + url + " was asked for twice");
  harness::WriteUnseen(&evening->begun[page],
                       Milliseconds(schedule::Elapsed()) + 1);
  if (!std::exchange(is_fetcher, true)) {
    harness::CountUnseen(&evening->fetchers);
  }
  const seconds delay = evening->delays[page];
  for (int turn = 0; turn < 3; ++turn) co_await kitchen::Sleep(seconds(0));
  if (evening->meet_all) evening->meeting->Come();
  for (nanoseconds left = delay; left > seconds(0); left -= seconds(1)) {
    const nanoseconds due = schedule::Elapsed() + seconds(1);
    co_await kitchen::Sleep(seconds(1));
    const nanoseconds late = schedule::Elapsed() - due;
    if (late < milliseconds(100)) continue;
    const bool is_known = last_stop.what != nullptr && last_stop.end > due;
    schedule::Require(
        false, "a page should have got on, and its loop stood still for " +
                   Seconds(late) + " s more, while its thread " +
                   (is_known ? last_stop.what : "did something else") +
                   ": what blocks or computes has to leave the loop");
  }
  co_return "of " + url;
}

void Write(const std::string& line) {
  if (evening->is_old) return;
  RequireNoProcess();
  schedule::Require(harness::CountUnseen(&evening->writing) == 0,
                    "two lines were being written to the record at the same "
                    "time: it needs one owner, or a lock");
  record.push_back(line);
  StopThread("wrote to the record", evening->disk);
  harness::WriteUnseen(&evening->writing, 0);
}

std::int64_t Compute(std::int64_t n) {
  if (evening->is_old) return LegacyCompute(n);
  if (evening->first_is_long && n != kFirstNumber) {
    evening->meeting->Come();
  } else {
    evening->meeting->Meet();
  }
  return n * n;
}

namespace {

// ---- An evening -----------------------------------------------------------

class Opened {
 public:
  explicit Opened(Evening* which) {
    last_stop = {};
    is_fetcher = false;
    evening = which;
  }
  ~Opened() {
    evening = nullptr;
    last_stop = {};
    is_fetcher = false;
    std::vector<std::string>().swap(record);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
};

Work MakeWork(size_t questions, size_t numbers) {
  Work work;
  for (size_t i = 0; i < questions; ++i) {
    work.questions.push_back(std::to_string(i));
  }
  for (size_t i = 0; i < evening->delays.size(); ++i) {
    work.urls.push_back(std::to_string(i));
  }
  for (size_t i = 0; i < numbers; ++i) {
    work.numbers.push_back(static_cast<std::int64_t>(i) + kFirstNumber);
  }
  return work;
}

std::string List(const std::vector<std::string>& lines) {
  std::string list;
  for (const std::string& line : lines) {
    list += (list.empty() ? "'" : ", '") + line + "'";
  }
  return "[" + list + "]";
}

void RequireResults(const std::string& what,
                    const std::vector<std::string>& results,
                    const std::vector<std::string>& wanted) {
  schedule::Require(results == wanted,
                    "the " + what + " should be " + List(wanted) +
                        " in that order, and Serve returned " + List(results));
}

void RequireWritten(const std::vector<std::string>& wanted) {
  for (const std::string& line : wanted) {
    const auto times = std::count(record.begin(), record.end(), line);
    schedule::Require(times == 1,
                      "when Serve returned, '" + line +
                          "' had been written to the record " +
                          std::to_string(times) +
                          " times: each result has one line, and all of them "
                          "are there when Serve returns");
  }
  schedule::Require(record.size() == wanted.size(),
                    "the record should have a line for each result, " +
                        List(wanted) + ", and is " + List(record));
}

// Has all of `work` done, and requires that it was. Returns how long it took.
nanoseconds ServeAll(const Work& work, int workers = 2) {
  const nanoseconds start = schedule::Elapsed();
  const Results results = Serve(work, workers);
  const nanoseconds taken = schedule::Elapsed() - start;
  schedule::Require(
      getpid() == evening->caller,
      "Serve returned in a process that it had started, and went on there with "
      "the program of its caller: such a process has to end with _exit()");
  std::vector<std::string> lines;
  std::vector<std::string> answers;
  for (const std::string& question : work.questions) {
    answers.push_back("to " + question);
    lines.push_back("Answer: " + answers.back());
  }
  std::vector<std::string> pages;
  for (const std::string& url : work.urls) {
    pages.push_back("of " + url);
    lines.push_back("Page: " + pages.back());
  }
  std::vector<std::string> sums;
  std::vector<std::string> squares;
  for (const std::int64_t sum : results.sums) {
    sums.push_back(std::to_string(sum));
  }
  for (const std::int64_t number : work.numbers) {
    squares.push_back(std::to_string(number * number));
    lines.push_back("Sum: " + squares.back());
  }
  RequireResults("answers", results.answers, answers);
  RequireResults("pages", results.pages, pages);
  RequireResults("results of compute", sums, squares);
  RequireWritten(lines);
  return taken;
}

// Who looks again and again, with short sleeps, is a little late: that much is
// no delay.
void RequireTime(const std::string& what, nanoseconds taken,
                 nanoseconds wanted) {
  schedule::Require(taken >= wanted && taken < wanted + milliseconds(500),
                    what + " should take " + Seconds(wanted) + " s, and took " +
                        Seconds(taken) + " s");
}

// ---- Each part for itself ---------------------------------------------------

TEST(ChooseTheModel, TheOldFunction) {
  harness::ExploreFamily([] {
    Evening old = {.is_old = true};
    const Opened opened(&old);
    const harness::Family family;
    const Results results = Serve({.numbers = {3, 4, 10, 2}}, 2);
    family.Returned();
    const std::vector<std::int64_t> wanted = {3, 6, 45, 1};
    std::string sums;
    for (const std::int64_t sum : results.sums) {
      sums += " " + std::to_string(sum);
    }
    schedule::Require(results.sums == wanted,
                      "the sums below 3, 4, 10 and 2 are 3 6 45 1 in that "
                      "order, and Serve returned" +
                          sums);
    family.RequireNothingLeft("Serve");
  });
}

TEST(ChooseTheModel, TheRecordIsWrittenOneLineAtATime) {
  schedule::ExploreTest([] {
    Evening quiet = {.delays = {seconds(0), seconds(0)}, .disk = seconds(1)};
    const Opened opened(&quiet);
    ServeAll(MakeWork(1, 0));
  });
}

TEST(ChooseTheModel, PagesComeAllAtOnce) {
  schedule::ExploreTest([] {
    Evening busy = {.delays = std::vector<seconds>(kMost, seconds(2))};
    const Opened opened(&busy);
    const nanoseconds start = schedule::Elapsed();
    const nanoseconds taken = ServeAll(MakeWork(0, 0));
    for (size_t i = 0; i < kMost; ++i) {
      const nanoseconds begun =
          milliseconds(harness::ReadUnseen(&busy.begun[i]) - 1) - start;
      schedule::Require(begun < milliseconds(500),
                        "page " + std::to_string(i) + " was asked for after " +
                            Seconds(begun) +
                            " s, and all are to be asked for at once: what "
                            "waits for the network need not wait for its "
                            "turn");
    }
    RequireTime("pages of 2 s each, all at once,", taken, seconds(2));
    const int threads = harness::ReadUnseen(&busy.fetchers);
    schedule::Require(threads < static_cast<int>(kMost),
                      std::to_string(kMost) + " pages were fetched on " +
                          std::to_string(threads) +
                          " threads: to wait for the network takes no thread "
                          "for each page");
  });
}

TEST(ChooseTheModel, OneQuestionAfterTheOther) {
  schedule::ExploreTest([] {
    Evening slow = {.thinking = seconds(3)};
    const Opened opened(&slow);
    RequireTime("two questions of 3 s, asked one after the other,",
                ServeAll(MakeWork(2, 0)), seconds(6));
  });
}

TEST(ChooseTheModel, AllWorkersAtTheSameTime) {
  harness::ExploreFamily([] {
    Evening accounts;
    const Opened opened(&accounts);
    const harness::Rendezvous meeting(
        3,
        "every call of compute waits until 3 of them are under way, and they "
        "never are: with 3 workers and 5 numbers neither a lock nor a wait for "
        "the first call may keep the second from beginning");
    accounts.meeting = &meeting;
    const harness::Family family;
    ServeAll(MakeWork(0, 5), 3);
    family.RequireNothingLeft("Serve");
  });
}

TEST(ChooseTheModel, NobodyIsIdleWhileANumberIsLeft) {
  harness::ExploreFamily([] {
    Evening uneven = {.first_is_long = true};
    const Opened opened(&uneven);
    const harness::Rendezvous meeting(
        5,
        "one call of compute takes as long as all the others together, and "
        "some of those were never begun: the next number goes first, to "
        "whoever is free");
    uneven.meeting = &meeting;
    const harness::Family family;
    ServeAll(MakeWork(0, 5), 2);
    family.RequireNothingLeft("Serve");
  });
}

TEST(ChooseTheModel, ItComputesWhileItAsksAndFetches) {
  harness::ExploreFamily([] {
    Evening busy = {.delays = {seconds(0)}};
    const Opened opened(&busy);
    const harness::Rendezvous meeting(
        3,
        "a computation, a question and a page are to be under way at the same "
        "time, and one of them waits until another has ended: what blocks must "
        "not do so on the loop, nor one part wait for another");
    busy.meeting = &meeting;
    busy.meet_all = true;
    const harness::Family family;
    ServeAll(MakeWork(1, 1), 1);
    family.RequireNothingLeft("Serve");
  });
}

// ---- All of them ------------------------------------------------------------

TEST(ChooseTheModel, EverythingAtTheSameTime) {
  schedule::ExploreTest([] {
    Evening all = {.thinking = seconds(6),
                   .delays = {seconds(2), seconds(4), seconds(1)},
                   // No whole seconds: pages look at the clock at those.
                   .disk = milliseconds(1300)};
    const Opened opened(&all);
    RequireTime(
        "an answer after 6 s and its line, 1.30 s, beside pages of 2, 4 and "
        "1 s whose lines are written meanwhile,",
        ServeAll(MakeWork(1, 0)), milliseconds(7300));
  });
}

TEST(ChooseTheModel, EachLineIsWrittenHoweverLateTheClock) {
  schedule::ExploreTest(
      [] {
        Evening late = {.thinking = seconds(1),
                        .delays = {seconds(0), seconds(0)},
                        .disk = seconds(1)};
        const Opened opened(&late);
        ServeAll(MakeWork(2, 0));
      },
      schedule::Clock::kAdversarial);
}

TEST(ChooseTheModel, NothingToDo) {
  schedule::ExploreTest([] {
    Evening empty;
    const Opened opened(&empty);
    RequireTime("nothing to do", ServeAll({}), seconds(0));
  });
}

}  // namespace
