#!/usr/bin/env bash
# The session of docs/debugging.md: GDB stops where the list is changed, in the
# thread named John, sees what is on the list, and sees it empty after the step.

. "$(dirname "$0")/common.bash"

cd "$RACELINGS_ROOT" || exit 1
target=09_thread_workers_user_input.solution
source=solutions/09_thread_workers_user_input/restaurant.cc

# The lines that the script stops at are the ones that the page means.
line() { sed -n "$1p" "$source"; }
run echo "$(line 35) / $(line 54) / $(line 102)"
expect 'the breakpoints are at the lines that the page means' 0 \
  'move\(task_queue_\.front\(\)\).*/.*task_queue_\.push_back.*/.*std::thread jane'

run sh -c "{ [ -e build/debug/build.ninja ] || cmake --preset debug; } && cmake --build --preset debug --target $target"
expect 'the program to debug is built' 0

if ! type -P gdb >/dev/null; then
  echo "not ok there is a debugger: no gdb; next: ./setup --all"
  exit 1
fi
run timeout 300 gdb --batch --command docs/debugging.gdb "build/debug/bin/$target"
expect 'the session comes to its end' 0 'exited normally'
if grep -q 'ptrace: Operation not permitted' <<<"$output"; then
  echo '  next: allow this container to trace its own processes (docker run --cap-add=SYS_PTRACE)'
fi
expect 'it stops where the list is changed, in the thread John' 0 \
  '^\* 2 .*"John" .*restaurant\.cc:35$' '^35\s+task = std::move\(task_queue_\.front\(\)\);$'
expect 'it shows the one task on the list, and which it is' 0 '^\$2 = 1$' 'Restaurant::Restaurant\(.*lambda'
expect 'after the step the list is empty' 0 '^\$3 = 0$'
expect 'it stops again when the customer has ordered two burgers' 0 \
  '^Thread 2 "John" hit Breakpoint 2' '^\$4 = 2$' '^\$5 = 1$'

finish
