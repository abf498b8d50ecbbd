#include "schedule/internal/source_text.h"

#include <gtest/gtest.h>

#include <string>

namespace {

using schedule::internal::VariableAt;

// The variable at the ^ below the line.
std::string At(const std::string& line, const std::string& mark) {
  return VariableAt(line, static_cast<int>(mark.find('^')) + 1);
}

TEST(VariableAt, PlainVariables) {
  EXPECT_EQ(At("  counter += 1;",  //
               "  ^"),
            "counter");
  EXPECT_EQ(At("  counter += 1;",  //
               "          ^"),
            "counter");
  EXPECT_EQ(At("  ++counter_;",  //
               "  ^"),
            "counter_");
  EXPECT_EQ(At("  return value;",  //
               "         ^"),
            "value");
  EXPECT_EQ(At("  shelf[i] = 3;",  //
               "           ^"),
            "shelf");
  EXPECT_EQ(At("  *total = 3;",  //
               "  ^"),
            "total");
}

TEST(VariableAt, WhatIsAwaited) {
  EXPECT_EQ(At("  auto task = co_await queue.Get();",  //
               "              ^"),
            "queue");
  EXPECT_EQ(At("  co_await Sleep(time);",  //
               "  ^"),
            "");
}

TEST(VariableAt, Members) {
  EXPECT_EQ(At("  orders_.pop_front();",  //
               "          ^"),
            "orders_");
  EXPECT_EQ(At("  if (queue->empty()) {",  //
               "             ^"),
            "queue");
  EXPECT_EQ(At("  this->open_ = false;",  //
               "        ^"),
            "open_");
  EXPECT_EQ(At("  Task task = std::move(orders_.front());",
               "                                ^"),
            "orders_");
  EXPECT_EQ(At("  shelf[2].front().pop();",  //
               "                   ^"),
            "shelf");
}

TEST(VariableAt, NothingToName) {
  EXPECT_EQ(At("  Work();",  //
               "  ^"),
            "");
  EXPECT_EQ(VariableAt("", 1), "");
  EXPECT_EQ(VariableAt("x", 99), "");
  EXPECT_EQ(VariableAt("x", 0), "");
}

}  // namespace
