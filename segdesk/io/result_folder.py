"""Knowing a folder that segdesk wrote by its summary."""

import json
from pathlib import Path

SUMMARY = "summary.json"


def listed_files(folder: Path) -> list[str] | None:
    """Return the files that the summary of an earlier result lists, None if there is no such summary."""
    try:
        summary = json.loads((folder / SUMMARY).read_text("utf-8"))
        files = summary["files"]
        if not isinstance(summary["segdesk"], str) or not isinstance(files, list):
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    # A list that points out of the folder is not one of ours.
    names = [
        f for f in files if isinstance(f, str) and not Path(f).is_absolute() and ".." not in Path(f).parts
    ]
    return names if len(names) == len(files) else None
