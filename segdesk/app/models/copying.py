"""Rows of the table as text for other programs."""

from collections.abc import Sequence

from segdesk.app.models.arranging import Positions
from segdesk.app.models.displayed_cells import Cells
from segdesk.messages import say
from segdesk.progress import Progress, silent

MOST_ROWS = 100_000
_STEP = 500


def tab_separated(
    headings: Sequence[str],
    columns: Sequence[Cells | Sequence[str]],
    rows: Positions,
    progress: Progress = silent,
) -> str:
    """Return rows with their headings, as spreadsheets take them from the clipboard.

    Parameters
    ----------
    headings : sequence of str
    columns : sequence
        For each heading the cells of a column, or a text for each of the rows.
    rows : int array of shape (n,)
        Positions of the rows; at most `MOST_ROWS` should be asked for.
    progress : Progress
    """
    lines = ["\t".join(map(_cell, headings))]
    for start in range(0, len(rows), _STEP):
        progress(say("Copying customers"), start / len(rows))
        part = rows[start : start + _STEP].tolist()
        written = [
            [column.copied(row) for row in part]
            if isinstance(column, Cells)
            else column[start : start + _STEP]
            for column in columns
        ]
        lines += ["\t".join(map(_cell, line)) for line in zip(*written, strict=True)]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Return a cell's text, quoted where it would be taken for several cells."""
    if any(mark in text for mark in '\t\n\r"'):
        return '"' + text.replace('"', '""') + '"'
    return text
