#ifndef RACELINGS_RUNNER_SYSTEM_MARKUP_H_
#define RACELINGS_RUNNER_SYSTEM_MARKUP_H_

#include <string>
#include <string_view>

#include "absl/strings/str_replace.h"

namespace racelings {

// The text as HTML and XML hold it, between tags or within quotes. No "]]>" is
// left either.
inline std::string EscapedMarkup(std::string_view text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"},
                                    {"<", "&lt;"},
                                    {">", "&gt;"},
                                    {"\"", "&quot;"},
                                    {"'", "&#39;"}});
}

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SYSTEM_MARKUP_H_
