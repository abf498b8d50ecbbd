#include "runner/exercise/manifest.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <regex>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "runner/system/error.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace racelings {
namespace {

// Reads values out of tables and keeps the first thing that is wrong.
class Reader {
 public:
  explicit Reader(std::string_view file) : file_(file) {}

  const absl::Status& status() const { return status_; }

  void Fail(const toml::source_position& where, std::string_view what) {
    if (!status_.ok()) return;
    const std::string place =
        absl::StrCat(file_, ":", where.line, ":", where.column);
    status_ = InfraError(absl::StrCat(place, ": ", what),
                         absl::StrCat("mend line ", where.line, " of ", file_));
  }

  std::string String(const toml::table& table, std::string_view key,
                     bool needed) {
    const toml::node* node = table.get(key);
    if (node == nullptr) {
      if (needed) Missing(table, key);
      return "";
    }
    const std::optional<std::string> value = node->value_exact<std::string>();
    if (!value)
      Fail(node->source().begin, absl::StrCat("'", key, "' must be a string"));
    if (needed && value && value->empty()) {
      Fail(node->source().begin, absl::StrCat("'", key, "' must not be empty"));
    }
    return value.value_or("");
  }

  int Count(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) {
      Missing(table, key);
      return 0;
    }
    const std::optional<std::int64_t> value = node->value_exact<std::int64_t>();
    if (!value || *value < 1 || *value > 1'000'000) {
      Fail(node->source().begin,
           absl::StrCat("'", key, "' must be a whole number from 1 up"));
      return 0;
    }
    return static_cast<int>(*value);
  }

  std::vector<std::string> FileNames(const toml::table& table,
                                     std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) {
      Missing(table, key);
      return {};
    }
    std::vector<std::string> names = Strings(*node);
    bool good = !names.empty();
    for (const std::string& name : names) {
      good = good && !name.empty() && name[0] != '.' &&
             !absl::StrContains(name, '/');
    }
    if (!good) {
      Fail(node->source().begin,
           absl::StrCat(
               "'", key,
               "' must be a list of file names, as in [\"restaurant.cc\"]"));
    }
    return names;
  }

  // Names of folders, without their numbers.
  std::vector<std::string> Slugs(const toml::table& table,
                                 std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return {};
    std::vector<std::string> slugs = Strings(*node);
    bool good = !slugs.empty();
    for (const std::string& slug : slugs) {
      good = good && !slug.empty() && !absl::ascii_isdigit(slug[0]) &&
             !absl::StrContains(slug, '/');
    }
    if (!good) {
      Fail(node->source().begin,
           absl::StrCat("'", key,
                        "' must be a list of names without a number, as in "
                        "[\"unlocked_list_pop\"]"));
    }
    return slugs;
  }

  const toml::table* Table(const toml::table& parent, std::string_view key) {
    const toml::node* node = parent.get(key);
    if (node == nullptr) {
      Fail(parent.source().begin,
           absl::StrCat("the table [", key, "] is missing"));
      return nullptr;
    }
    if (!node->is_table()) {
      Fail(node->source().begin,
           absl::StrCat("'", key, "' must be a table: [", key, "]"));
    }
    return node->as_table();
  }

  void OnlyKeys(const toml::table& table,
                std::initializer_list<std::string_view> known) {
    for (const auto& [key, node] : table) {
      bool found = false;
      for (const std::string_view name : known)
        found = found || name == key.str();
      if (!found) {
        Fail(key.source().begin, absl::StrCat("unknown key '", key.str(), "'"));
      }
    }
  }

 private:
  // "" for what is no string.
  static std::vector<std::string> Strings(const toml::node& node) {
    std::vector<std::string> strings;
    if (const toml::array* array = node.as_array()) {
      for (const toml::node& element : *array) {
        strings.push_back(element.value_exact<std::string>().value_or(""));
      }
    }
    return strings;
  }

  void Missing(const toml::table& table, std::string_view key) {
    Fail(table.source().begin, absl::StrCat("'", key, "' is missing"));
  }

  const std::string_view file_;
  absl::Status status_;
};

std::vector<std::string> ReadUses(const toml::table& root, Reader& reader) {
  std::vector<std::string> uses;
  const toml::node* node = root.get("uses");
  if (node == nullptr) return uses;
  const toml::array* array = node->as_array();
  bool good = array != nullptr;
  for (std::size_t i = 0; good && i < array->size(); ++i) {
    uses.push_back((*array)[i].value_exact<std::string>().value_or(""));
    good = uses.back() == "processes";
  }
  if (!good) {
    reader.Fail(node->source().begin,
                "'uses' must be a list, and can only hold \"processes\"");
  }
  return uses;
}

// [credit]. All of the points are for what is right.
int ReadCredit(const toml::table& root, int points, Reader& reader) {
  if (!root.contains("credit")) return 0;
  const toml::table* credit = reader.Table(root, "credit");
  if (credit == nullptr) return 0;
  reader.OnlyKeys(*credit, {"schedules"});
  const int count = reader.Count(*credit, "schedules");
  if (count >= points) {
    reader.Fail(credit->source().begin,
                absl::StrCat("the credit must be less than the ", points,
                             " points of a right answer"));
  }
  return count;
}

std::vector<Rule> ReadRules(const toml::table& root, std::string_view key,
                            Reader& reader) {
  std::vector<Rule> rules;
  const toml::node* node = root.get(key);
  if (node == nullptr) return rules;
  const toml::array* array = node->as_array();
  if (array == nullptr || !array->is_homogeneous(toml::node_type::table)) {
    reader.Fail(node->source().begin,
                absl::StrCat("'", key, "' must be tables: [[", key, "]]"));
    return rules;
  }
  for (const toml::node& element : *array) {
    const toml::table& table = *element.as_table();
    reader.OnlyKeys(table, {"pattern", "hint"});
    Rule rule{reader.String(table, "pattern", true),
              reader.String(table, "hint", true)};
    try {
      static_cast<void>(std::regex(rule.pattern));
    } catch (
        const std::regex_error& error) {  // the only way std::regex says no
      reader.Fail(
          table.get("pattern")->source().begin,
          absl::StrCat("'pattern' is no regular expression: ", error.what()));
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace

absl::StatusOr<Manifest> ParseManifest(std::string_view text,
                                       std::string_view file) {
  Reader reader(file);
  const toml::parse_result result = toml::parse(text, file);
  if (!result) {
    reader.Fail(result.error().source().begin, result.error().description());
    return reader.status();
  }
  const toml::table& root = result.table();
  reader.OnlyKeys(root, {"title", "chapter", "reproduces", "points", "edit",
                         "starter", "schedules", "credit", "forbidden",
                         "required", "uses", "formerly"});
  Manifest manifest;
  manifest.title = reader.String(root, "title", true);
  manifest.chapter = reader.String(root, "chapter", true);
  manifest.reproduces = reader.String(root, "reproduces", true);
  manifest.points = reader.Count(root, "points");
  manifest.edit = reader.FileNames(root, "edit");
  manifest.uses = ReadUses(root, reader);
  manifest.formerly = reader.Slugs(root, "formerly");
  if (const toml::table* starter = reader.Table(root, "starter")) {
    reader.OnlyKeys(*starter, {"kind", "symbol", "line"});
    manifest.starter.kind = reader.String(*starter, "kind", true);
    manifest.starter.symbol = reader.String(*starter, "symbol", false);
    manifest.starter.line = reader.String(*starter, "line", false);
  }
  if (const toml::table* schedules = reader.Table(root, "schedules")) {
    reader.OnlyKeys(*schedules, {"schedules", "races"});
    manifest.schedules = reader.Count(*schedules, "schedules");
    manifest.races = reader.Count(*schedules, "races");
  }
  manifest.credit = ReadCredit(root, manifest.points, reader);
  manifest.forbidden = ReadRules(root, "forbidden", reader);
  manifest.required = ReadRules(root, "required", reader);
  if (!reader.status().ok()) return reader.status();
  return manifest;
}

}  // namespace racelings
