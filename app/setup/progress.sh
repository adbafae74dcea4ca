# What is being done, how many of how many, about how long still. Sourced by app/setup.sh.
# On a terminal one line that is overwritten, elsewhere a line every half minute. Everything goes to a log as well.

progress_title=
progress_is_on_screen=no

time_left() { # SECONDS DONE TOTAL: seconds that DONE steps took. Says nothing before there is something to go by.
    [ "$1" -ge 5 ] && [ "$2" -gt 0 ] && [ "$3" -gt "$2" ] || return 0
    left=$(($1 * ($3 - $2) / $2))
    if [ "$left" -lt 60 ]; then
        printf ', less than a minute left'
    else
        printf ', about %d min left' $(((left + 30) / 60))
    fi
}

show_progress() { # TITLE DONE TOTAL
    now=$(date +%s)
    if [ "$1" != "$progress_title" ]; then
        progress_title=$1
        progress_start=$now
        progress_first=$2
        progress_shown=$now
        return 0
    fi
    if [ -t 2 ]; then
        [ "$now" -gt "$progress_shown" ] || return 0
        printf '\r\033[K' >&2
        progress_is_on_screen=yes
    else
        [ $((now - progress_shown)) -ge "${MBTR_PROGRESS_SECONDS:-30}" ] || return 0
    fi
    progress_shown=$now
    printf '%s' "$1: $2 of $3$(time_left $((now - progress_start)) $(($2 - progress_first)) $(($3 - progress_first)))" >&2
    [ -t 2 ] || printf '\n' >&2
}

clear_progress() {
    [ "$progress_is_on_screen" = no ] || printf '\r\033[K' >&2
    progress_is_on_screen=no
}

# Runs a command; its output is added to LOG and, line by line, to FOLLOWER, which shows of it what a person wants to see.
# The last line says how the command ended: a status of its own would be lost in the pipe.
run_logged() { # LOG FOLLOWER COMMAND...
    log=$1
    follower=$2
    shift 2
    {
        result=0
        "$@" </dev/null || result=$?
        printf '\nExit status %d\n' "$result"
    } 2>&1 | tee -a "$log" 2>/dev/null | "$follower"
}


follow_silently() {
    status=1
    while IFS= read -r line; do
        case $line in
        "Exit status "*) status=${line#Exit status } ;;
        esac
    done
    return "$status"
}
