#ifndef RACELINGS_RUNNER_EXPORT_DEAD_LINKS_H_
#define RACELINGS_RUNNER_EXPORT_DEAD_LINKS_H_

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace racelings {

// The Markdown without the links that lead to no file and no folder of `files`:
// their words stay. `file` is where it stands; paths are relative to the same
// folder. Code in fences, and links into the web, are left alone.
std::string WithoutDeadLinks(std::string_view markdown,
                             const std::filesystem::path& file,
                             const std::set<std::string>& files);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_EXPORT_DEAD_LINKS_H_
