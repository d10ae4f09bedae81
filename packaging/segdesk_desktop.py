"""Where the frozen `segdesk-desktop` begins."""

from segdesk.__main__ import desktop

desktop()
