#include "schedule/internal/objects.h"

namespace schedule::internal {
namespace {

uint64_t Hash(const void* address) {
  return (reinterpret_cast<uintptr_t>(address) >> 2) * 0x9e3779b97f4a7c15U >>
         40;
}

}  // namespace

void Objects::Clear() {
  ++epoch_;
  used_ = 0;
  any_robust_ = false;
  for (int& number : numbers_) number = 0;
}

Object* Objects::Get(const void* address, ObjectKind kind) {
  for (uint64_t i = Hash(address);; ++i) {
    Object& slot = slots_[i % kSlots];
    if (slot.epoch == epoch_) {
      if (slot.address == address && slot.kind == kind) return &slot;
      continue;
    }
    if (used_ >= kSlots * 3 / 4) return nullptr;
    ++used_;
    slot.address = address;
    slot.kind = kind;
    slot.number = ++numbers_[static_cast<int>(kind)];
    slot.owner = -1;
    slot.depth = 0;
    slot.readers = 0;
    slot.robust = false;
    slot.writers_first = false;
    slot.queued = 0;
    slot.missed_by = -1;
    slot.epoch = epoch_;
    return &slot;
  }
}

const Object* Objects::Find(const void* address, ObjectKind kind) const {
  for (uint64_t i = Hash(address);; ++i) {
    const Object& slot = slots_[i % kSlots];
    if (slot.epoch != epoch_) return nullptr;
    if (slot.address == address && slot.kind == kind) return &slot;
  }
}

void Objects::Forget(const void* address, ObjectKind kind) {
  Object* object = Get(address, kind);
  if (object == nullptr) return;
  object->owner = -1;
  object->depth = 0;
  object->readers = 0;
  object->queued = 0;
}

void Objects::MarkRobust(Object* object) {
  object->robust = true;
  any_robust_ = true;
}

void Objects::SetFreeRobust(int owner) {
  if (!any_robust_) return;
  for (Object& slot : slots_) {
    if (slot.epoch != epoch_ || !slot.robust || slot.owner != owner) continue;
    slot.owner = -1;
    slot.depth = 0;
  }
}

}  // namespace schedule::internal
