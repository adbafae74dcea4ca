#!/bin/sh
# Runs clang-tidy (14 or newer, checks of .clang-tidy) over the sources that differ from a commit:  sh tests/tidy.sh [COMMIT | FILE...]
# COMMIT: HEAD where none is given, so that it looks at what is not committed yet.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
if ! command -v clang-tidy >/dev/null; then
    echo "clang-tidy is not installed; the package has the same name." >&2
    exit 1
fi
if [ $# -gt 0 ] && [ -f "$1" ]; then
    files=$*
else
    files=$({ git diff --name-only --diff-filter=d "${1:-HEAD}"; git ls-files --others --exclude-standard; } |
        grep -E '^(core|widgets|app|tests)/.*\.cpp$' | grep -v '^tests/fuzz/' | sort -u || true)
fi
[ -n "$files" ] || { echo "No source has changed."; exit 0; }

# clang-tidy cannot read the precompiled headers of another compiler; the sources include what moc makes of them.
[ -f build/tidy/build.ninja ] || cmake --preset tidy >/dev/null
ninja -C build/tidy -t targets all | sed -n 's/^\([^/]*_autogen\): phony$/\1/p' | xargs ninja -C build/tidy >/dev/null
printf '%s\n' $files | xargs -n 1 -P "$(nproc)" clang-tidy --quiet -p build/tidy
