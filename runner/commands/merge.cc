#include "absl/strings/str_cat.h"
#include "runner/commands/command.h"
#include "runner/commands/grade_class.h"
#include "runner/grade/parts.h"
#include "runner/system/error.h"

namespace racelings {

absl::StatusOr<int> Merge(Context& context, const Options& options) {
  constexpr char kHow[] = "./racelings merge PART... --output FOLDER";
  if (options.arguments.empty())
    return UsageError("which parts? Name the folder of each", kHow);
  if (options.output.empty())
    return UsageError("and where to? --output names the folder", kHow);
  std::vector<std::filesystem::path> parts;
  for (const std::string& part : options.arguments)
    parts.push_back((context.from / part).lexically_normal());
  const absl::StatusOr<ClassRecords> records = MergeParts(context.disk, parts);
  if (!records.ok()) return records.status();
  const std::filesystem::path output =
      (context.from / options.output).lexically_normal();
  RACELINGS_RETURN_IF_ERROR(WriteClass(context.disk, output, *records));
  return ShowClass(context, output, *records);
}

}  // namespace racelings
