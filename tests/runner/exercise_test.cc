#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes.h"
#include "runner/exercise/catalog.h"
#include "runner/exercise/forbidden.h"
#include "runner/exercise/hints.h"
#include "runner/exercise/manifest.h"
#include "runner/exercise/parts.h"
#include "runner/exercise/source.h"
#include "runner/exercise/suggest.h"
#include "runner/exercise/test_names.h"

namespace racelings {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string ErrorOf(std::string_view from, std::string_view to) {
  std::string text = kManifest;
  text.replace(text.find(from), from.size(), to);
  return std::string(ParseManifest(text, "exercise.toml").status().message());
}

TEST(Manifest, IsRead) {
  const absl::StatusOr<Manifest> manifest =
      ParseManifest(kManifest, "exercise.toml");
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  EXPECT_EQ(manifest->title, "Two cooks, one list");
  EXPECT_EQ(manifest->points, 10);
  EXPECT_THAT(manifest->edit, ElementsAre("restaurant.cc"));
  EXPECT_EQ(manifest->starter.kind, "data-race");
  EXPECT_EQ(manifest->schedules, 2000);
  EXPECT_EQ(manifest->races, 300);
  ASSERT_EQ(manifest->forbidden.size(), 1U);
  EXPECT_THAT(manifest->required, IsEmpty());
}

TEST(Manifest, ErrorsNameThePlaceAndTheTrouble) {
  EXPECT_THAT(ErrorOf("points = 10", "points = ten"),
              HasSubstr("exercise.toml:4:11: "));
  EXPECT_THAT(ErrorOf("points = 10", "points = \"ten\""),
              HasSubstr("exercise.toml:4:10: 'points' must be a whole number"));
  EXPECT_THAT(ErrorOf("title", "tittle"),
              HasSubstr("exercise.toml:1:1: unknown key 'tittle'"));
  EXPECT_THAT(ErrorOf("points = 10\n", ""), HasSubstr("'points' is missing"));
  EXPECT_THAT(ErrorOf("[schedules]\nschedules = 2000\nraces = 300\n", ""),
              HasSubstr("the table [schedules] is missing"));
  EXPECT_THAT(ErrorOf("[schedules]", "[credit]\nschedules = 10\n[schedules]"),
              HasSubstr("must be less than the 10 points of a right answer"));
  EXPECT_THAT(ErrorOf("[schedules]", "[credit]\nbuild = 1\n[schedules]"),
              HasSubstr("unknown key 'build'"));
  EXPECT_THAT(ErrorOf("restaurant.cc", "../restaurant.cc"),
              HasSubstr("must be a list of file names"));
  EXPECT_THAT(ErrorOf(R"('\bexit\s*\(')", "'('"),
              HasSubstr("'pattern' is no regular expression"));
}

TEST(Manifest, RulesForbidAndRequire) {
  const absl::StatusOr<Manifest> manifest = ParseManifest(
      absl::StrCat(kManifest,
                   "[[required]]\npattern = 'GUARDED_BY'\nhint = 'keep it'\n"),
      "exercise.toml");
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  EXPECT_EQ(manifest->forbidden.size(), 1U);
  ASSERT_EQ(manifest->required.size(), 1U);
  EXPECT_EQ(manifest->required[0].pattern, "GUARDED_BY");
  EXPECT_EQ(manifest->required[0].hint, "keep it");
  EXPECT_THAT(ErrorOf("[[forbidden]]", "[[required]]\nhnit = 'x'"),
              HasSubstr("unknown key 'hnit'"));
  EXPECT_THAT(ErrorOf("[[forbidden]]", "[required]"),
              HasSubstr("'required' must be tables: [[required]]"));
}

std::vector<Exercise> SomeExercises() {
  FakeDisk disk;
  for (const char* id : {"07_unlocked_list_pop", "08_check_then_act",
                         "11_unsafe_counter", "12_unguarded_counter"}) {
    disk.files[absl::StrCat("/c/exercises/", id, "/exercise.toml")] = kManifest;
  }
  disk.files["/c/exercises/README.md"] = "not an exercise";
  disk.files["/c/exercises/notes/a"] = "not one either";
  return Discover(disk, {"/c", "/c"}).value();
}

std::string Find(std::string_view typed) {
  static const std::vector<Exercise> kExercises = SomeExercises();
  const absl::StatusOr<const Exercise*> found = FindExercise(kExercises, typed);
  return found.ok() ? (*found)->id : std::string(found.status().message());
}

TEST(Catalog, FindsByNumberNameOrUniquePrefix) {
  for (const char* typed :
       {"07", "7", "07_unlocked_list_pop", "unlocked_list_pop", "unl", "07_u",
        "exercises/07_unlocked_list_pop/"}) {
    EXPECT_EQ(Find(typed), "07_unlocked_list_pop") << typed;
  }
}

TEST(Catalog, SuggestsWhatWasMeant) {
  EXPECT_THAT(Find("unlokced"),
              HasSubstr("Did you mean 07_unlocked_list_pop?"));
  EXPECT_THAT(Find("check_than_act"),
              HasSubstr("Did you mean 08_check_then_act?"));
  EXPECT_THAT(
      Find("un"),
      HasSubstr("fits 3 exercises: 07_unlocked_list_pop, 11_unsafe_counter"));
  EXPECT_THAT(Find("zzzzzzzzzz"), Not(HasSubstr("Did you mean")));
  EXPECT_THAT(Find(""), HasSubstr("there is no exercise"));
}

TEST(Catalog, ABrokenManifestHidesNoOtherExercise) {
  FakeDisk disk;
  AddCourse(disk);
  disk.files["/c/exercises/08_broken/exercise.toml"] = "title = ";
  const auto exercises = Discover(disk, {"/c", "/c"}).value();
  ASSERT_EQ(exercises.size(), 2U);
  EXPECT_TRUE(exercises[0].manifest.ok());
  EXPECT_THAT(std::string(exercises[1].manifest.status().message()),
              HasSubstr("exercises/08_broken/exercise.toml:1:"));
}

TEST(Suggest, KnowsSwappedLettersAndStaysSilentWhenFar) {
  EXPECT_EQ(Nearest("hcek", {"list", "check"}), "check");
  EXPECT_EQ(Nearest("xyz", {"list", "check"}), "");
}

TEST(Course, IsFoundAboveTheCurrentFolder) {
  FakeDisk disk;
  AddCourse(disk);
  const Environment none = [](std::string_view) { return std::string(); };
  EXPECT_EQ(FindCourse(disk, none, "/c/exercises/07_pop")->root, "/c");
  EXPECT_THAT(
      std::string(FindCourse(disk, none, "/elsewhere").status().message()),
      HasSubstr("no course here"));
  const Environment set = [](std::string_view name) {
    return name == "RACELINGS_ROOT" ? std::string("/c/") : std::string();
  };
  EXPECT_EQ(FindCourse(disk, set, "/elsewhere")->root, "/c");
}

TEST(Course, ShowsPathsAsTyped) {
  const Course course{"/c", "/c"};
  EXPECT_EQ(Shown(course, "/c/exercises/07_pop/a.cc", "/c"),
            "exercises/07_pop/a.cc");
  EXPECT_EQ(Shown(course, "/c/exercises/07_pop/a.cc", "/c/exercises/07_pop"),
            "a.cc");
  EXPECT_EQ(Shown(course, "/c/a.cc", "/elsewhere"), "/c/a.cc");
  EXPECT_EQ(Shown(course, "/cc/a.cc", "/c"), "/cc/a.cc");
}

TEST(Source, LosesCommentsAndNothingElse) {
  EXPECT_EQ(WithoutComments("a; // b\nc;"), "a;     \nc;");
  EXPECT_EQ(WithoutComments("a /* b\n */ c"), "a     \n    c");
  EXPECT_EQ(WithoutComments(R"(f("// no", '"'); // yes)"),
            R"(f("// no", '"');       )");
  EXPECT_EQ(WithoutComments("n = 100'000; // x"), "n = 100'000;     ");
  EXPECT_EQ(WithoutComments("R\"x(// \")\" )x\" // y"),
            "R\"x(// \")\" )x\"     ");
}

TEST(TestNames, AreThoseOfTheSourceWithoutComments) {
  EXPECT_THAT(
      TestNames(
          "TEST(A, One) {}\n// TEST(A, Two) {}\n  TEST_F ( B,\n  Three) {}\n"),
      ElementsAre("A.One", "B.Three"));
}

TEST(Forbidden, IsFoundOutsideCommentsOncePerRule) {
  const std::vector<Rule> rules = {{R"(\bexit\s*\()", "leave by returning"}};
  EXPECT_THAT(FindForbidden("// exit(0)\nint a;\n", rules), IsEmpty());
  const auto uses = FindForbidden("// exit(0)\n  exit (0);\nexit(1);\n", rules);
  ASSERT_EQ(uses.size(), 1U);
  EXPECT_EQ(uses[0].line, 2);
  EXPECT_EQ(uses[0].column, 3);
}

TEST(Hints, AreSectionsAndCodeIsNoHeading) {
  const auto hints = ParseHints(
      "# Hints\n\n## Look\nat the list\n\n```\n## no\n```\n## Lock\nit\n");
  ASSERT_EQ(hints.size(), 2U);
  EXPECT_EQ(hints[0].title, "Look");
  EXPECT_THAT(hints[0].text, HasSubstr("## no"));
  EXPECT_EQ(hints[1].text, "it");
}

std::vector<std::string> MissingWithout(const std::string& file) {
  FakeDisk disk;
  AddCourse(disk);
  disk.Remove(file);
  const Course course{"/c", "/c"};
  return MissingParts(disk, course, Discover(disk, course)->front());
}

TEST(Parts, AWholeExerciseLacksNothing) {
  EXPECT_THAT(MissingWithout("/none"), IsEmpty());
}

TEST(Parts, EveryMissingPartIsNamed) {
  for (const char* part :
       {"exercises/07_pop/README.md", "exercises/07_pop/hints.md",
        "exercises/07_pop/restaurant.cc", "solutions/07_pop",
        "solutions/07_pop/WHY.md", "solutions/07_pop/restaurant.cc",
        "tests/exercises/07_pop_test.cc"}) {
    EXPECT_THAT(MissingWithout(absl::StrCat("/c/", part)),
                ElementsAre(HasSubstr(absl::StrCat(part, " is missing"))));
  }
}

TEST(Parts, StraysBelongToNoExercise) {
  FakeDisk disk;
  AddCourse(disk);
  disk.files["/c/solutions/08_gone/restaurant.cc"] = "";
  disk.files["/c/tests/exercises/09_gone_test.cc"] = "";
  const Course course{"/c", "/c"};
  EXPECT_THAT(
      Strays(disk, course, *Discover(disk, course)),
      ElementsAre("solutions/08_gone", "tests/exercises/09_gone_test.cc"));
}

TEST(Parts, ANameIsOfOneExercise) {
  FakeDisk disk;
  AddCourse(disk);
  const Course course{"/c", "/c"};
  EXPECT_THAT(NameClashes(*Discover(disk, course)), IsEmpty());
  disk.files["/c/exercises/08_act/exercise.toml"] =
      absl::StrCat("formerly = [\"take\", \"pop\"]\n", kManifest);
  EXPECT_THAT(NameClashes(*Discover(disk, course)),
              ElementsAre("pop is a name of both 07_pop and 08_act"));
}

TEST(Manifest, FormerNamesHaveNoNumber) {
  const auto formerly = [](const char* value) {
    return ParseManifest(absl::StrCat("formerly = ", value, "\n", kManifest),
                         "exercise.toml");
  };
  EXPECT_THAT(formerly("[\"a\", \"b\"]")->formerly, ElementsAre("a", "b"));
  for (const char* wrong : {"[]", "\"a\"", "[3]", "[\"07_a\"]", "[\"a/b\"]"}) {
    EXPECT_THAT(std::string(formerly(wrong).status().message()),
                HasSubstr("exercise.toml:1:12: 'formerly' must be"))
        << wrong;
  }
}

TEST(Parts, KnownAnswersSayWhatTheyShow) {
  FakeDisk disk;
  AddCourse(disk);
  disk.files["/c/tests/answers/07_pop/right/guard/restaurant.cc"] =
      "// right — one lock\n";
  disk.files["/c/tests/answers/07_pop/wrong/two/restaurant.cc"] =
      "// expect: data-race|crash — two locks\n";
  const Course course{"/c", "/c"};
  const auto exercises = Discover(disk, course).value();
  const auto answers = KnownAnswers(disk, course, exercises.front());
  ASSERT_TRUE(answers.ok()) << answers.status();
  ASSERT_EQ(answers->size(), 2U);
  EXPECT_TRUE((*answers)[0].right);
  EXPECT_EQ((*answers)[1].name, "wrong/two");
  EXPECT_THAT((*answers)[1].expected_kinds, ElementsAre("data-race", "crash"));

  disk.files["/c/tests/answers/07_pop/wrong/mute/restaurant.cc"] = "int a;\n";
  EXPECT_THAT(
      std::string(
          KnownAnswers(disk, course, exercises.front()).status().message()),
      HasSubstr("wrong/mute/restaurant.cc:1: "));
}

}  // namespace
}  // namespace racelings
