# Free space, and where logs go. Sourced by app/setup.sh.

free_megabytes() { # FOLDER
    LC_ALL=C df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }'
}

is_full() { # FOLDER: less is left than any step could go on with
    free=$(free_megabytes "$1")
    [ -n "$free" ] && [ "$free" -lt 100 ]
}

# Ends where a step that has failed could not write: LOG tells, or the disk of FOLDER does (a full disk may have cut the log short).
fail_if_disk_is_full() { # FOLDER LOG WHAT
    if is_full "$1" || is_full "${TMPDIR:-/tmp}" || grep -q -s -e 'No space left on device' -e "don't have enough free space" "$2"; then
        fail "$3 ended because the disk is full: $(free_megabytes "$1") MB are free where $1 is, $(free_megabytes "${TMPDIR:-/tmp}") MB" \
            "for temporary files. Make room and start again: it goes on from here."
    fi
}

make_build_folder() {
    mkdir -p "$root/build" 2>/dev/null || true
    if [ -d "$root/build" ] && [ -w "$root/build" ]; then
        return 0
    fi
    if is_full "$root"; then
        fail "The disk is full: $(free_megabytes "$root") MB are free where $root is. Make room and start again."
    fi
    fail "The folder $root/build cannot be written to: programs and logs go there."
}
