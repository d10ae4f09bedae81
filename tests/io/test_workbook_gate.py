"""A sheet that would not fit memory is noticed before it is opened, whatever its format and the way it is written."""

import re
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from segdesk.cli.selftest_files import WRITERS
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError
from segdesk.io.reading import list_sheets, read_table
from segdesk.io.workbook_gate import check_workbook, scan_of
from segdesk.io.xls_scan import lengths_of_shared_texts, scan_workbook
from segdesk.resources import resource
from tests.io.files import member, rezip

SHEET = "xl/worksheets/sheet1.xml"
ODS_ROW = (
    '<table:table-row{row}><table:table-cell office:value-type="string"{cell}><text:p>Ja</text:p>'
    "</table:table-cell></table:table-row>"
)


def workbook(path: Path, rows: int = 30, **far: object) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Clientes"
    sheet.append(["cliente", "gasto", "ciudad"])
    for i in range(rows):
        sheet.append([f"c{i}", 10 * i, "Cádiz" if i % 2 else "León"])
    for cell, value in far.items():
        sheet[cell] = value
    book.save(path)
    return path


def ods(path: Path, *rows: str) -> Path:
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Blatt">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
        archive.writestr("content.xml", content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_table(path)
    return str(caught.value)


def test_one_value_far_from_the_table_is_named_with_its_place(tmp_path):
    text = refusal(workbook(tmp_path / "k.xlsx", XFD1048576="x"))
    assert "sheet “Clientes”" in text
    assert "reaches to XFD1048576" in text


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (rb'<c r="C31"', rb'<c s="0" r="ZZ900000"'),
        (rb'<c r="C31"', rb"<c r = 'ZZ900000'"),
        (rb'<c r="C31"', rb'<c r="zz900000"'),
        (rb'<c r="C31"', rb'<c\n r="ZZ900000"'),
        (rb'<c r="C31"', rb'<c x="a>b" r="ZZ900000"'),
        (rb'<c r="C31"', rb"<c x='<' r='ZZ900000'"),
        (rb'<row r="31"', rb'<row r="1048000"'),
    ],
    ids=[
        "another attribute first",
        "other quotes",
        "small letters",
        "line break",
        "signs in quotes",
        "tag in quotes",
        "row only",
    ],
)
def test_a_far_cell_is_found_however_it_is_written(tmp_path, ours, theirs):
    path = workbook(tmp_path / "k.xlsx")
    sheet = re.sub(ours, theirs.replace(b"\\n", b"\n"), member(path, SHEET))
    if b"1048000" in theirs:
        # A cell without a reference stands in the row that the row names.
        sheet = re.sub(rb'<c r="[AC]31"', b"<c", sheet).replace(b'<c r="B31"', b'<c r="XFD31"')
    path = rezip(path, {SHEET: sheet})
    assert "was not opened" in refusal(path)


def test_cells_without_a_reference_are_counted_along_the_row(tmp_path):
    path = workbook(tmp_path / "k.xlsx", rows=3)
    sheet = re.sub(rb' r="[A-Z]?\d+"', b"", member(path, SHEET))
    path = rezip(path, {SHEET: sheet})
    extent = scan_of(path, "Clientes").extent
    assert (extent.n_rows, extent.n_columns, extent.n_cells) == (4, 3, 12)


@pytest.mark.parametrize("rows", [9, 10, 99, 100, 4321])
def test_the_extent_is_that_of_the_cells(tmp_path, rows):
    extent = scan_of(workbook(tmp_path / "k.xlsx", rows - 1, AB3="x"), "Clientes").extent
    assert (extent.n_rows, extent.n_columns, extent.n_cells) == (rows, 28, 3 * rows + 1)


def test_a_long_text_that_many_cells_share_is_counted_each_time(tmp_path):
    path = tmp_path / "k.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Clientes")
        for i in range(60_000):
            sheet.write_row(i, 0, [i, "León" if i % 2 else "Cádiz"])
    texts = member(path, "xl/sharedStrings.xml").replace("León".encode(), b"o" * 3_000)
    n_bytes = scan_of(rezip(path, {"xl/sharedStrings.xml": texts}), "Clientes").extent.n_bytes
    assert 30_000 * 3_000 <= n_bytes <= 30_000 * 3_050 + 60_000 * 9
    path = rezip(path, {"xl/sharedStrings.xml": texts.replace(b"o" * 3_000, b"o" * 3_000_000)})
    assert "of memory" in refusal(path)


def test_a_sheet_that_is_refused_does_not_keep_the_others_from_being_listed(tmp_path):
    path = workbook(tmp_path / "k.xlsx", XFD1048576="x")
    book = openpyxl.load_workbook(path)
    other = book.create_sheet("Pedidos")
    for i in range(5):
        other.append([f"p{i}", i])
    book.save(path)
    assert [(each.name, each.n_rows) for each in list_sheets(path)] == [("Clientes", None), ("Pedidos", 5)]
    assert read_table(path, ReadSpec(sheet="Pedidos")).n_rows == 5


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (' table:number-rows-repeated="90000000"', ""),
        (' table:number-rows-repeated="&#57;0000000"', ""),
        (' x="a>b" table:number-rows-repeated="90000000"', ""),
        ("", ' table:number-columns-repeated="70000000"'),
    ],
)
def test_what_opendocument_repeats_is_counted(tmp_path, row, cell):
    assert "was not opened" in refusal(ods(tmp_path / "k.ods", ODS_ROW.format(row=row, cell=cell)))


def test_empty_rows_and_cells_to_the_end_of_an_opendocument_sheet_are_usual(tmp_path):
    rows = [ODS_ROW.format(row="", cell="")] * 12
    end = (
        '<table:table-row table:number-rows-repeated="1048564"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert read_table(ods(tmp_path / "k.ods", *rows, end)).n_rows == 11


def test_empty_rows_before_a_value_count_in_opendocument(tmp_path):
    gap = '<table:table-row table:number-rows-repeated="99000000"><table:table-cell/></table:table-row>'
    rows = [ODS_ROW.format(row="", cell=""), gap, ODS_ROW.format(row="", cell="")]
    assert "was not opened" in refusal(ods(tmp_path / "k.ods", *rows))


def test_thousands_of_closed_rows_of_opendocument_take_no_time(tmp_path):
    path = ods(tmp_path / "k.ods", "<table:table-row/>" * 60_000, *[ODS_ROW.format(row="", cell="")] * 3)
    check_workbook(path)  # by the time limit of all tests: backtracking took hours


XLS = resource() / "selftest" / "few.xls"


def with_dimensions(tmp_path: Path, first_row: int, end_row: int, first_column: int, end_column: int) -> Path:
    """Return the small XLS with other dimensions written into its sheet."""
    data = bytearray(XLS.read_bytes())
    at = data.index(struct.pack("<HH", 0x0200, 14)) + 4
    struct.pack_into("<IIHH", data, at, first_row, end_row, first_column, end_column)
    path = tmp_path / "k.xls"
    path.write_bytes(bytes(data))
    return path


def test_the_dimensions_of_an_old_workbook_are_not_believed(tmp_path):
    assert "of memory" in refusal(with_dimensions(tmp_path, 0, 0xFFFFFFF0, 0, 0xFFFF))


def test_an_area_that_ends_before_it_begins_is_damage(tmp_path):
    assert "damaged" in refusal(with_dimensions(tmp_path, 5, 2, 0, 3))


def test_a_chain_of_sectors_without_an_end_is_damage(tmp_path):
    data = bytearray(XLS.read_bytes())
    fat = struct.unpack_from("<I", data, 76)[0]
    start = struct.unpack_from("<I", data, 48)[0]
    struct.pack_into("<I", data, 512 + fat * 512 + 4 * start, start)
    path = tmp_path / "k.xls"
    path.write_bytes(bytes(data))
    assert "damaged" in refusal(path)


def test_an_old_workbook_is_read_as_before():
    assert read_table(XLS).n_rows == 10


def xlsb(tmp_path: Path, old: bytes, new: bytes) -> Path:
    path = tmp_path / "k.xlsb"
    WRITERS["xlsb"][1](path, [["kunde", "umsatz"], *([f"k{i}", str(i)] for i in range(20))])
    sheet = member(path, "xl/worksheets/sheet1.bin")
    assert old in sheet
    return rezip(path, {"xl/worksheets/sheet1.bin": sheet.replace(old, new)})


def test_far_rows_and_columns_of_a_binary_workbook_are_found(tmp_path):
    last = b"k\x001\x009\x00"
    assert read_table(xlsb(tmp_path, last, last)).n_rows == 20
    row = struct.pack("<IIH", 20, 0, 300)
    assert "reaches to" in refusal(xlsb(tmp_path, row, struct.pack("<IIH", 1_048_000, 0, 300)))
    cell = struct.pack("<III", 1, 0, 1) + "7".encode("utf-16-le")
    far = struct.pack("<III", 900_000_000, 0, 1) + "7".encode("utf-16-le")
    assert "was not opened" in refusal(xlsb(tmp_path, cell, far))


def test_a_list_of_shared_texts_that_claims_billions_is_damage(tmp_path):
    path = xlsb(tmp_path, b"k", b"k")
    claims = b"\x9f\x01\x08" + struct.pack("<II", 1, 2_000_000_000)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.bin", claims)
    assert "damaged" in refusal(path)


def test_texts_of_an_old_workbook_are_measured_across_the_records_that_hold_them():
    def text(signs: str, flags: int = 0, more: bytes = b"") -> bytes:
        return (
            struct.pack("<HB", len(signs), flags)
            + more
            + signs.encode("utf-16-le" if flags & 1 else "latin-1")
        )

    assert lengths_of_shared_texts([text("Köln") + text("Łódź", 1)]) == [12, 12]
    # Runs of formatting stand behind a text; one that is cut goes on behind a byte that tells its width.
    rich = struct.pack("<HBH", 3, 8, 2) + b"abc" + bytes(8)
    cut = struct.pack("<HB", 6, 1) + "Mál".encode("utf-16-le")
    assert lengths_of_shared_texts([rich + cut, b"\x00aga" + text("x")]) == [9, 18, 3]
    assert lengths_of_shared_texts([struct.pack("<HB", 9000, 0) + b"short"]) == [27_000]


def test_a_long_text_in_many_cells_of_an_old_workbook_is_counted_each_time():
    n_cells, long = 40_000, 60_000
    texts = struct.pack("<II", n_cells, 1) + struct.pack("<HB", long, 0)
    stream = struct.pack("<HH", 0x85, 4) + struct.pack("<I", 0)  # where the sheet begins comes later
    parts, signs = [texts], b"x" * long
    while signs:
        room = 8200 - (len(parts[-1]) if len(parts) == 1 else 0)
        piece, signs = signs[:room], signs[room:]
        parts[-1] += piece
        if signs:
            parts.append(b"\x00")
    for kind, part in zip([0xFC, *[0x3C] * (len(parts) - 1)], parts, strict=True):
        stream += struct.pack("<HH", kind, len(part)) + part
    stream += struct.pack("<HH", 0x0A, 0)
    stream = stream[:4] + struct.pack("<I", len(stream)) + stream[8:]
    for i in range(n_cells):
        stream += struct.pack("<HHHHHI", 0xFD, 10, i, 0, 0, 0)
    assert scan_workbook(stream).n_bytes >= n_cells * long
