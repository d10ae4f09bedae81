"""Where the frozen `segdesk` begins."""

from segdesk.__main__ import main

main()
