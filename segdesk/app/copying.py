"""Tables as other programs take them from the clipboard: tab-separated text, and cells of HTML beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import isnan
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMimeData

from segdesk.app.displayed_cells import Cells
from segdesk.messages import say
from segdesk.progress import Progress, silent

if TYPE_CHECKING:
    import pandas as pd

    from segdesk.engine.data.arrays import Positions

MOST_ROWS = 100_000
# More cells are copied as text alone: of HTML each takes many times its letters.
_MOST_HTML_CELLS = 100_000
_STEP = 500
# A spreadsheet leaves such a cell as it is: no number, whose zeros in front would go, no day and no formula.
_AS_TEXT = " style=\"mso-number-format:'\\@'\""


@dataclass(frozen=True)
class CopiedTable:
    """A table with its headings, ready for the clipboard.

    Attributes
    ----------
    text : str
        Tab-separated.
    html : str
        The same as a table of HTML; nothing where that would be too large.
    """

    text: str
    html: str

    def mime(self) -> QMimeData:
        """Return what the clipboard takes, or what is dragged."""
        data = QMimeData()
        data.setText(self.text)
        if self.html:
            data.setHtml(self.html)
        return data


def copied_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], texts: Sequence[bool]
) -> CopiedTable:
    """Return a table as it is copied.

    Parameters
    ----------
    headings : sequence of str
    rows : iterable of sequences of str
        Cells as the language writes them.
    texts : sequence of bool
        For each column whether its cells are texts, which are never to be taken for numbers, days or formulas.
    """
    lines = ["\t".join(map(_cell, headings))]
    cells = [f"<tr>{''.join(f'<th>{escape(heading)}</th>' for heading in headings)}</tr>"]
    most = _MOST_HTML_CELLS // max(len(headings), 1)
    styles = [_AS_TEXT if is_text else "" for is_text in texts]
    for row in rows:
        written = [_guarded(text) if is_text else text for text, is_text in zip(row, texts, strict=True)]
        lines.append("\t".join(map(_cell, written)))
        if len(lines) <= most + 1:
            pairs = zip(row, styles, strict=True)
            cells.append(f"<tr>{''.join(f'<td{style}>{escape(text)}</td>' for text, style in pairs)}</tr>")
    html = f'<meta charset="utf-8"><table>{"".join(cells)}</table>' if len(lines) <= most + 1 else ""
    return CopiedTable("\n".join(lines) + "\n", html)


def copied_rows(
    headings: Sequence[str],
    columns: Sequence[Cells | Sequence[str]],
    rows: "Positions",
    progress: Progress = silent,
) -> CopiedTable:
    """Return rows of the customers' table as they are copied.

    Parameters
    ----------
    headings : sequence of str
    columns : sequence
        For each heading the cells of a column, or a text for each of the rows.
    rows : int array of shape (n,)
        Positions of the rows; at most `MOST_ROWS` should be asked for.
    progress : Progress
    """

    def written() -> Iterable[Sequence[str]]:
        for start in range(0, len(rows), _STEP):
            progress(say("Copying customers"), start / len(rows))
            part = rows[start : start + _STEP].tolist()
            cells = [
                [column.copied(row) for row in part]
                if isinstance(column, Cells)
                else column[start : start + _STEP]
                for column in columns
            ]
            yield from zip(*cells, strict=True)

    texts = [not isinstance(column, Cells) or column.is_text for column in columns]
    return copied_table(headings, written(), texts)


def copied_frame(frame: "pd.DataFrame") -> CopiedTable:
    """Return a table of figures as it is copied: exact numbers with the decimal mark of the language."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)

    def written(cell: object) -> str:
        if isinstance(cell, float):
            shortest = QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value
            return "" if isnan(cell) else locale.toString(cell, "g", shortest)
        return "" if cell is None else str(cell)

    texts = [kind.kind not in "fiub" for kind in frame.dtypes]
    rows = (list(map(written, row)) for row in frame.itertuples(index=False))
    return copied_table([str(name) for name in frame.columns], rows, texts)


def _guarded(text: str) -> str:
    """Return a text with an apostrophe in front where a spreadsheet would run it, as in every file of segdesk's."""
    from segdesk.io.writers.csv_file import guarded

    return guarded(text)


def _cell(text: str) -> str:
    """Return a cell's text, quoted where it would be taken for several cells."""
    if any(mark in text for mark in '\t\n\r"'):
        return '"' + text.replace('"', '""') + '"'
    return text
