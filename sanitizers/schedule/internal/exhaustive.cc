#include "schedule/internal/exhaustive.h"

#include <sys/mman.h>

namespace schedule::internal {
namespace {

bool OnlyReads(const Op& op) {
  return op.kind == OpKind::kAtomicRead && op.also == nullptr;
}

// What concerns no other thread before it is done.
bool ConcernsNobody(const Op& op) {
  return op.kind == OpKind::kStart || op.kind == OpKind::kYield ||
         op.kind == OpKind::kJoin || op.kind == OpKind::kDrain;
}

bool Touches(const Op& op, const void* object) {
  return object != nullptr && (op.object == object || op.also == object);
}

}  // namespace

bool Independent(const Op& a, const Op& b) {
  // Time passes for all.
  if (a.kind == OpKind::kSleep || b.kind == OpKind::kSleep) return false;
  if (a.deadline != kNever || b.deadline != kNever) return false;
  if (ConcernsNobody(a) || ConcernsNobody(b)) return true;
  // The lines said are in some order, and so are the numbers of new threads.
  if (a.object == nullptr || b.object == nullptr) return a.kind != b.kind;
  const bool same = Touches(a, b.object) || Touches(a, b.also);
  return !same || (OnlyReads(a) && OnlyReads(b));
}

Exhaustive::Exhaustive(int preemption_bound, bool reduce)
    : preemption_bound_(preemption_bound),
      reduce_(reduce && preemption_bound < 0) {
  void* memory = mmap(nullptr, sizeof(Node) * kMaxDepth, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  nodes_ = memory == MAP_FAILED ? nullptr : static_cast<Node*>(memory);
  gave_up_ = nodes_ == nullptr;
}

void Exhaustive::Begin() { depth_ = 0; }

bool Exhaustive::Allowed(const Node& node, int option) const {
  if ((node.done >> option & 1) != 0 || (node.asleep >> option & 1) != 0)
    return false;
  const bool preempts = node.free_option >= 0 && option != node.free_option;
  return preemption_bound_ < 0 || !preempts ||
         node.preemptions < preemption_bound_;
}

// The free one first: the first schedule is the one that switches least.
int Exhaustive::NextOption(const Node& node) const {
  if (node.free_option >= 0 && Allowed(node, node.free_option))
    return node.free_option;
  for (int i = 0; i < node.count; ++i) {
    if (Allowed(node, i)) return i;
  }
  return -1;
}

// What slept at the parent, or was explored from it before the option that it
// now takes, sleeps on here unless that option woke it.
void Exhaustive::InheritSleep(Node* node) const {
  if (!reduce_ || depth_ == 0) return;
  const Node& parent = nodes_[depth_ - 1];
  const Op& taken = parent.options[parent.chosen].op;
  for (int i = 0; i < parent.count; ++i) {
    if (((parent.asleep | parent.done) >> i & 1) == 0 || i == parent.chosen)
      continue;
    if (!Independent(parent.options[i].op, taken)) continue;
    for (int k = 0; k < node->count; ++k) {
      if (node->options[k].thread == parent.options[i].thread)
        node->asleep |= 1U << k;
    }
  }
}

void Exhaustive::Fill(const Choice& choice, bool is_turn, Node* node) const {
  node->count = choice.count;
  node->done = 0;
  node->asleep = 0;
  node->free_option = -1;
  node->preemptions = 0;
  for (int i = 0; i < choice.count; ++i) {
    node->options[i].thread = static_cast<uint16_t>(choice.threads[i]);
    // What is not a thread's turn goes with nothing else.
    node->options[i].op = is_turn && i < choice.spurious_from
                              ? *choice.ops[i]
                              : Op{OpKind::kSleep};
    if (is_turn && choice.threads[i] == choice.current &&
        !choice.current_yields) {
      node->free_option = i;
    }
  }
  if (depth_ > 0) {
    const Node& parent = nodes_[depth_ - 1];
    node->preemptions = parent.preemptions;
    if (parent.free_option >= 0 && parent.chosen != parent.free_option) {
      ++node->preemptions;
    }
  }
  if (is_turn) InheritSleep(node);
}

int Exhaustive::Pick(const Choice& choice) { return Take(choice, true); }

int Exhaustive::PickWoken(const int* threads, int count) {
  return Take({.threads = threads,
               .ops = nullptr,
               .count = count,
               .current = -1,
               .current_yields = false,
               .step = 0,
               .spurious_from = 0},
              false);
}

int Exhaustive::Take(const Choice& choice, bool is_turn) {
  if (gave_up_ || depth_ == kMaxDepth || choice.count > kMaxOptions) {
    gave_up_ = true;
    return -1;
  }
  Node* node = &nodes_[depth_];
  if (depth_ == height_) {
    Fill(choice, is_turn, node);
    node->chosen = NextOption(*node);
    if (node->chosen < 0) return -1;
    ++height_;
  }
  ++depth_;
  const int wanted = node->options[node->chosen].thread;
  for (int i = 0; i < choice.count; ++i) {
    if (choice.threads[i] == wanted) return wanted;
  }
  gave_up_ = true;  // The program is not the same each time.
  return -1;
}

bool Exhaustive::Advance() {
  if (gave_up_) return false;
  while (height_ > 0) {
    Node* node = &nodes_[height_ - 1];
    node->done |= 1U << node->chosen;
    const int next = NextOption(*node);
    if (next >= 0) {
      node->chosen = next;
      return true;
    }
    --height_;
  }
  return false;
}

}  // namespace schedule::internal
