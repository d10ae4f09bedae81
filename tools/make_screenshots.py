"""Make the pictures of README and docs from the real program.

    python tools/make_screenshots.py

Runs the main job on the bundled sample customers and photographs its report in a headless Chromium, which must be
installed (`chromium` or `google-chrome` on the PATH).
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from segdesk.cli.main import run_command_line
from segdesk.samples import sample_path

IMAGES = Path(__file__).parents[1] / "docs" / "images"
WIDTH, HEIGHT = 1200, 1500


def main() -> int:
    """Write `docs/images/report.png`."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        print("No Chromium found on the PATH.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run_command_line(["run", str(sample_path("customers")), "--out", str(folder / "out"), "--quiet"])
        IMAGES.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                f"--user-data-dir={folder / 'browser'}",
                f"--window-size={WIDTH},{HEIGHT}",
                f"--screenshot={IMAGES / 'report.png'}",
                (folder / "out" / "report.html").as_uri(),
            ],
            check=True,
            capture_output=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
