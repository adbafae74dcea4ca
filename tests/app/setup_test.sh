#!/bin/sh
# Tests app/setup.sh with stand-ins for what it calls: each case has a folder with its own PATH and its own copy of the project's scripts.
# Nothing is installed or built. Ends like the programs of Qt Test: "Totals: ...".
set -u

source_root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

stand_in() { # NAME, its script on standard input. They write down how they were called and read what to do from $case.
    { printf '#!/bin/sh\ncase="%s"\necho "%s $*" >>"$case/calls"\n' "$case" "$1" && cat; } >"$case/bin/$1"
    chmod +x "$case/bin/$1"
}

# A Debian with root, an empty system and a mirror that has everything but "old-name".
new_case() { # NAME
    case=$work/$1
    mkdir -p "$case/bin" "$case/project/app"
    cp -R "$source_root/app/setup.sh" "$source_root/app/setup" "$case/project/app/"
    printf '%s\n' '# a list' compiler 'old-name | new-name' 'library # a comment' >"$case/project/app/packages.txt"
    for tool in sh sed grep tr cat mkdir rm ls date tee head awk env touch; do
        ln -s "$(command -v "$tool")" "$case/bin/$tool"
    done
    : >"$case/installed"
    : >"$case/calls"
    stand_in id <<'END'
echo 0
END
    stand_in dpkg-query <<'END'
shift 3
result=1
for name in "$@"; do
    if grep -q -x "$name" "$case/installed"; then
        printf '%s=installed ' "$name"
        result=0
    fi
done
exit "$result"
END
    stand_in apt-cache <<'END'
shift
for name in "$@"; do
    candidate=1.0
    [ "$name" != old-name ] || candidate="(none)"
    printf '%s:\n  Installed: (none)\n  Candidate: %s\n' "$name" "$candidate"
done
END
    stand_in apt-get <<'END'
for name in "$@"; do
    case $name in compiler | new-name | library) echo "$name" >>"$case/installed" ;; esac
done
END
    free_space 50000000
}

free_space() { # KILOBYTES
    stand_in df <<END
printf 'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/x 90000000 1 $1 1%% /\n'
END
}

fake_build_tools() { # GCC_VERSION CMAKE_VERSION
    stand_in cmake <<END
[ "\$1" != --version ] || { echo "cmake version $2"; exit 0; }
mkdir -p build/release
touch build/release/build.ninja
END
    stand_in c++ <<END
echo "#define __GNUC__ $1"
END
    stand_in ninja </dev/null
}

call() { # COMMAND: calls it as app/run.sh does, with the stand-ins alone on PATH
    status=0
    (PATH=$case/bin && export PATH && exec sh -c 'set -eu; root=$1; . "$root/app/setup.sh"; eval "$2"' sh "$case/project" "$1") \
        >"$case/said" 2>&1 </dev/null || status=$?
}

check() { # SENTENCE COMMAND...: the command says whether it is true
    sentence=$1
    shift
    if "$@"; then
        echo "PASS   : $sentence"
        passed=$((passed + 1))
    else
        echo "FAIL!  : $sentence"
        echo "   Actual   (status $status): $(cat "$case/said")"
        echo "   Calls: $(cat "$case/calls")"
        failed=$((failed + 1))
    fi
}

says() { # STATUS PATTERN
    [ "$status" -eq "$1" ] && grep -q -e "$2" "$case/said"
}

says_nothing() { [ "$status" -eq 0 ] && [ ! -s "$case/said" ]; }
asked_for() { grep -q -x -e "apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $1" "$case/calls"; }
did_not_call() { ! grep -q -e "^$1" "$case/calls"; }

# --- packages ---------------------------------------------------------------------------------------------------

new_case nothing_known
call install_packages
check "a system that knows none of the packages gets all of them" says 0 "Installing packages"
check "of alternatives the first that apt has is installed" asked_for "compiler new-name library"

new_case half_known
echo compiler >"$case/installed"
call install_packages
check "only what is missing is installed" asked_for "new-name library"

new_case all_there
printf '%s\n' compiler new-name library >"$case/installed"
call install_packages
check "nothing is said where all is there" says_nothing
check "apt-get is left alone where all is there" did_not_call apt-get

new_case first_alternative_there
printf '%s\n' compiler old-name library >"$case/installed"
call install_packages
check "the first alternative counts where it is installed" says_nothing

new_case no_lists
printf '%s\n' compiler new-name library >"$case/installed"
stand_in apt-cache </dev/null
call install_packages
check "without apt's lists an installed alternative counts" says_nothing

new_case old_lists
stand_in apt-get <<'END'
case $* in *update*) touch "$case/updated"; exit 0 ;; esac
[ -f "$case/updated" ] || { echo "E: Unable to locate package compiler"; exit 100; }
printf '%s\n' compiler new-name library >"$case/installed"
END
call install_packages
check "lists that are old are updated, then it is tried again" says 0 "Updating the package lists"

new_case unreachable_mirror
stand_in apt-get <<'END'
case $* in *update*) echo "W: Failed to fetch the list  Could not resolve 'mirror.invalid'"; exit 0 ;; esac
echo "E: Unable to locate package compiler"
exit 100
END
call install_packages
check "a mirror that cannot be reached is named as the reason" says 1 "a package mirror cannot be reached. apt-get said: Failed to fetch"

new_case unknown_package
stand_in apt-get <<'END'
case $* in *update*) exit 0 ;; esac
echo "E: Unable to locate package library"
exit 100
END
call install_packages
check "a package that the distribution lacks is named" says 1 "this distribution lacks a package .*Unable to locate package library"

new_case silent_failure
stand_in apt-get <<'END'
exit 100
END
call install_packages
check "apt-get that fails without a word is told all the same" says 1 "apt-get failed. apt-get said: nothing"

new_case apt_lies
stand_in apt-get </dev/null
call install_packages
check "what is missing after apt-get is named" says 1 "missing still: compiler new-name library"

new_case full_disk_installing
stand_in apt-get <<'END'
echo "dpkg: error processing archive x.deb: cannot copy extracted data: No space left on device"
exit 100
END
call install_packages
check "a full disk is named when installing" says 1 "Installing packages ended because the disk is full: 48828 MB are free where /usr is"

new_case interrupted
stand_in dpkg <<'END'
touch "$case/configured"
END
stand_in apt-get <<'END'
[ -f "$case/configured" ] || { echo "E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem."; exit 100; }
printf '%s\n' compiler new-name library >"$case/installed"
END
call install_packages
check "an installation that was cut off is finished first" says 0 "Finishing an interrupted installation"
check "dpkg configures what was cut off" grep -q -e "^dpkg --configure -a" "$case/calls"

new_case no_root
stand_in id <<'END'
echo 1000
END
call install_packages
check "no root and no sudo is told with the packages" says 1 "needs root, and there is no sudo: .*: compiler new-name library"

new_case sudo_refuses
stand_in id <<'END'
echo 1000
END
stand_in sudo <<'END'
exit 1
END
call install_packages
check "sudo that does not allow it is told" says 1 "sudo does not allow it"

new_case sudo_allows
stand_in id <<'END'
echo 1000
END
stand_in sudo <<'END'
[ "$1" = true ] || exec "$@"
END
call install_packages
check "with sudo packages are installed" says 0 "Installing packages"
check "it is sudo that calls apt-get" grep -q -e "^sudo env .* apt-get .* install" "$case/calls"

new_case no_debian
rm "$case/bin/dpkg-query"
call install_packages
check "a system without dpkg is told what is needed, and goes on" says 0 "This is no Debian"

new_case progress
MBTR_PROGRESS_SECONDS=0
export MBTR_PROGRESS_SECONDS
stand_in apt-get <<'END'
echo "1 upgraded, 2 newly installed, 0 to remove and 0 not upgraded."
for number in 1 2 3; do echo "Get:$number somewhere"; done
for name in compiler new-name library; do echo "Setting up $name (1.0) ..."; done
printf '%s\n' compiler new-name library >"$case/installed"
END
call install_packages
unset MBTR_PROGRESS_SECONDS
check "downloads are counted" says 0 "^Downloading packages: 3 of 3"
check "installed packages are counted" says 0 "^Setting up packages: 2 of 3"
check "the log has all of it" grep -q -e "^Setting up library" "$case/project/build/install.log"

# --- building ---------------------------------------------------------------------------------------------------

new_case builds
fake_build_tools 12 3.25.1
call "build release program"
check "the first build configures" says 0 "Configuring build/release"
check "it builds the targets named" grep -q -e "^ninja -C .*/build/release program" "$case/calls"
call "build release program"
check "a build that has nothing to do says nothing" says_nothing

new_case old_compiler
fake_build_tools 11 3.25.1
call "build release"
check "a compiler that is too old is told" says 1 "c++ is gcc 11, 12 or newer is needed"
check "and CMake is not asked to configure with it" did_not_call "cmake --preset"

new_case old_cmake
fake_build_tools 12 3.22.1
call "build release"
check "a CMake that is too old is told" says 1 "CMake is too old: .* is 3.22, 3.25 or newer"

new_case no_cmake
call "build release"
check "a CMake that is missing is told" says 1 "There is no cmake"

new_case little_room
fake_build_tools 12 3.25.1
free_space 300000
call "build release"
check "too little room for a first build is told" says 1 "too little room on the disk: .* 292 MB are free"

new_case cannot_configure
fake_build_tools 12 3.25.1
stand_in cmake <<'END'
[ "$1" != --version ] || { echo "cmake version 3.25.1"; exit 0; }
echo "-- The compiler is there"
echo "CMake Error at CMakeLists.txt:1: Could not find VTK"
exit 1
END
call "build release"
check "an error of CMake is shown" says 1 "CMake Error at CMakeLists.txt:1: Could not find VTK"
check "what CMake found is left to the log" grep -q -v -e "The compiler is there" "$case/said"

new_case does_not_compile
fake_build_tools 12 3.25.1
stand_in ninja <<'END'
echo "[progress 1 9] Building a.o"
echo "FAILED: b.o"
echo "c++ a very long command"
echo "b.cpp:3: error: expected ';'"
echo "    3 | int b"
echo "ninja: build stopped: subcommand failed."
exit 1
END
call "build release"
check "errors of the compiler are shown whole" says 1 "b.cpp:3: error: expected ';'"
check "with the lines of source below them" says 1 "^    3 | int b"
check "the command that failed is in the log only" says 1 "Building build/release failed: see above"
shown=$(grep -c -e "very long command" "$case/said")
logged=$(grep -c -e "very long command" "$case/project/build/release.log")
check "and not on the screen" [ "$shown $logged" = "0 1" ]

new_case full_disk_building
fake_build_tools 12 3.25.1
stand_in ninja <<'END'
echo "FAILED: b.o"
echo "c++ a very long command"
echo "fatal error: error writing to b.s: No space left on device"
exit 1
END
call "build release"
check "a full disk is named when building" says 1 "Building ended because the disk is full"

new_case no_folder
: >"$case/project/build"
call "build release"
check "a project folder that cannot be written to is told" says 1 "cannot be written to"

echo "Totals: $passed passed, $failed failed, 0 skipped, 0 blacklisted"
[ "$failed" -eq 0 ]
