# Configuring and building. Sourced by app/setup.sh.

is_older() { # VERSION THAN: both MAJOR.MINOR
    [ "${1%%.*}" -lt "${2%%.*}" ] || { [ "${1%%.*}" -eq "${2%%.*}" ] && [ "${1#*.}" -lt "${2#*.}" ]; }
}

require_tool() { # COMMAND
    command -v "$1" >/dev/null || fail "There is no $1: app/packages.txt lists what is needed to build."
}

require_new_cmake() {
    require_tool cmake
    version=$(cmake --version | sed -n 's/^cmake version \([0-9]*\.[0-9]*\).*/\1/p')
    if [ -n "$version" ] && is_older "$version" 3.25; then
        fail "CMake is too old: $(command -v cmake) is $version, 3.25 or newer is needed."
    fi
}

require_new_compiler() {
    compiler=${CXX:-c++}
    require_tool "${compiler%% *}"
    # clang calls itself GCC 4 as well, so it is asked first.
    found=$($compiler -x c++ -dM -E /dev/null | awk '$2 == "__clang_major__" { clang = $3 } $2 == "__GNUC__" { gcc = $3 }
        END { if (clang) print "clang", clang; else if (gcc) print "gcc", gcc }')
    case $found in
    "gcc "*) oldest=12 ;;
    "clang "*) oldest=15 ;;
    *) return 0 ;; # some other compiler: CMake will see
    esac
    [ "${found#* }" -ge "$oldest" ] ||
        fail "The C++ compiler is too old for C++20: $compiler is ${found}, $oldest or newer is needed. CXX=g++-$oldest in front of the command chooses another one."
}

# What a first build takes, packages aside.
require_room() { # MEGABYTES
    free=$(free_megabytes "$root")
    [ -z "$free" ] || [ "$free" -ge "$1" ] ||
        fail "There is too little room on the disk: building takes about $1 MB, $free MB are free where $root is. Make room and start again."
}

# CMake's errors without what it found before.
show_errors_of_cmake() {
    sed -n '/CMake Error/,$p' "$build_log" | grep -v -e '^-- ' -e '^Exit status' >&2 || true
}

configure() { # PRESET
    require_new_cmake
    require_tool ninja
    require_new_compiler
    require_room 1500
    say "Configuring build/$1"
    cd "$root" || exit 1 # in a subshell: --preset reads the file of the folder it is in
    run_logged "$build_log" follow_silently cmake --preset "$1" && return 0
    fail_if_disk_is_full "$root" "$build_log" "Configuring"
    show_errors_of_cmake
    fail "CMake could not configure build/$1: see above; all that it said is in $build_log."
}

# Shows progress, and whole what compilers say; the commands that failed, long as they are, stay in the log.
follow_ninja() { # uses $build_title
    status=1 skips_next=no
    while IFS= read -r line; do
        if [ "$skips_next" = yes ]; then
            skips_next=no
            continue
        fi
        case $line in
        "[progress "*)
            line=${line#"[progress "}
            line=${line%%]*}
            [ "${line#* }" -le 2 ] || show_progress "$build_title" "${line% *}" "${line#* }"
            ;;
        "Exit status "*) status=${line#Exit status } ;;
        "" | "-- "* | "ninja: Entering"* | "ninja: no work"* | "ninja: build stopped"* | *"Re-checking globbed"*) ;;
        "FAILED: "*)
            skips_next=yes
            clear_progress
            say "$line"
            ;;
        *)
            clear_progress
            say "$line"
            ;;
        esac
    done
    clear_progress
    return "$status"
}

build() { # PRESET [TARGET...]
    preset=$1
    shift
    make_build_folder
    build_log=$root/build/$preset.log
    build_title="Building build/$preset"
    rm -f "$build_log"
    if [ ! -f "$root/build/$preset/build.ninja" ]; then
        (configure "$preset") || exit 1
        say "Building build/$preset; the log is $build_log"
    fi
    require_tool ninja
    NINJA_STATUS='[progress %f %t] '
    export NINJA_STATUS
    run_logged "$build_log" follow_ninja ninja -C "$root/build/$preset" "$@" && return 0
    fail_if_disk_is_full "$root" "$build_log" "Building"
    fail "Building build/$preset failed: see above; all that was said is in $build_log, and the next call goes on from here."
}
