#include "runner/commands/tally.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace racelings {

void Tally::Count(std::string_view name, std::string_view why) {
  progress_.Clear();
  if (why.empty()) {
    ++passed_;
    out_ << terminal_.Green("ok  ") << "  " << name << '\n' << std::flush;
    return;
  }
  Fail(absl::StrCat(name, ": ", why));
}

void Tally::Fail(std::string_view failure) {
  progress_.Clear();
  ++failed_;
  failures_.emplace_back(failure);
  out_ << terminal_.Red("FAIL") << "  " << failure << '\n' << std::flush;
}

void Tally::Add(int passed, int failed, std::string_view name) {
  passed_ += passed;
  failed_ += failed;
  if (failed > 0)
    failures_.push_back(absl::StrCat(name, ": ", failed, " failed"));
}

void Tally::Finish(bool again) {
  progress_.Clear();
  if (again && !failures_.empty()) {
    out_ << "\nWhat failed:\n";
    for (const std::string& failure : failures_) {
      out_ << terminal_.Red("FAIL") << "  " << failure << '\n';
    }
  }
  out_ << '\n'
       << passed_ << " passed, " << failed_ << " failed\n"
       << std::flush;
}

bool ParseCount(std::string_view line, int& passed, int& failed) {
  const std::vector<std::string_view> words = absl::StrSplit(line, ' ');
  return words.size() == 4 && words[1] == "passed," && words[3] == "failed" &&
         absl::SimpleAtoi(words[0], &passed) &&
         absl::SimpleAtoi(words[2], &failed);
}

}  // namespace racelings
