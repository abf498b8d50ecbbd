#include "kitchen/processes/internal/pool_worker.h"

#include <unistd.h>

#include <cstdio>
#include <exception>
#include <optional>
#include <string_view>

namespace kitchen::internal {
namespace {

Parcel Threw(std::size_t place, std::string_view text) {
  Parcel answer;
  answer.Add(Answer::kThrew);
  answer.Add(place);
  answer.Add(text);
  return answer;
}

Parcel WorkOn(std::string_view bytes) {
  Unpacking inputs(bytes);
  const ChunkJob job = inputs.Take<ChunkJob>();
  Parcel answer;
  answer.Add(Answer::kDone);
  for (std::size_t i = 0; i < job.count; ++i) {
    try {
      job.call(job.function, &inputs, &answer);
    } catch (const std::exception& error) {
      return Threw(i, error.what());
    } catch (...) {
      return Threw(i, "it threw something that is no std::exception");
    }
  }
  return answer;
}

}  // namespace

void RunPoolWorker(int socket) {
  while (const std::optional<std::string> job = Receive(socket)) {
    const Parcel answer = WorkOn(*job);
    std::fflush(nullptr);
    if (!Send(socket, answer.bytes())) break;
  }
  _exit(0);
}

}  // namespace kitchen::internal
