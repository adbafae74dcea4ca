# Installing Debian packages. Sourced by app/setup.sh.

package_lines() { # "a" or "a|b"
    sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$root/app/packages.txt"
}

# The names of those that are installed, each between blanks. dpkg-query ends with 1 where it knows none of the names.
installed_packages() { # NAME...
    dpkg-query -W -f '${Package}=${db:Status-Status} ' "$@" 2>/dev/null | tr ' ' '\n' | sed -n 's/=installed$//p' | tr '\n' ' ' || true
}

# Those that can be installed, one a line; apt also knows names that other packages only mention.
available_packages() { # NAME...
    LC_ALL=C apt-cache policy "$@" 2>/dev/null |
        awk '/^[^ ]/ { name = $1; sub(/:$/, "", name) } $1 == "Candidate:" && $2 != "(none)" { print name }' || true
}

is_installed() { # NAME: uses $installed
    case $installed in *" $1 "*) return 0 ;; esac
    return 1
}

# The package of a line of alternatives: the first that apt has; where its lists are empty, the first that is installed.
choose_package() { # LINE
    names=$(printf '%s' "$1" | tr '|' ' ')
    for name in $(available_packages $names); do
        printf '%s' "$name"
        return 0
    done
    for name in $names; do
        if is_installed "$name"; then
            printf '%s' "$name"
            return 0
        fi
    done
    printf '%s' "${1%%|*}"
}

missing_packages() {
    lines=$(package_lines)
    names=$(printf '%s' "$lines" | tr '|' ' ')
    installed=" $(installed_packages $names)"
    for line in $lines; do
        name=${line%%|*}
        is_installed "$name" && continue
        [ "$name" = "$line" ] || name=$(choose_package "$line")
        is_installed "$name" || printf '%s ' "$name"
    done
}

require_root() { # PACKAGE...
    [ "$(id -u)" -ne 0 ] || return 0
    command -v sudo >/dev/null ||
        fail "Installing packages needs root, and there is no sudo: run this as root once, or install these: $*"
    sudo true || fail "Installing packages needs root, and sudo does not allow it: run this as root once, or install these: $*"
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

follow_apt() {
    total=0 unpacked=0 configured=0 status=1
    while IFS= read -r line; do
        case $line in
        *" newly installed, "*)
            total=${line#*upgraded, }
            total=$((${line%% *} + ${total%% *}))
            ;;
        "Get:"*)
            number=${line#Get:}
            [ "$total" -eq 0 ] || show_progress "Downloading packages" "${number%% *}" "$total"
            ;;
        "Unpacking "*)
            unpacked=$((unpacked + 1))
            show_progress "Unpacking packages" "$unpacked" "$total"
            ;;
        "Setting up "*)
            configured=$((configured + 1))
            show_progress "Setting up packages" "$configured" "$total"
            ;;
        "Exit status "*) status=${line#Exit status } ;;
        esac
    done
    clear_progress
    return "$status"
}

run_apt() { # APT-GET ARGUMENT...
    run_logged "$install_log" follow_apt as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -o DPkg::Lock::Timeout=300 "$@"
}

said_by_apt() { # PATTERN: the first such line of the log
    grep -m 1 -E "$1" "$install_log" 2>/dev/null
}

# One sentence for why apt-get failed, read off its log.
fail_for_apt() {
    fail_if_disk_is_full /usr "$install_log" "Installing packages"
    fail_if_disk_is_full /var "$install_log" "Installing packages"
    if said=$(said_by_apt 'Could not (resolve|connect|wait)|Cannot initiate|Temporary failure|Connection (failed|timed out)|Failed to fetch'); then
        why="a package mirror cannot be reached"
    elif said=$(said_by_apt 'Unable to locate package|has no installation candidate'); then
        why="this distribution lacks a package (Debian 12 and 13 have all of them)"
    elif said=$(said_by_apt 'Could not get lock|Unable to acquire the dpkg'); then
        why="another program is installing packages just now"
    else
        why="apt-get failed"
        said=$(said_by_apt '^E: ') || said="nothing"
    fi
    fail "Packages are not installed: $why. apt-get said: $(echo ${said#[EW]: }). The log is $install_log; the next call goes on from here."
}

# An installation that was cut off, by a full disk for example, is brought to its end first: apt refuses everything else.
finish_interrupted_installation() {
    say "Finishing an interrupted installation of packages"
    run_logged "$install_log" follow_apt as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C dpkg --configure -a || true
    run_apt install -f -y --no-install-recommends || fail_for_apt
}

# Lists may be old or empty on a fresh machine; a second try after an update is cheaper than an update each time.
update_package_lists() {
    say "Updating the package lists"
    rm -f "$install_log"
    run_apt update || fail_for_apt
    missing=$(missing_packages)
}

try_to_install() {
    run_apt install -y --no-install-recommends $missing
}

install_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "This is no Debian: packages are not installed, app/packages.txt lists what is needed."
        return 0
    fi
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    require_root $missing
    make_build_folder
    install_log=$root/build/install.log
    rm -f "$install_log"
    say "Installing packages, and those that they need (log: $install_log): $missing"
    if ! try_to_install; then
        fail_if_disk_is_full /usr "$install_log" "Installing packages"
        fail_if_disk_is_full /var "$install_log" "Installing packages"
        if said_by_apt 'dpkg was interrupted|fix-broken install' >/dev/null; then
            finish_interrupted_installation
        else
            update_package_lists
        fi
        try_to_install || fail_for_apt
    fi
    missing=$(missing_packages)
    [ -z "$missing" ] || fail "apt-get says all is installed, but these packages are missing still: $missing(log: $install_log)"
}
