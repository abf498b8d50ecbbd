#ifndef RACELINGS_RUNNER_WATCH_STATUS_LINE_H_
#define RACELINGS_RUNNER_WATCH_STATUS_LINE_H_

#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "runner/system/progress.h"

namespace racelings {

// Progress that is handed on as a text: "compiling", and "" when a step ends.
class StatusLine final : public Progress {
 public:
  // `show` is called for each change; `say` for each line that is to stay.
  StatusLine(std::ostream& nowhere, std::function<void(std::string)> show,
             std::function<void(std::string_view)> say)
      : Progress(nowhere, Terminal{}),
        show_(std::move(show)),
        say_(std::move(say)) {}

  void Say(std::string_view line) override { say_(line); }

 protected:
  void Put(std::string_view what, std::string_view how_far) override {
    show_(absl::StrCat(what, how_far));
  }
  void Hide() override { show_(""); }

 private:
  const std::function<void(std::string)> show_;
  const std::function<void(std::string_view)> say_;
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_WATCH_STATUS_LINE_H_
