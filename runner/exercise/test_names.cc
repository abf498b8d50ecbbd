#include "runner/exercise/test_names.h"

#include <regex>

#include "absl/strings/str_cat.h"
#include "runner/exercise/source.h"

namespace racelings {

std::set<std::string> TestNames(std::string_view source) {
  static const std::regex kTest(
      R"((^|\n)\s*TEST(_F)?\s*\(\s*(\w+)\s*,\s*(\w+)\s*\))");
  const std::string code = WithoutComments(source);
  std::set<std::string> names;
  for (std::sregex_iterator it(code.begin(), code.end(), kTest), end; it != end;
       ++it) {
    names.insert(absl::StrCat((*it)[3].str(), ".", (*it)[4].str()));
  }
  return names;
}

}  // namespace racelings
