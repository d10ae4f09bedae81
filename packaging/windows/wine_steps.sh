#!/usr/bin/env bash
# The steps of wine.sh that are Wine's: they run inside its root as an ordinary user who may not start many processes.
#
#     VERSION=... wine_steps.sh STEP
set -euo pipefail
# A frozen program that starts itself again and again ends here.
ulimit -u 500
export WINEPREFIX=$HOME/wine WINEARCH=win64 WINEDEBUG=-all
# No questions about what Wine could fetch, and no menu entries in the Linux desktop.
export WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe=d'
windows=$WINEPREFIX/drive_c
user=$windows/users/$(id -un)
programs=$user/AppData/Local/Programs/segdesk
menu="$user/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/segdesk.lnk"
setup=segdesk-$VERSION-windows-x86_64.exe
pictures=$HOME/pictures
frozen=C:/dist/segdesk/segdesk.exe
# Where users keep their files: with blanks and letters that English has not.
work="$user/Documents/Meine Übung 1"
types='Software\Classes\.segdesk Software\Classes\segdesk.model'
mkdir -p "$pictures"

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# One display for the whole step, with a window manager that gives windows the focus.
rm -f "$HOME/display"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$HOME/display" 2>/dev/null &
xvfb=$!
trap 'wineserver -k 2>/dev/null || true; kill $xvfb' EXIT
until [ -s "$HOME/display" ]; do sleep 0.2; done
DISPLAY=:$(cat "$HOME/display")
export DISPLAY
openbox >/dev/null 2>&1 &

picture() { import -window root "$pictures/$1.png"; }

# wait_for SECONDS COMMAND...: until the command succeeds.
wait_for() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        if [ $SECONDS -ge $end ]; then
            picture failed
            fail "waited too long for: $*"
        fi
        sleep 0.5
    done
}

# Nothing on the screen has moved for five seconds: no bar of progress, no chart still to come.
settled() {
    local before now still=0 end=$((SECONDS + 180))
    sleep 3
    before=$(import -window root rgb:- | md5sum)
    while [ $still -lt 5 ]; do
        [ $SECONDS -lt $end ] || fail "the screen does not come to rest"
        sleep 1
        now=$(import -window root rgb:- | md5sum)
        if [ "$now" = "$before" ]; then still=$((still + 1)); else still=0; fi
        before=$now
    done
}

shown() { xdotool search --onlyvisible --name "$1"; }
not_shown() { ! shown "$1"; }
count_of() { { pgrep -u "$(id -u)" -f "$1" || true; } | wc -l; }
none_runs() { [ "$(count_of "$1")" = 0 ]; }

# The registry is written down when Wine ends.
end_wine() { wineserver -k || true; wineserver -w; }

prefix() {
    wineboot --init
    # Wine has no Segoe UI; what stands in for it has the widths of Arial.
    for font in Tahoma "Segoe UI" "MS Shell Dlg" "MS Shell Dlg 2"; do
        wine reg add 'HKCU\Software\Wine\Fonts\Replacements' /v "$font" /d "Liberation Sans" /f >/dev/null
    done
    # Else a window that had a dialog of the system is given no focus any more by the window manager.
    wine reg add 'HKCU\Software\Wine\X11 Driver' /v UseTakeFocus /d N /f >/dev/null
    end_wine
}

build() {
    cd "$windows/copy"
    wine C:/python/python.exe -c 'import sys; print("Windows Python", sys.version)'
    wine C:/python/python.exe -m PyInstaller build.spec -y --log-level ERROR --distpath C:/dist --workpath C:/build
    du -sm "$windows/dist/segdesk" | cut -f1 | sed 's/$/ MB/'
}

program() {
    rm -rf "$work"
    mkdir -p "$work"
    cd "$work"
    wine $frozen --version
    wine $frozen --licences | grep -c "GNU LESSER GENERAL PUBLIC LICENSE" >/dev/null
    echo "-- self-test"
    wine $frozen selftest
    echo "processes left: $(count_of 'segdesk\.exe')"
    none_runs 'segdesk\.exe'
    echo "-- a mistake of the user: a sentence, and 3"
    local status=0
    wine $frozen run missing.csv || status=$?
    test $status = 3 || fail "it left with $status"
    echo "-- the main job on the samples"
    for sample in customers orders survey; do
        wine $frozen sample $sample --out $sample.csv >/dev/null
        wine $frozen run $sample.csv --quiet --overwrite >/dev/null
    done
    cp customers-segments/model.segdesk mine.segdesk
    none_runs 'segdesk\.exe'
}

# Files and registry keys of the programs and of the user, one a line.
state() {
    end_wine
    (cd "$windows" && find . \( -path ./windows -o -path ./dist -o -path ./build -o -path ./copy -o -path ./python -o -ipath '*/Temp/*' \) -prune -o -print)
    sed -n 's/^\(\[Software.*\]\).*/\1/p' "$WINEPREFIX/user.reg" "$WINEPREFIX/system.reg"
}

# registered KEY TEXT: the key holds the text.
registered() {
    wine reg query "HKCU\\$1" /s 2>/dev/null | tr -d '\r' | grep -F "$2" || fail "HKCU\\$1 does not hold $2"
}

installer() {
    makensis -V2 -WX -INPUTCHARSET UTF8 "-DVERSION=$VERSION" "-DBUNDLE=$windows/dist/segdesk" "-DOUT=$windows/$setup" \
        "$windows/copy/packaging/windows/segdesk.nsi"
    du -m "$windows/$setup" | cut -f1 | sed 's/$/ MB/'
    state | sort >"$HOME/before.txt"
    echo "-- what it asks"
    wine "C:/$setup" &
    wait_for 120 shown 'segdesk Setup'
    settled
    picture 01-installer
    xdotool key alt+F4
    wait_for 60 none_runs "$setup"
    echo "-- silently, and once more over itself"
    wine "C:/$setup" /S
    wine "C:/$setup" /S
    cmp "$windows/dist/segdesk/segdesk.exe" "$programs/segdesk.exe"
    diff -r "$windows/dist/segdesk/_internal" "$programs/_internal"
    ls -l "$programs"
    ls -l "$menu"
    registered 'Software\Classes\.segdesk' segdesk.model
    registered 'Software\Classes\segdesk.model' 'segdesk-desktop.exe" "%1"'
    registered 'Software\Microsoft\Windows\CurrentVersion\Uninstall\segdesk' UninstallString
    wine "$programs/segdesk.exe" --version
}

window() {
    cd "$work"
    echo "-- from the start menu, with the sample"
    wine start "$(winepath -w "$menu")"
    wait_for 60 shown '^segdesk$'
    settled
    picture 02-welcome
    xdotool key space
    wait_for 60 shown shop_customers
    settled
    picture 03-sample-and-tour
    xdotool key Escape
    settled
    picture 04-sample
    for chart in 2 3 4 5 6 7; do
        xdotool key ctrl+$chart
        settled
        picture 05-chart-$chart
    done
    echo "-- a file by the system's dialog"
    xdotool key ctrl+o
    wait_for 30 shown 'Open a file'
    settled
    # What types for us is not sure of Ü.
    cp survey.csv "$user/Documents/plain.csv"
    xdotool type --delay 50 "$(winepath -w "$user/Documents/plain.csv")"
    picture 06-open
    xdotool key Return
    wait_for 30 not_shown 'Open a file'
    settled
    picture 07-check
    xdotool key Return
    wait_for 60 shown plain
    xdotool key ctrl+Return
    settled
    picture 08-survey
    echo "-- a model for the window that is open"
    # Wine lets every program make the same pipe, so each start takes itself for the first: what a second start does is
    # called by itself.
    wine C:/python/python.exe -c "
import sys
from pathlib import Path
from segdesk.app.single_instance import hand_over
sys.exit(not hand_over([Path(sys.argv[1])]))" "$(winepath -w "$work/mine.segdesk")"
    settled
    picture 09-model
    xdotool key Escape
    echo "-- installing while it is open: refused with 5"
    local status=0
    wine "C:/$setup" /S || status=$?
    test $status = 5 || fail "the installer left with $status"
    xdotool key alt+F4
    wait_for 30 none_runs 'segdesk-desktop\.exe'
    echo "-- a model by its type"
    # Wine looks for types of files among those of the computer only; Windows first among those of the user.
    for key in $types; do
        wine reg copy "HKCU\\$key" "HKLM\\$key" /s /f >/dev/null
    done
    wine start "$(winepath -w "$work/mine.segdesk")"
    wait_for 60 shown segdesk
    settled
    picture 10-model-by-type
    xdotool key Escape
    sleep 1
    xdotool key alt+F4
    wait_for 30 none_runs 'segdesk-desktop\.exe'
    for key in $types; do
        wine reg delete "HKLM\\$key" /f >/dev/null
    done
    end_wine
    echo "-- in German"
    LANG=de_DE.UTF-8 wine "$programs/segdesk-desktop.exe" survey.csv &
    wait_for 60 shown segdesk
    settled
    picture 11-german
    xdotool key ctrl+comma
    settled
    picture 12-german-preferences
    xdotool key Escape
    sleep 1
    xdotool key alt+F4
    wait_for 30 none_runs 'segdesk-desktop\.exe'
}

removal() {
    wine "$programs/uninstall.exe" /S
    # It goes on as a copy of itself, so that its own file can be removed.
    wait_for 60 test ! -e "$programs"
    wait_for 60 none_runs 'Un[^ ]*\.exe'
    test ! -e "$menu" || fail "the entry of the start menu is still there"
    test -e "$work/customers-segments/report.html" || fail "results of the user are gone"
    echo "what there is now and was not before the installation, besides the user's results:"
    state | sort | comm -13 "$HOME/before.txt" - | tee "$HOME/after.txt"
    if grep -iE 'Classes.*segdesk|Uninstall.*segdesk|Programs/segdesk|Start Menu' "$HOME/after.txt"; then
        fail "these were left behind"
    fi
}

"$1"
