"""The table that a spreadsheet or a page of the web put on the clipboard."""

from html.parser import HTMLParser

from PySide6.QtGui import QGuiApplication

from segdesk.errors import InputError
from segdesk.messages import say

# Letters; a spreadsheet of so many is saved as a file sooner.
MOST_LETTERS = 50_000_000
_CELLS, _BREAKS = ("td", "th"), ("br", "p", "div")


def table_text() -> str:
    """Return the table on the clipboard as tab-separated text, which a spreadsheet writes for copied cells.

    A table that is there as HTML only, as from a page of the web, is written so.

    Raises
    ------
    InputError
        If there is none, or it is too large.
    """
    data = QGuiApplication.clipboard().mimeData()
    text = data.text()
    if "\t" not in text and data.hasHtml() and "<table" in data.html()[:MOST_LETTERS].lower():
        text = table_of_html(data.html()[:MOST_LETTERS]) or text
    if not text.strip():
        raise InputError(
            say("There is no table on the clipboard."),
            mend=say("Copy the cells with their headings in a spreadsheet, then paste them here."),
        )
    if len(text) > MOST_LETTERS:
        raise InputError(
            say("The table on the clipboard is too large to be pasted."),
            mend=say("Save it as a file in the other program, then open that."),
        )
    return text


def table_of_html(html: str) -> str:
    """Return the first table of an HTML text, tab-separated; nothing where there is none."""
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in reader.rows if row)


class _TableReader(HTMLParser):
    """Collects the cells of the first table; what scripts and styles hold is no text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._depth, self._done = 0, False
        self._cell: list[str] | None = None
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag == "table":
            self._depth += 1
        elif tag in ("script", "style"):
            self._hidden += 1
        elif self._depth != 1 or self._done:
            return
        elif tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in _CELLS:
            self._end_cell()
            if not self.rows:
                self.rows.append([])
            self._cell = []
            span = next((value for name, value in attrs if name == "colspan"), None) or "1"
            # A cell over several columns stands in the first of them.
            self._wide = min(int(span), 1000) if span.isdigit() else 1
        elif tag in _BREAKS and self._cell:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a table, a row or a cell."""
        if tag == "table":
            if self._depth == 1:
                self._end_cell()
                self._done = True
            self._depth = max(0, self._depth - 1)
        elif tag in ("script", "style"):
            self._hidden = max(0, self._hidden - 1)
        elif self._depth == 1 and tag in (*_CELLS, "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._cell is not None and not self._hidden:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is not None and not self._done:
            self.rows[-1] += [" ".join("".join(self._cell).split()), *[""] * (self._wide - 1)]
        self._cell = None


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if '"' in text else text
