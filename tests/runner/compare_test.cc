#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "command_test.h"
#include "fakes.h"
#include "runner/commands/command.h"
#include "runner/compare/comparison.h"
#include "runner/compare/measure.h"
#include "runner/compare/show.h"

namespace racelings {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Four processors, and a machine with nothing else to do.
Comparison Measured() {
  Comparison comparison{.tasks = 8,
                        .workers = 4,
                        .processors = 4,
                        .task_time = FloatSeconds(0.1),
                        .models = ComparedModels(4)};
  const double io[] = {0.8, 0.1, 0.1, 0.2, 0.25, 0.1};
  const double cpu[] = {0.8, 0.8, 0.4, 0.4, 0.5, 1.0};
  for (std::size_t i = 0; i < comparison.models.size(); ++i) {
    MeasuredModel& model = comparison.models[i];
    model.io.wall = FloatSeconds(io[i]);
    model.cpu = {FloatSeconds(cpu[i]), FloatSeconds(0.8)};
    model.bytes_per_task = 1000.0 * static_cast<double>(i);
  }
  return comparison;
}

TEST(Comparison, SpeedUpIsAgainstOneAfterAnother) {
  const Comparison all = Measured();
  EXPECT_DOUBLE_EQ(SpeedUp(all, &MeasuredModel::io, all.models[0]), 1);
  EXPECT_DOUBLE_EQ(SpeedUp(all, &MeasuredModel::io, all.models[1]), 8);
  EXPECT_DOUBLE_EQ(SpeedUp(all, &MeasuredModel::cpu, all.models[2]), 2);
  EXPECT_DOUBLE_EQ(SpeedUp(all, &MeasuredModel::cpu, all.models[5]), 0.8);
}

TEST(Comparison, ATimeThatIsNoTimeIsNoDivisionByZero) {
  Comparison all = Measured();
  all.models[1].io.wall = FloatSeconds(0);
  EXPECT_DOUBLE_EQ(SpeedUp(all, &MeasuredModel::io, all.models[1]), 800'000);
}

TEST(Comparison, SaysWhenThereAreTooFewProcessors) {
  Comparison all = Measured();
  EXPECT_THAT(Notes(all), Each(Not(HasSubstr("processors here"))));
  all.processors = 2;
  EXPECT_THAT(Notes(all),
              Contains(HasSubstr("2 processors here, too few for 4 workers")));
  all.processors = 1;
  EXPECT_THAT(Notes(all), Contains(HasSubstr("one processor here")));
}

TEST(Comparison, SaysWhenTheMachineWasBusy) {
  Comparison all = Measured();
  EXPECT_THAT(Notes(all), Each(Not(HasSubstr("busy"))));
  all.models[0].cpu.processor = FloatSeconds(0.4);
  EXPECT_THAT(Notes(all), Contains(AllOf(HasSubstr("The machine was busy"),
                                         HasSubstr("50 % of the time"))));
}

TEST(CompareText, IsATable) {
  const std::string text = CompareText(Terminal{}, Measured());
  EXPECT_THAT(text, HasSubstr("8 tasks, each of which waits for 0.10 s"));
  EXPECT_THAT(text, HasSubstr("\none after another       0.80 s        1.0"
                              "     0.80 s        1.0       none\n"));
  EXPECT_THAT(text, HasSubstr("\nprocess pool of 4       0.25 s        3.2"
                              "     0.50 s        1.6     4.0 kB\n"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), 90U) << line;
  }
}

TEST(CompareText, WhatIsNotKnownIsNotNothing) {
  Comparison all = Measured();
  all.models[1].bytes_per_task.reset();
  EXPECT_EQ(ShownMemory(all.models[1]), "?");
  EXPECT_EQ(ShownTime(FloatSeconds(0.0123)), "0.012 s");
}

TEST(CompareJson, HasAllFigures) {
  Comparison all = Measured();
  all.models[2].bytes_per_task.reset();
  const auto json = nlohmann::json::parse(CompareJson(all));
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["tasks"], 8);
  EXPECT_EQ(json["task_seconds"], 0.1);
  EXPECT_EQ(json["workers"], 4);
  EXPECT_EQ(json["processors"], 4);
  ASSERT_EQ(json["models"].size(), 6U);
  const auto& pool = json["models"][4];
  EXPECT_EQ(pool["model"], "process-pool");
  EXPECT_EQ(pool["io_bound"]["wall_seconds"], 0.25);
  EXPECT_EQ(pool["cpu_bound"]["speed_up"], 1.6);
  EXPECT_EQ(pool["cpu_bound"]["processor_seconds"], 0.8);
  EXPECT_EQ(pool["bytes_per_task"], 4000);
  EXPECT_TRUE(json["models"][2]["bytes_per_task"].is_null());
  EXPECT_EQ(json["notes"].size(), Notes(all).size());
}

TEST(ComparePage, IsWholeAndNeedsNothingElse) {
  Comparison all = Measured();
  all.models[1].title = "a <b> & \"c\"";
  const std::string page = ComparePage(all);
  EXPECT_THAT(page, HasSubstr("a &lt;b&gt; &amp; &quot;c&quot;"));
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_THAT(page, HasSubstr("prefers-color-scheme: dark"));
  EXPECT_THAT(page, HasSubstr("width=device-width"));
  for (const char* outside : {"http", "src=", "href=", "url(", "<script"}) {
    EXPECT_THAT(page, Not(HasSubstr(outside)));
  }
  // The longest bar is as wide as the drawing, and the others in proportion.
  EXPECT_THAT(page, HasSubstr("class=\"io\" x=\"0\" y=\"20\" width=\"340.0\""));
  EXPECT_THAT(page, HasSubstr("class=\"io\" x=\"0\" y=\"66\" width=\"42.5\""));
  EXPECT_THAT(page,
              HasSubstr("class=\"cpu\" x=\"0\" y=\"250\" width=\"340.0\""));
  EXPECT_THAT(page,
              HasSubstr("class=\"cpu\" x=\"0\" y=\"20\" width=\"272.0\""));
  EXPECT_THAT(page, HasSubstr(">0.25 s, 3.2×</text>"));
  EXPECT_THAT(page, HasSubstr("<td>4.0 kB</td>"));
}

class MeasureTest : public CommandTest {
 protected:
  MeasureTest() {
    processes_.run = [this](const Command& command) {
      return Outcome{.exit_status = 0, .output = Answer(command.argv)};
    };
  }

  // The measuring program. The CPU-bound tasks get quicker each time.
  std::string Answer(const std::vector<std::string>& argv) {
    if (argv.size() < 2) return "";
    if (argv[1] == "calibrate") {
      return R"({"steps_per_second": 1000, "processors": 2})";
    }
    if (argv[1] == "memory") return R"({"bytes_per_task": 512})";
    if (argv[1] != "time") return "";
    const bool waits = argv[6] == "0";
    const double wall = waits ? 0.2 : 4.0 / ++cpu_runs_[argv[2]];
    return absl::StrCat(R"({"wall_seconds": )", wall,
                        R"(, "processor_seconds": )", wall, R"(, "check": ")",
                        waits ? "io" : "cpu", "\"}\n");
  }

  absl::StatusOr<Comparison> MeasureAll() {
    return Measure(processes_, progress_, "/b/measure",
                   {.tasks = 3, .task_time = FloatSeconds(2), .workers = 5});
  }

  std::map<std::string, int> cpu_runs_;
};

TEST_F(MeasureTest, AsksForEachModelInAProcessOfItsOwn) {
  const absl::StatusOr<Comparison> all = MeasureAll();
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_EQ(processes_.started.size(), 1U + 6 * 4);
  EXPECT_THAT(processes_.started,
              Contains(ElementsAre("/b/measure", "calibrate")));
  EXPECT_THAT(processes_.started,
              Contains(ElementsAre("/b/measure", "time", "coroutines", "3", "5",
                                   "2000000000", "0")));
  EXPECT_THAT(processes_.started,
              Contains(ElementsAre("/b/measure", "time", "gil", "3", "5", "0",
                                   "2000")));
  EXPECT_THAT(processes_.started, Contains(ElementsAre("/b/measure", "memory",
                                                       "process-pool", "5")));
  EXPECT_EQ(all->processors, 2);
  for (const MeasuredModel& model : all->models) {
    EXPECT_EQ(model.io.wall, FloatSeconds(0.2));
    EXPECT_EQ(model.cpu.wall, FloatSeconds(2));  // the faster one
    EXPECT_EQ(model.bytes_per_task, 512);
  }
}

TEST_F(MeasureTest, OtherResultsAreAnError) {
  processes_.run = [this](const Command& command) {
    std::string answer = Answer(command.argv);
    if (command.argv.size() > 2 && command.argv[2] == "gil") {
      answer = R"({"wall_seconds": 1, "check": "lost one"})";
    }
    return Outcome{.exit_status = 0, .output = answer};
  };
  EXPECT_THAT(std::string(MeasureAll().status().message()),
              AllOf(HasSubstr("'threads under a GIL' gave other results"),
                    HasSubstr("next: ")));
}

TEST_F(MeasureTest, AProgramThatFailsIsAnErrorThatSaysWhat) {
  processes_.run = [this](const Command& command) {
    if (command.argv[1] != "time") {
      return Outcome{.exit_status = 0, .output = Answer(command.argv)};
    }
    return Outcome{.exit_status = 1, .output = "no room for a thread\n"};
  };
  EXPECT_THAT(std::string(MeasureAll().status().message()),
              AllOf(HasSubstr("no room for a thread"), HasSubstr("next: ")));
  processes_.run = [](const Command&) {
    return Outcome{.exit_status = 0, .output = "hello"};
  };
  EXPECT_FALSE(MeasureAll().ok());
}

TEST_F(MeasureTest, TheCommandWritesThePage) {
  EXPECT_EQ(*Compare(context_, {.html = "a.html"}), kPassed);
  EXPECT_THAT(out_.str(), AllOf(HasSubstr("one after another"),
                                HasSubstr("The chart is in /c/a.html")));
  EXPECT_THAT(disk_.files["/c/a.html"], HasSubstr("</svg>"));
}

TEST_F(MeasureTest, WithJsonThereIsNothingElse) {
  EXPECT_EQ(*Compare(context_, {.json = true, .html = "/d/b.html"}), kPassed);
  EXPECT_EQ(nlohmann::json::parse(out_.str())["models"].size(), 6U);
  EXPECT_THAT(disk_.files["/d/b.html"], HasSubstr("</svg>"));
}

TEST_F(MeasureTest, APageThatCannotBeWrittenIsAnError) {
  disk_.write_error = absl::PermissionDeniedError("cannot write /c/a.html");
  const absl::StatusOr<int> status = Compare(context_, {.html = "a.html"});
  EXPECT_THAT(std::string(status.status().message()),
              AllOf(HasSubstr("cannot write /c/a.html"), HasSubstr("next: ")));
}

}  // namespace
}  // namespace racelings
