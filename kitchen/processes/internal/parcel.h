// What goes between a process pool and its workers: values, one after another.
// Both ends are copies of one process, so a number needs no format of its own.

#ifndef RACELINGS_KITCHEN_PROCESSES_INTERNAL_PARCEL_H_
#define RACELINGS_KITCHEN_PROCESSES_INTERNAL_PARCEL_H_

#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace kitchen::internal {

// Packs values up.
class Parcel {
 public:
  template <typename T>
  void Add(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>,
                  "a pool takes numbers, std::string, and structs of numbers: "
                  "what is no plain bytes cannot go to another process");
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof(value));
  }
  void Add(std::string_view text) {
    Add(text.size());
    bytes_.append(text);
  }
  void Add(const std::string& text) { Add(std::string_view(text)); }

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Takes them out again, in the order in which they were added. Does not own
// `bytes`.
class Unpacking {
 public:
  explicit Unpacking(std::string_view bytes) : bytes_(bytes) {}

  template <typename T>
  T Take() {
    if constexpr (std::is_same_v<T, std::string>) {
      const auto size = Take<std::size_t>();
      return {TakeBytes(size), size};
    } else {
      T value;
      std::memcpy(&value, TakeBytes(sizeof(value)), sizeof(value));
      return value;
    }
  }

 private:
  const char* TakeBytes(std::size_t size) {
    const char* taken = bytes_.data();
    bytes_.remove_prefix(size);
    return taken;
  }

  std::string_view bytes_;
};

// A SOCK_SEQPACKET socket takes packets up to the size of its buffer, so a
// parcel goes in as many as it needs. One process sends at a time.
//
// Returns false when nobody is at the other end.
bool Send(int socket, std::string_view parcel);

// Waits for a whole parcel. Nothing: the other end is closed, in the middle of
// a parcel perhaps.
std::optional<std::string> Receive(int socket);

}  // namespace kitchen::internal

#endif  // RACELINGS_KITCHEN_PROCESSES_INTERNAL_PARCEL_H_
