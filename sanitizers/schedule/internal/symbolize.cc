#include "schedule/internal/symbolize.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string_view>

extern char** environ;

namespace schedule::internal {
namespace {

const char* Program() {
  const char* named = std::getenv("SCHEDULE_SYMBOLIZER");
  return named != nullptr ? named : SCHEDULE_SYMBOLIZER;
}

// What has not answered by then is given up.
constexpr timeval kPatience{.tv_sec = 30, .tv_usec = 0};

// llvm-symbolizer, which takes far longer to start than to answer, and so is
// kept for the next question. It ends by itself when its questions do.
class Symbolizer {
 public:
  Symbolizer() = default;
  Symbolizer(const Symbolizer&) = delete;
  Symbolizer& operator=(const Symbolizer&) = delete;
  ~Symbolizer() { Stop(); }

  // Its answer, one line; empty where there is none.
  std::string Ask(const CodeAddress& address) {
    // A process that was forked does not listen to its parent's.
    if (owner_ != getpid()) {
      Stop();
      Start();
    }
    std::ostringstream question;
    question << '"' << address.first << "\" 0x" << std::hex << address.second
             << '\n';
    if (socket_ < 0) return "";
    std::string answer = Send(question.str()) ? ReceiveLine() : "";
    if (answer.empty()) Stop();  // What came later would answer another.
    return answer;
  }

  void Stop() {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
    if (pid_ > 0 && owner_ == getpid()) waitpid(pid_, nullptr, 0);
    pid_ = -1;
    received_.clear();
  }

 private:
  void Start() {
    owner_ = getpid();
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return;
    socket_ = ends[0];
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof(kPatience));
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
                                     O_WRONLY, 0);
    std::string program = Program();
    std::string style = "--output-style=JSON";
    std::string lines = SCHEDULE_SYMBOLIZER_OPTION;
    char* arguments[] = {program.data(), style.data(), lines.data(), nullptr};
    if (posix_spawnp(&pid_, arguments[0], &actions, nullptr, arguments,
                     environ) != 0) {
      pid_ = -1;
    }
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (pid_ < 0) Stop();
  }

  bool Send(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent =
          send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent < 0) return false;
      text.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }

  // The next line that is not empty.
  std::string ReceiveLine() {
    while (true) {
      const size_t end = received_.find('\n');
      if (end != std::string::npos) {
        std::string line = received_.substr(0, end);
        received_.erase(0, end + 1);
        if (!line.empty()) return line;
        continue;
      }
      char buffer[1 << 14];
      const ssize_t size = recv(socket_, buffer, sizeof(buffer), 0);
      if (size <= 0) return "";
      received_.append(buffer, static_cast<size_t>(size));
    }
  }

  pid_t owner_ = -1;  // The process that started it.
  pid_t pid_ = -1;
  int socket_ = -1;
  std::string received_;  // What came behind the last line.
};

Symbolizer& TheSymbolizer() {
  static Symbolizer symbolizer;
  return symbolizer;
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
  std::map<CodeAddress, std::vector<Frame>> named;
  for (const CodeAddress& address : addresses) {
    const nlohmann::json answer =
        nlohmann::json::parse(TheSymbolizer().Ask(address), nullptr, false);
    if (answer.is_discarded()) continue;
    // One object a line; an older release wraps it in an array.
    const nlohmann::json& object = answer.is_array() ? answer.at(0) : answer;
    std::vector<Frame> frames = FramesOf(object);
    if (!frames.empty()) named[address] = std::move(frames);
  }
  return named;
}

void StopSymbolizer() { TheSymbolizer().Stop(); }

}  // namespace schedule::internal
