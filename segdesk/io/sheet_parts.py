"""Which member of an XLSX archive holds a sheet."""

import zipfile
from pathlib import PurePosixPath

from defusedxml import DefusedXmlException, ElementTree

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_LONGEST_LIST = 4 << 20


def sheet_part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the member of the archive that holds a sheet; None where it is put together in an unusual way."""
    names = archive.namelist()
    if any(name in names and archive.getinfo(name).file_size > _LONGEST_LIST for name in (_BOOK, _LINKS)):
        return None
    try:
        book = ElementTree.fromstring(archive.read(_BOOK))
        links = ElementTree.fromstring(archive.read(_LINKS))
    except (KeyError, ElementTree.ParseError, DefusedXmlException):
        return None
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for each in book.iter():
        if each.tag.endswith("}sheet") and each.get("name") == sheet:
            target = PurePosixPath("/xl") / targets.get(each.get(_ID), "")
            name = str(target).lstrip("/")
            return name if name in names else None
    return None
