#!/bin/sh
# Tries README's two commands on bare systems, as on a machine that has nothing:  sh tests/fresh/run.sh [SUITE...]
# SUITE: a release of Debian (bookworm and trixie). Takes an hour or more and some 10 GB of $TMPDIR each. Needs root and debootstrap.
# MIRROR=URL in front chooses the mirror; otherwise it is the one that this machine's apt uses.
# What is tried is the last commit. Logs and the picture stay in build/fresh, the systems are removed.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
. "$root/app/setup.sh"

mirror_of_this_machine() {
    apt-get indextargets --format '$(ORIGIN) $(COMPONENT) $(CODENAME) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
        awk '$1 == "Debian" && $2 == "main" && $3 !~ /-/ { print $4; exit }'
}

follow_aloud() {
    status=1
    while IFS= read -r line; do
        case $line in
        "Exit status "*) status=${line#Exit status } ;;
        "") ;;
        *) say "$suite: $line" ;;
        esac
    done
    return "$status"
}

minutes_since() { # SECONDS
    echo $((($(date +%s) - $1 + 30) / 60))
}

megabytes() {
    du -smx "$system" 2>/dev/null | awk '{ print $1 }'
}

# The last sentence of a log, which is why a command ended early.
last_line() { # LOG
    grep -v -e '^$' -e '^Exit status' "$1" | tail -n 1
}

create_system() {
    include=
    case $mirror in https:*) include=--include=ca-certificates ;; esac
    run_logged "$logs/debootstrap.log" follow_silently debootstrap --variant=minbase $include "$suite" "$system" "$mirror" || return 1
    cp -L /etc/resolv.conf "$system/etc/resolv.conf" || return 1
    apt-config dump | grep -i -E '^Acquire::(http|https)::.*Proxy' >"$system/etc/apt/apt.conf.d/00proxy" || true
    mkdir -p "$system/root/project" || return 1
    git -C "$root" archive HEAD | tar -x -C "$system/root/project"
}

# Runs a command in the system. Mounts and processes are those of a namespace of its own: however this ends, they end with it.
run_inside() { # LOG COMMAND...
    inside_log=$1
    shift
    run_logged "$inside_log" follow_aloud unshare --mount --pid --fork --kill-child sh -c '
        mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" || exit 1
        system=$1
        shift
        exec chroot "$system" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb sh -c "cd /root/project && exec \"\$@\"" sh "$@"
    ' sh "$system" "$@"
}

check_picture() {
    cp "$system/root/project/x.png" "$logs/picture.png" 2>/dev/null || return 1
    [ "$(wc -c <"$logs/picture.png")" -gt 20000 ]
}

try_suite() { # says in $verdict what came of it
    create_system || {
        verdict="failed: debootstrap said: $(last_line "$logs/debootstrap.log")"
        return 1
    }
    start=$(date +%s)
    run_inside "$logs/picture.log" sh app/run.sh --screenshot x.png || {
        verdict="failed after $(minutes_since "$start") min, $(megabytes) MB: app/run.sh said: $(last_line "$logs/picture.log")"
        return 1
    }
    check_picture || {
        verdict="failed: app/run.sh saved no picture"
        return 1
    }
    verdict="picture after $(minutes_since "$start") min, $(megabytes) MB"
    start=$(date +%s)
    run_inside "$logs/tests.log" sh tests/run.sh || {
        verdict="failed: $verdict; tests/run.sh said after $(minutes_since "$start") min: $(last_line "$logs/tests.log")"
        return 1
    }
    verdict="passed: $verdict; tests after another $(minutes_since "$start") min, $(megabytes) MB: $(last_line "$logs/tests.log")"
}

remove_system() {
    [ -z "$system" ] || rm -rf --one-file-system "$system"
    system=
}

[ "$(id -u)" -eq 0 ] || fail "This needs root: it makes whole systems with debootstrap and chroot."
for tool in debootstrap unshare git; do
    command -v "$tool" >/dev/null || fail "There is no $tool, which this needs."
done
mirror=${MIRROR:-$(mirror_of_this_machine)}
[ -n "$mirror" ] || fail "This machine's apt names no mirror of Debian: name one, MIRROR=URL sh tests/fresh/run.sh."
[ -z "$(git -C "$root" status --porcelain --untracked-files=no)" ] || say "There are changes that are not committed: they are not tried."

system=
trap remove_system EXIT
trap 'exit 1' INT TERM HUP
[ $# -gt 0 ] || set -- bookworm trixie
result=0
verdicts=
for suite in "$@"; do
    logs=$root/build/fresh/$suite
    rm -rf "$logs"
    mkdir -p "$logs"
    system=$(mktemp -d "${TMPDIR:-/tmp}/fresh.XXXXXX")
    say "$suite: making a bare system in $system (logs: $logs)"
    try_suite || result=1
    verdicts="$verdicts$suite: $verdict
"
    remove_system
done
printf '%s' "$verdicts"
exit "$result"
