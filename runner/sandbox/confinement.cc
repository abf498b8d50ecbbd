#include "runner/sandbox/confinement.h"

#include <system_error>

namespace racelings {
namespace {

namespace fs = std::filesystem;

SystemView LookAround() {
  SystemView view;
  for (const char* name :
       {"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32",
        "/etc/alternatives", "/etc/ld.so.cache", "/nix/store", "/gnu/store"}) {
    const fs::path path = name;
    std::error_code error;
    const fs::file_status status = fs::symlink_status(path, error);
    if (fs::is_symlink(status)) {
      view.links.emplace_back(path, fs::read_symlink(path, error));
    } else if (fs::exists(status)) {
      view.folders.push_back(path);
    }
  }
  return view;
}

}  // namespace

std::string_view IsolationName(Isolation isolation) {
  switch (isolation) {
    case Isolation::kBubblewrap:
      return "bubblewrap";
    case Isolation::kNamespaces:
      return "namespaces";
    case Isolation::kLimits:
      break;
  }
  return "limits";
}

const SystemView& TheSystemView() {
  static const SystemView kView = LookAround();
  return kView;
}

}  // namespace racelings
