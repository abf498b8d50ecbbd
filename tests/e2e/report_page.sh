#!/usr/bin/env bash
# The report page of every starter, opened and stepped through in a real browser.

. "$(dirname "$0")/common.bash"

pages=$scratch/pages
mkdir "$pages"
for folder in "$RACELINGS_ROOT"/exercises/*/; do
  id=$(basename "$folder")
  run "$RACELINGS" report "$id" --output "$pages/$id.html"
  expect "a page is written of $id" 1 "^$id: not yet: " "^file://$pages/$id.html$" '^next: open that in a browser'
done

run "$RACELINGS" report 07 --solution --output "$pages/pass.html"
expect 'a page is written of a pass' 0 ': right$' "^file://$pages/pass.html$"

mkdir "$scratch/evil"
# What a page must never take for its own: in what is said, and in a comment.
sed 's|" is working..."|"</script><img src=x onerror=pwned=1>"|; 1i // </script><script>pwned=1</script><!-- <b>' \
  "$RACELINGS_ROOT/exercises/07_unlocked_list_pop/restaurant.cc" >"$scratch/evil/restaurant.cc"
run "$RACELINGS" report 07 --answer "$scratch/evil/" --output "$pages/evil.html"
expect 'a page is written of an answer that speaks HTML' 1 'data race' "^file://$pages/evil.html$"

mkdir "$scratch/broken"
echo 'void Serve(' >"$scratch/broken/restaurant.cc"
run "$RACELINGS" report 07 --answer "$scratch/broken" --output "$pages/broken.html"
expect 'a page is written of what does not compile' 1 'does not compile' "^file://$pages/broken.html$"

run "$RACELINGS" report 07 --output "$scratch"
expect 'a page cannot be a folder' 2 'is a folder' 'next: '
chmod a-w "$scratch/evil"
if [ "$(id -u)" -ne 0 ]; then
  run "$RACELINGS" report 07 --output "$scratch/evil/no.html"
  expect 'a page that cannot be written is an error' 3 'next: '
fi

python3 "$here/report_page.py" "$RACELINGS_ROOT/exercises" "$pages" || failures=$((failures + 1))

finish
