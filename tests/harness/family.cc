#include "harness/family.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <utility>

#include "schedule/gtest.h"

namespace harness {
namespace {

constexpr int kMostDescriptors = 256;

std::vector<bool> OpenDescriptors() {
  std::vector<bool> open(kMostDescriptors);
  for (int fd = 0; fd < kMostDescriptors; ++fd) {
    open[fd] = fcntl(fd, F_GETFD) >= 0;
  }
  return open;
}

// What a descriptor leads to: "a pipe", "a socket", or "a file".
std::string KindOf(int fd) {
  const std::string path = "/proc/self/fd/" + std::to_string(fd);
  std::array<char, 64> target{};
  if (readlink(path.c_str(), target.data(), target.size() - 1) < 0) return "";
  const std::string_view what(target.data());
  if (what.starts_with("pipe:")) return "a pipe";
  return what.starts_with("socket:") ? "a socket" : "a file";
}

}  // namespace

[[clang::disable_sanitizer_instrumentation]] int CountUnseen(int* count) {
  return __atomic_fetch_add(count, 1, __ATOMIC_SEQ_CST);
}

[[clang::disable_sanitizer_instrumentation]] int ReadUnseen(const int* count) {
  return __atomic_load_n(count, __ATOMIC_SEQ_CST);
}

[[clang::disable_sanitizer_instrumentation]] void WriteUnseen(int* count,
                                                              int value) {
  __atomic_store_n(count, value, __ATOMIC_SEQ_CST);
}

Family::Said* Family::said_here = nullptr;

Family::Family(const char* file, int line)
    : process_(getpid()), open_(OpenDescriptors()), watch_(file, line) {
  said_here = said_.get();
}

Family::~Family() { said_here = nullptr; }

void ExploreFamily(const std::function<void()>& body) {
  schedule::DefaultOptions().shrink = false;
  schedule::ExploreTest(body);
}

// ---- What they say --------------------------------------------------------

void SayInFamily(std::string_view line) {
  Family::Said* said = Family::said_here;
  if (said == nullptr) return;
  const int place = CountUnseen(&said->count);
  if (place >= Family::kLines) return;
  line.copy(said->lines.at(place).data(), Family::kLineSize - 1);
}

std::vector<std::string> Family::Lines() const {
  std::vector<std::string> lines;
  const int count = std::min(ReadUnseen(&said_->count), kLines);
  for (int i = 0; i < count; ++i) {
    lines.emplace_back(said_->lines.at(i).data());
  }
  return lines;
}

// ---- What they leave ------------------------------------------------------

void Family::Returned() const {
  if (getpid() == process_) return;
  CountUnseen(&said_->returned);
  _exit(0);
}

void Family::RequireNothingLeft(const std::string& function, const char* file,
                                int line) const {
  schedule::Require(ReadUnseen(&said_->returned) == 0,
                    function +
                        " returned in a process that it had started, and went "
                        "on there with the program of its caller: such a "
                        "process has to end with _exit()",
                    file, line);
  siginfo_t info = {};
  if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0) {
    schedule::Require(
        info.si_pid == 0,
        "a process is left behind as a zombie: it has ended, and " + function +
            " returned without having waited for it (Join, waitpid)",
        file, line);
    schedule::Require(info.si_pid != 0,
                      "a process still runs, or may: " + function +
                          " returned without having waited for it (Join, "
                          "waitpid)",
                      file, line);
  }
  for (int fd = 0; fd < kMostDescriptors; ++fd) {
    if (open_[fd]) continue;
    const std::string kind = KindOf(fd);
    if (kind.empty()) continue;
    std::string left = "descriptor " + std::to_string(fd);
    left.append(", ").append(kind).append(", is still open: ");
    left.append(function).append(" opened it and returned without closing it");
    schedule::Require(false, left, file, line);
  }
}

// ---- A place to meet ------------------------------------------------------

const Rendezvous* Rendezvous::here = nullptr;

Rendezvous::Rendezvous(int size, std::string otherwise)
    : size_(size), otherwise_(std::move(otherwise)) {
  here = this;
  std::array<int, 2> ends{};
  schedule::Require(pipe2(ends.data(), O_CLOEXEC) == 0,
                    "the test has no descriptors left");
  reading_ = ends[0];
  writing_ = ends[1];
}

Rendezvous::~Rendezvous() {
  here = nullptr;
  close(reading_);
  close(writing_);
}

std::string Rendezvous::Missing() {
  if (here == nullptr) return "";
  const int arrived = ReadUnseen(here->arrived_.get());
  return arrived == 0 || arrived >= here->size_ ? "" : here->otherwise_;
}

void Rendezvous::Come() const {
  const int place = CountUnseen(arrived_.get());
  if (place != size_ - 1) return;
  const std::string all(static_cast<std::size_t>(size_), 'x');
  while (write(writing_, all.data(), all.size()) < 0 && errno == EINTR) {
  }
}

void Rendezvous::Meet() const {
  if (ReadUnseen(arrived_.get()) >= size_) return;
  Come();
  char one = 0;
  while (read(reading_, &one, 1) < 0 && errno == EINTR) {
  }
}

}  // namespace harness
