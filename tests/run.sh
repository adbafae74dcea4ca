#!/bin/sh
# Installs what is missing, builds and runs all tests:  sh tests/run.sh [ctest option...]
# core: no display; window: offscreen platform; rendering: software OpenGL under Xvfb. Ends with one line of counts.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/app/setup.sh"

install_packages
build check

log=$root/build/tests.log
rm -f "$log"
result=0

# Shows which of how many tests have ended, and whole lines of what went wrong.
follow_tests() { # uses $label
    status=1
    while IFS= read -r line; do
        case $line in
        *"FAIL!"* | *"   Actual "* | *"   Expected "* | *SKIP* | *XPASS* | *QFATAL* | *"***Failed"* | *"***Timeout"* | *"***Exception"*)
            clear_progress
            printf '%s\n' "$line"
            ;;
        "Exit status "*) status=${line#Exit status } ;;
        esac
        case $line in
        *" Test "*"#"*) # " 12/227 Test  #5: name ...   Passed"
            number=${line%%/*}
            number=${number##* }
            total=${line#*/}
            total=${total%% *}
            case $number$total in
            "" | *[!0-9]*) ;;
            *) show_progress "Tests: $label" "$number" "$total" ;;
            esac
            ;;
        esac
    done
    clear_progress
    return "$status"
}

run_label() { # LABEL COMMAND...: runs the tests of a label, the command in front of ctest
    label=$1
    shift
    say "Tests: $label (log: $log)"
    run_logged "$log" follow_tests "$@" ctest --test-dir "$root/build/check" -L "^$label\$" --verbose -j "$(nproc)" $options || result=1
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
