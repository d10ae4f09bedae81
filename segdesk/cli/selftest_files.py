"""A small file of every kind that segdesk reads, made for the self-test."""

import gzip
import shutil
import sqlite3
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from segdesk.io.readers.reader_registry import WriteExample, all_readers
from segdesk.resources import resource

Lines = Sequence[Sequence[str]]

# Numbers of records in an .xlsb file ([MS-XLSB] 2.3.2), by what they begin, end or hold.
_ROW, _TEXT_CELL = 0, 6
_BEGIN_SHEET, _END_SHEET, _BEGIN_BOOK, _END_BOOK = 129, 130, 131, 132
_BEGIN_SHEETS, _END_SHEETS, _BEGIN_ROWS, _END_ROWS, _EXTENT, _SHEET = 143, 144, 145, 146, 148, 156

_ODS = "urn:oasis:names:tc:opendocument:xmlns"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write_text(path: Path, lines: Lines, delimiter: str = ",") -> None:
    """Write delimited text, every cell in quotes."""
    text = "\r\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    path.write_text(text + "\r\n", "utf-8", newline="")


def _write_gzip(path: Path, lines: Lines) -> None:
    plain = path.with_name("plain.csv")
    write_text(plain, lines)
    path.write_bytes(gzip.compress(plain.read_bytes()))


def _write_zip(path: Path, lines: Lines) -> None:
    plain = path.with_name("plain.csv")
    write_text(plain, lines)
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(plain, plain.name)


def _write_xlsx(path: Path, lines: Lines) -> None:
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                sheet.write_string(row, column, cell)


def _write_xls(path: Path, lines: Lines) -> None:
    # The old format is written by nobody here: a file made once, with the first of the same rows.
    shutil.copyfile(resource("selftest", "few.xls"), path)


def _write_xlsb(path: Path, lines: Lines) -> None:
    rows = []
    for number, line in enumerate(lines):
        # Row, style, height, three bytes of flags, no spans.
        rows.append(_record(_ROW, struct.pack("<IIH3xI", number, 0, 300, 0)))
        rows += [
            _record(_TEXT_CELL, struct.pack("<II", column, 0) + _wide(cell))
            for column, cell in enumerate(line)
        ]
    extent = _record(_EXTENT, struct.pack("<4I", 0, len(lines) - 1, 0, len(lines[0]) - 1))
    sheet = _record(_BEGIN_SHEET) + extent + _record(_BEGIN_ROWS) + b"".join(rows)
    sheet += _record(_END_ROWS) + _record(_END_SHEET)
    listed = _record(_SHEET, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Sheet1"))
    book = _record(_BEGIN_BOOK) + _record(_BEGIN_SHEETS) + listed
    book += _record(_END_SHEETS) + _record(_END_BOOK)
    related = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", related)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)


def _record(kind: int, content: bytes = b"") -> bytes:
    return _seven_bits(kind) + _seven_bits(len(content)) + content


def _seven_bits(number: int) -> bytes:
    """Return a number in groups of seven bits, the lowest first; all but the last have their eighth bit set."""
    groups = []
    while number > 127:
        groups.append(number & 127 | 128)
        number >>= 7
    return bytes([*groups, number])


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _write_ods(path: Path, lines: Lines) -> None:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in line
        )
        + "</table:table-row>"
        for line in lines
    )
    spaces = " ".join(f'xmlns:{name}="{_ODS}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Sheet1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{_ODS}:manifest:1.0"/>'
        )


def _write_sqlite(path: Path, lines: Lines) -> None:
    connection = sqlite3.connect(path)
    headings = ", ".join('"' + name.replace('"', '""') + '" TEXT' for name in lines[0])
    connection.execute(f"CREATE TABLE customers ({headings})")
    connection.executemany(f"INSERT INTO customers VALUES ({', '.join('?' * len(lines[0]))})", lines[1:])
    connection.commit()
    connection.close()


def _write_parquet(path: Path, lines: Lines) -> None:
    # As heavy as everything else here together, and already loaded by the reader.
    import duckdb  # noqa: PLC0415

    plain = path.with_name("plain.csv")
    write_text(plain, lines)
    with duckdb.connect() as connection:
        table = connection.read_csv(str(plain), all_varchar=True, header=True)
        table.write_parquet(str(path))


WRITERS: dict[str, tuple[str, WriteExample]] = {
    "text": (".csv", write_text),
    "gzip": (".csv.gz", _write_gzip),
    "zip": (".zip", _write_zip),
    "xlsx": (".xlsx", _write_xlsx),
    "xls": (".xls", _write_xls),
    "xlsb": (".xlsb", _write_xlsb),
    "ods": (".ods", _write_ods),
    "sqlite": (".sqlite", _write_sqlite),
    "parquet": (".parquet", _write_parquet),
}
"""Ending and writer by kind of content, as `segdesk.io.sniffing.kind_of` names it."""


def examples() -> dict[str, tuple[str, WriteExample]]:
    """Return ending and writer of a small file for each kind of content that is read."""
    brought = {
        kind: (each.suffixes[0], each.example)
        for each in all_readers()
        if each.example is not None
        for kind in each.opens
    }
    return {**WRITERS, **brought}
