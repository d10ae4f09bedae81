"""Rows of formulas that differ in the number of the row alone: XlsxWriter writes one, and it is filled down in the XML.

Written cell by cell they would take ten times as long.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from segdesk.io.scoring.workbook_parts import ROW
from segdesk.messages import say
from segdesk.progress import Progress

_SECOND = re.compile(r'<row r="2".*?</row>', re.DOTALL)
_EXTENT = re.compile(r'(<dimension ref="A1:[A-Z]+)\d+"/>')
_AT_ONCE = 500
# As of other workbooks with many rows: files are a twelfth larger than at level 6, and packed in half the time.
_LEVEL = 4


def fill_down(skeleton: Path, target: Path, sheets: Collection[str], n_rows: int, progress: Progress) -> None:
    """Copy a workbook, with the second row of some sheets filled down.

    Parameters
    ----------
    skeleton : Path
        Made by XlsxWriter; where formulas look at their own row, `ROW` stands for its number.
    target : Path
        Is written anew.
    sheets : collection of str
        Their files in the package.
    n_rows : int
        How many there are to be.
    progress : Progress
        May raise `Cancelled`; `target` is not complete then.
    """
    with ZipFile(skeleton) as source, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        for member in source.infolist():
            content = source.read(member)
            if member.filename not in sheets:
                package.writestr(member, content)
                continue
            xml = _EXTENT.sub(rf'\g<1>{n_rows + 1}"/>', content.decode(), count=1)
            found = _SECOND.search(xml)
            assert found is not None
            with package.open(member.filename, "w") as sheet:
                sheet.write(xml[: found.start()].encode())
                for rows in _filled_down(found[0], n_rows, progress):
                    sheet.write(rows.encode())
                sheet.write(xml[found.end() :].encode())


def _filled_down(row: str, n_rows: int, progress: Progress) -> Iterator[str]:
    """Yield some rows at a time."""
    stage = say("Writing the workbook")
    pattern = re.sub(r'(<row r="|<c r="[A-Z]+)2"', rf'\1{ROW}"', row)
    for first in range(0, n_rows, _AT_ONCE):
        progress(stage, first / n_rows)
        yield "".join(pattern.replace(ROW, str(i + 2)) for i in range(first, min(first + _AT_ONCE, n_rows)))
