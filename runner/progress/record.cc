#include "runner/progress/record.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"

namespace racelings {
namespace {

using nlohmann::json;

constexpr int kVersion = 1;

json Parse(std::string_view text) {
  return json::parse(text, nullptr, /*allow_exceptions=*/false);
}

// The text of an optional field into `value`; false when it is something else.
bool TakeText(const json& object, const char* name, std::string& value) {
  if (!object.contains(name)) return true;
  if (!object[name].is_string()) return false;
  value = object[name].get<std::string>();
  return true;
}

bool TakeExercise(const json& object, ExerciseRecord& record) {
  if (!object.is_object() || !TakeText(object, "passed", record.passed))
    return false;
  if (!object.contains("hints")) return true;
  if (!object["hints"].is_array()) return false;
  for (const json& number : object["hints"]) {
    if (!number.is_number_integer()) return false;
    record.hints.insert(number.get<int>());
  }
  return true;
}

bool TakeRecord(const json& file, Record& record) {
  if (!TakeText(file, "current", record.current) ||
      !TakeText(file, "after", record.after))
    return false;
  if (!file.contains("exercises")) return true;
  if (!file["exercises"].is_object()) return false;
  for (const auto& [slug, object] : file["exercises"].items()) {
    if (!TakeExercise(object, record.exercises[slug])) return false;
  }
  return true;
}

// A field that is there when it says something.
template <typename Value>
void Set(json& object, const char* name, const Value& value) {
  if (value.empty()) {
    object.erase(name);
  } else {
    object[name] = value;
  }
}

}  // namespace

absl::StatusOr<Record> ParseRecord(std::string_view text) {
  const json file = Parse(text);
  if (!file.is_object() || !file.contains("version") ||
      !file["version"].is_number_integer())
    return absl::InvalidArgumentError("it is no record of progress");
  if (file["version"] > kVersion)
    return absl::FailedPreconditionError("a newer racelings wrote it");
  Record record;
  if (!TakeRecord(file, record))
    return absl::InvalidArgumentError("a field of it is of the wrong kind");
  return record;
}

std::string RecordText(const Record& record, std::string_view old) {
  json file = Parse(old);
  if (!file.is_object()) file = json::object();
  file["version"] = kVersion;
  Set(file, "current", record.current);
  Set(file, "after", record.after);
  json before = file.value("exercises", json::object());
  json exercises = json::object();
  for (const auto& [slug, one] : record.exercises) {
    json object = before.value(slug, json::object());
    Set(object, "passed", one.passed);
    Set(object, "hints", one.hints);
    exercises[slug] = object;
  }
  file["exercises"] = exercises;
  return absl::StrCat(file.dump(2, ' ', false, json::error_handler_t::replace),
                      "\n");
}

Record ParseOldRecord(std::string_view text) {
  constexpr std::size_t kNumber = 3;  // "07_", before the slug
  Record record;
  const json file = Parse(text);
  if (!file.is_object() || !file.contains("passed") ||
      !file["passed"].is_object())
    return record;
  for (const auto& [id, fingerprint] : file["passed"].items()) {
    if (id.size() <= kNumber || !fingerprint.is_string()) continue;
    record.exercises[id.substr(kNumber)].passed =
        fingerprint.get<std::string>();
  }
  return record;
}

}  // namespace racelings
