#!/usr/bin/env bash
# Use the installed window on the screen that is there, as check.sh asks, and take pictures of it.
#
#     look.sh older|menu|table|model|sample
set -euo pipefail
pictures=$HOME/pictures
entry=/usr/share/applications/segdesk.desktop
export SEGDESK_START_TIMES=$HOME/run/times
rm -f "$SEGDESK_START_TIMES"
cd "$HOME"
openbox &
manager=$!

# How many windows there are of this program: others may go by its name.
windows() {
    { find /proc -maxdepth 2 -name exe -lname /opt/segdesk/segdesk 2> /dev/null || true; } | wc -l
}

# Wait until the window is ready, then until the screen is at rest, and take a picture of it.
photograph() {
    local before="" now=""
    # Versions before 0.1 do not tell.
    for _ in {1..40}; do
        grep -qs ready "$SEGDESK_START_TIMES" && break
        sleep 0.5
    done
    sleep 3
    for _ in {1..10}; do
        import -window root "$pictures/$1.png"
        now=$(identify -format '%#' "$pictures/$1.png")
        if [ "$now" = "$before" ]; then return; fi
        before=$now
        sleep 2
    done
}

press() {
    xdotool key --clearmodifiers "$1"
    sleep 2
}

# It asks the program to close, as its user would: settings are written.
leave() {
    press ctrl+q
    for _ in {1..40}; do
        test "$(windows)" = 0 && break
        sleep 0.5
    done
    if [ "$(windows)" != 0 ]; then
        echo "the window did not close" >&2
        exit 1
    fi
    kill "$manager"
}

case $1 in
    older)
        gio launch "$entry" survey.csv
        photograph older
        # The file is right; now the window remembers it.
        press Return
        photograph older-accepted
        ;;
    menu)
        gio launch "$entry"
        photograph menu
        ;;
    table)
        gio launch "$entry" survey.csv
        photograph table
        # A second start gives its file to the window that is open.
        # As under GNOME; without a desktop xdg-open looks for file types of its own.
        XDG_CURRENT_DESKTOP=GNOME xdg-open mine.segdesk
        sleep 3
        test "$(windows)" = 1
        photograph table-then-model
        press Escape
        ;;
    model)
        gio open mine.segdesk
        photograph model
        press Escape
        ;;
    sample)
        gio launch "$entry"
        photograph welcome
        press space
        photograph sample
        press ctrl+e
        photograph export
        press Return
        photograph exported
        test -e shop_customers-segments/report.html
        press Escape
        ;;
esac
leave
