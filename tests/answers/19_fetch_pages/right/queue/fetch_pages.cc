// right — each tells a queue its place and its page

#include "fetch_pages.h"

#include <exception>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "kitchen/coroutines.h"
#include "kitchen/pages/client.h"

using kitchen::Response;
using kitchen::Task;

namespace {

struct Arrival {
  size_t place;
  std::variant<Response, std::exception_ptr> page;
};
using Arrivals = kitchen::Queue<Arrival>;

Task<> FetchOne(std::string url, size_t place,
                std::shared_ptr<Arrivals> arrivals) {
  Arrival arrival{.place = place, .page = {}};
  try {
    arrival.page = co_await kitchen::Fetch(url);
  } catch (...) {
    arrival.page = std::current_exception();
  }
  co_await arrivals->Put(std::move(arrival));
}

}  // namespace

Task<std::vector<Response>> FetchAll(std::vector<std::string> urls) {
  const auto arrivals = std::make_shared<Arrivals>();
  for (size_t i = 0; i < urls.size(); ++i) {
    kitchen::CreateTask(FetchOne(urls[i], i, arrivals));
  }
  std::vector<Response> pages(urls.size());
  for (size_t i = 0; i < urls.size(); ++i) {
    std::optional<Arrival> arrival = co_await arrivals->Get();
    if (const auto* error = std::get_if<std::exception_ptr>(&arrival->page)) {
      std::rethrow_exception(*error);
    }
    pages[arrival->place] = std::get<Response>(std::move(arrival->page));
  }
  co_return pages;
}
