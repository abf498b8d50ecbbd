#ifndef RACELINGS_RUNNER_EXPORT_TEMPLATE_FILE_H_
#define RACELINGS_RUNNER_EXPORT_TEMPLATE_FILE_H_

#include <string_view>

namespace racelings {

// A file of runner/templates, as the build put it into the program
// (templates/embed.cmake); "" when there is none of that name.
std::string_view TemplateFile(std::string_view name);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_EXPORT_TEMPLATE_FILE_H_
