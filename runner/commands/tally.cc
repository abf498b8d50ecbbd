#include "runner/commands/tally.h"

#include "absl/strings/str_cat.h"

namespace racelings {

void Tally::Count(std::string_view name, std::string_view why) {
  progress_.Clear();
  if (why.empty()) {
    ++passed_;
    out_ << terminal_.Green("ok  ") << "  " << name << '\n' << std::flush;
    return;
  }
  ++failed_;
  failures_.push_back(absl::StrCat(name, ": ", why));
  out_ << terminal_.Red("FAIL") << "  " << failures_.back() << '\n'
       << std::flush;
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

}  // namespace racelings
