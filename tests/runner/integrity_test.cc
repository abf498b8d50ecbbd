// What the kit rules out: by the words of an answer, and by its symbols. That
// no right answer is called forbidden, and every attack's source still is.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "runner/exercise/catalog.h"
#include "runner/exercise/parts.h"
#include "runner/integrity/names.h"
#include "runner/integrity/source_rules.h"
#include "runner/integrity/symbols.h"
#include "runner/integrity/tokens.h"
#include "runner/system/disk.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> Texts(std::string_view source) {
  std::vector<std::string> texts;
  for (const Token& token : Tokenize(source)) texts.push_back(token.text);
  return texts;
}

TEST(Tokens, CommentsAndBlanksAreGone) {
  EXPECT_THAT(Texts("a /* b\n*/ c // d\ne"), ElementsAre("a", "c", "e"));
  EXPECT_THAT(Texts("a // b \\\n still b\nc"), ElementsAre("a", "c"));
}

TEST(Tokens, JoinedLinesAreOneName) {
  EXPECT_THAT(Texts("as\\\nm"), ElementsAre("asm"));
  EXPECT_THAT(Texts("/\\\n/ gone\na"), ElementsAre("a"));
}

TEST(Tokens, PlacesAreThoseOfTheFile) {
  const std::vector<Token> tokens = Tokenize("a\n  b\\\nc d\n");
  ASSERT_THAT(tokens, SizeIs(3));
  EXPECT_EQ(tokens[1].line, 2);
  EXPECT_EQ(tokens[1].column, 3);
  EXPECT_TRUE(tokens[1].begins_line);
  EXPECT_EQ(tokens[2].line, 3);
  EXPECT_FALSE(tokens[2].begins_line);
}

TEST(Tokens, TextIsNoCode) {
  EXPECT_THAT(Texts(R"(f("asm \" asm", '\'', L'"', 1'000'000))"),
              ElementsAre("f", "(", "asm \\\" asm", ",", "\\'", ",", "\"", ",",
                          "1'000'000", ")"));
}

TEST(Tokens, OnlyARawStringIsRaw) {
  EXPECT_THAT(Texts("R\"x(a)\" b)x\" c"), ElementsAre("a)\" b", "c"));
  // FOOR is a macro's name, and what follows it is code.
  EXPECT_THAT(Texts("FOOR\"x(\" asm \")x\""),
              ElementsAre("FOOR", "x(", "asm", ")x"));
  EXPECT_THAT(Texts("L'\"' asm L'\"'"), ElementsAre("\"", "asm", "\""));
}

TEST(Tokens, SecondSpellingsOfMarks) {
  EXPECT_THAT(Texts("%:define A<:0:>"),
              ElementsAre("#", "define", "A", "[", "0", "]"));
  EXPECT_THAT(Texts("v<::Order>"),
              ElementsAre("v", "<", ":", ":", "Order", ">"));
}

std::string Complaint(std::string_view source,
                      const std::vector<std::string>& uses = {}) {
  const std::vector<Breach> breaches = FindBreaches(source, uses);
  return breaches.empty() ? "" : breaches.front().message;
}

TEST(SourceRules, PlainCodeIsFree) {
  EXPECT_EQ(Complaint(R"(
#include <mutex>
#include "kitchen/console.h"
#define MOST 3
[[nodiscard]] int Close(Door& door) { door.close(); return 100'000; }
struct Signal { int kill = 0, clock = 1, signal = 2; };  // no asm in here
const char* kLine = "asm volatile, __tsan_on_report and getenv are words";
using namespace std;
#if __cpp_lib_barrier
int Next(int* n) { return __atomic_fetch_add(n, 1, __ATOMIC_SEQ_CST); }
#endif
)"),
            "");
  EXPECT_NE(Complaint("int __atomic_fetch_add_4(int*, int, int);"), "");
  // The judge has folders of headers that the program alone has not.
  EXPECT_NE(Complaint("const bool kJudged = __has_include(<a.h>);"), "");
}

TEST(SourceRules, WhatEachIsAbout) {
  EXPECT_THAT(Complaint("__attribute__((no_sanitize(\"thread\"))) void F();"),
              HasSubstr("no_sanitize"));
  EXPECT_THAT(Complaint("[[clang::no_sanitize(\"thread\")]] void F();"),
              HasSubstr("ThreadSanitizer"));
  EXPECT_THAT(Complaint("[[gnu::__constructor__]] void F();"),
              HasSubstr("attribute"));
  EXPECT_THAT(Complaint("#pragma clang attribute push"), HasSubstr("#pragma"));
  EXPECT_THAT(Complaint("%:pragma clang attribute push"), HasSubstr("#pragma"));
  EXPECT_THAT(Complaint("_Pragma(\"x\")"), HasSubstr("_Pragma"));
  EXPECT_THAT(Complaint("as\\\nm(\"nop\");"), HasSubstr("asm"));
  EXPECT_THAT(Complaint("void AnnotateIgnoreReadsBegin();"),
              HasSubstr("AnnotateIgnoreReadsBegin"));
  EXPECT_THAT(Complaint("#define GLUE(a, b) a##b"), HasSubstr("'##'"));
  EXPECT_THAT(Complaint("__CONCAT(as, m)"), HasSubstr("__CONCAT"));
  EXPECT_THAT(Complaint("#define private public"), HasSubstr("private"));
  EXPECT_THAT(Complaint("#define mutex Fake"), HasSubstr("mutex"));
  EXPECT_THAT(Complaint("namespace std { class mutex {}; }"),
              HasSubstr("namespace std"));
  EXPECT_THAT(Complaint("void F() { ::testing::UnitTest::GetInstance(); }"),
              HasSubstr("belongs to the tests"));
  EXPECT_THAT(Complaint("auto f = std::ifstream(\"/proc/self/maps\");"),
              HasSubstr("/proc"));
  EXPECT_THAT(Complaint("extern \"C\" int sleep(int);"), HasSubstr("extern"));
  EXPECT_THAT(Complaint("#line 7 \"x\""), HasSubstr("#line"));
  EXPECT_THAT(Complaint("# 7 \"x\""), HasSubstr("#7"));
  EXPECT_THAT(Complaint("#warning R\"("), HasSubstr("#warning"));
}

TEST(SourceRules, Includes) {
  EXPECT_THAT(Complaint("#include \"/dev/zero\""), HasSubstr("/dev/"));
  EXPECT_THAT(Complaint("#include </dev/zero>"), HasSubstr("/dev/zero"));
  EXPECT_THAT(Complaint("#include \"../../solutions/x.cc\""),
              HasSubstr("Take this one out"));
  EXPECT_THAT(Complaint("#include \"solutions/07/x.cc\""),
              HasSubstr("Take this one out"));
  EXPECT_THAT(Complaint("#include <schedule/explore.h>"),
              HasSubstr("Take this one out"));
  EXPECT_THAT(Complaint("#define H <dlfcn.h>\n#include H"),
              HasSubstr("has to name its header"));
  EXPECT_THAT(Complaint("#include <dlfcn.h>"), HasSubstr("Take this one out"));
  EXPECT_THAT(Complaint("#embed </etc/passwd>"), HasSubstr("#embed"));
  EXPECT_EQ(Complaint("#include <sys/wait.h>\n#include <bits/stl_pair.h>"), "");
}

TEST(SourceRules, ProcessesAreForExercisesAboutThem) {
  EXPECT_NE(Complaint("int fd = memfd_create(\"x\", 0);"), "");
  EXPECT_EQ(Complaint("int fd = memfd_create(\"x\", 0);", {"processes"}), "");
}

TEST(SourceRules, PlacesAreTold) {
  const std::vector<Breach> breaches =
      FindBreaches("int a;\n  asm(\"\"); asm(\"\");\nasm(\"\");\n", {});
  ASSERT_THAT(breaches, SizeIs(2)) << "one of each line";
  EXPECT_EQ(breaches[0].line, 2);
  EXPECT_EQ(breaches[0].column, 3);
}

TEST(SourceRules, FilesThatAreNoText) {
  const Answer answer{"/a",
                      {{"link.cc", "", false, 10},
                       {"huge.cc", "", true, 10'000'000},
                       {"null.cc", std::string("a\0b", 3), true, 3}}};
  const std::vector<Finding> findings = FromSource(answer, {});
  ASSERT_THAT(findings, SizeIs(3));
  EXPECT_THAT(findings[0].message, HasSubstr("is a link"));
  EXPECT_THAT(findings[1].message, HasSubstr("10000000 bytes"));
  EXPECT_THAT(findings[2].message, HasSubstr("null byte"));
  EXPECT_EQ(findings[0].kind, Kind::kForbidden);
}

TEST(Names, TheLinkersNamesLeaveNoDoubt) {
  EXPECT_FALSE(RuledOutName("kill").has_value()) << "a variable, perhaps";
  EXPECT_EQ(RuledOutImport("kill"), Reason::kProcesses);
  EXPECT_EQ(RuledOutImport("signal"), Reason::kEnding);
  EXPECT_EQ(RuledOutImport("_ZSt13set_terminatePFvvE"), Reason::kEnding);
  EXPECT_EQ(RuledOutImport("__tsan_ignore_thread_begin"), Reason::kSanitizer);
  EXPECT_FALSE(RuledOutImport("__tsan_read8").has_value());
  EXPECT_FALSE(RuledOutImport("pthread_mutex_lock").has_value());
  EXPECT_EQ(RuledOutExport("main"), Reason::kReserved);
  EXPECT_EQ(RuledOutExport("_ZNSt5mutex4lockEv"), Reason::kReserved);
  EXPECT_EQ(RuledOutExport("_Znwm"), Reason::kReserved);
  EXPECT_FALSE(RuledOutExport("_Z4Workv").has_value());
}

TEST(Symbols, AreFindingsAtTheirLine) {
  const Answer answer{"/a", {{"a.cc", "void F() {\n  clock();\n}\n"}}};
  const std::vector<Symbol> symbols = {
      {.name = "clock"},
      {.name = "_Z1Fv", .defined = true},
      {.name = "_ZNSt6vectorIiSaIiEE9push_backERKi",
       .defined = true,
       .weak = true},
      {.name = "_Z1Gv", .defined = true, .chosen = true}};
  const std::vector<Finding> findings = FromSymbols(answer, symbols, {});
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_THAT(findings[0].message, HasSubstr("'clock' looks at a clock"));
  EXPECT_EQ(findings[0].locations.front().line, 2);
  EXPECT_THAT(findings[1].message, HasSubstr("ifunc"));
}

TEST(Symbols, ReadsThisProgram) {
  RealDisk disk;
  const absl::StatusOr<std::string> file = disk.Read("/proc/self/exe");
  ASSERT_TRUE(file.ok());
  const absl::StatusOr<std::vector<Symbol>> symbols = ReadSymbols(*file);
  ASSERT_TRUE(symbols.ok());
  bool found = false;
  for (const Symbol& symbol : *symbols)
    found = found || (symbol.name == "__libc_start_main" && !symbol.defined);
  EXPECT_TRUE(found);
  for (std::size_t keep = 4; keep < file->size(); keep += 1 + file->size() / 64)
    EXPECT_FALSE(ReadSymbols(file->substr(0, keep)).ok()) << keep;
  EXPECT_THAT(*ReadSymbols("no program"), IsEmpty());
}

// The course's own.
class OfTheCourse : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path root = fs::path(__FILE__).parent_path() / "../..";
    course_ = {fs::canonical(root), fs::canonical(root)};
    absl::StatusOr<std::vector<Exercise>> exercises = Discover(disk_, course_);
    ASSERT_TRUE(exercises.ok()) << exercises.status();
    exercises_ = *std::move(exercises);
    ASSERT_FALSE(exercises_.empty());
  }

  std::string FirstComplaint(const Exercise& exercise, const fs::path& folder) {
    const absl::StatusOr<Answer> answer = ReadAnswer(disk_, exercise, folder);
    if (!answer.ok()) return std::string(answer.status().message());
    const std::vector<Finding> findings =
        FromSource(*answer, exercise.manifest->uses);
    if (findings.empty()) return "";
    return absl::StrCat(folder.string(), ":",
                        findings.front().locations.front().line, ": ",
                        findings.front().message);
  }

  RealDisk disk_;
  Course course_;
  std::vector<Exercise> exercises_;
};

TEST_F(OfTheCourse, NoKnownAnswerIsForbidden) {
  int answers = 0;
  for (const Exercise& exercise : exercises_) {
    ASSERT_TRUE(exercise.manifest.ok());
    EXPECT_EQ(FirstComplaint(exercise, course_.ExerciseFolder(exercise.id)),
              "");
    EXPECT_EQ(FirstComplaint(exercise, course_.SolutionFolder(exercise.id)),
              "");
    const absl::StatusOr<std::vector<KnownAnswer>> known =
        KnownAnswers(disk_, course_, exercise);
    ASSERT_TRUE(known.ok()) << known.status();
    for (const KnownAnswer& answer : *known) {
      const std::string complaint = FirstComplaint(exercise, answer.folder);
      if (answer.right) {
        EXPECT_EQ(complaint, "");
      } else if (!complaint.empty()) {
        // A wrong one may be, where that is what it is kept for.
        EXPECT_THAT(answer.expected_kinds, testing::Contains("forbidden"))
            << complaint;
      }
      ++answers;
    }
  }
  EXPECT_GT(answers, 500);
}

}  // namespace
}  // namespace racelings
