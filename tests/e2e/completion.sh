#!/usr/bin/env bash
# Tab in real shells completes commands, options, their values, and exercises.

. "$(dirname "$0")/common.bash"

# As a learner types it: by a path, in the checkout.
cd "$RACELINGS_ROOT" || exit 1
program=./racelings

# tab SHELL TYPED WANTED: what TYPED becomes by Tab; ~WANTED: what it offers.
tab() {
  run python3 "$here/completion.py" "$1" "$scratch/completion.$1" "$program $2" "$3"
  expect "$1 completes '$2'" 0
}

mkdir "$scratch/my answer"
for shell in bash zsh fish; do
  if ! type -P "$shell" >/dev/null; then
    echo "not ok $shell is here: it is not installed; ./setup --all installs it"
    failures=$((failures + 1))
    continue
  fi
  "$RACELINGS" completion "$shell" >"$scratch/completion.$shell"
  tab "$shell" 'sol' "$program solution "
  tab "$shell" 'check 07' "$program check 07_unlocked_list_pop "
  tab "$shell" 'hint --help 07' "$program hint --help 07_unlocked_list_pop "
  tab "$shell" 'grade 07_unlocked_list_pop 13' "$program grade 07_unlocked_list_pop 13_lock_order "
  tab "$shell" 'check --format gcc 07' "$program check --format gcc 07_unlocked_list_pop "
  tab "$shell" 'hint 07 0' "$program hint 07 0"
  tab "$shell" 'check --sol' "$program check --solution "
  tab "$shell" 'check --format g' "$program check --format gcc "
  tab "$shell" 'completion f' "$program completion fish "
  tab "$shell" 'check --answer exercises/07' "$program check --answer exercises/07_unlocked_list_pop/"
  tab "$shell" 'check exercises/07_unlocked_list_pop/restaurant.c' "$program check exercises/07_unlocked_list_pop/restaurant.cc "
  tab "$shell" "check --answer $scratch/my" "$program check --answer $scratch/my\\ answer/"
  tab "$shell" 'ch' "$program check "
  tab "$shell" 're' '~replay'
done
tab bash 'hint unl' "$program hint unlocked_list_pop "
tab zsh 'hint unl' "$program hint unlocked_list_pop "

# A shell that asks for it as it starts must not have to wait for a build.
mkdir "$scratch/checkout" && cp "$RACELINGS_ROOT/racelings" "$scratch/checkout/"
run "$scratch/checkout/racelings" completion bash
expect 'before there is a build, completion says so at once' 3 'not built yet' "next: $scratch/checkout/racelings"

finish
