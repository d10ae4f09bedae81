"""Cells of an XLSX sheet that show an error such as #N/A, which calamine gives as empty."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from defusedxml import ElementTree

_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*\bt="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>'
)
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def error_cells(path: Path, sheet: str) -> Iterator[tuple[int, int, str]]:
    """Yield row, column (from 0) and text of each cell of a sheet that shows an error.

    A file that is no XLSX, or is put together in an unusual way, yields nothing: then such cells stay empty.
    """
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        part = _part(archive, sheet)
        if part is None:
            return
        for letters, line, text in _ERROR.findall(archive.read(part)):
            column = 0
            for letter in letters:
                column = 26 * column + letter - 64
            yield int(line) - 1, column - 1, text.decode()


def _part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the member of the archive that holds a sheet."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError):
        return None
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for each in book.iter():
        if each.tag.endswith("}sheet") and each.get("name") == sheet:
            target = PurePosixPath("/xl") / targets.get(each.get(_ID), "")
            name = str(target).lstrip("/")
            return name if name in archive.namelist() else None
    return None
