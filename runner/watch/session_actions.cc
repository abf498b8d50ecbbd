// What takes a program to run, or the disk to change.

#include <sstream>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "runner/progress/progress_file.h"
#include "runner/report/words.h"
#include "runner/watch/open_page.h"
#include "runner/watch/prose.h"
#include "runner/watch/session.h"

namespace racelings {

absl::Status Session::DoCheck() {
  if (view_ == View::kRan) senses_.display.Enter();
  const std::filesystem::path folder =
      context_.course.ExerciseFolder(exercise().id);
  const CheckRequest request{exercise(), folder, "exercise"};
  if (exercise().manifest.ok()) {
    const absl::StatusOr<Answer> answer =
        ReadAnswer(context_.disk, exercise(), folder);
    if (answer.ok()) {
      judged_ = AnswerFingerprint(context_.disk, context_.course, exercise(),
                                  *answer);
    }
  }
  unchecked_ = false;
  checking_ = true;
  if (!verdict_ && content_.empty()) {
    ShowText(
        "Your answer, as it is now, is checked. The first time, the judges of "
        "the exercise are built before that, which takes a while.\n\n"
        "i shows what the exercise is about, ? what all the keys do.\n");
    view_ = View::kVerdict;
  }
  const int content_before = content_number_;
  Draw();
  Checker checker(context_.disk, context_.processes, status_line_,
                  context_.course, context_.judge_limit);
  const absl::StatusOr<Verdict> verdict = checker.Check(request);
  checking_ = false;
  status_.clear();
  if (absl::IsCancelled(verdict.status())) {
    unchecked_ = true;
    return verdict.status();
  }
  if (!verdict.ok()) {
    verdict_.reset();
    ShowText(absl::StrCat(notice_, verdict.status().message(), "\n"));
    view_ = View::kVerdict;
    return absl::OkStatus();
  }
  const bool reads = view_ == View::kText && content_number_ > content_before &&
                     !senses_.display.by_line();
  verdict_ = *verdict;
  if (verdict->status == Status::kPass) {
    ProgressFile progress(context_.disk, status_line_, context_.course);
    const absl::Status kept =
        progress.RecordPass(exercise(), verdict->fingerprint);
    if (!kept.ok()) absl::StrAppend(&notice_, kept.message(), "\n");
  }
  Recount();
  // A text that was opened meanwhile is being read.
  if (reads) {
    said_ = verdict->status == Status::kPass
                ? "right! Esc shows it"
                : absl::StrCat("not yet: ", Headline(verdict->findings.front()),
                               ": Esc shows it");
  } else {
    ShowVerdictText();
  }
  return absl::OkStatus();
}

Session::Told Session::Tell(CommandFunction command, const Options& options,
                            bool attentive) {
  std::ostringstream out;
  Context context{context_.disk,
                  context_.processes,
                  status_line_,
                  context_.course,
                  context_.from,
                  context_.self,
                  senses_.display.terminal(),
                  out,
                  context_.judge_limit,
                  /*ask=*/{},
                  /*by_keys=*/true};
  if (!attentive) context_.processes.set_attention(nullptr);
  absl::StatusOr<int> status = command(context, options);
  context_.processes.set_attention(this);
  status_.clear();
  std::string text =
      status.ok() ? out.str() : absl::StrCat(status.status().message(), "\n");
  return {std::move(status), std::move(text)};
}

absl::Status Session::DoReplay() {
  const Finding* found = finding();
  if (found == nullptr) return absl::OkStatus();
  Options options;
  options.arguments = {exercise().number, found->schedule};
  options.test = found->test;
  Told told = Tell(&Replay, options, /*attentive=*/true);
  if (absl::IsCancelled(told.status.status())) return told.status.status();
  ShowText(std::move(told.text));
  return absl::OkStatus();
}

absl::Status Session::DoRun() {
  senses_.display.Leave();
  context_.out << "\n"
               << exercise().id
               << ", in real time, as it is now. Ctrl-C ends it.\n\n"
               << std::flush;
  Options options;
  options.arguments = {exercise().number};
  context_.processes.set_attention(nullptr);
  const absl::StatusOr<int> ran = ::racelings::Run(context_, options);
  context_.processes.set_attention(this);
  context_.progress.Clear();
  // A Ctrl-C was for the script.
  if (absl::IsCancelled(ran.status()) && !context_.processes.ForgetCtrlC())
    return ran.status();
  if (!ran.ok()) {
    context_.out << (absl::IsCancelled(ran.status()) ? "stopped"
                                                     : ran.status().message())
                 << "\n";
  }
  context_.out << "\nEnter goes back.\n" << std::flush;
  if (senses_.display.by_line()) {
    senses_.display.Enter();
    return absl::OkStatus();
  }
  view_ = View::kRan;
  return absl::OkStatus();
}

void Session::DoPage() {
  if (!verdict_ || verdict_->status == Status::kInfra) {
    return ShowText(
        "There is nothing to draw yet: o is for what a check has found.\n");
  }
  const CheckRequest request{
      exercise(), context_.course.ExerciseFolder(exercise().id), "exercise"};
  ShowText(OpenPage(context_, request, *verdict_));
}

void Session::DoHint() {
  Options options;
  options.arguments = {exercise().number};
  const Told told = Tell(&Hint, options, /*attentive=*/false);
  ShowText(ProseOf(told.text, senses_.display.terminal()));
}

void Session::DoSolution() {
  Options options;
  options.arguments = {exercise().number};
  ShowText(Tell(&ShowSolution, options, /*attentive=*/false).text);
}

void Session::DoReset() {
  Options options;
  options.arguments = {exercise().number};
  options.yes = true;
  notice_ = Tell(&Reset, options, /*attentive=*/false).text;
  verdict_.reset();
  unchecked_ = true;
}

}  // namespace racelings
