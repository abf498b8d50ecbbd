#ifndef RACELINGS_RUNNER_INTEGRITY_TOKENS_H_
#define RACELINGS_RUNNER_INTEGRITY_TOKENS_H_

#include <string>
#include <string_view>
#include <vector>

namespace racelings {

enum class TokenKind {
  kName,    // an identifier or a keyword
  kNumber,  // 100'000, 0x7f, 1.5e3f
  kText,    // a string or a character, without quotes and prefix
  kMark,    // one character of anything else
};

struct Token {
  TokenKind kind = TokenKind::kMark;
  std::string text;
  int line = 0;    // from 1
  int column = 0;  // from 1
  bool begins_line = false;
};

// The tokens that the preprocessor sees: comments are gone, lines that end in a
// backslash are joined, and what is text is told from what is code as the
// compiler tells it (digit separators, prefixes, raw strings). "%:" is "#", and
// so on. What is not closed ends with its line, as the compiler has it.
std::vector<Token> Tokenize(std::string_view source);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_INTEGRITY_TOKENS_H_
