#include "kitchen/orders.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace {

using kitchen::ItemNumber;
using kitchen::OrderNumber;
using kitchen::ParseNumber;

TEST(Orders, HaveFourDigits) {
  EXPECT_EQ(OrderNumber(7), "0007");
  EXPECT_EQ(OrderNumber(12345), "12345");
}

TEST(Orders, NumberTheirItemsFromZero) {
  EXPECT_EQ(ItemNumber(7, "burger", 0), "0007-burger00");
  EXPECT_EQ(ItemNumber(12, "fries", 11), "0012-fries11");
}

TEST(Orders, AreWholeNumbersWithSpacesAround) {
  EXPECT_EQ(ParseNumber("3"), 3);
  EXPECT_EQ(ParseNumber(" 12 \r"), 12);
  EXPECT_EQ(ParseNumber("-1"), -1);
}

TEST(Orders, AreNothingElse) {
  for (const char* typed :
       {"", " ", "no", "3 burgers", "1 2", "2.5", "99999999999"}) {
    EXPECT_THROW(ParseNumber(typed), std::invalid_argument) << typed;
  }
}

}  // namespace
