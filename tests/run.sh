#!/bin/sh
# Installs what is missing, builds and runs all tests:  sh tests/run.sh [ctest option...]
# core: no display; window: offscreen platform; rendering: software OpenGL under Xvfb. Ends with one line of counts.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/app/setup.sh"

install_packages
build check

log=$(mktemp)
trap 'rm -f "$log"' EXIT
result=0

run_label() { # LABEL COMMAND...: runs the tests of a label, the command in front of ctest
    label=$1
    shift
    say "Tests: $label"
    "$@" ctest --test-dir "$root/build/check" -L "^$label\$" --verbose -j "$(nproc)" $options >"$log.$label" 2>&1 || result=1
    grep -E '(FAIL!|   (Actual|Expected) |SKIP|XPASS|QFATAL|\*\*\*(Failed|Timeout|Exception))' "$log.$label" || true
    cat "$log.$label" >>"$log"
    rm -f "$log.$label"
}

options=$*
run_label core env -u DISPLAY -u WAYLAND_DISPLAY
run_label gui env -u DISPLAY -u WAYLAND_DISPLAY QT_QPA_PLATFORM=offscreen
options="-j 1 $options"
run_label render xvfb-run -a -s "-screen 0 1920x1200x24"

# Each test program ends with "Totals: 5 passed, 0 failed, 1 skipped, ..."; one that crashed has no such line but made ctest fail.
counts=$(sed -n 's/.*Totals: \([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped.*/\1 \2 \3/p' "$log" |
    awk '{ passed += $1; failed += $2; skipped += $3 } END { print passed + 0, failed + 0, skipped + 0 }')
set -- $counts
if [ "$result" -ne 0 ] && [ "$2" -eq 0 ]; then
    grep -E '(Failed|Exception|Timeout|Not Run)' "$log" >&2 || true
    set -- "$1" 1 "$3"
fi
[ "$1" -gt 0 ] || result=1
echo "$1 passed, $2 failed, $3 skipped"
exit "$result"
