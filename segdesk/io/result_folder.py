"""Knowing a folder that segdesk wrote by its summary."""

import json
from pathlib import Path

from segdesk.errors import InputError
from segdesk.io.gate import read_small

SUMMARY = "summary.json"
_MOST_BYTES = 64 << 20


def listed_files(folder: Path) -> list[str] | None:
    """Return the files that the summary of an earlier result lists, None if there is no such summary."""
    try:
        summary = json.loads(read_small(folder / SUMMARY, _MOST_BYTES))
        files = summary["files"]
        if not isinstance(summary["segdesk"], str) or not isinstance(files, list):
            return None
    except (InputError, ValueError, KeyError, TypeError, RecursionError):
        return None
    # A list that points out of the folder is not one of ours.
    names = [
        f for f in files if isinstance(f, str) and not Path(f).is_absolute() and ".." not in Path(f).parts
    ]
    return names if len(names) == len(files) else None
