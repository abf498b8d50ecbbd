#include "schedule/excerpt.h"

#include <gtest/gtest.h>

namespace {

using schedule::Display;
using schedule::Excerpt;

TEST(Excerpt, MarksTheLineAndTheColumn) {
  EXPECT_EQ(Excerpt("a\nb\n  c;\nd\ne\n", 3, 3, Display{}),
            "      1 | a\n"
            "      2 | b\n"
            "  >   3 |   c;\n"
            "        |   ^\n"
            "      4 | d\n");
}

TEST(Excerpt, StopsAtTheEndsOfTheSource) {
  EXPECT_EQ(Excerpt("only\n", 1, 0, Display{}), "  >   1 | only\n");
  EXPECT_EQ(Excerpt("only\n", 5, 1, Display{}), "");
  EXPECT_EQ(Excerpt("only\n", 0, 1, Display{}), "");
}

}  // namespace
