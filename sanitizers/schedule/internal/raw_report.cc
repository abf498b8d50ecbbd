#include "schedule/internal/raw_report.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

namespace schedule::internal {
namespace {

// "(restaurant.so+0x1a2b)" of a line, and what of the line it and the words
// around it take up.
struct Address {
  std::string file;
  uintptr_t offset = 0;
  size_t begin = 0;
  size_t end = 0;
};

std::optional<Address> AddressIn(std::string_view line) {
  constexpr std::string_view kOffset = "+0x";
  constexpr std::string_view kUnnamed = "<null> <null> ";
  constexpr std::string_view kBuildId = " (BuildId: ";
  const size_t plus = line.rfind(kOffset);
  if (plus == std::string_view::npos) return std::nullopt;
  const size_t open = line.rfind('(', plus);
  const size_t close = line.find(')', plus);
  if (open == std::string_view::npos || close == std::string_view::npos)
    return std::nullopt;
  Address address{.file = std::string(line.substr(open + 1, plus - open - 1)),
                  .begin = open,
                  .end = close + 1};
  const char* digits = line.data() + plus + kOffset.size();
  const auto [stop, error] =
      std::from_chars(digits, line.data() + close, address.offset, 16);
  if (error != std::errc() || stop != line.data() + close) return std::nullopt;
  if (line.substr(0, open).ends_with(kUnnamed))
    address.begin -= kUnnamed.size();
  if (line.substr(address.end).starts_with(kBuildId)) {
    const size_t id_end = line.find(')', address.end);
    address.end = id_end == std::string_view::npos ? line.size() : id_end + 1;
  }
  return address;
}

std::string PlaceOf(const Frame& frame) {
  // The C++ library's own files are named by way of the compiler's folder.
  return std::filesystem::path(frame.file).lexically_normal().string() + ":" +
         std::to_string(frame.line) +
         (frame.column > 0 ? ":" + std::to_string(frame.column) : "");
}

// Addresses are another process's tomorrow: each gets a number instead, in the
// order in which they come, so that a replay says the same to the byte.
std::string WithoutAddresses(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  constexpr size_t kShortest = 8;  // digits; a smaller number is none
  std::map<std::string, size_t, std::less<>> numbers;
  std::string numbered;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = text.find("0x", at);
    if (begin == std::string_view::npos) {
      numbered.append(text.substr(at));
      break;
    }
    const size_t end =
        std::min(text.find_first_not_of(kHex, begin + 2), text.size());
    numbered.append(text.substr(at, begin - at));
    const std::string_view digits = text.substr(begin, end - begin);
    if (digits.size() < kShortest + 2) {
      numbered.append(digits);
    } else {
      const auto found =
          numbers.emplace(std::string(digits), numbers.size() + 1).first;
      numbered.append("address ").append(std::to_string(found->second));
    }
    at = end;
  }
  return numbered;
}

// Takes " (pid=123)" and "tid=123, " out of a line.
std::string WithoutIds(std::string line) {
  for (const std::string_view id : {" (pid=", "tid="}) {
    const size_t at = line.find(id);
    if (at == std::string::npos) continue;
    size_t end = at + id.size();
    while (end < line.size() &&
           std::isdigit(static_cast<unsigned char>(line[end])) != 0)
      ++end;
    for (const char after : std::string_view(id[0] == ' ' ? ")" : ", ")) {
      if (end < line.size() && line[end] == after) ++end;
    }
    line.erase(at, end - at);
  }
  return line;
}

// "    #3 " in front of the fourth frame of a stack; 0 characters elsewhere.
size_t FrameNumberSize(std::string_view line) {
  const size_t hash = line.find_first_not_of(' ');
  if (hash == std::string_view::npos || line[hash] != '#') return 0;
  size_t end = hash + 1;
  while (end < line.size() &&
         std::isdigit(static_cast<unsigned char>(line[end])) != 0)
    ++end;
  return end < line.size() && line[end] == ' ' ? end + 1 : 0;
}

}  // namespace

std::string NameFrames(std::string_view printed, const FramesAt& frames_at) {
  std::string text;
  int number = 0;  // Of the next frame of this stack.
  while (!printed.empty()) {
    const size_t size = std::min(printed.find('\n'), printed.size());
    const std::string_view line = printed.substr(0, size);
    printed.remove_prefix(std::min(size + 1, printed.size()));
    const std::optional<Address> address = AddressIn(line);
    const size_t before = FrameNumberSize(line);
    if (before == 0) number = 0;
    const std::vector<Frame> frames =
        address.has_value() ? frames_at(address->file, address->offset)
                            : std::vector<Frame>{};
    if (before > 0) {
      const std::string rest(line.substr(before));
      const std::string indent(line.substr(0, line.find('#') + 1));
      if (frames.empty()) {
        text.append(indent).append(std::to_string(number++));
        text.append(" ").append(rest).append("\n");
      }
      for (const Frame& frame : frames) {
        text.append(indent).append(std::to_string(number++)).append(" ");
        text.append(frame.function).append(" ").append(PlaceOf(frame));
        text.append("\n");
      }
    } else if (!frames.empty()) {  // The summary.
      text.append(line.substr(0, address->begin));
      text.append(PlaceOf(frames.front())).append(" in ");
      text.append(frames.front().function).append("\n");
    } else {
      text.append(WithoutIds(std::string(line))).append("\n");
    }
  }
  return text;
}

std::string RawReport(const Channel& channel) {
  const std::string_view printed(channel.report,
                                 static_cast<size_t>(channel.report_size));
  std::map<std::string, std::string> paths;  // By their last part.
  for (int i = 0; i < channel.module_count; ++i) {
    const std::string path = channel.modules[i].path;
    paths.emplace(path.substr(path.rfind('/') + 1), path);
  }
  return WithoutAddresses(
      NameFrames(printed, [&paths](const std::string& file, uintptr_t offset) {
        const auto path = paths.find(file.substr(file.rfind('/') + 1));
        if (path == paths.end()) return std::vector<Frame>{};
        const CodeAddress address{path->second, offset};
        auto named = Symbolize({address});
        const auto frames = named.find(address);
        return frames == named.end() ? std::vector<Frame>{}
                                     : std::move(frames->second);
      }));
}

}  // namespace schedule::internal
