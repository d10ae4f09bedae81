"""Workbooks give their stored values, exactly, from the sheet that holds the table."""

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from segdesk.engine.data.table import ColumnType
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError
from segdesk.io.reading import SheetInfo, list_sheets, read_table
from tests.io.files import cells, member, put, rezip

DAY = dt.date(2024, 5, 10)


def workbook(path: Path, sheets: dict[str, list[list[Any]]], *, epoch_1904: bool = False) -> Path:
    book = openpyxl.Workbook()
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


ROWS = [
    ["id", "n", "x", "when", "ok", "zip"],
    ["a", 1, 1.5, DAY, True, "00099"],
    ["b", 99, 0.1, DAY, False, "00100"],
]


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_typed_cells_become_canonical_texts(tmp_path: Path, epoch_1904: bool) -> None:
    table = read_table(workbook(tmp_path / "t.xlsx", {"Data": ROWS}, epoch_1904=epoch_1904))
    assert cells(table)[0] == ["a", "1", "1.5", "2024-05-10", "True", "00099"]
    assert cells(table)[1] == ["b", "99", "0.1", "2024-05-10", "False", "00100"]
    number, date, yes_no = ColumnType.NUMBER, ColumnType.DATE, ColumnType.YES_NO
    assert [column.native for column in table.columns] == [None, number, number, date, yes_no, None]
    assert (table.source.sheet, table.source.header_line) == ("Data", 1)


def test_times_are_written_where_any_is_not_midnight(tmp_path: Path) -> None:
    rows = [["id", "at"], ["a", dt.datetime(2024, 5, 10, 13, 5)], ["b", dt.datetime(2024, 5, 11)]]
    assert [row[1] for row in cells(read_table(workbook(tmp_path / "t.xlsx", {"S": rows})))] == [
        "2024-05-10 13:05:00",
        "2024-05-11 00:00:00",
    ]


def test_columns_of_mixed_cells_have_no_type_of_their_own(tmp_path: Path) -> None:
    rows = [["id", "v"], ["a", 1], ["b", "one"], ["c", True], ["d", None]]
    table = read_table(workbook(tmp_path / "t.xlsx", {"S": rows}))
    assert [row[1] for row in cells(table)] == ["1", "one", "True", ""]
    assert table.column("v").native is None


def test_the_first_sheet_with_a_table_is_read_and_said(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", {"Cover": [["Report 2024"]], "Data": ROWS, "More": ROWS})
    table = read_table(path)
    assert table.source.sheet == "Data"
    assert "“Data” was read; there are also Cover and More" in str(table.steps[0])
    assert read_table(path, ReadSpec(sheet="more")).source.sheet == "More"
    with pytest.raises(InputError, match="The sheets are: Cover, Data and More"):
        read_table(path, ReadSpec(sheet="Kunden"))
    assert list_sheets(path)[1] == SheetInfo("Data", 2, 6)


def test_titles_above_and_empty_columns_beside_are_no_part_of_the_table(tmp_path: Path) -> None:
    rows = [[None, "Customers of 2024"], [], *[[None, *row] for row in ROWS]]
    table = read_table(workbook(tmp_path / "t.xlsx", {"S": rows}))
    assert table.names == ("id", "n", "x", "when", "ok", "zip")
    assert table.source.header_line == 3


def test_headings_of_two_rows_are_joined(tmp_path: Path) -> None:
    rows = [["name", "weight"], ["(at birth)", "(in grams)"], ["Clippy", 0.9], ["Bob", 1.2]]
    assert read_table(workbook(tmp_path / "t.xlsx", {"S": rows})).names == (
        "name (at birth)",
        "weight (in grams)",
    )


def test_stored_values_of_formulas_are_read_and_nothing_is_run(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", {"S": ROWS})
    sheet = "xl/worksheets/sheet1.xml"
    xml = (
        zipfile.ZipFile(path)
        .read(sheet)
        .replace(b'<c r="B2" t="n"><v>1</v>', b'<c r="B2"><f>WEBSERVICE("x")</f><v>7</v>')
    )
    table = read_table(rezip(path, {sheet: xml}))
    assert cells(table)[0][1] == "7"


def test_error_cells_are_kept_as_shown(tmp_path: Path) -> None:
    rows = [[], [None, "id", "n"], [None, "a", 1], [None, "b", "#N/A"], [None, "c", 3]]
    table = read_table(workbook(tmp_path / "t.xlsx", {"Other": ROWS, "Data": rows}), ReadSpec(sheet="Data"))
    assert cells(table) == [["a", "1"], ["b", "#N/A"], ["c", "3"]]


def test_numbers_padded_with_blanks_are_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", {"S": ROWS})
    sheet = "xl/worksheets/sheet1.xml"
    xml = member(path, sheet).replace(b"<v>99</v>", b"<v> 99</v>")
    assert cells(read_table(rezip(path, {sheet: xml})))[1][1] == "99"


def test_damaged_harmful_and_locked_workbooks_are_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx", {"S": ROWS}).read_bytes()
    with pytest.raises(InputError, match="damaged or incomplete"):
        read_table(put(tmp_path / "half.xlsx", whole[:3000]))
    entities = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "AAAA">]><workbook/>'
    with pytest.raises(InputError, match="entities"):
        read_table(rezip(put(tmp_path / "doctype.xlsx", whole), {"xl/styles.xml": entities}))
    with pytest.raises(InputError, match="entities"):
        read_table(
            rezip(put(tmp_path / "utf16.xlsx", whole), {"xl/styles.xml": entities.decode().encode("utf-16")})
        )
    with pytest.raises(InputError, match="unpacks to more than 200"):
        read_table(rezip(put(tmp_path / "bomb.xlsx", whole), {"xl/media/image1.bin": bytes(60 << 20)}))


_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
    '<office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


def _ods(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS.format(rows=rows))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def _ods_row(*values: object, repeated: int = 1) -> str:
    written = ""
    for value in values:
        if isinstance(value, str):
            written += (
                f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
            )
        else:
            written += f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-row table:number-rows-repeated="{repeated}">{written}</table:table-row>'


def test_opendocument_is_read_and_endless_repetition_refused(tmp_path: Path) -> None:
    rows = _ods_row("id", "n") + _ods_row("a", 1) + _ods_row("b", 2.5, repeated=2)
    assert cells(read_table(_ods(tmp_path / "t.ods", rows))) == [["a", "1"], ["b", "2.5"], ["b", "2.5"]]
    bomb = rows + _ods_row(*range(100), repeated=1_000_000)
    with pytest.raises(InputError, match="which no memory would hold"):
        read_table(_ods(tmp_path / "b.ods", bomb))
