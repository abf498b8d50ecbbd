#include "kitchen/pages/client.h"

#include <charconv>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "kitchen/coroutines/readable.h"
#include "kitchen/pages/internal/local_socket.h"

namespace kitchen {
namespace {

using internal::LocalSocket;

constexpr std::string_view kScheme = "local://";

// A connection on which the page at `url` was asked for.
LocalSocket Ask(std::string_view url) {
  const size_t slash = url.find('/', kScheme.size());
  if (!url.starts_with(kScheme) || slash == std::string_view::npos) {
    throw std::invalid_argument("'" + std::string(url) +
                                "' is no address of a page: it has to be as "
                                "local://0001a/menu");
  }
  LocalSocket connection = LocalSocket::ConnectTo(
      std::string(url.substr(kScheme.size(), slash - kScheme.size())));
  connection.Send("GET " + std::string(url.substr(slash)) +
                  " HTTP/1.0\r\n\r\n");
  return connection;
}

// "HTTP/1.0 200 OK", an empty line, and the page.
Response Read(const std::string& answer) {
  const size_t space = answer.find(' ');
  const size_t end = answer.find("\r\n\r\n");
  if (space == std::string::npos || end == std::string::npos) {
    throw std::system_error(std::make_error_code(std::errc::connection_reset),
                            "the server went before it had answered");
  }
  Response response{.status = 0, .text = answer.substr(end + 4)};
  std::from_chars(answer.data() + space + 1, answer.data() + end,
                  response.status);
  return response;
}

}  // namespace

Response Get(const std::string& url) {
  const LocalSocket connection = Ask(url);
  std::string answer;
  while (connection.Receive(&answer)) {
  }
  return Read(answer);
}

Task<Response> Fetch(std::string url) {
  const LocalSocket connection = Ask(url);
  std::string answer;
  do {
    co_await Readable(connection.descriptor());
  } while (connection.Receive(&answer));
  co_return Read(answer);
}

}  // namespace kitchen
