// The parts that a session of the watch mode is made of.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "fakes.h"
#include "runner/watch/file_watcher.h"
#include "runner/watch/frame.h"
#include "runner/watch/keyboard.h"
#include "runner/watch/keys.h"
#include "runner/watch/lines.h"
#include "runner/watch/menu.h"
#include "runner/watch/prose.h"
#include "runner/watch/tell.h"

namespace racelings {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ResultOf;
using ::testing::SizeIs;

std::vector<Key::Name> NamesOf(std::string bytes, bool all = false) {
  std::vector<Key::Name> names;
  for (const Key& key : TakeKeys(bytes, all)) names.push_back(key.name);
  return names;
}

TEST(Keys, AreReadFromWhatTerminalsSend) {
  EXPECT_THAT(NamesOf("\x1b[A\x1bOB\x1b[5~\x1b[6~\x1b[H\x1b[4~"),
              ElementsAre(Key::kUp, Key::kDown, Key::kPageUp, Key::kPageDown,
                          Key::kHome, Key::kEnd));
  EXPECT_THAT(NamesOf("\r\n\x7f\f\x01"),
              ElementsAre(Key::kEnter, Key::kEnter, Key::kBackspace,
                          Key::kRedraw, Key::kOther));
  // With Ctrl held, and one that nobody knows.
  EXPECT_THAT(NamesOf("\x1b[1;5A\x1b[99~"), ElementsAre(Key::kUp, Key::kOther));
  std::string text = "q\u00e9";
  const std::vector<Key> keys = TakeKeys(text, false);
  ASSERT_THAT(keys, SizeIs(2));
  EXPECT_TRUE(keys[0].Is('q'));
  EXPECT_EQ(keys[1].text, "\u00e9");
}

TEST(Keys, WaitForTheirEnd) {
  std::string bytes = "h\x1b[";
  EXPECT_THAT(TakeKeys(bytes, false), SizeIs(1));
  EXPECT_EQ(bytes, "\x1b[");
  bytes += "A";
  ASSERT_THAT(TakeKeys(bytes, false), SizeIs(1));
  EXPECT_THAT(bytes, IsEmpty());
  EXPECT_THAT(NamesOf("\x1b"), IsEmpty());
  EXPECT_THAT(NamesOf("\x1b", true), ElementsAre(Key::kEscape));
  EXPECT_THAT(NamesOf("\x1bh"), ElementsAre(Key::kEscape, Key::kText));
}

TEST(Keyboard, EndsWithWhatItReadsFrom) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  RealKeyboard keyboard(ends[0]);
  EXPECT_THAT(keyboard.Take(), IsEmpty());
  ASSERT_EQ(write(ends[1], "hq", 2), 2);
  EXPECT_THAT(keyboard.Take(), SizeIs(2));
  ASSERT_EQ(write(ends[1], "\x1b", 1), 1);
  EXPECT_THAT(keyboard.Take(), IsEmpty());
  EXPECT_TRUE(keyboard.Deadline().has_value());
  close(ends[1]);
  EXPECT_THAT(keyboard.Take(), SizeIs(1));
  EXPECT_EQ(keyboard.descriptor(), -1);
  close(ends[0]);
}

TEST(Lines, AreBrokenAtSpaces) {
  EXPECT_THAT(ToLines("one two three\n\nfour", 8, true),
              ElementsAre("one two ", "three", "", "four"));
  EXPECT_THAT(ToLines("abcdefghij", 4, true),
              ElementsAre("abcd", "efgh", "ij"));
  EXPECT_THAT(ToLines("a\tb\x01", 20, true), ElementsAre("a       b "));
  EXPECT_THAT(ToLines("\u2500\u2500\u2500", 2, true),
              ElementsAre("\u2500\u2500", "\u2500"));
  EXPECT_THAT(ToLines("\u00e9", 2, false), ElementsAre("?"));
}

TEST(Lines, KeepTheirColours) {
  EXPECT_THAT(ToLines("\x1b[1mone two\x1b[0m three", 5, true),
              ElementsAre("\x1b[1mone \x1b[0m", "\x1b[1mtwo\x1b[0m ", "three"));
  // What is no colour has no power over the terminal.
  EXPECT_THAT(ToLines("\x1b[2Jx\x1b]0;t\x07", 40, true),
              ElementsAre(" [2Jx ]0;t "));
}

TEST(Lines, OfSourceAreCut) {
  EXPECT_THAT(ToLines("  >  24 |   orders_.pop_front();", 20, true),
              ElementsAre("  >  24 |   orders_\u2026"));
  EXPECT_EQ(CutLine("\x1b[1mabcdef\x1b[0m", 5, false), "\x1b[1mab...\x1b[0m");
  EXPECT_EQ(CutLine("abcde", 5, false), "abcde");
}

TEST(Prose, IsOneLineForEachParagraph) {
  EXPECT_EQ(ProseOf("# A\n\none\ntwo\n\n    code\n    more\n\n- x\n  y\n- z\n"
                    "```cpp\na\n\nb\n```\n",
                    Terminal{}),
            "A\n\none two\n\n    code\n    more\n\n- x y\n- z\na\n\nb\n");
}

TEST(Menu, FiltersAndChooses) {
  Menu menu({{"07_pop", "Two cooks", "Threads", "", 10},
             {"08_act", "Look", "Threads", "solved", 10},
             {"15_map", "Results", "Pools", "", 10}},
            "08_act");
  EXPECT_EQ(menu.chosen().id, "08_act");
  menu.Press({Key::kText, "j"});
  EXPECT_EQ(menu.chosen().id, "15_map");
  menu.Press({Key::kDown});
  EXPECT_EQ(menu.chosen().id, "15_map");
  menu.Press({Key::kText, "/"});
  for (const char* c : {"T", "h", "r", "x"}) menu.Press({Key::kText, c});
  EXPECT_THAT(menu.Shown(), IsEmpty());
  EXPECT_EQ(menu.Press({Key::kEnter}), Menu::Answer::kOpen);
  menu.Press({Key::kBackspace});
  EXPECT_THAT(menu.Shown(), SizeIs(2));
  EXPECT_EQ(menu.chosen().id, "07_pop");
  EXPECT_EQ(menu.Press({Key::kEnter}), Menu::Answer::kChosen);
  EXPECT_EQ(menu.Press({Key::kEscape}), Menu::Answer::kOpen);
  EXPECT_THAT(menu.Shown(), SizeIs(3));
  EXPECT_EQ(menu.chosen().id, "07_pop");
  EXPECT_EQ(menu.Press({Key::kEscape}), Menu::Answer::kClosed);
}

Scene BigScene() {
  Scene scene;
  scene.title = "07_pop: Two cooks, one list";
  scene.aside = "Threads, 10 points";
  scene.task = "Edit exercises/07_pop/restaurant.cc and save it.";
  for (int i = 0; i < 50; ++i) {
    absl::StrAppend(&scene.content, "line ", i, " ", std::string(90, 'x'),
                    "\n");
  }
  scene.status = "playing schedules: 312 of 2000, no finding";
  scene.bar = "[####----]  3 of 22 exercises solved, 30 of 225 points";
  scene.keys = KeysOfVerdict({.schedule = true});
  return scene;
}

TEST(Frame, FitsOnAnyScreen) {
  const Scene scene = BigScene();
  Terminal terminal;
  terminal.colour = true;
  for (terminal.utf8 = false;; terminal.utf8 = true) {
    for (const int rows : {3, 7, 13, 24, 40}) {
      for (const int columns : {20, 80, 120}) {
        int scroll = 0;
        const std::vector<std::string> frame =
            DrawFrame(scene, {rows, columns}, terminal, scroll);
        EXPECT_THAT(frame, SizeIs(rows));
        EXPECT_THAT(frame,
                    Each(ResultOf(ColumnsWithColours, ::testing::Le(columns))));
      }
    }
    if (terminal.utf8) break;
  }
}

TEST(Frame, SaysWhatIsBelow) {
  const Scene scene = BigScene();
  int scroll = 0;
  const auto frame = [&] {
    return absl::StrJoin(DrawFrame(scene, {24, 120}, Terminal{}, scroll), "\n");
  };
  EXPECT_THAT(frame(), HasSubstr("line 17"));
  EXPECT_THAT(frame(), HasSubstr("v 32 more lines (arrow keys, space) --"));
  EXPECT_THAT(frame(), HasSubstr("-- playing schedules: 312 of 2000"));
  scroll = 1000;
  EXPECT_THAT(frame(), HasSubstr("line 49"));
  EXPECT_EQ(scroll, 32);
  EXPECT_THAT(frame(), HasSubstr("^ 32 lines above"));
}

TEST(Frame, LeavesTheKeysOutThatMatterLeast) {
  const std::vector<KeyHelp> keys = KeysOfVerdict({.schedule = true});
  EXPECT_THAT(KeysLine(keys, 120, Terminal{}), HasSubstr("x reset"));
  for (int columns = 20; columns <= 120; ++columns) {
    const std::string line = KeysLine(keys, columns, Terminal{});
    EXPECT_LE(static_cast<int>(line.size()), columns);
    EXPECT_THAT(line, HasSubstr("? help  q quit"));
  }
  EXPECT_THAT(KeysLine(keys, 80, Terminal{}), HasSubstr("h hint"));
}

class FilesTest : public ::testing::Test {
 protected:
  FilesTest() : folder_(*disk_.MakePrivateFolder(testing::TempDir())) {
    Write("a.cc", "one");
  }
  ~FilesTest() override { disk_.Remove(folder_); }

  void Write(const std::string& name, const std::string& text) {
    EXPECT_TRUE(disk_.Write(folder_ / name, text).ok());  // renames
  }
  void WriteInPlace(const std::string& name, const std::string& text) {
    FILE* file = fopen((folder_ / name).c_str(), "w");
    ASSERT_NE(file, nullptr);
    fputs(text.c_str(), file);
    fclose(file);
  }

  RealDisk disk_;
  const std::filesystem::path folder_;
};

TEST_F(FilesTest, InotifySeesEveryWayToSave) {
  InotifyWatcher watcher(disk_);
  watcher.Watch(folder_, {"a.cc"});
  ASSERT_EQ(watcher.Remark(), "");
  EXPECT_FALSE(watcher.Changed());
  WriteInPlace("a.cc", "two");
  EXPECT_TRUE(watcher.Changed());
  EXPECT_FALSE(watcher.Changed());
  Write("a.cc", "three");
  EXPECT_TRUE(watcher.Changed());
  // As vim does it: the old one out of the way, a new one in its place.
  std::filesystem::rename(folder_ / "a.cc", folder_ / "a.cc~");
  EXPECT_FALSE(watcher.Changed());
  WriteInPlace("a.cc", "four");
  EXPECT_TRUE(watcher.Changed());
  // Nothing else in the folder matters.
  WriteInPlace("b.cc", "");
  WriteInPlace(".a.cc.swp", "");
  EXPECT_FALSE(watcher.Changed());
}

TEST_F(FilesTest, InotifyGoesOnWhenTheFolderIsReplaced) {
  const std::filesystem::path inner = folder_ / "inner";
  Write("inner/a.cc", "one");
  InotifyWatcher watcher(disk_);
  watcher.Watch(inner, {"a.cc"});
  std::filesystem::rename(inner, folder_ / "away");
  EXPECT_TRUE(watcher.Changed());
  EXPECT_THAT(watcher.Remark(), HasSubstr("looked at"));
  EXPECT_TRUE(watcher.Deadline().has_value());
}

TEST_F(FilesTest, InotifyForgetsTheFolderBefore) {
  Write("other/a.cc", "one");
  InotifyWatcher watcher(disk_);
  watcher.Watch(folder_, {"a.cc"});
  Write("a.cc", "two");
  watcher.Watch(folder_ / "other", {"a.cc"});
  EXPECT_FALSE(watcher.Changed());
  Write("a.cc", "three");
  EXPECT_FALSE(watcher.Changed());
  Write("other/a.cc", "two");
  EXPECT_TRUE(watcher.Changed());
}

TEST_F(FilesTest, PollingSeesWhatIsThere) {
  PollingWatcher watcher(disk_, "", std::chrono::milliseconds(0));
  watcher.Watch(folder_, {"a.cc"});
  EXPECT_FALSE(watcher.Changed());
  Write("a.cc", "longer");
  EXPECT_TRUE(watcher.Changed());
  EXPECT_FALSE(watcher.Changed());
  disk_.Remove(folder_ / "a.cc");
  EXPECT_FALSE(watcher.Changed());
  Write("a.cc", "back again");
  EXPECT_TRUE(watcher.Changed());
}

}  // namespace
}  // namespace racelings
