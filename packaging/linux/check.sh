#!/usr/bin/env bash
# Try the Debian package in a minimal Debian, as a user would: install, start from the menu entry, open by file type,
# run, upgrade, remove. Needs root and debootstrap.
#
#     packaging/linux/check.sh PACKAGE.deb ROOT [OLDER.deb]
#
# ROOT is a folder that debootstrap fills (`debootstrap --variant=minbase bookworm ROOT`) if it is empty. Pictures of the
# window come to ROOT/home/anna/pictures.
set -euo pipefail
package=$(realpath "$1") root=$(realpath -m "$2") older=${3:+$(realpath "$3")}

if [ ! -x "$root/bin/sh" ]; then
    debootstrap --variant=minbase bookworm "$root"
fi
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
cp -r /etc/apt/sources.list.d /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
mount --bind /proc "$root/proc"
mount --bind /dev "$root/dev"
trap 'umount "$root/dev" "$root/proc"' EXIT

inside() { chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
as_anna() { inside setpriv --reuid=1000 --regid=1000 --clear-groups env HOME=/home/anna XDG_RUNTIME_DIR=/home/anna/run "$@"; }

inside apt-get update -qq
# What a desktop has and a minimal system has not: a display, a window manager's tools, and the file type data base.
inside apt-get install -y -qq --no-install-recommends xvfb xauth x11-utils imagemagick xdg-utils shared-mime-info desktop-file-utils libglib2.0-bin >/dev/null
inside sh -c 'id anna >/dev/null 2>&1 || useradd -m -u 1000 anna; rm -rf /home/anna/*; mkdir -p /home/anna/run /home/anna/pictures; chown -R 1000:1000 /home/anna'

install_package() {
    cp "$1" "$root/root/segdesk.deb"
    inside apt-get install -y -qq --no-install-recommends --allow-downgrades /root/segdesk.deb >/dev/null
    inside rm /root/segdesk.deb
}

if [ -n "$older" ]; then
    echo "== install the older version"
    install_package "$older"
fi
echo "== install"
install_package "$package"
inside dpkg -s segdesk | grep -E '^(Status|Version)'
inside desktop-file-validate /usr/share/applications/segdesk.desktop

echo "== self-test as an ordinary user"
as_anna bash -c 'ulimit -u 500; segdesk selftest' | tail -1

echo "== the main job, and a model file"
as_anna sh -c 'cd && segdesk sample survey --out survey.csv && segdesk run survey.csv --quiet --overwrite >/dev/null && cp survey-segments/model.segdesk mine.segdesk'
as_anna gio info -a standard::content-type /home/anna/mine.segdesk | grep -F application/x-segdesk
as_anna xdg-mime query default application/x-segdesk | grep -x segdesk.desktop

echo "== the window: from the menu entry, and with a file by its type"
cat > "$root/home/anna/look.sh" <<'LOOK'
entry=/usr/share/applications/segdesk.desktop
command=$(sed -n 's/^Exec=//p' $entry)
look() {
    ${command%%%f} $1 &
    running=$!
    sleep 14
    import -window root "/home/anna/pictures/$2.png"
    kill $running
    wait $running || true
}
look "" menu
look /home/anna/survey.csv table
look /home/anna/mine.segdesk model
LOOK
as_anna xvfb-run -a -s '-screen 0 1280x800x24' bash /home/anna/look.sh
ls -la "$root/home/anna/pictures"

echo "== remove"
inside apt-get purge -y -qq segdesk >/dev/null
test ! -e "$root/opt/segdesk" && test ! -e "$root/usr/bin/segdesk"
test -e "$root/home/anna/survey-segments/report.html"
if inside find /usr /opt /etc -iname '*segdesk*' | grep .; then
    echo "these files were left behind" >&2
    exit 1
fi
