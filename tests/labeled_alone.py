"""The labeled file of a result alone, for tests that look at no other file of a run."""

from pathlib import Path

import segdesk as api
from segdesk.delivery.single import write_single


def labeled_csv(result: api.Result, folder: Path) -> bytes:
    """Return the labeled CSV of a result."""
    target = folder / "labeled_alone.csv"
    write_single("csv", result.segmentation, target)
    return target.read_bytes()


def labeled_again(source: Path | list[Path], recipe: Path, folder: Path) -> bytes:
    """Return the labeled CSV of a file, or of several, by the recipe that an earlier run wrote."""
    return labeled_csv(api.segment(source, recipe=recipe), folder)
