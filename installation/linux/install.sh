#!/usr/bin/env bash
# Installs this version of Mien beside the one that is there, looks whether it starts, and goes over to it.
#   sudo ./install.sh                   the program, for every user of this computer
#   sudo ./install.sh --kiosk USER      also makes this computer a kiosk that starts by itself as USER
#   sudo ./install.sh --go-back         goes back to the version before
# Data and settings are in USER's home; nothing here touches them. ./uninstall.sh takes everything away again.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=${DESTDIR:-} # for trying it out in a folder: everything goes under it
base=/opt/mien
START_S=90

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

kiosk_user=''
going_back=''
while [ $# -gt 0 ]; do
    case $1 in
    --kiosk)
        [ $# -ge 2 ] || fail "--kiosk needs the name of the user that the kiosk runs as."
        kiosk_user=$2
        shift
        ;;
    --go-back) going_back=1 ;;
    -h | --help)
        sed -n '2,6s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
    *) printf 'Unknown argument: %s. See ./install.sh --help.\n' "$1" >&2; exit 2 ;;
    esac
    shift
done
[ -n "$root" ] || [ "$(id -u)" = 0 ] || fail "Installing needs the administrator's rights: sudo ./install.sh"
case $kiosk_user in root) fail "The kiosk must not run as root. Choose another user." ;; esac

# One atomic step: whoever follows the link finds the old version or the new one, never neither.
point() { # LINK TARGET
    ln -s "$2" "$root$base/$1.new.$$"
    mv -T "$root$base/$1.new.$$" "$root$base/$1"
}
version_of() { readlink "$root$base/$1" 2>/dev/null || true; } # current | previous -> versions/NAME

# Every file outside /opt/mien is written down, so that uninstalling takes away these and no others.
put() { # MODE FILE TARGET
    mkdir -p "$(dirname "$root$3")"
    install -m "$1" "$2" "$root$3.new"
    mv "$root$3.new" "$root$3"
    written_down "$3"
}
written_down() { grep -qxF "$1" "$root$base/installed" 2>/dev/null || printf '%s\n' "$1" >>"$root$base/installed"; }

# Whether the version in a folder starts: its window, unseen, finds a face in the demo. Touches nobody's data.
starts() {
    local home status=0
    home=$(mktemp -d)
    timeout -k 5 "$START_S" env -i PATH=/usr/bin:/bin HOME="$home" MIEN_HOME="$home" LANG=C.UTF-8 \
        "$1/mien" check >"$home/said" 2>&1 </dev/null || status=$?
    [ "$status" = 0 ] || sed 's/^/    /' "$home/said" >&2
    rm -rf "$home"
    return "$status"
}

# Whether the kiosk found that a version never becomes ready, and went back by itself (see mien-kiosk).
is_refused() { # NAME
    local user home
    user=$(cat "$root$base/kiosk-user" 2>/dev/null) || return 1
    home=$root$(getent passwd "$user" | cut -d: -f6)
    [ "$(cat "$home/.local/state/mien/refused" 2>/dev/null)" = "$1" ]
}

# Whether a kiosk runs now; the user's own service manager is asked.
is_running() {
    [ -z "$root" ] && [ -f "$base/kiosk-user" ] &&
        systemctl --user --machine="$(cat "$base/kiosk-user")@.host" is-active -q mien.service 2>/dev/null
}
# It goes over to what `current` names; whether it is ready again.
restart() {
    local user
    user=$(cat "$base/kiosk-user")
    say "Starting the kiosk of $user anew ..."
    systemctl --user --machine="$user@.host" daemon-reload
    systemctl --user --machine="$user@.host" reset-failed mien.service 2>/dev/null || true # it need not have failed
    systemctl --user --machine="$user@.host" restart mien.service
}

go_back() {
    local now before
    now=$(version_of current) before=$(version_of previous)
    [ -n "$before" ] && [ -d "$root$base/$before" ] || return 1
    point current "$before"
    point previous "$now"
    say "Gone back to ${before#versions/}."
}

if [ -n "$going_back" ]; then
    running=''
    ! is_running || running=1
    go_back || fail "There is no version before this one to go back to."
    [ -z "$running" ] || restart || fail "The kiosk does not start with it either. See: journalctl --user-unit mien"
    exit 0
fi

[ -x "$here/mien" ] || fail "The program is not beside this script ($here/mien). Unpack the whole archive, and start this script from there."
name=$(cat "$here/VERSION")-$(date -u +%Y%m%dT%H%M%SZ)
while [ -e "$root$base/versions/$name" ]; do name=$name+; done
target=$root$base/versions/$name
mkdir -p "$root$base/versions"
find "$root$base/versions" -maxdepth 1 -name '*.unfinished' -exec rm -rf {} +
need_kb=$(du -sk "$here" | cut -f1)
free_kb=$(df -Pk "$root$base" | awk 'NR == 2 {print $4}')
[ "$free_kb" -gt $((need_kb + 100000)) ] ||
    fail "There is too little space under $base: $((need_kb / 1000 + 100)) MB are needed, $((free_kb / 1000)) MB are free."

say "Installing $name ..."
trap 'rm -rf "$target.unfinished"' EXIT
mkdir "$target.unfinished"
cp -R "$here/." "$target.unfinished/"
[ -n "$root" ] || chown -R root:root "$target.unfinished"
chmod -R u+rwX,go+rX,go-w "$target.unfinished"
sync -f "$target.unfinished"
say "Looking whether it starts ..."
starts "$target.unfinished" ||
    fail "This version does not start on this computer: see above. Nothing was changed$([ -z "$(version_of current)" ] || echo ", and the version before goes on")."
mv -T "$target.unfinished" "$target"

parts=$target/linux
put 755 "$parts/mien" /usr/local/bin/mien
put 755 "$parts/mien-kiosk" "$base/bin/mien-kiosk"
put 644 "$parts/mien.desktop" /usr/share/applications/mien.desktop
put 644 "$target/_internal/resources/icons/mien.svg" /usr/share/icons/hicolor/scalable/apps/mien.svg
put 644 "$parts/mien.service" /etc/systemd/user/mien.service

before=$(version_of current) older=$(version_of previous)
if [ -n "$before" ] && is_refused "${before#versions/}"; then
    before=$older # that one is good
fi
running=''
! is_running || running=1
point current "versions/$name"
[ -z "$before" ] || point previous "$before"

if [ -n "$kiosk_user" ]; then
    if [ -z "$root" ] && ! id "$kiosk_user" >/dev/null 2>&1; then
        useradd --create-home --shell /bin/bash "$kiosk_user" # no password: nobody logs in as it but the kiosk
        say "Made the user $kiosk_user."
    fi
    [ -n "$root" ] || usermod -aG video "$kiosk_user" # cameras
    printf '%s\n' "$kiosk_user" >"$root$base/kiosk-user"
    put 755 "$parts/mien-session" "$base/bin/mien-session"
    put 644 "$parts/mien-session.desktop" /usr/share/xsessions/mien.desktop
    put 644 "$parts/logind.conf" /etc/systemd/logind.conf.d/50-mien.conf
    put 644 "$parts/sleep.conf" /etc/systemd/sleep.conf.d/50-mien.conf
    put 644 "$parts/xorg.conf" /etc/X11/xorg.conf.d/50-mien.conf
    put 644 "$parts/sysctl.conf" /etc/sysctl.d/50-mien.conf
    sed "s/@USER@/$kiosk_user/" "$parts/lightdm.conf" >"$target/lightdm.conf"
    put 644 "$target/lightdm.conf" /etc/lightdm/lightdm.conf.d/50-mien.conf
    if [ ! -e "$root/etc/systemd/system/ctrl-alt-del.target" ]; then
        mkdir -p "$root/etc/systemd/system"
        ln -s /dev/null "$root/etc/systemd/system/ctrl-alt-del.target"
        written_down /etc/systemd/system/ctrl-alt-del.target
    fi
    if [ -z "$root" ]; then
        [ ! -d /run/systemd/system ] || systemctl daemon-reload
        command -v lightdm >/dev/null || [ -x /usr/sbin/lightdm ] ||
            say "LightDM is not installed; it logs the kiosk in: apt-get install -y xserver-xorg lightdm x11-xserver-utils"
    fi
fi

if [ -n "$running" ] && ! restart; then
    [ -n "$before" ] || fail "The kiosk does not start. See: journalctl --user-unit mien"
    point current "$before"
    if [ -n "$older" ] && [ "$older" != "$before" ]; then point previous "$older"; else rm "$base/previous"; fi
    restart || fail "The kiosk starts neither with this version nor with the one before. See: journalctl --user-unit mien"
    rm -rf "$target"
    fail "The kiosk did not start with this version, and goes on with the one before. See: journalctl --user-unit mien"
fi
# Two versions are kept: this one and the one before.
find "$root$base/versions" -mindepth 1 -maxdepth 1 ! -name "$name" ! -name "${before#versions/}" -exec rm -rf {} +
say "Installed. mien doctor says what this computer has and lacks."
[ -z "$kiosk_user" ] || say "The kiosk starts with the computer from now on: systemctl reboot"
