// A server of pages on this machine, each of which it lets wait for a while:
// the network, for exercises.
//
//   const kitchen::PageServer server({{"/menu", "Burgers!", 2s}});
//   kitchen::Get(server.Url("/menu")).text      // "Burgers!", 2 s later

#ifndef RACELINGS_KITCHEN_PAGES_PAGE_SERVER_H_
#define RACELINGS_KITCHEN_PAGES_PAGE_SERVER_H_

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace kitchen {

struct Page {
  std::string path;                 // "/menu"
  std::string text;                 // At most 64 KiB.
  std::chrono::milliseconds delay;  // From the request to the answer.
};

// Serves from its construction to its destruction, on a thread of its own:
// any number of requests at the same time, each after the delay of its page.
// Requests for other pages are answered at once, with 404. It speaks HTTP/1.0
// on a local socket.
//
// Who still waits for a page when it is destroyed gets none.
//
// Thread safety: any thread.
class PageServer {
 public:
  // Throws std::system_error where no socket can be had.
  explicit PageServer(const std::vector<Page>& pages);
  ~PageServer();
  PageServer(const PageServer&) = delete;
  PageServer& operator=(const PageServer&) = delete;

  // Where `path` can be had: "local://0001a/menu".
  std::string Url(const std::string& path) const;

  // How often the page at `path` was asked for so far; 0 of one that is not
  // there.
  int Requests(const std::string& path) const;

 private:
  class Parts;
  const std::unique_ptr<Parts> parts_;
};

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_PAGES_PAGE_SERVER_H_
