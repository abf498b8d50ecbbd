#include "runner/grade/parts.h"

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "runner/grade/submission_grade.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr std::size_t kMostParts = 10000;
constexpr char kAgain[] =
    "./racelings grade --submissions FOLDER --shard I/N --output PART   (with "
    "the same course, class and N for each part)";

// A name may be no UTF-8, which JSON cannot hold: as the numbers of its bytes
// it is itself again.
ordered_json BytesOf(std::string_view name) {
  ordered_json bytes = ordered_json::array();
  for (const char byte : name)
    bytes.push_back(static_cast<int>(static_cast<unsigned char>(byte)));
  return bytes;
}

std::string NameOf(const ordered_json& bytes) {
  std::string name;
  for (const ordered_json& byte : bytes)
    name += static_cast<char>(byte.get<int>());
  return name;
}

absl::StatusOr<Part> ReadPart(Disk& disk, const fs::path& folder) {
  const absl::StatusOr<std::string> text = disk.Read(PartFile(folder));
  if (!text.ok()) {
    return UsageError(
        absl::StrCat(folder.string(),
                     " is no part of a class, or its judging has not come to "
                     "its end: it has no part.json"),
        kAgain);
  }
  absl::Status damaged = UsageError(
      absl::StrCat(PartFile(folder).string(), " is damaged"), kAgain);
  try {  // nlohmann/json speaks in exceptions; they end here
    const ordered_json object = ordered_json::parse(*text);
    Part part{.shard = {object.at("shard"), object.at("of")},
              .course = object.at("course"),
              .handed_in = object.at("handed_in"),
              .class_names = {}};
    for (const ordered_json& name : object.at("names"))
      part.class_names.push_back(NameOf(name));
    const Shard& shard = part.shard;
    if (shard.count > 0 && shard.count <= kMostParts && shard.index > 0 &&
        shard.index <= shard.count)
      return part;
    return damaged;
  } catch (const ordered_json::exception&) {
    return damaged;
  }
}

absl::Status Differs(const fs::path& one, const fs::path& other,
                     std::string_view what) {
  return UsageError(absl::StrCat(one.string(), " and ", other.string(),
                                 " do not belong together: ", what),
                    kAgain);
}

}  // namespace

absl::StatusOr<Shard> ParseShard(std::string_view text) {
  const std::vector<std::string_view> words = absl::StrSplit(text, '/');
  Shard shard;
  if (words.size() == 2 && absl::SimpleAtoi(words[0], &shard.index) &&
      absl::SimpleAtoi(words[1], &shard.count) && shard.index >= 1 &&
      shard.index <= shard.count && shard.count <= kMostParts)
    return shard;
  return UsageError(
      absl::StrCat("--shard ", text, " names no part: it is written 2/4, the ",
                   "second of four"),
      "./racelings grade --submissions FOLDER --shard 1/4 --output part-1");
}

std::string PartJson(const Part& part) {
  ordered_json names = ordered_json::array();
  for (const std::string& name : part.class_names)
    names.push_back(BytesOf(name));
  return absl::StrCat(ordered_json{{"version", kVersion},
                                   {"shard", part.shard.index},
                                   {"of", part.shard.count},
                                   {"course", part.course},
                                   {"handed_in", part.handed_in},
                                   {"names", names}}
                          .dump(),
                      "\n");
}

fs::path PartFile(const fs::path& folder) { return folder / "part.json"; }

absl::StatusOr<ClassRecords> MergeParts(Disk& disk,
                                        const std::vector<fs::path>& folders) {
  std::map<std::size_t, fs::path> parts;
  Part first;
  for (const fs::path& folder : folders) {
    absl::StatusOr<Part> part = ReadPart(disk, folder);
    if (!part.ok()) return part.status();
    if (parts.empty()) first = *part;
    const fs::path& known = folders.front();
    if (part->shard.count != first.shard.count) {
      return Differs(
          known, folder,
          absl::StrCat("one is of ", first.shard.count,
                       " parts and the other of ", part->shard.count));
    }
    if (part->course != first.course) {
      return Differs(known, folder,
                     "they were judged with another course, kit or compiler, "
                     "or other exercises of it");
    }
    if (part->class_names != first.class_names ||
        part->handed_in != first.handed_in) {
      return Differs(known, folder,
                     "the class had not handed in the same when they were "
                     "judged");
    }
    const auto [place, added] = parts.emplace(part->shard.index, folder);
    if (!added) {
      return UsageError(
          absl::StrCat("part ", part->shard.index, " is there twice: ",
                       place->second.string(), " and ", folder.string()),
          "name each part once: ./racelings merge PART... --output FOLDER");
    }
  }
  std::vector<std::string> missing;
  for (std::size_t i = 1; i <= first.shard.count; ++i) {
    if (parts.count(i) == 0)
      missing.push_back(absl::StrCat(i, "/", first.shard.count));
  }
  if (!missing.empty()) {
    return UsageError(
        absl::StrCat(missing.size() == 1 ? "a part is" : "parts are",
                     " missing: ", absl::StrJoin(missing, ", ")),
        absl::StrCat("./racelings grade --submissions FOLDER --shard ",
                     missing.front(), " --output PART"));
  }
  ClassRecords all{.names = first.class_names, .records = {}};
  for (std::size_t i = 0; i < first.class_names.size(); ++i) {
    const fs::path file = parts.at(i % first.shard.count + 1) / "submissions" /
                          SubmissionFile(first.class_names[i]);
    absl::StatusOr<std::string> record = disk.Read(file);
    if (!record.ok()) return UsageError(record.status().message(), kAgain);
    all.records.push_back(*std::move(record));
  }
  return all;
}

}  // namespace racelings
