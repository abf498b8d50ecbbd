#!/usr/bin/env bash
# Sessions of the watch mode, played on a real terminal (tmux): what is typed,
# and what is seen. They wait for what the screen shows, never for time.

. "$(dirname "$0")/common.bash"

if ! type -P tmux >/dev/null; then
  echo "not ok watch: there is no tmux; next: ./setup --all"
  exit 1
fi

# The learner's own folder: the course is judged there with this checkout's kit.
course=$scratch/course
mkdir "$course"
cp -r "$RACELINGS_ROOT/exercises" "$RACELINGS_ROOT/solutions" "$course"
mkdir "$course/tests"
cp -r "$RACELINGS_ROOT/tests/exercises" "$course/tests"
for folder in exercises/01_synchronous exercises/02_asynchronous; do
  (cd "$RACELINGS_ROOT" && git show "HEAD:$folder/restaurant.cc" 2>/dev/null) >"$scratch/starter" &&
    cp "$scratch/starter" "$course/$folder/restaurant.cc"
done
rm -rf "$course/.racelings"
answer=$course/exercises/01_synchronous/restaurant.cc

# What a shell does for somebody: the program, and how it ended.
cat >"$scratch/play" <<EOF
cd "$course"
export RACELINGS_ROOT="$RACELINGS_ROOT" RACELINGS_COURSE_ROOT="$course" LANG=C.UTF-8 LC_ALL=C.UTF-8
unset NO_COLOR DISPLAY WAYLAND_DISPLAY BROWSER WSL_DISTRO_NAME
set -m
"$RACELINGS" "\$@"
status=\$?
while [ "\$status" -eq 148 ]; do
  echo "stopped by Ctrl-Z"
  read -r
  fg >/dev/null
  status=\$?
done
echo "ended with \$status"
if stty -a | grep -q -- ' icanon' && stty -a | grep -q -- ' echo '; then echo "the terminal is as it was"; fi
exec cat
EOF

server=racelings-$$
mux() { tmux -L "$server" -f /dev/null "$@"; }
trap 'mux kill-server 2>/dev/null; chmod -R u+w "$scratch" 2>/dev/null; rm -rf "$scratch"' EXIT

mux new-session -d -s keeper cat # the server ends with its last session

# open_at COLUMNS ROWS WORDS...: a terminal of that size with the program in it.
open_at() {
  local columns=$1 rows=$2
  shift 2
  mux kill-session -t watch 2>/dev/null
  mux new-session -d -s watch -x "$columns" -y "$rows" bash "$scratch/play" "$@"
}
press() { mux send-keys -t watch "$@"; }
screen() { mux capture-pane -p -t watch; }

# sees NAME PATTERN...: until the screen has all of these, or nothing new was
# seen on it for a long time (which only a failure needs).
sees() {
  local name=$1 pattern why shown before='' same=0
  shift
  while true; do
    shown=$(screen) why=''
    for pattern in "$@"; do
      grep -Eq -- "$pattern" <<<"$shown" || why="never seen: '$pattern'"
    done
    [ -n "$why" ] || break
    if [ "$shown" == "$before" ]; then same=$((same + 1)); else same=0; fi
    before=$shown
    [ "$same" -lt 1200 ] || break
    sleep 0.05
  done
  if [ -z "$why" ]; then
    echo "ok $name"
    return
  fi
  failures=$((failures + 1))
  echo "not ok $name: $why"
  sed 's/^/  | /' <<<"$shown"
  exit 1  # what comes after it would only wait in vain
}

# save FILE SCRIPT: edits it as an editor does, beside it and then renamed.
save() {
  sed "$2" "$1" >"$1.new" && mv "$1.new" "$1"
}
right='s/orders\.back()/orders.front()/; s/orders\.pop_back()/orders.erase(orders.begin())/'
wrong='s/orders\.front()/orders.back()/; s/orders\.erase(orders\.begin())/orders.pop_back()/'

# --- A whole session ----------------------------------------------------------

open_at 80 24
sees 'it says at once what to do' '01_synchronous: One cook' 'Edit .*restaurant.cc and save it' 'q quit'
sees 'and what is wrong' 'not yet: wrong result' '0 of 22 exercises solved'
press i
sees 'i shows the lesson' 'A small restaurant' 'Esc verdict'
press h
sees 'h shows a hint' 'Hint 1 of 3'
press h
sees 'h again shows the next one' 'Hint 2 of 3'
press p
sees 'p replays the schedule' 'Esc verdict' 'more lines?'
press End
sees 'and the keys go to its end' '^schedule: -' 'lines? above'
press o
sees 'o tells where the page is' 'file://.*01_synchronous.html'
save "$answer" 's/orders\.pop_back();/orders.pop_back()/'
sees 'a save that does not compile shows the first error' 'does not compile' "expected ';'"
save "$answer" "s/orders\\.pop_back()\$/orders.pop_back();/; $right"
sees 'a save that is right passes' '01_synchronous: right' '1 of 22 exercises solved, 5 of 225 points' 's solution'
press s
sees 's shows the solution' 'solutions/01_synchronous|Why|why'
press x
sees 'x asks before it resets' 'Begin this exercise anew'
press z
sees 'and any other key is a no' '1 of 22 exercises solved' 'q quit'
press l
sees 'l lists the exercises' '22_choose_the_model|02_asynchronous' 'Enter choose' '01_synchronous .*solved'
press / unlocked Enter
sees 'and a filter finds one' '07_unlocked_list_pop: Two cooks'
press b
sees 'b goes back' '06_threading:'
press l g Enter
sees 'the first is to be had again' '01_synchronous: right'
press n
sees 'n goes on' '02_asynchronous:'
press q
sees 'q says how far it is, and ends well' '1 of 22 exercises solved' 'ended with 0' 'the terminal is as it was'

# --- Another: other sizes, kill -9, and all over again ------------------------

open_at 120 40 watch
sees 'it goes on where it was' '02_asynchronous: All burgers at once' 'not yet' 'c check'
mux resize-window -t watch -x 60 -y 15
sees 'a smaller screen is drawn anew' '02_asynchronous' 'more lines' 'q quit$'
widest=$(screen | LC_ALL=C.UTF-8 wc -L)
run test "$widest" -le 60
expect 'and nothing is wider than it' 0
mux resize-window -t watch -x 120 -y 40
sees 'a larger one too' 'c check'
pid=$(pgrep -P "$(mux display-message -p -t watch '#{pane_pid}')")
press l
sees 'a list is open' 'Enter choose'
kill -9 "$pid"
sees 'kill -9 ends it' 'ended with 137'
open_at 80 24 watch
sees 'and nothing was lost by that' '02_asynchronous:' '1 of 22 exercises solved' 'not yet'
press b
sees 'what was solved is solved' '01_synchronous: right'

# Ctrl-C while an answer that never ends is judged.
save "$answer" 's/task();/for (volatile bool open = true; open;) {}/'
sees 'while a check runs, it says so' 'playing schedules'
press C-c
sees 'Ctrl-C stops it' 'ended with 130' 'the terminal is as it was'
run pgrep -af -- "--source-root=$course"
expect 'and leaves no process' 1

# A save during that check begins anew.
open_at 80 24 watch
sees 'it begins where it goes on' '02_asynchronous:'
press b
sees 'the endless one is judged again' '01_synchronous:' 'playing schedules'
save "$answer" 's/for (volatile bool open = true; open;) {}/task();/'
sees 'a save during a check begins another' '01_synchronous: right'
run pgrep -af -- "--source-root=$course"
expect 'and leaves nothing of the first' 1

# Ctrl-Z, and back.
press C-z
sees 'Ctrl-Z stops it' 'stopped by Ctrl-Z'
press Enter
sees 'and fg goes on' '01_synchronous: right' 'q quit'
press r
sees 'r runs the script in real time' 'Preparing burger|real time'
press C-c
sees 'and Ctrl-C ends only that' 'stopped' 'Enter goes back'
press Enter
sees 'and Enter comes back' '01_synchronous: right'
press q
sees 'it ends' 'ended with 0'

# --- Plain lines, and looking instead of being told ---------------------------

mkfifo "$scratch/keys"
LC_ALL=C.UTF-8 RACELINGS_COURSE_ROOT=$course "$RACELINGS" watch --plain --poll <"$scratch/keys" >"$scratch/plain" 2>&1 &
pid=$!
exec 3>"$scratch/keys"
until_plain() { until grep -Eq -- "$1" "$scratch/plain" || ! kill -0 "$pid" 2>/dev/null; do sleep 0.05; done; }
until_plain '02_asynchronous: not yet'
echo 01 >&3
until_plain '01_synchronous: right'
save "$answer" "$wrong"
until_plain '01_synchronous: not yet'
echo h >&3
until_plain 'Hint 3 of 3'
echo l >&3
until_plain '22_choose_the_model'
echo q >&3
wait "$pid"
status=$?
exec 3>&-
output=$(cat "$scratch/plain")
expect 'plain lines do the same' 0 '01_synchronous: right' '01_synchronous: not yet' 'Hint 3 of 3' '22_choose_the_model'
run grep -c $'\x1b' "$scratch/plain"
expect 'and move no cursor' 1 '^0$'

finish
