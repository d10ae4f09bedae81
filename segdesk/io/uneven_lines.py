"""Lines of unequal numbers of cells: what is no data goes, short ones are filled up, long ones are refused."""

import re
from collections import Counter
from collections.abc import Sequence

from segdesk.errors import InputError, Where
from segdesk.io.dialect import Record
from segdesk.io.layout import count_notes
from segdesk.io.left_out import LeftOut
from segdesk.messages import Message, say, say_n

_TAIL = 200
_FEWEST_ROWS, _LONGEST_APPENDIX = 3, 20
_COMMENT = re.compile(r"(?:#|//|\*|--)(?:\W|$)|(?:#|//)\D")
_DIGITS = re.compile(r"\d+")


class UnevenLines:
    """The lines of a table, made to hold as many cells as there are columns.

    Parameters
    ----------
    found : list of Record
        The lines below the headings, counted from 1 there.
    width : int
        Number of columns.
    lines_before : int
        Lines of the file above them.
    file : str
        Names the file in errors.
    delimiter : str
    """

    def __init__(self, found: list[Record], width: int, lines_before: int, file: str, delimiter: str) -> None:
        self.found = found
        self.steps: list[Message] = []
        self.warnings: list[Message] = []
        self._width, self._before, self._file, self._delimiter = width, lines_before, file, delimiter

    @property
    def lines(self) -> list[int]:
        """On which line of the file each row begins."""
        return [record.first_line + self._before for record in self.found]

    def leave_out(self, titles: Sequence[Record], out: LeftOut) -> None:
        """Leave out remarks, rules, comments, titles that come again on each page, and further tables."""
        width = self._width
        notes = count_notes([record.cells for record in self.found[-_TAIL:]], width)
        if notes:
            out.notes += sum(not record.is_blank for record in self.found[-notes:])
            out.blank += sum(record.is_blank for record in self.found[-notes:])
            del self.found[-notes:]
        start = _second_table(self.found, width)
        if start is not None:
            out.leave_table(
                sum(not record.is_blank for record in self.found[start:]),
                self.found[start].first_line + self._before,
            )
            del self.found[start:]
        known = {_signature(record) for record in titles if not record.is_blank}
        kept = []
        for record in self.found:
            if record.is_blank or len(record.cells) >= width:
                kept.append(record)
            elif not any(map(str.isalnum, "".join(record.cells))):
                out.rules += 1
            elif _COMMENT.match(record.cells[0].strip()) or _signature(record) in known:
                out.notes += 1
            else:
                kept.append(record)
        self.found = kept

    def even_out(self) -> None:
        """Fill up short lines, cut empty cells off long ones, and count both.

        Raises
        ------
        InputError
            If a line has more cells with something in them than there are columns.
        """
        width = self._width
        short = [record for record in self.found if len(record.cells) < width and not record.is_blank]
        long = 0
        for record in self.found:
            if len(record.cells) > width:
                if any(cell.strip() for cell in record.cells[width:]):
                    raise self._too_long(record)
                long += 1
                del record.cells[width:]
            else:
                record.cells.extend([""] * (width - len(record.cells)))
        if long:
            self.steps.append(
                say_n(
                    "{n} line ended with a separator and nothing after it, which was left out.",
                    "{n} lines ended with a separator and nothing after it, which was left out.",
                    long,
                )
            )
        if short:
            self.warnings.append(
                say_n(
                    "{n} line has fewer cells than headings (line {line}); missing ones count as empty.",
                    "{n} lines have fewer cells than headings (first: line {line}); missing ones count as empty.",
                    len(short),
                    line=short[0].first_line + self._before,
                )
            )

    def _too_long(self, record: Record) -> InputError:
        return InputError(
            say(
                "The line has {found} fields, but there are {expected} columns.",
                found=len(record.cells),
                expected=self._width,
            ),
            Where(file=self._file, line=record.first_line + self._before),
            say(
                "Put cells that hold “{delimiter}” in quotation marks, or correct the line.",
                delimiter=self._delimiter,
            ),
        )


def _signature(record: Record) -> str:
    """Return what stays of a title from page to page."""
    return _DIGITS.sub("0", " ".join(" ".join(record.cells).split()))


def _second_table(found: Sequence[Record], width: int) -> int | None:
    """Return where lines of another width begin below a blank one, with a title above them."""
    blocks: list[list[int]] = []
    for i, record in enumerate(found):
        if record.is_blank:
            blocks.append([])
        elif blocks:
            blocks[-1].append(i)
    begin = next((block[0] for block in blocks if block), 0)
    first = sum(len(record.cells) == width for record in found[:begin])
    # What is much longer than the table is no appendix to it.
    if first < _FEWEST_ROWS or sum(map(len, blocks)) > _LONGEST_APPENDIX * first:
        return None
    title: int | None = None
    for block in filter(None, blocks):
        widths = Counter(len(found[i].cells) for i in block)
        usual = widths.most_common(1)[0][0]
        if usual == 1 and len(block) <= 2:
            title = block[0] if title is None else title
            continue
        other = (
            width not in widths
            and usual > 1
            and (usual > width or usual <= width / 2 or _is_headed(found, block))
        )
        if other:
            return block[0] if title is None else title
        title = None
    return None


def _is_headed(found: Sequence[Record], block: Sequence[int]) -> bool:
    """Whether the first line of a block holds words only, and the second something else."""
    if len(block) < 2:
        return False
    first, second = (found[i].cells for i in block[:2])
    digits = [any(map(str.isdigit, cell)) for cell in second]
    return all(cell.strip() and not any(map(str.isdigit, cell)) for cell in first) and any(digits)
