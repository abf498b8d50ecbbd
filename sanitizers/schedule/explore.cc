#include "schedule/explore.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "schedule/internal/channel.h"
#include "schedule/internal/close_cycle.h"
#include "schedule/internal/explain.h"
#include "schedule/internal/lock_cycle.h"
#include "schedule/internal/watch.h"
#include "schedule/internal/worker.h"
#include "schedule/schedule_string.h"

namespace schedule {
namespace {

using internal::Channel;
using internal::LockCycle;
using internal::Plan;
using internal::Range;
using internal::RunWorkers;
using internal::SharedChannel;
using internal::Status;

Finding Infra(std::string message) {
  return {.kind = Kind::kInfra, .message = std::move(message)};
}

// What the timely clock rules out, and a busy machine does not.
void CallLate(Finding* finding) {
  if (finding->kind != Kind::kDeadlock) return;
  finding->message =
      "could deadlock if a sleep ends late, as on a busy machine: " +
      finding->message;
  finding->schedule = std::string(kLate) + finding->schedule;
}

std::vector<uint16_t> PicksOf(const Channel& channel) {
  return {channel.picks, channel.picks + channel.pick_count};
}

// Runs one schedule in a process of its own, and records what happens in it.
std::unique_ptr<SharedChannel> Replay(const Options& options,
                                      const std::function<void()>& body,
                                      const std::vector<uint16_t>& picks,
                                      int64_t index, int64_t length,
                                      bool trace) {
  const Plan plan{.clock = options.clock,
                  .max_steps = options.max_steps,
                  .trace = trace,
                  .replay = picks.data(),
                  .replay_count = static_cast<int>(picks.size()),
                  .length = length};
  auto channels = RunWorkers(options, body, {{index, index + 1, 1}}, plan);
  return channels.empty() ? nullptr : std::move(channels[0]);
}

// One search, in a form that can be asked for what it found.
class Exploration {
 public:
  Exploration(const Options& options, const std::function<void()>& body)
      : options_(options), body_(body) {
    options_.on_progress = nullptr;  // Only a search is told of: see Search.
    if (!options.on_progress) return;
    telling_ = [this, &tell = options.on_progress](int64_t done) {
      tell(result_.schedules + done);
    };
  }

  Result Run() {
    if (!options_.replay.empty()) return RunReplay();
    std::unique_ptr<SharedChannel> failed =
        options_.search == Search::kExhaustive ? SearchAllOrSay()
                                               : SearchMixed();
    if (state_leaks_) return SearchApart();
    if (failed != nullptr) {
      return Confirm(*failed->get(), failed->get()->done > 0);
    }
    failed = FollowLockOrder();
    return failed == nullptr ? result_ : Confirm(*failed->get(), false);
  }

 private:
  Result RunReplay() {
    bool late = false;
    const std::string_view text = TakeLate(options_.replay, &late);
    if (late) options_.clock = Clock::kAdversarial;
    const std::optional<std::vector<uint16_t>> picks = ParseSchedule(text);
    if (!picks.has_value()) {
      result_.finding = Infra("'" + options_.replay + "' is not a schedule");
      return result_;
    }
    const auto channel = Replay(options_, body_, *picks, 0, 0, true);
    result_.schedules = 1;
    if (channel == nullptr) {
      result_.finding = Infra("no memory to explore with");
    } else if (channel->get()->status == Status::kFailed) {
      result_.finding = internal::Explain(*channel->get(), options_);
      if (late) CallLate(&*result_.finding);
    } else {
      result_.trace = internal::ExplainClean(*channel->get(), options_);
    }
    return result_;
  }

  // First a few schedules by chance: a program that fails usually does so soon.
  // Then perhaps the program is so small that all can be run. Then the rest by
  // chance.
  std::unique_ptr<SharedChannel> SearchMixed() {
    constexpr int64_t kFewOf = 20;
    constexpr int64_t kSmallOf = 4;
    const int64_t all = options_.schedules;
    const int64_t first =
        options_.search == Search::kMixed ? (all + kFewOf - 1) / kFewOf : all;
    std::unique_ptr<SharedChannel> failed = SearchTogether(0, first);
    if (failed != nullptr || !GoesOn() || first == all) return failed;
    failed = SearchAll((all + kSmallOf - 1) / kSmallOf);
    if (failed != nullptr || !GoesOn()) return failed;
    return SearchTogether(first, all);
  }

  // A search that was asked for by name does not give up in silence.
  std::unique_ptr<SharedChannel> SearchAllOrSay() {
    std::unique_ptr<SharedChannel> failed = SearchAll(options_.schedules);
    if (failed == nullptr && !state_leaks_ && gave_up_) {
      result_.finding = Infra(
          "this program is too large for a search through all schedules, "
          "or does not do the same each time: after " +
          std::to_string(result_.schedules) +
          " schedules it was given up; ask for another search");
    }
    return failed;
  }

  bool GoesOn() const {
    return !state_leaks_ && !result_.proved && !result_.finding.has_value();
  }

  // Many schedules in a process: fast, and right as long as each begins where
  // the first began. Returns the earliest failure.
  std::unique_ptr<SharedChannel> SearchTogether(int64_t first, int64_t end) {
    const int64_t workers =
        std::clamp<int64_t>(options_.workers, 1, end - first);
    std::vector<Range> ranges;
    for (int64_t i = 0; i < workers; ++i)
      ranges.push_back({first + i, end, workers});
    return Search(ranges, {.clock = options_.clock,
                           .max_steps = options_.max_steps,
                           .length = length_});
  }

  // All schedules, if there are not more than `most`.
  std::unique_ptr<SharedChannel> SearchAll(int64_t most) {
    return Search({{0, most, 1}},
                  {.clock = options_.clock,
                   .max_steps = options_.max_steps,
                   .exhaustive = true,
                   .preemption_bound = options_.preemption_bound,
                   .reduce = options_.reduce});
  }

  std::unique_ptr<SharedChannel> Search(const std::vector<Range>& ranges,
                                        const Plan& plan) {
    std::unique_ptr<SharedChannel> failed;
    Options telling = options_;
    telling.on_progress = telling_;
    auto channels = RunWorkers(telling, body_, ranges, plan);
    if (channels.empty()) result_.finding = Infra("no memory to explore with");
    internal::CollectCycles(channels, &cycles_);
    for (auto& channel : channels) {
      const Channel& seen = *channel->get();
      timed_ = timed_ || seen.timed;
      result_.schedules += seen.done;
      result_.handovers += seen.handovers;
      gave_up_ = gave_up_ || seen.gave_up;
      state_leaks_ = state_leaks_ || seen.status == Status::kLeaksState;
      length_ = std::max(length_, seen.first_steps);
      if (seen.exhausted && !seen.weak_atomics) {
        result_.proved = true;
        result_.preemption_bound = options_.preemption_bound;
      }
      if (seen.status != Status::kFailed) continue;
      if (failed == nullptr || seen.schedule < failed->get()->schedule) {
        failed = std::move(channel);
      }
    }
    if (failed != nullptr) {
      ++result_.schedules;
      result_.certain = plan.exhaustive || failed->get()->schedule == 0;
    }
    return failed;
  }

  // A process for each schedule: nothing is left over from another.
  Result SearchApart() {
    result_ = Result{};
    const int64_t workers = std::clamp(options_.workers, 1, options_.schedules);
    std::vector<Range> ranges;
    for (int64_t i = 0; i < workers; ++i) {
      ranges.push_back({i, options_.schedules, workers});
    }
    apart_ = true;
    auto failed = Search(ranges, {.clock = options_.clock,
                                  .max_steps = options_.max_steps,
                                  .apart = true});
    if (failed == nullptr) failed = FollowLockOrder();
    return failed == nullptr ? result_ : Confirm(*failed->get(), false);
  }

  // No schedule failed, but some may have gone past a deadlock. Once all
  // schedules were run, there is none to go past, unless time alone keeps the
  // threads apart.
  std::unique_ptr<SharedChannel> FollowLockOrder() {
    if (!options_.lock_order || result_.finding.has_value()) return nullptr;
    const bool all_ran = result_.proved && result_.preemption_bound < 0;
    std::unique_ptr<SharedChannel> failed;
    if (!all_ran) failed = CloseAnyCycle(options_);
    if (failed == nullptr && options_.clock == Clock::kTimely && timed_) {
      Options late = options_;
      late.clock = Clock::kAdversarial;
      failed = CloseAnyCycle(late);
      late_ = failed != nullptr;
      if (late_) options_ = late;
    }
    if (failed != nullptr) result_.proved = false;
    return failed;
  }

  std::unique_ptr<SharedChannel> CloseAnyCycle(const Options& options) {
    const bool same_clock = options.clock == options_.clock;
    for (const LockCycle& cycle : cycles_) {
      auto failed = internal::CloseCycle(options, body_, cycle, length_,
                                         same_clock, &result_.schedules);
      if (failed != nullptr) return failed;
    }
    return nullptr;
  }

  // Sees a failure again, in a fresh process, with a record of what led to it.
  // `in_company`: other schedules ran in the failed process before this one, so
  // that they may be to blame.
  Result Confirm(const Channel& failed, bool in_company) {
    Result result = ConfirmAsIs(failed, in_company);
    if (late_ && result.finding.has_value()) CallLate(&*result.finding);
    return result;
  }

  Result ConfirmAsIs(const Channel& failed, bool in_company) {
    const Kind kind = failed.failure.kind;
    // A worker that had to be stopped from outside takes long to see again.
    const bool stopped = kind == Kind::kNoProgress || kind == Kind::kMemory;
    const bool began = kind != Kind::kInfra && kind != Kind::kBuild;
    if (began && (in_company || !stopped)) {
      const auto again = SeeAgain(kind, failed.schedule, PicksOf(failed));
      if (again != nullptr) {
        const auto simpler =
            stopped || !options_.shrink ? nullptr : Shrink(*again->get());
        const SharedChannel& shown = simpler != nullptr ? *simpler : *again;
        result_.finding = internal::Explain(*shown.get(), options_);
        return result_;
      }
      if (in_company) return SearchApart();
    }
    result_.finding = internal::Explain(failed, options_);
    return result_;
  }

  // Null where these picks do not lead to that kind of failure.
  std::unique_ptr<SharedChannel> SeeAgain(Kind kind, int64_t index,
                                          const std::vector<uint16_t>& picks) {
    auto again = Replay(options_, body_, picks, index, length_, true);
    if (again == nullptr || again->get()->status != Status::kFailed ||
        again->get()->failure.kind != kind) {
      return nullptr;
    }
    return again;
  }

  // Looks for a schedule that fails in the same way with as few preemptions as
  // can be, among the first with none, then with one, then with two. Then drops
  // what picks it can at the end: a schedule that is left to itself goes
  // straight on.
  std::unique_ptr<SharedChannel> Shrink(const Channel& found) {
    constexpr int kMostPreemptions = 2;
    constexpr int64_t kMostTries = 200;
    const Kind kind = found.failure.kind;
    std::vector<uint16_t> picks = PicksOf(found);
    for (int bound = 0; bound <= kMostPreemptions && !apart_; ++bound) {
      const auto channels = RunWorkers(options_, body_, {{0, kMostTries, 1}},
                                       {.clock = options_.clock,
                                        .max_steps = options_.max_steps,
                                        .exhaustive = true,
                                        .preemption_bound = bound});
      if (channels.empty()) return nullptr;
      const Channel& seen = *channels[0]->get();
      if (seen.status != Status::kFailed || seen.failure.kind != kind) continue;
      picks = PicksOf(seen);
      break;
    }
    std::unique_ptr<SharedChannel> best = SeeAgain(kind, 0, picks);
    for (size_t keep = picks.size() / 2; best != nullptr && keep > 0;
         keep /= 2) {
      std::vector<uint16_t> fewer = picks;
      fewer.resize(picks.size() - keep);
      auto shorter = SeeAgain(kind, 0, fewer);
      if (shorter == nullptr) continue;
      picks = std::move(fewer);
      best = std::move(shorter);
    }
    return best;
  }

  Options options_;
  const std::function<void()>& body_;
  std::function<void(int64_t)>
      telling_;  // Options::on_progress, of this search.
  Result result_;
  bool state_leaks_ = false;
  bool gave_up_ = false;
  bool apart_ = false;  // Each schedule has a process of its own.
  int64_t length_ = 0;
  std::vector<LockCycle> cycles_;  // What the schedules so far went past.
  bool timed_ = false;             // Somebody sleeps, or waits for a while.
  bool late_ = false;              // What failed takes the adversarial clock.
};

}  // namespace

Result Explore(const Options& options, const std::function<void()>& body) {
  if (options.schedules < 1) {
    return {.finding = Infra("Options::schedules has to be at least 1")};
  }
  return Exploration(options, body).Run();
}

std::optional<Kind> KindOfFailure(const Options& options,
                                  const std::function<void()>& body) {
  const auto channels =
      RunWorkers(options, body, {{0, 1, 1}},
                 {.clock = options.clock, .max_steps = options.max_steps});
  if (channels.empty()) return Kind::kInfra;
  const Channel& seen = *channels[0]->get();
  if (seen.status != Status::kFailed) return std::nullopt;
  return seen.failure.kind;
}

}  // namespace schedule
