#include "runner/commands/command.h"

#include <unistd.h>

#include <memory>

#include "runner/commands/select.h"
#include "runner/progress/starter.h"
#include "runner/system/error.h"
#include "runner/watch/display.h"
#include "runner/watch/file_watcher.h"
#include "runner/watch/keyboard.h"
#include "runner/watch/session.h"

namespace racelings {
namespace {

// Some editors save in several steps.
constexpr std::chrono::milliseconds kSettle{15};

std::unique_ptr<Display> MakeDisplay(Context& context, bool plain) {
  if (!plain && context.terminal.is_terminal && isatty(STDIN_FILENO) == 1)
    return std::make_unique<TerminalDisplay>(context.out, STDOUT_FILENO);
  return std::make_unique<PlainDisplay>(context.out, context.terminal);
}

std::unique_ptr<FileWatcher> MakeWatcher(Context& context, bool poll) {
  if (poll) return std::make_unique<PollingWatcher>(context.disk);
  return std::make_unique<InotifyWatcher>(context.disk);
}

}  // namespace

absl::StatusOr<int> Watch(Context& context, const Options& options) {
  absl::StatusOr<std::vector<Exercise>> exercises = Select(context, {});
  if (!exercises.ok()) return exercises.status();
  if (exercises->empty()) {
    return InfraError("there are no exercises here",
                      "git checkout -- exercises   (brings them back)");
  }
  for (const Exercise& exercise : *exercises)
    KeepStarter(context.disk, context.course, exercise);
  std::string how_far;
  {
    const std::unique_ptr<FileWatcher> files =
        MakeWatcher(context, options.poll);
    RealKeyboard keyboard(STDIN_FILENO);
    const std::unique_ptr<Display> display =
        MakeDisplay(context, options.plain);
    Session session(context, {keyboard, *files, *display, kSettle},
                    *std::move(exercises));
    RACELINGS_RETURN_IF_ERROR(session.Run());
    how_far = session.HowFar();
  }
  context.out << how_far << "\n./racelings goes on where you are.\n";
  return kPassed;
}

}  // namespace racelings
