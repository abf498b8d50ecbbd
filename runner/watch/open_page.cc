#include "runner/watch/open_page.h"

#include <cstdlib>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "runner/report/page.h"

namespace racelings {
namespace {

bool IsSet(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && value[0] != '\0';
}

// Opens it with the first program that is there: of a desktop, of Windows
// around this Linux, of macOS.
bool Open(Processes& processes, const std::string& url) {
  if (!IsSet("DISPLAY") && !IsSet("WAYLAND_DISPLAY") && !IsSet("BROWSER") &&
      !IsSet("WSL_DISTRO_NAME")) {
    return false;  // nobody could see a window
  }
  for (const char* opener : {"xdg-open", "wslview", "open"}) {
    if (processes.StartDetached({opener, url}).ok()) return true;
  }
  return false;
}

}  // namespace

std::string OpenPage(const Context& context, const CheckRequest& request,
                     const Verdict& verdict) {
  const std::filesystem::path file = context.course.BuildFolder() / "reports" /
                                     absl::StrCat(request.exercise.id, ".html");
  const absl::Status written = context.disk.Write(
      file, PageHtml(context.disk, context.course, request, verdict));
  if (!written.ok()) return absl::StrCat(written.message(), "\n");
  const std::string url = FileUrl(file);
  return Open(context.processes, url)
             ? absl::StrCat("Opened in your browser:\n", url,
                            "\nThe arrow keys step through it there.\n")
             : absl::StrCat(
                   "This page steps through it. Open it in a browser:\n", url,
                   "\n");
}

}  // namespace racelings
