#include "runner/system/error.h"

#include <cerrno>
#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"

namespace racelings {
namespace {

std::string WithNext(std::string_view what, std::string_view next) {
  return next.empty() ? std::string(what)
                      : absl::StrCat(what, "\n  next: ", next);
}

}  // namespace

absl::Status UsageError(std::string_view what, std::string_view next) {
  return absl::InvalidArgumentError(WithNext(what, next));
}

absl::Status InfraError(std::string_view what, std::string_view next) {
  return absl::InternalError(WithNext(what, next));
}

absl::Status Stopped() { return absl::CancelledError("stopped"); }

absl::Status SystemError(int error_number, std::string_view what) {
  std::string message = absl::StrCat(what, ": ", std::strerror(error_number));
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return absl::NotFoundError(message);
    case EACCES:
    case EPERM:
    case EROFS:
      return absl::PermissionDeniedError(message);
    case ENOSPC:
    case EDQUOT:
      return absl::ResourceExhaustedError(
          WithNext(message, "df -h .   (the disk is full: make room)"));
    default:
      return absl::UnknownError(message);
  }
}

}  // namespace racelings
