#include "kitchen/processes/process_pool.h"

#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "kitchen/staff.h"

namespace kitchen {
namespace {

using internal::Answer;
using internal::ChunkJob;
using internal::Parcel;
using internal::Receive;
using internal::Send;
using internal::Unpacking;

[[noreturn]] void ThrowNoRoom(int error) {
  throw std::system_error(error, std::generic_category(),
                          "cannot start the workers of a process pool");
}

std::optional<int> WaitFor(pid_t pid) {
  int status = 0;
  pid_t ended = -1;
  do {
    ended = waitpid(pid, &status, 0);
  } while (ended < 0 && errno == EINTR);
  if (ended != pid) return std::nullopt;
  return status;
}

std::string HowItEnded(std::optional<int> status) {
  if (!status.has_value()) return "has ended, and something else waited for it";
  if (WIFSIGNALED(*status)) {
    const int number = WTERMSIG(*status);
    const char* name = sigdescr_np(number);
    return "was ended by signal " + std::to_string(number) +
           (name == nullptr ? "" : std::string(" (") + name + ")");
  }
  return "ended itself with exit status " +
         std::to_string(WEXITSTATUS(*status));
}

std::string Inputs(std::size_t first, std::size_t end) {
  if (end - first == 1) return "input " + std::to_string(first);
  return "inputs " + std::to_string(first) + " to " + std::to_string(end - 1);
}

}  // namespace

// ---- One map --------------------------------------------------------------

class ProcessPool::Mapping {
 public:
  Mapping(ProcessPool* pool, const Work& work)
      : pool_(*pool),
        work_(work),
        answers_((work.count + work.chunk_size - 1) / work.chunk_size) {}

  std::vector<std::string> Run() {
    for (Worker& worker : pool_.workers_) GiveNext(&worker);
    while (busy_ > 0) {
      Worker& worker = pool_.workers_[pool_.WaitForOne()];
      std::optional<std::string> answer = Receive(worker.socket);
      if (!answer.has_value()) pool_.Break(worker, work_);
      Keep(worker, std::move(*answer));
      worker.busy = false;
      --busy_;
      GiveNext(&worker);
    }
    if (failed_.has_value()) throw RemoteError(*failed_);
    return std::move(answers_);
  }

 private:
  void GiveNext(Worker* worker) {
    if (next_ == answers_.size() || failed_.has_value()) return;
    worker->chunk = next_++;
    worker->busy = true;
    ++busy_;
    const std::size_t first = worker->chunk * work_.chunk_size;
    const std::size_t count = std::min(work_.chunk_size, work_.count - first);
    Parcel parcel;
    parcel.Add(ChunkJob{work_.call, work_.function, count});
    for (std::size_t i = 0; i < count; ++i) {
      work_.pack(work_.inputs, first + i, &parcel);
    }
    if (!Send(worker->socket, parcel.bytes())) pool_.Break(*worker, work_);
  }

  // Chunks were handed out in order, and all of them are waited for: so the
  // first failure in that order is known whatever came first.
  void Keep(const Worker& worker, std::string answer) {
    Unpacking unpacking(answer);
    if (unpacking.Take<Answer>() == Answer::kThrew) {
      const std::size_t index =
          worker.chunk * work_.chunk_size + unpacking.Take<std::size_t>();
      if (failed_.has_value() && failed_->index() < index) return;
      failed_.emplace(index, unpacking.Take<std::string>());
      return;
    }
    answers_[worker.chunk] = std::move(answer);
  }

  ProcessPool& pool_;
  const Work& work_;
  std::vector<std::string> answers_;  // One for each chunk.
  std::size_t next_ = 0;              // The chunk that goes next.
  std::size_t busy_ = 0;
  std::optional<RemoteError> failed_;
};

std::vector<std::string> ProcessPool::MapChunks(const Work& work) {
  if (!broken_.empty()) throw BrokenProcessPool(broken_);
  try {
    return Mapping(this, work).Run();
  } catch (const RemoteError&) {
    throw;
  } catch (const BrokenProcessPool&) {
    throw;
  } catch (...) {
    // No memory, for example: answers are on their way that nobody will match
    // to their inputs.
    EndAll(-1);
    CloseAll();
    broken_ =
        "the pool gave up in the middle of an earlier map: make a new one";
    throw;
  }
}

std::size_t ProcessPool::WaitForOne() {
  epoll_event event = {};
  // An epoll and not a poll: however many workers there are, one is told of.
  while (epoll_wait(epoll_, &event, 1, -1) != 1) {
  }
  return event.data.u64;
}

// ---- Workers --------------------------------------------------------------

ProcessPool::ProcessPool(int workers) : parent_(getpid()) {
  epoll_ = epoll_create1(EPOLL_CLOEXEC);
  if (epoll_ < 0) ThrowNoRoom(errno);
  try {
    for (int i = 0; i < workers; ++i) StartWorker();
  } catch (...) {
    EndAll(-1);
    CloseAll();
    throw;
  }
}

void ProcessPool::StartWorker() {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    ThrowNoRoom(errno);
  }
  const auto [ours, its] = ends;
  std::fflush(nullptr);
  const pid_t pid = fork();
  if (pid == 0) {
    // With an end of another worker's in its hands, it would keep the pool from
    // seeing that one end.
    CloseAll();
    close(ours);
    SetThreadName("worker " + std::to_string(workers_.size()));
    internal::RunPoolWorker(its);
  }
  const int error = errno;
  close(its);
  if (pid < 0) {
    close(ours);
    ThrowNoRoom(error);
  }
  epoll_event event = {.events = EPOLLIN, .data = {.u64 = workers_.size()}};
  workers_.push_back({.pid = pid, .socket = ours});
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, ours, &event) != 0) ThrowNoRoom(errno);
}

// Idle workers hold nothing that could be lost, and one that was stopped
// (SIGSTOP) would never see the end of its socket: so they are not asked.
ProcessPool::~ProcessPool() {
  // A copy of the process that made the pool has no workers.
  if (getpid() == parent_) EndAll(-1);
  CloseAll();
}

std::optional<int> ProcessPool::EndAll(pid_t which) {
  for (const Worker& worker : workers_) kill(worker.pid, SIGKILL);
  std::optional<int> status;
  for (const Worker& worker : workers_) {
    const std::optional<int> its = WaitFor(worker.pid);
    if (worker.pid == which) status = its;
  }
  return status;
}

void ProcessPool::CloseAll() {
  for (const Worker& worker : workers_) close(worker.socket);
  if (epoll_ >= 0) close(std::exchange(epoll_, -1));
  workers_.clear();
}

void ProcessPool::Break(const Worker& ended, const Work& work) {
  const std::size_t place = static_cast<std::size_t>(&ended - workers_.data());
  const std::size_t first = ended.chunk * work.chunk_size;
  const std::string at =
      ended.busy
          ? "before it had answered " +
                Inputs(first, std::min(first + work.chunk_size, work.count))
          : "while it had nothing to do";
  const std::string who = "worker " + std::to_string(place) +
                          " of the pool (process " + std::to_string(ended.pid) +
                          ") ";
  broken_ = who + HowItEnded(EndAll(ended.pid)) + " " + at +
            ": the pool is broken, and its other workers were ended too. Make "
            "a new one to try again";
  CloseAll();
  throw BrokenProcessPool(broken_);
}

std::vector<pid_t> ProcessPool::pids() const {
  std::vector<pid_t> pids;
  pids.reserve(workers_.size());
  for (const Worker& worker : workers_) pids.push_back(worker.pid);
  return pids;
}

}  // namespace kitchen
