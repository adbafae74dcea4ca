#!/bin/sh
# Installs what is missing, builds and starts the window:  sh app/run.sh [FILE...] [OPTION...]
# The options are those of mbtr-explorer (--help).
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/app/setup.sh"

wants_no_display() {
    for argument in "$@"; do
        case $argument in
        --screenshot | --screenshot=* | --help | -h | --version) return 0 ;;
        esac
    done
    return 1
}

has_display() {
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ -n "${QT_QPA_PLATFORM:-}" ]
}

if ! has_display && ! wants_no_display "$@"; then
    say "There is no display: start this from a graphical session, use 'ssh -X', or save a picture with --screenshot OUT.png."
    exit 1
fi

install_packages
build release mbtr-explorer mbtr

program=$root/build/release/bin/mbtr-explorer
if ! has_display; then
    exec xvfb-run -a -s "-screen 0 3840x2400x24" "$program" "$@"
fi
exec "$program" "$@"
