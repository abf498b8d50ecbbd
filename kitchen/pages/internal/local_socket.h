// Sockets between a page server and those who fetch pages from it.
//
// They are local ones (AF_UNIX, with a name that the kernel gives), and not
// TCP's on 127.0.0.1: what is written on one end can be read at the other at
// once, so that a schedule of the explorer repeats itself exactly; and tens of
// thousands of connections use up no ports.

#ifndef RACELINGS_KITCHEN_PAGES_INTERNAL_LOCAL_SOCKET_H_
#define RACELINGS_KITCHEN_PAGES_INTERNAL_LOCAL_SOCKET_H_

#include <string>
#include <string_view>

namespace kitchen::internal {

// Owns a socket. Failures of the operating system throw std::system_error.
//
// Thread safety: one thread at a time, but for ShutDown.
class LocalSocket {
 public:
  // One that listens, under a name of its own.
  static LocalSocket Listen();
  // Connected to the one that listens under `name`.
  static LocalSocket ConnectTo(const std::string& name);
  // Connected to who came first; empty when nobody is there.
  LocalSocket Accept() const;

  explicit LocalSocket(int descriptor) : descriptor_(descriptor) {}
  LocalSocket(LocalSocket&& other) noexcept;
  LocalSocket& operator=(LocalSocket&& other) = delete;
  ~LocalSocket();

  explicit operator bool() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }

  // The name under which it listens.
  std::string Name() const;

  // Sends all of `bytes`, which have to be so few (64 KiB) that they fit in.
  // Nobody at the other end: they are dropped.
  void Send(std::string_view bytes) const;

  // Waits for bytes, and adds them to `bytes`. False: there will be no more.
  // Where the socket is non-blocking, something must be there already.
  bool Receive(std::string* bytes) const;

  // Who waits for something to come, in any thread, waits no more.
  void ShutDown() const;

 private:
  int descriptor_;
};

}  // namespace kitchen::internal

#endif  // RACELINGS_KITCHEN_PAGES_INTERNAL_LOCAL_SOCKET_H_
