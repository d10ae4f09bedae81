"""What a sheet does not show: hidden rows and columns, and results of formulas that were never stored."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from segdesk.io.sheet_parts import sheet_part
from segdesk.messages import Message, Value, say, say_n

_PIECE = 1 << 20
_LONGEST_PIECE = 4 << 20
_PREFIX = rb"(?:[\w.-]{1,40}:)?"
_HIDDEN = re.compile(rb"\shidden=[\"'](?:1|true)[\"']")
_COLUMN = re.compile(rb"<" + _PREFIX + rb"col\s([^<>]{0,500})>")
_ROW = re.compile(rb"<" + _PREFIX + rb"row\s([^<>]{0,500})>")
_ROW_BEGINS = re.compile(rb"<" + _PREFIX + rb"row[\s>]")
_FORMULA = re.compile(
    rb"<" + _PREFIX + rb"c\s([^<>]{0,200})>\s{0,9}<" + _PREFIX + rb"f(?:\s[^<>]{0,200})?(?:/>|>[^<]{0,9000}</" + _PREFIX
    + rb"f>)\s{0,9}(?:<" + _PREFIX + rb"v\s?/>|<" + _PREFIX + rb"v></" + _PREFIX + rb"v>)?\s{0,9}</" + _PREFIX + rb"c>"
)  # fmt: skip
_REFERENCE = re.compile(rb"\br=[\"']([A-Za-z]{0,3})([0-9]{1,7})[\"']")
_MERGED = re.compile(
    rb"<" + _PREFIX + rb"mergeCell\s[^<>]{0,99}?ref=[\"']([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})[\"']"
)
_FROM, _TO = re.compile(rb"\bmin=[\"']([0-9]{1,5})"), re.compile(rb"\bmax=[\"']([0-9]{1,5})")
_TEXT = re.compile(rb"\bt=[\"']str[\"']")
_OPEN_TAG = re.compile(
    rb"<table:(table|table-row|table-column|table-cell)(\s[^<>]{0,2000})?>|(</table:table>)"
)
_NAME = re.compile(rb"table:name=\"([^\"]{0,400})\"")
_REPEATED = re.compile(rb"repeated=\"([0-9]{1,9})\"")
_COLLAPSED = re.compile(rb"table:visibility=\"(?:collapse|filter)\"")
_MOST_ROWS = 1 << 20
_MOST_COLUMNS = 1 << 14
_MOST_MERGED = 100_000
_MOST_NAMED = 5


@dataclass
class HiddenCells:
    """What is hidden in a sheet, all counted from 0.

    Attributes
    ----------
    rows, columns : set of int
    formulas : Counter
        Formulas without a result, by column.
    merged : list of (int, int, int)
        Column, first and last row of cells that are one over several rows: only the first holds its value.
    described : int
        The last column, counted from 1, that a description of hidden ones reached.
    """

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    formulas: Counter[int] = field(default_factory=Counter)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    described: int = 0

    def spread(self, body: Sequence[list[Any]], top: int, left: int) -> dict[int, int]:
        """Give each row of a merged cell its value; return how many cells were filled, by column of the table.

        Parameters
        ----------
        body : sequence of lists
            Cells of the table's rows, the first of which is the sheet's row `top`; is changed.
        top, left : int
            Where the table stands in the sheet.
        """
        filled: Counter[int] = Counter()
        for column, first, last in self.merged:
            place = column - left
            if first < top or place < 0:
                continue
            rows = [row for row in body[first - top : last - top + 1] if place < len(row)]
            for row in rows[1:]:
                if row[place] in (None, ""):
                    row[place] = rows[0][place]
                    filled[place] += 1
        return dict(filled)

    def notes(self, headings: Sequence[str], left: int, rows: Iterable[int]) -> list[Message]:
        """Return what a table's reader must tell.

        Parameters
        ----------
        headings : sequence of str
            Of the table's columns, the first of which stands in the sheet's column `left`.
        left : int
        rows : iterable of int
            Rows of the sheet that the table's data stand in.
        """
        n_rows = len(self.rows.intersection(rows)) if self.rows else 0
        places = {left + i: heading for i, heading in enumerate(headings)}
        hidden = [heading for place, heading in places.items() if place in self.columns]
        told: list[Message] = []
        if n_rows:
            told.append(
                say_n(
                    "{n} hidden row was read like the others: a filter or a person hid it in the sheet.",
                    "{n} hidden rows were read like the others: a filter or a person hid them in the sheet.",
                    n_rows,
                )
            )
        if hidden:
            told.append(
                say_n(
                    "{n} hidden column was read like the others: {columns}.",
                    "{n} hidden columns were read like the others: {columns}.",
                    len(hidden),
                    columns=_named(hidden),
                )
            )
        for place, n in sorted(self.formulas.items())[:_MOST_NAMED]:
            if place in places:
                told.append(
                    say_n(
                        "The column “{column}” holds {n} formula without a stored result, which counts as empty: open "
                        "the workbook in a spreadsheet program, save it, and read it again.",
                        "The column “{column}” holds {n} formulas without stored results, which count as empty: open "
                        "the workbook in a spreadsheet program, save it, and read it again.",
                        n,
                        column=places[place],
                    )
                )
        return told


def hidden_cells(path: Path, sheet: str) -> HiddenCells:
    """Look through the XML of a sheet of an XLSX or OpenDocument file; other workbooks give nothing."""
    found = HiddenCells()
    if not zipfile.is_zipfile(path):
        return found
    with zipfile.ZipFile(path) as archive:
        part = sheet_part(archive, sheet)
        if part is not None and part.lower().endswith(".xml"):
            for piece in _pieces(archive, part, b"</"):
                _look(piece, found)
        elif "content.xml" in archive.namelist():
            _look_through_document(_pieces(archive, "content.xml", b"<"), sheet, found)
    return found


def _named(headings: Sequence[str]) -> list[Value]:
    named: list[Value] = [say("“{name}”", name=heading) for heading in headings[:_MOST_NAMED]]
    return named if len(headings) <= _MOST_NAMED else [*named, "…"]


def _pieces(archive: zipfile.ZipFile, part: str, before: bytes) -> Iterator[bytes]:
    """Yield a member in pieces that end before a tag."""
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            text = rest + piece
            end = _last_row(text) if before == b"</" else text.rfind(before)
            if end <= 0 and len(text) < _LONGEST_PIECE:
                rest = text
                continue
            # A row of many megabytes is looked at in parts.
            end = end if end > 0 else len(text)
            yield text[:end]
            rest = text[end:]
    yield rest


def _last_row(text: bytes) -> int:
    """Return where the last row of a piece begins: whole cells stand before it."""
    end = text[-(_PIECE // 4) :]
    found = list(_ROW_BEGINS.finditer(end))
    return len(text) - len(end) + found[-1].start() if found else -1


def _look(piece: bytes, found: HiddenCells) -> None:
    """Add what a piece of an XLSX sheet says."""
    if b"hidden" in piece:
        for tag in _COLUMN.findall(piece):
            first, last = _FROM.search(tag), _TO.search(tag)
            # They stand in their order, and none twice.
            if first and last and int(first[1]) > found.described and _HIDDEN.search(b" " + tag):
                found.columns.update(range(int(first[1]) - 1, min(int(last[1]), _MOST_COLUMNS)))
                found.described = int(last[1])
        for tag in _ROW.findall(piece):
            row = _REFERENCE.search(tag)
            if row and _HIDDEN.search(b" " + tag):
                found.rows.add(int(row[2]) - 1)
    # Nearly all pieces hold no such tags, which is seen in a hundredth of the time.
    for column, first, last in _MERGED.findall(piece) if b"mergeCell" in piece else ():
        if int(last) > int(first) and len(found.merged) < _MOST_MERGED:
            found.merged.append((_column(column), int(first) - 1, int(last) - 1))
    for tag in _FORMULA.findall(piece) if b"<f" in piece or b":f" in piece else ():
        place = _REFERENCE.search(tag)
        # The result of a formula may be a text of no letters.
        if place and place[1] and not _TEXT.search(tag):
            found.formulas[_column(place[1])] += 1


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number - 1


def _look_through_document(pieces: Iterable[bytes], sheet: str, found: HiddenCells) -> None:
    """Add what the rows and columns of an OpenDocument sheet say of themselves."""
    inside = False
    at: Counter[bytes] = Counter()
    for piece in pieces:
        for kind, attributes, end in _OPEN_TAG.findall(piece):
            if end:
                inside = False
            elif kind == b"table":
                name = _NAME.search(attributes)
                inside = name is not None and _unescaped(name[1]) == sheet
            elif inside:
                times = _REPEATED.search(attributes)
                n = int(times[1]) if times else 1
                first = at[kind]
                at[kind] += n
                if kind == b"table-row":
                    at[b"table-cell"] = 0
                    if _COLLAPSED.search(attributes):
                        found.rows.update(range(first, min(first + n, _MOST_ROWS)))
                elif kind == b"table-column" and _COLLAPSED.search(attributes):
                    found.columns.update(range(first, min(first + n, _MOST_COLUMNS)))
                elif b"table:formula=" in attributes and b"value-type=" not in attributes:
                    found.formulas[first] += n


def _unescaped(name: bytes) -> str:
    text = name.decode("utf-8", "replace")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text
