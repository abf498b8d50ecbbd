#include "runner/integrity/source_rules.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "runner/integrity/names.h"
#include "runner/integrity/tokens.h"

namespace racelings {
namespace {

// Ample: the largest solution has a hundredth of it.
constexpr std::size_t kMostBytes = std::size_t{512} << 10;

constexpr std::string_view kDirectives =
    " include define undef if ifdef ifndef elif elifdef elifndef else endif ";

// What may stand in an attribute that is not for the compiler's back end.
constexpr std::string_view kOddAttributes =
    " constructor destructor ifunc alias weak weakref section naked "
    "init_priority used retain visibility symver optnone no_sanitize_address "
    "no_sanitize_memory no_instrument_function no_profile_instrument_function "
    "target target_clones overloadable interrupt annotate tls_model enable_if "
    "type_visibility ";

constexpr std::string_view kKeywords =
    " alignas alignof auto bool break case catch char class co_await co_return "
    "co_yield const consteval constexpr constinit const_cast continue decltype "
    "default delete do double else enum explicit export extern false float for "
    "friend goto if inline int long mutable namespace new noexcept nullptr "
    "operator private protected public register reinterpret_cast requires "
    "return short signed sizeof static static_assert static_cast struct switch "
    "template this thread_local throw true try typedef typeid typename union "
    "unsigned using virtual void volatile wchar_t while std mutex lock "
    "unlock atomic thread jthread lock_guard unique_lock scoped_lock Mutex "
    "MutexLock condition_variable ";

// Headers of the judge, of the sanitizer and of what is ruled out by name.
constexpr std::string_view kOddHeaders =
    " dlfcn.h link.h elf.h setjmp.h csetjmp ucontext.h execinfo.h unwind.h "
    "cxxabi.h spawn.h sched.h x86intrin.h immintrin.h bits/stdc++.h ";
constexpr std::string_view kOddFolders =
    " sanitizer schedule harness gtest gmock runner tests solutions exercises "
    "sanitizers build linux asm asm-generic nlohmann ";
constexpr std::string_view kProcessHeaders = " spawn.h sched.h ";

bool Holds(std::string_view names, std::string_view name) {
  return absl::StrContains(names, absl::StrCat(" ", name, " "));
}

class Scan {
 public:
  Scan(std::string_view source, const std::vector<std::string>& uses)
      : uses_(uses), tokens_(Tokenize(source)) {}

  std::vector<Breach> Run() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      const Token& token = tokens_[at_];
      if (token.kind == TokenKind::kName) LookAtName(token);
      if (token.kind == TokenKind::kText) LookAtText(token);
      if (token.kind == TokenKind::kMark) LookAtMark(token);
    }
    return std::move(breaches_);
  }

 private:
  // An empty token beyond the ends.
  const Token& Near(std::ptrdiff_t offset) const {
    static const Token kNone;
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(at_) + offset;
    const bool inside =
        at >= 0 && at < static_cast<std::ptrdiff_t>(tokens_.size());
    return inside ? tokens_[static_cast<std::size_t>(at)] : kNone;
  }

  bool NearIs(std::ptrdiff_t offset, std::string_view text) const {
    const Token& token = Near(offset);
    return token.kind != TokenKind::kText && token.text == text;
  }

  void Add(const Token& token, std::string message) {
    // A line is mended as a whole.
    if (!breaches_.empty() && breaches_.back().line == token.line) return;
    breaches_.push_back({token.line, token.column, std::move(message)});
  }

  void LookAtName(const Token& token) {
    if (const std::optional<Reason> reason = RuledOutName(token.text);
        reason && !IsLifted(*reason, uses_)) {
      Add(token, Explain(*reason, token.text));
    } else if (token.text == "__attribute__") {
      LookAtAttribute("(", ")");
    } else if (token.text == "extern" && Near(1).kind == TokenKind::kText) {
      Add(token,
          "'extern \"C\"' brings in, or gives out, a function without a header "
          "that says what it is. No exercise needs it: include the header");
    } else if ((token.text == "testing" || token.text == "schedule" ||
                token.text == "harness" || token.text == "racelings") &&
               NearIs(1, ":") && NearIs(2, ":")) {
      Add(token, Explain(Reason::kJudge, absl::StrCat(token.text, "::")));
    } else if (token.text == "namespace") {
      LookAtNamespace(token);
    } else if (token.text == "import" || token.text == "module") {
      if (token.begins_line)
        Add(token, "modules are not used here. Include headers instead");
    }
  }

  // The compiler's own names may be spelled in two ways.
  static std::string_view Plain(std::string_view name) {
    absl::ConsumePrefix(&name, "__");
    absl::ConsumeSuffix(&name, "__");
    return name;
  }

  void LookAtNamespace(const Token& token) {
    const std::string& name = Near(1).text;
    if (name == "testing" || name == "schedule" || name == "harness" ||
        name == "racelings") {
      Add(token, Explain(Reason::kJudge, absl::StrCat("namespace ", name)));
    }
    // namespace std { ... }, but not: using namespace std;
    const bool opened = NearIs(2, "{") || (NearIs(2, ":") && NearIs(3, ":"));
    if (opened && !NearIs(-1, "using") &&
        (name == "std" || name == "absl" || name == "__gnu_cxx")) {
      Add(token, Explain(Reason::kReserved, absl::StrCat("namespace ", name)));
    }
  }

  // Looks at the attributes up to what closes `open`.
  void LookAtAttribute(std::string_view open, std::string_view close) {
    int depth = 0;
    for (std::ptrdiff_t ahead = 1; !Near(ahead).text.empty(); ++ahead) {
      const Token& token = Near(ahead);
      if (token.kind == TokenKind::kMark && token.text == open) ++depth;
      if (token.kind == TokenKind::kMark && token.text == close && --depth <= 0)
        return;
      if (token.kind == TokenKind::kName &&
          Holds(kOddAttributes, Plain(token.text))) {
        Add(token,
            absl::StrCat("the attribute '", token.text,
                         "' tells the compiler, the linker or the sanitizer to "
                         "treat this code in a way of its own. What is judged "
                         "has to be plain C++: take it out"));
        return;
      }
    }
  }

  void LookAtText(const Token& token) {
    for (const std::string_view path :
         {"/proc/", "/sys/", "/dev/", "/solutions/", "../"}) {
      const bool there = path == "../" || path == "/solutions/"
                             ? absl::StrContains(token.text, path)
                             : absl::StartsWith(token.text, path);
      if (!there) continue;
      Add(token,
          absl::StrCat("\"", path,
                       "\" is part of the machine, or of the course, and an "
                       "answer has no business there. Take it out"));
      return;
    }
    for (const std::string_view variable :
         {"LD_PRELOAD", "LD_LIBRARY_PATH", "TSAN_OPTIONS", "GTEST_"}) {
      if (absl::StrContains(token.text, variable))
        Add(token, Explain(Reason::kEnvironment, variable));
    }
  }

  void LookAtMark(const Token& token) {
    if (token.text == "[" && NearIs(1, "[")) LookAtAttribute("[", "]");
    if (token.text == "\\") {
      Add(token, "a backslash outside of text: take it out");
    }
    if (token.text != "#") return;
    if (token.begins_line) {
      LookAtDirective();
    } else if (NearIs(-1, "#")) {
      Add(token,
          "'##' makes new names out of parts. Write the names themselves, so "
          "that whoever reads the answer sees what it does");
    }
  }

  void LookAtDirective() {
    const Token& directive = Near(1);
    if (directive.begins_line || directive.text.empty()) return;  // "#" alone
    if (directive.text == "include") {
      LookAtInclude();
    } else if (directive.text == "define" || directive.text == "undef") {
      LookAtDefine();
    } else if (directive.text == "pragma" && NearIs(2, "once")) {
      return;
    } else if (!Holds(kDirectives, directive.text)) {
      Add(directive,
          absl::StrCat("'#", directive.text,
                       "' tells the compiler how to treat what follows, and "
                       "what is judged has to be plain C++. Take it out"));
    }
  }

  void LookAtDefine() {
    const Token& name = Near(2);
    if (Holds(kKeywords, name.text) || absl::StartsWith(name.text, "_") ||
        absl::StartsWith(name.text, "ABSL_") || name.text == "NDEBUG") {
      Add(name, Explain(Reason::kReserved, name.text));
    }
  }

  // The words between the marks, as they stand there.
  std::string HeaderName() const {
    if (Near(2).kind == TokenKind::kText) return Near(2).text;
    std::string name;
    for (std::ptrdiff_t ahead = 3;
         !Near(ahead).text.empty() && !Near(ahead).begins_line &&
         !NearIs(ahead, ">");
         ++ahead) {
      name += Near(ahead).text;
    }
    return name;
  }

  void LookAtInclude() {
    const Token& what = Near(2);
    if (what.kind != TokenKind::kText && !NearIs(2, "<")) {
      Add(Near(1),
          "an #include has to name its header in the line itself, as in "
          "#include <mutex>");
      return;
    }
    const std::string name = HeaderName();
    const std::string_view folder =
        std::string_view(name).substr(0, name.find('/'));
    const bool outside = absl::StartsWith(name, "/") ||
                         absl::StrContains(name, "..") ||
                         absl::StrContains(name, '\\');
    const bool lifted =
        Holds(kProcessHeaders, name) && IsLifted(Reason::kProcesses, uses_);
    if (outside || Holds(kOddHeaders, name) ||
        (folder != name && Holds(kOddFolders, folder))) {
      if (!lifted) {
        Add(what,
            absl::StrCat("#include of '", name,
                         "': an answer may include the standard library's "
                         "headers, Abseil's, those of kitchen/ and its own "
                         "exercise's. Take this one out"));
      }
    }
  }

  const std::vector<std::string>& uses_;
  const std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::vector<Breach> breaches_;
};

Finding Forbidden(const Answer& answer, const Answer::File& file,
                  const Breach& breach) {
  Finding finding;
  finding.kind = Kind::kForbidden;
  finding.message = breach.message;
  finding.locations.push_back({(answer.folder / file.name).string(),
                               breach.line, breach.column, "", "",
                               "not allowed in an answer"});
  return finding;
}

}  // namespace

std::vector<Breach> FindBreaches(std::string_view source,
                                 const std::vector<std::string>& uses) {
  return Scan(source, uses).Run();
}

std::vector<Finding> FromSource(const Answer& answer,
                                const std::vector<std::string>& uses) {
  std::vector<Finding> findings;
  for (const Answer::File& file : answer.files) {
    if (!file.plain) {
      findings.push_back(Forbidden(
          answer, file,
          {0, 0,
           absl::StrCat(file.name,
                        " is a link or a device, and an answer is a plain file "
                        "that brings its text along. Put a copy in its "
                        "place")}));
    } else if (file.size > kMostBytes) {
      findings.push_back(Forbidden(
          answer, file,
          {0, 0,
           absl::StrCat(file.name, " has ", file.size, " bytes, and more than ",
                        kMostBytes, " are not read. Answers are short: keep ",
                        "what this exercise needs")}));
    } else if (absl::StrContains(file.content, '\0')) {
      findings.push_back(Forbidden(
          answer, file,
          {0, 0, absl::StrCat(file.name, " is no text: it has a null byte")}));
    } else {
      for (const Breach& breach : FindBreaches(file.content, uses))
        findings.push_back(Forbidden(answer, file, breach));
    }
  }
  return findings;
}

}  // namespace racelings
