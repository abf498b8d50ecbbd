#include "schedule/internal/symbolize.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>

extern char** environ;

namespace schedule::internal {
namespace {

const char* Program() {
  const char* named = std::getenv("SCHEDULE_SYMBOLIZER");
  return named != nullptr ? named : SCHEDULE_SYMBOLIZER;
}

// Runs the symbolizer on `input`, by files: pipes could fill up on both sides.
std::string RunSymbolizer(const std::string& input) {
  const int in = memfd_create("addresses", MFD_CLOEXEC);
  const int out = memfd_create("names", MFD_CLOEXEC);
  std::string output;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
                                   O_WRONLY, 0);
  std::string program = Program();
  std::string style = "--output-style=JSON";
  std::string lines = SCHEDULE_SYMBOLIZER_OPTION;
  char* arguments[] = {program.data(), style.data(), lines.data(), nullptr};
  pid_t pid = 0;
  if (in >= 0 && out >= 0 &&
      write(in, input.data(), input.size()) ==
          static_cast<ssize_t>(input.size()) &&
      lseek(in, 0, SEEK_SET) == 0 &&
      posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments, environ) ==
          0) {
    waitpid(pid, nullptr, 0);
    lseek(out, 0, SEEK_SET);
    char buffer[1 << 16];
    for (ssize_t size = 0; (size = read(out, buffer, sizeof(buffer))) > 0;) {
      output.append(buffer, size);
    }
  }
  posix_spawn_file_actions_destroy(&actions);
  if (in >= 0) close(in);
  if (out >= 0) close(out);
  return output;
}

std::vector<Frame> FramesOf(const nlohmann::json& answer) {
  std::vector<Frame> frames;
  for (const nlohmann::json& symbol :
       answer.value("Symbol", nlohmann::json::array())) {
    Frame frame{.file = symbol.value("FileName", ""),
                .function = symbol.value("FunctionName", ""),
                .line = symbol.value("Line", 0),
                .column = symbol.value("Column", 0)};
    if (!frame.file.empty() && frame.line > 0)
      frames.push_back(std::move(frame));
  }
  return frames;
}

}  // namespace

std::map<CodeAddress, std::vector<Frame>> Symbolize(
    const std::vector<CodeAddress>& addresses) {
  std::ostringstream input;
  for (const auto& [path, offset] : addresses) {
    input << '"' << path << "\" 0x" << std::hex << offset << '\n';
  }
  std::map<CodeAddress, std::vector<Frame>> named;
  if (addresses.empty()) return named;
  std::istringstream output(RunSymbolizer(input.str()));
  size_t next = 0;
  for (std::string line;
       std::getline(output, line) && next < addresses.size();) {
    if (line.empty()) continue;
    const nlohmann::json answer = nlohmann::json::parse(line, nullptr, false);
    if (answer.is_discarded()) continue;
    // One object a line; an older release wraps it in an array.
    const nlohmann::json& object = answer.is_array() ? answer.at(0) : answer;
    std::vector<Frame> frames = FramesOf(object);
    if (!frames.empty()) named[addresses[next]] = std::move(frames);
    ++next;
  }
  return named;
}

}  // namespace schedule::internal
