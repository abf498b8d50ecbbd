// The script: an evening with a customer who takes their time, three suppliers,
// the accounts, and a slow disk. The record goes to the file burgers_day.log.

#include <chrono>
#include <cstdint>
#include <fstream>
#include <string>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/coroutines/sleep.h"
#include "kitchen/stopwatch.h"
#include "legacy.h"
#include "service.h"
#include "tools.h"

using kitchen::Say;
using std::chrono::seconds;

// Stands for a read from the terminal by somebody who thinks first.
std::string Ask(const std::string& question) {
  Say(question);
  std::this_thread::sleep_for(seconds(3));
  Say(question + " 2");
  return "2";
}

// Stands for a server that takes its time.
kitchen::Task<std::string> Fetch(std::string url) {
  Say("Asking for " + url + "...");
  co_await kitchen::Sleep(seconds(2));
  Say("There is " + url);
  co_return "prices from " + url;
}

namespace {

std::ofstream& RecordOfTheDay() {
  static std::ofstream file("burgers_day.log", std::ios::app);
  return file;
}

}  // namespace

std::int64_t Compute(std::int64_t n) { return LegacyCompute(n); }

void Write(const std::string& line) {
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  RecordOfTheDay() << line << '\n' << std::flush;
}

int main() {
  RecordOfTheDay();
  const Work work = {
      .questions = {"How many burgers?", "How many fries?"},
      .urls = {"buns.example", "beef.example", "potatoes.example"},
      .numbers = {5'000'000, 10'000'000, 20'000'000}};
  const kitchen::Stopwatch stopwatch;
  const Results results = Serve(work, 4);
  for (const std::int64_t sum : results.sums) {
    Say("Sum: " + std::to_string(sum));
  }
  Say("Everything done in " + kitchen::Seconds(stopwatch.Elapsed()) +
      " seconds.");
}
