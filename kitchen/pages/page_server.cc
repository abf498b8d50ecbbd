#include "kitchen/pages/page_server.h"

#include <poll.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

#include "kitchen/pages/internal/local_socket.h"
#include "kitchen/staff.h"

namespace kitchen {
namespace {

using internal::LocalSocket;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

struct Served {
  explicit Served(const Page& served) : page(served) {}
  const Page page;
  std::atomic<int> requests{0};
};
using Pages = std::map<std::string, Served, std::less<>>;

// "GET /menu HTTP/1.0": what stands between the first two spaces.
std::string_view PathOf(std::string_view request) {
  const size_t begin = request.find(' ') + 1;
  return request.substr(begin, request.find(' ', begin) - begin);
}

// Somebody who wants a page: first the request comes, and then they wait.
struct Guest {
  LocalSocket connection;
  std::string request;
  std::string answer;  // Empty until the request is there.
  steady_clock::time_point due;
};

// Serves all guests by itself: a plain loop around poll, of which a trace shows
// what a reader wants to see.
class Server {
 public:
  Server(const LocalSocket& door, Pages& pages) : door_(door), pages_(pages) {}

  // Returns when the door is shut.
  void Run() {
    while (true) {
      std::vector<pollfd> waited = {Readable(door_)};
      for (const Guest& guest : guests_) {
        if (guest.answer.empty()) waited.push_back(Readable(guest.connection));
      }
      poll(waited.data(), waited.size(), TimeLeft());
      for (size_t i = 1; i < waited.size(); ++i) {
        if (waited[i].revents != 0) Hear(waited[i].fd);
      }
      if (waited.front().revents != 0 && !LetIn()) return;
      AnswerWhoseTimeHasCome();
    }
  }

 private:
  static pollfd Readable(const LocalSocket& socket) {
    return {.fd = socket.descriptor(), .events = POLLIN, .revents = 0};
  }

  // For poll: until the next answer is due, or for as long as it takes.
  int TimeLeft() const {
    std::optional<steady_clock::time_point> next;
    for (const Guest& guest : guests_) {
      if (!guest.answer.empty()) {
        next = std::min(next.value_or(guest.due), guest.due);
      }
    }
    if (!next.has_value()) return -1;
    const auto left =
        std::chrono::ceil<milliseconds>(*next - steady_clock::now());
    return static_cast<int>(std::max(left, milliseconds(0)).count());
  }

  bool LetIn() {
    LocalSocket connection = door_.Accept();
    if (!connection) return false;
    guests_.push_back({.connection = std::move(connection),
                       .request = {},
                       .answer = {},
                       .due = {}});
    return true;
  }

  void Hear(int descriptor) {
    const auto guest =
        std::find_if(guests_.begin(), guests_.end(), [&](const Guest& one) {
          return one.connection.descriptor() == descriptor;
        });
    if (!guest->connection.Receive(&guest->request)) {
      guests_.erase(guest);
    } else if (guest->request.find("\r\n\r\n") != std::string::npos) {
      Prepare(*guest);
    }
  }

  void Prepare(Guest& guest) {
    guest.due = steady_clock::now();
    const auto found = pages_.find(PathOf(guest.request));
    if (found == pages_.end()) {
      guest.answer = "HTTP/1.0 404 Not Found\r\n\r\nThere is no such page.";
      return;
    }
    Served& served = found->second;
    ++served.requests;
    guest.due += served.page.delay;
    guest.answer = "HTTP/1.0 200 OK\r\n\r\n" + served.page.text;
  }

  void AnswerWhoseTimeHasCome() {
    const steady_clock::time_point now = steady_clock::now();
    std::erase_if(guests_, [&](const Guest& guest) {
      if (guest.answer.empty() || guest.due > now) return false;
      guest.connection.Send(guest.answer);
      return true;
    });
  }

  const LocalSocket& door_;
  Pages& pages_;
  std::list<Guest> guests_;
};

}  // namespace

class PageServer::Parts {
 public:
  explicit Parts(const std::vector<Page>& all) {
    for (const Page& page : all) pages.try_emplace(page.path, page);
    thread = std::thread([this] {
      SetThreadName("PageServer");
      Server(door, pages).Run();
    });
  }

  Pages pages;
  const LocalSocket door = LocalSocket::Listen();
  std::thread thread;
};

PageServer::PageServer(const std::vector<Page>& pages)
    : parts_(std::make_unique<Parts>(pages)) {}

PageServer::~PageServer() {
  parts_->door.ShutDown();
  parts_->thread.join();
}

std::string PageServer::Url(const std::string& path) const {
  return "local://" + parts_->door.Name() + path;
}

int PageServer::Requests(const std::string& path) const {
  const auto found = parts_->pages.find(path);
  return found == parts_->pages.end() ? 0 : found->second.requests.load();
}

}  // namespace kitchen
