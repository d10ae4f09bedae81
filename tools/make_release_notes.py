"""Print what CHANGELOG.md says of a version.

    python tools/make_release_notes.py VERSION

Leaves with 1 if there is nothing, so that no release goes out without a word.
"""

import re
import sys
from pathlib import Path

CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"


def notes_of(version: str, changelog: str) -> str:
    """Return the text between the heading of a version and the next one, without blank lines around it."""
    heading = rf"^## \[?{re.escape(version)}\]?(?![\w.]).*\n"
    found = re.search(heading + r"(?P<text>(?:(?!^## ).*\n?)*)", changelog, re.MULTILINE)
    return found["text"].strip() if found else ""


def main() -> int:
    """Print the notes of the version that is named."""
    version = sys.argv[1].removeprefix("v")
    notes = notes_of(version, CHANGELOG.read_text(encoding="utf-8"))
    if not notes:
        print(f"CHANGELOG.md says nothing of {version}.", file=sys.stderr)
        return 1
    print(notes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
