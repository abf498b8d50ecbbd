#include "schedule/internal/source_text.h"

#include <cctype>
#include <fstream>

namespace schedule::internal {
namespace {

bool IsWord(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

size_t SkipSpaceBack(std::string_view line, size_t end) {
  while (end > 0 && line[end - 1] == ' ') --end;
  return end;
}

size_t SkipSpace(std::string_view line, size_t at) {
  while (at < line.size() && line[at] == ' ') ++at;
  return at;
}

// Where the bracket that closes at `close` opens.
size_t OpeningOf(std::string_view line, size_t close) {
  int depth = 0;
  for (size_t i = close + 1; i-- > 0;) {
    if (line[i] == ')' || line[i] == ']') ++depth;
    if (line[i] == '(' || line[i] == '[') --depth;
    if (depth == 0) return i;
  }
  return 0;
}

// Where the member access that ends before `at` begins: the place of "." or
// "->". npos where there is none.
size_t MemberAccessBefore(std::string_view line, size_t at) {
  at = SkipSpaceBack(line, at);
  if (at >= 1 && line[at - 1] == '.') return at - 1;
  if (at >= 2 && line.substr(at - 2, 2) == "->") return at - 2;
  return std::string_view::npos;
}

// The name whose last character is before `end`, with calls and indices
// skipped: for the end of "shelf[2].front()" it is shelf.
std::string NameBefore(std::string_view line, size_t end) {
  for (;;) {
    end = SkipSpaceBack(line, end);
    bool is_call = false;
    while (end > 0 && (line[end - 1] == ')' || line[end - 1] == ']')) {
      is_call = line[end - 1] == ')';
      end = SkipSpaceBack(line, OpeningOf(line, end - 1));
    }
    size_t begin = end;
    while (begin > 0 && IsWord(line[begin - 1])) --begin;
    const size_t access = MemberAccessBefore(line, begin);
    if (!is_call || access == std::string_view::npos) {
      return std::string(line.substr(begin, end - begin));
    }
    end = access;  // The call of a member: what it is a member of.
  }
}

bool IsName(const std::string& word) {
  return !word.empty() &&
         std::isdigit(static_cast<unsigned char>(word[0])) == 0 &&
         word != "this" && word != "return" && word != "if" && word != "while";
}

}  // namespace

std::string ReadLine(const std::string& file, int number) {
  std::ifstream in(file);
  std::string line;
  for (int i = 0; i < number; ++i) {
    if (!std::getline(in, line)) return "";
  }
  return line;
}

std::string VariableAt(std::string_view line, int column) {
  if (column < 1 || static_cast<size_t>(column) > line.size()) return "";
  size_t begin = column - 1;
  while (begin < line.size() && (line[begin] == '*' || line[begin] == '&'))
    ++begin;
  if (begin >= line.size()) return "";
  if (!IsWord(line[begin])) {
    // An operator: what it changes stands before it, or after a prefix ++ or
    // --.
    std::string name = NameBefore(line, begin);
    if (!IsName(name)) {
      size_t at = begin;
      while (at < line.size() && !IsWord(line[at])) ++at;
      return at < line.size() ? VariableAt(line, static_cast<int>(at) + 1) : "";
    }
    return name;
  }
  while (begin > 0 && IsWord(line[begin - 1])) --begin;
  size_t end = begin;
  while (end < line.size() && IsWord(line[end])) ++end;
  const std::string word(line.substr(begin, end - begin));
  const size_t after = SkipSpace(line, end);
  if (word == "co_await") return VariableAt(line, static_cast<int>(after) + 1);
  const bool is_call = after < line.size() && line[after] == '(';
  if (line.substr(after, 2) == "::") return "";
  if (!is_call) return IsName(word) ? word : "";
  const size_t access = MemberAccessBefore(line, begin);
  if (access == std::string_view::npos) return "";
  const std::string object = NameBefore(line, access);
  return IsName(object) ? object : "";
}

}  // namespace schedule::internal
