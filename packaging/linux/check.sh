#!/usr/bin/env bash
# Try the Debian package in a minimal Debian, as a user would: install, start from the menu entry, open by file type, run
# the sample and export, upgrade, remove. Needs root and debootstrap.
#
#     packaging/linux/check.sh PACKAGE.deb ROOT [OLDER.deb]
#
# ROOT is a folder that debootstrap fills (`debootstrap --variant=minbase bookworm ROOT`) if it is empty. Pictures of the
# window come to ROOT/home/anna/pictures.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
package=$(realpath "$1") root=$(realpath -m "$2") older=${3:+$(realpath "$3")}

if [ ! -x "$root/bin/sh" ]; then
    debootstrap --variant=minbase bookworm "$root"
fi
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
cp -r /etc/apt/sources.list.d /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
lists=$(mktemp -d)
mount --bind /proc "$root/proc"
mount --bind /dev "$root/dev"
trap 'umount --lazy "$root/dev" "$root/proc"; rm -rf "$lists"' EXIT

inside() { chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_anna() { inside setpriv --reuid=1000 --regid=1000 --clear-groups env HOME=/home/anna XDG_RUNTIME_DIR=/home/anna/run "$@"; }
install_packages() { inside apt-get install -y -qq --no-install-recommends "$@" > /dev/null; }
install_package() {
    cp "$1" "$root/root/segdesk.deb"
    install_packages --allow-downgrades /root/segdesk.deb
    inside rm /root/segdesk.deb
}
# A screen with a window manager, and on it a part of what look.sh can do.
look() { as_anna xvfb-run -a -s '-screen 0 1280x800x24' bash /home/anna/look.sh "$@"; }
# What is where in the whole system, but for people's files and what apt and dpkg keep for themselves. An empty /opt goes
# with the last package in it.
list_all() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./sys -o -path ./home -o -path ./tmp -o -path ./var/log \
        -o -path ./var/cache -o -path ./var/lib/apt -o -path ./var/lib/dpkg \) -prune -o -printf '%y %p %l\n' | LC_ALL=C sort | grep -vx 'd ./opt ')
}
# The same of the program's own folder, and of what a package brings there.
list_installed() { (cd "$root" && find ./opt/segdesk ! -type d | LC_ALL=C sort); }
list_packed() { dpkg-deb --fsys-tarfile "$1" | tar -t | grep '^./opt/segdesk.*[^/]$' | LC_ALL=C sort; }

inside apt-get update -qq
# An earlier try may have been broken off.
inside dpkg --purge segdesk > /dev/null 2>&1 || true
# What a desktop has and a minimal system has not: a display, a window manager, and the file type data base. And what the
# package asks for, so that afterwards only its own files make a difference.
install_packages xvfb xauth x11-utils openbox xdotool imagemagick procps xdg-utils shared-mime-info desktop-file-utils libglib2.0-bin
mapfile -t needed < <(dpkg-deb -f "$package" Depends | tr ',' '\n' | sed 's/ *(.*//; s/^ *//')
install_packages "${needed[@]}"
inside sh -c 'id anna >/dev/null 2>&1 || useradd -m -u 1000 anna; find /home/anna -mindepth 1 -delete; mkdir -p /home/anna/pictures /home/anna/.config/segdesk; mkdir -m 700 /home/anna/run'
cp "$here/look.sh" "$root/home/anna/"
printf '[General]\ntheme=dark\n' > "$root/home/anna/.config/segdesk/segdesk.conf"
inside chown -R 1000:1000 /home/anna
list_all > "$lists/before"

if [ -n "$older" ]; then
    echo "== install the older version, use it"
    install_package "$older"
    inside dpkg -s segdesk | grep -E '^Version'
    as_anna sh -c 'cd && segdesk sample survey --out survey.csv && segdesk run survey.csv --quiet --overwrite >/dev/null && cp survey-segments/model.segdesk older.segdesk'
    look older
    as_anna grep -F survey.csv /home/anna/.config/segdesk/segdesk.conf
    cp "$root/home/anna/.config/segdesk/segdesk.conf" "$lists/settings"
fi
echo "== install"
install_package "$package"
inside dpkg -s segdesk | grep -E '^(Status|Version)'
inside desktop-file-validate /usr/share/applications/segdesk.desktop
list_installed > "$lists/installed"
list_packed "$package" > "$lists/packed"
diff "$lists/packed" "$lists/installed"
if [ -n "$older" ]; then
    echo "files of the older version that this one has no more, and that are gone: $(list_packed "$older" | comm -23 - "$lists/installed" | wc -l)"
    diff "$lists/settings" "$root/home/anna/.config/segdesk/segdesk.conf"
    echo "== a model of the older version"
    as_anna sh -c 'cd && segdesk predict survey.csv --model older.segdesk --out older-placed.csv --quiet > /dev/null'
    # The segment and its name come after the 16 columns of the table.
    as_anna bash -c 'cd && diff <(cut -d ";" -f 17,18 older-placed.csv) <(cut -d ";" -f 17,18 survey-segments/labeled.csv)'
fi

echo "== self-test as an ordinary user"
as_anna bash -c 'ulimit -u 500; segdesk selftest' | tail -1

echo "== the main job, and a model file"
as_anna sh -c 'cd && { test -e survey.csv || segdesk sample survey --out survey.csv; } && segdesk run survey.csv --quiet --overwrite >/dev/null && cp survey-segments/model.segdesk mine.segdesk'
as_anna gio info -a standard::content-type /home/anna/mine.segdesk | grep -F application/x-segdesk
as_anna xdg-mime query default application/x-segdesk | grep -x segdesk.desktop

echo "== the window: from the menu entry, with a table, with a model by its type, the sample and its export"
look menu
look table
look model
look sample
ls -la "$root/home/anna/pictures"

echo "== remove"
inside apt-get purge -y -qq segdesk > /dev/null
list_all > "$lists/after"
if ! diff "$lists/before" "$lists/after"; then
    echo "the system is not what it was before" >&2
    exit 1
fi
test -e "$root/home/anna/survey-segments/report.html"
test -e "$root/home/anna/.config/segdesk/segdesk.conf"
echo "nothing is left but the user's files"
