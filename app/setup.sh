# Shared by app/run.sh, tests/run.sh and tests/fuzz/run.sh, sourced: `. app/setup.sh` with $root set to the top of the project.
#   install_packages          installs what app/packages.txt names and is missing
#   build PRESET [TARGET...]  configures where needed and builds
# Whatever ends early says why in one sentence and exits with 1; what was done until then stays, so that the next call goes on there.
# POSIX sh: no bash, and no tools beyond those of a minimal Debian.

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

. "$root/app/setup/progress.sh"
. "$root/app/setup/disk.sh"
. "$root/app/setup/packages.sh"
. "$root/app/setup/build.sh"
