#ifndef RACELINGS_RUNNER_REPORT_JSON_TEXT_H_
#define RACELINGS_RUNNER_REPORT_JSON_TEXT_H_

#include <nlohmann/json.hpp>
#include <string>

namespace racelings {

// A JSON object as a text with a line for each value. A message may quote bytes
// that are no UTF-8: they are replaced, and stop no report.
inline std::string JsonText(const nlohmann::ordered_json& object) {
  return object.dump(2, ' ', false,
                     nlohmann::ordered_json::error_handler_t::replace) +
         "\n";
}

}  // namespace racelings

#endif  // RACELINGS_RUNNER_REPORT_JSON_TEXT_H_
