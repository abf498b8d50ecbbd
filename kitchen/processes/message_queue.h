// Messages from process to process, like Python's multiprocessing.Queue.
//
//   kitchen::MessageQueue queue;
//   kitchen::Process worker("worker", [&] { queue.Put("Hello from process");
//   }); queue.CloseWriting();  // nothing from here while
//   (std::optional<std::string> message = queue.Get()) Say(*message);
//   worker.Join();

#ifndef RACELINGS_KITCHEN_PROCESSES_MESSAGE_QUEUE_H_
#define RACELINGS_KITCHEN_PROCESSES_MESSAGE_QUEUE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kitchen {

// A queue of whole messages with two ends. Whoever was started after it was
// made has both ends, until they are closed there: each process has to close
// its own. A process that ends closes what it has, however it ends.
//
// It is a pipe in packet mode, pipe(7), O_DIRECT: the kernel keeps messages
// whole, whoever is killed at whatever moment. It has room for a few only
// (sixteen, mostly); who puts one more waits until somebody gets one.
//
// Thread safety: Put and Get, any thread of any process. Closing: no other
// thread of this process uses that end.
class MessageQueue {
 public:
  // The longest message, in bytes.
  static constexpr std::size_t kLongest = 4095;

  // Both ends are closed by exec(). Throws std::system_error when the process
  // has no descriptors left.
  MessageQueue();
  // Closes what is open here.
  ~MessageQueue();

  MessageQueue(const MessageQueue&) = delete;
  MessageQueue& operator=(const MessageQueue&) = delete;

  // Puts `message` behind those that are there, waiting for room first. Throws
  // std::length_error when it is longer than kLongest, and std::system_error
  // (EPIPE) when no process has the reading end any more.
  //
  // REQUIRES: CloseWriting was not called here.
  void Put(std::string_view message);

  // Takes the oldest message, waiting until there is one. Nothing means the
  // end: all messages were taken, and no process can put another, because none
  // has the writing end open any more, this one included.
  //
  // REQUIRES: CloseReading was not called here.
  std::optional<std::string> Get();

  // This process will put, or get, no more. No effect the second time.
  void CloseWriting();
  void CloseReading();

 private:
  int reading_ = -1;
  int writing_ = -1;
};

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_PROCESSES_MESSAGE_QUEUE_H_
