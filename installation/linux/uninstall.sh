#!/usr/bin/env bash
# Takes the program away again; what it counted and the settings stay in the home of the user it ran as.
#   sudo /opt/mien/current/uninstall.sh
set -euo pipefail
root=${DESTDIR:-}
base=/opt/mien
[ -n "$root" ] || [ "$(id -u)" = 0 ] || { echo "This needs the administrator's rights: sudo $0" >&2; exit 1; }
[ -f "$root$base/installed" ] || { echo "Mien is not installed here ($root$base)." >&2; exit 1; }

if [ -z "$root" ] && user=$(cat "$base/kiosk-user" 2>/dev/null); then
    systemctl --user --machine="$user@.host" stop mien.service 2>/dev/null || true # it may not run
fi
while IFS= read -r file; do
    case $file in /*) rm -f "$root$file" ;; esac
done <"$root$base/installed"
rm -rf "$root/opt/mien"
[ -n "$root" ] || [ ! -d /run/systemd/system ] || systemctl daemon-reload
echo "Mien is taken away. Its data is still there: ~/.local/share/mien and ~/.config/mien of the user it ran as."
