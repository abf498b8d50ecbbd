#include "runner/findings/finding.h"

#include <array>
#include <cstddef>

namespace racelings {
namespace {

constexpr std::array<std::string_view, 12> kNames = {
    "build",        "static",      "forbidden",   "data-race",
    "deadlock",     "no-progress", "thread-leak", "crash",
    "wrong-result", "memory",      "timeout",     "infra",
};

}  // namespace

std::string_view KindName(Kind kind) {
  return kNames[static_cast<std::size_t>(kind)];
}

std::optional<Kind> ParseKind(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

}  // namespace racelings
