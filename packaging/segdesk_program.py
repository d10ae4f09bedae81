"""Where the frozen programs begin: called `segdesk-desktop` it shows the window, else it is the command line."""

import sys
from pathlib import Path

from segdesk.__main__ import desktop, main

if Path(sys.argv[0]).stem.lower() == "segdesk-desktop":
    desktop()
else:
    main()
