#include "runner/integrity/tokens.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace racelings {
namespace {

// What may be part of a name: letters of any language, as the compiler has it.
bool IsNameCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view source) : source_(source) {}

  std::vector<Token> Run() {
    while (SkipToCode()) TakeToken();
    return std::move(tokens_);
  }

 private:
  // The length of the joint of two lines at `at`: a backslash, blanks, and the
  // end of the line. 0: there is none.
  std::size_t Joint(std::size_t at) const {
    if (at >= source_.size() || source_[at] != '\\') return 0;
    std::size_t end = at + 1;
    while (end < source_.size() &&
           (source_[end] == ' ' || source_[end] == '\t' ||
            source_[end] == '\r' || source_[end] == '\v' ||
            source_[end] == '\f'))
      ++end;
    return end < source_.size() && source_[end] == '\n' ? end + 1 - at : 0;
  }

  // Where the character `ahead` places on is, joints left out.
  std::size_t At(std::size_t ahead = 0) const {
    std::size_t at = at_;
    for (;;) {
      while (const std::size_t joint = Joint(at)) at += joint;
      if (ahead == 0) return at;
      ++at;
      --ahead;
    }
  }

  // '\0' at the end.
  char Peek(std::size_t ahead = 0) const {
    const std::size_t at = At(ahead);
    return at < source_.size() ? source_[at] : '\0';
  }

  bool AtEnd() const { return At() >= source_.size(); }

  void MoveTo(std::size_t to) {
    for (; at_ < std::min(to, source_.size()); ++at_) {
      if (source_[at_] != '\n') continue;
      ++line_;
      line_start_ = at_ + 1;
    }
    at_ = to;
  }

  char Take() {
    MoveTo(At());
    const char c = at_ < source_.size() ? source_[at_] : '\0';
    MoveTo(at_ + 1);
    return c;
  }

  // Past blanks and comments; false at the end of the source.
  bool SkipToCode() {
    while (!AtEnd()) {
      if (Peek() == '\n') {
        Take();
        begins_line_ = true;
      } else if (absl::ascii_isspace(static_cast<unsigned char>(Peek()))) {
        Take();
      } else if (Peek() == '/' && Peek(1) == '/') {
        while (!AtEnd() && Peek() != '\n') Take();
      } else if (Peek() == '/' && Peek(1) == '*') {
        Take();
        Take();
        while (!AtEnd() && !(Peek() == '*' && Peek(1) == '/')) Take();
        Take();
        Take();
      } else {
        return true;
      }
    }
    return false;
  }

  Token& Begin(TokenKind kind) {
    MoveTo(At());
    tokens_.push_back({kind, "", line_, static_cast<int>(at_ - line_start_) + 1,
                       begins_line_});
    begins_line_ = false;
    return tokens_.back();
  }

  void TakeToken() {
    const char c = Peek();
    if (IsDigit(c) || (c == '.' && IsDigit(Peek(1)))) {
      TakeNumber();
    } else if (IsNameCharacter(c)) {
      TakeName();
    } else if (c == '"' || c == '\'') {
      TakeText(Begin(TokenKind::kText));
    } else {
      TakeMark();
    }
  }

  void TakeNumber() {
    Token& token = Begin(TokenKind::kNumber);
    for (;;) {
      const char c = Peek();
      const bool separator = c == '\'' && IsNameCharacter(Peek(1));
      const char last = token.text.empty() ? '\0' : token.text.back();
      const bool sign = (c == '+' || c == '-') && (last == 'e' || last == 'E' ||
                                                   last == 'p' || last == 'P');
      if (!IsNameCharacter(c) && c != '.' && !separator && !sign) return;
      token.text += Take();
    }
  }

  void TakeName() {
    Token& token = Begin(TokenKind::kName);
    while (IsNameCharacter(Peek())) token.text += Take();
    const std::string prefix = token.text;
    const bool is_prefix =
        prefix == "u8" || prefix == "u" || prefix == "U" || prefix == "L";
    const bool is_raw = prefix == "R" || prefix == "u8R" || prefix == "uR" ||
                        prefix == "UR" || prefix == "LR";
    if (is_raw && Peek() == '"') {
      token.kind = TokenKind::kText;
      TakeRawText(token);
    } else if (is_prefix && (Peek() == '"' || Peek() == '\'')) {
      token.kind = TokenKind::kText;
      TakeText(token);
    }
  }

  void TakeText(Token& token) {
    token.text.clear();
    const char quote = Take();
    while (!AtEnd() && Peek() != quote && Peek() != '\n') {
      if (Peek() == '\\') token.text += Take();
      token.text += Take();
    }
    if (Peek() == quote) Take();
  }

  // Where lines are not joined.
  void TakeRawText(Token& token) {
    Take();
    const std::size_t open = source_.find('(', at_);
    if (open == std::string_view::npos) {
      MoveTo(source_.size());
      return;
    }
    const std::string close =
        absl::StrCat(")", source_.substr(at_, open - at_), "\"");
    const std::size_t end = source_.find(close, open);
    token.text =
        source_.substr(open + 1, std::min(end, source_.size()) - open - 1);
    MoveTo(end == std::string_view::npos ? source_.size() : end + close.size());
  }

  void TakeMark() {
    Token& token = Begin(TokenKind::kMark);
    const char first = Take();
    token.text = first;
    // The second spelling of some marks.
    const char second = Peek();
    const char* meant = first == '%' && second == ':'   ? "#"
                        : first == '<' && second == ':' ? "["
                        : first == ':' && second == '>' ? "]"
                        : first == '<' && second == '%' ? "{"
                        : first == '%' && second == '>' ? "}"
                                                        : nullptr;
    // "<::" is "<" and "::", as in std::vector<::Order>.
    if (meant == nullptr || (first == '<' && second == ':' && Peek(1) == ':' &&
                             Peek(2) != ':' && Peek(2) != '>'))
      return;
    Take();
    token.text = meant;
  }

  const std::string_view source_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
  bool begins_line_ = true;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> Tokenize(std::string_view source) {
  return Tokenizer(source).Run();
}

}  // namespace racelings
