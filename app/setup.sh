# Shared by app/run.sh and tests/run.sh, sourced: `. app/setup.sh` with $root set to the top of the project.
#   install_packages     installs what app/packages.txt names and is missing
#   build PRESET [TARGET...]  configures where needed and builds

say() { printf '%s\n' "$*" >&2; }

missing_packages() {
    names=$(sed 's/#.*//' "$root/app/packages.txt")
    # dpkg-query says "installed" for those that are; the names it does not know go to standard error.
    installed=" $(dpkg-query -W -f '${binary:Package}=${db:Status-Status} ' $names 2>/dev/null) "
    for name in $names; do
        case $installed in
        *" $name=installed "* | *" $name:"*"=installed "*) ;;
        *) printf '%s ' "$name" ;;
        esac
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "Installing packages needs root: run this as root once, or install sudo."
        return 1
    fi
}

install_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "This is no Debian: packages are not installed, app/packages.txt lists what is needed."
        return 0
    fi
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    say "Installing Debian packages: $missing"
    # Lists may be old or empty on a fresh machine; a second try after an update is cheaper than an update each time.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >&2 && return 0
    say "Updating the package lists"
    as_root apt-get update >&2 &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >&2
}

build() {
    preset=$1
    shift
    if [ ! -f "$root/build/$preset/build.ninja" ]; then
        say "Configuring build/$preset"
        (cd "$root" && cmake --preset "$preset") >&2 || return 1
    fi
    # What ninja says where there is nothing to do is left out: a start should not talk about building.
    status=$(mktemp) || return 1
    { ninja -C "$root/build/$preset" "$@" 2>&1 || echo failed >"$status"; } |
        grep --line-buffered -v -e 'ninja: Entering directory' -e 'ninja: no work to do' -e 'Re-checking globbed' >&2 || true
    result=$(cat "$status")
    rm -f "$status"
    [ -z "$result" ]
}
