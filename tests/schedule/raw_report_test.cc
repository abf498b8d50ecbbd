// Names in ThreadSanitizer's own report.

#include "schedule/internal/raw_report.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using schedule::internal::Frame;
using schedule::internal::NameFrames;

// At 0x10 an inlined call, at 0x20 a plain one, and nothing known elsewhere.
std::vector<Frame> FramesAt(const std::string& file, uintptr_t offset) {
  if (file != "answer.so") return {};
  if (offset == 0x10) {
    return {{.file = "/usr/lib/gcc/12/../../include/list",
             .function = "empty()",
             .line = 7,
             .column = 3},
            {.file = "/c/a.cc", .function = "Work()", .line = 21}};
  }
  if (offset == 0x20)
    return {{.file = "/c/a.cc", .function = "Serve()", .line = 40}};
  return {};
}

TEST(RawReport, FramesGetNamesAndInlinedCallsFramesOfTheirOwn) {
  EXPECT_EQ(
      NameFrames("WARNING: ThreadSanitizer: data race (pid=4711)\n"
                 "  Read of size 8 at 0x7b04 by thread T2:\n"
                 "    #0 <null> <null> (answer.so+0x10) (BuildId: ab)\n"
                 "    #1 <null> <null> (answer.so+0x20)\n"
                 "    #2 <null> <null> (libc.so.6+0x30) (BuildId: cd)\n"
                 "\n"
                 "  Thread T2 'Jane' (tid=12, running) created by main at:\n"
                 "    #0 <null> <null> (answer.so+0x20)\n"
                 "SUMMARY: ThreadSanitizer: data race (answer.so+0x10)\n",
                 FramesAt),
      "WARNING: ThreadSanitizer: data race\n"
      "  Read of size 8 at 0x7b04 by thread T2:\n"
      "    #0 empty() /usr/lib/include/list:7:3\n"
      "    #1 Work() /c/a.cc:21\n"
      "    #2 Serve() /c/a.cc:40\n"
      "    #3 <null> <null> (libc.so.6+0x30) (BuildId: cd)\n"
      "\n"
      "  Thread T2 'Jane' (running) created by main at:\n"
      "    #0 Serve() /c/a.cc:40\n"
      "SUMMARY: ThreadSanitizer: data race /usr/lib/include/list:7:3 in "
      "empty()\n");
}

TEST(RawReport, WhatIsNoAddressStaysAsItIs) {
  const std::string odd =
      "a (b+0xzz) c\n#\n    #1\n(answer.so+0x\n+0x10)\nthe end";
  EXPECT_EQ(NameFrames(odd, FramesAt), odd + "\n");
  EXPECT_EQ(NameFrames("", FramesAt), "");
}

}  // namespace
