"""What a sheet hides, or should hold and does not, is told."""

import zipfile

import openpyxl
import pytest

from segdesk.io.reading import read_table

HEADINGS = ["Cliente", "Edad", "Gasto", "Margen"]
ROWS = [[f"C{i}", 20 + i, 100.5 * i, 7 * i % 13] for i in range(1, 21)]


def sheet_of(rows, left=1, top=1):
    book = openpyxl.Workbook()
    sheet = book.active
    for i, row in enumerate([HEADINGS, *rows]):
        for j, value in enumerate(row):
            sheet.cell(top + i, left + j, value)
    return book, sheet


def told(book, path):
    book.save(path / "t.xlsx")
    return [str(warning) for warning in read_table(path / "t.xlsx").warnings]


def test_a_sheet_that_hides_nothing_has_no_notes(tmp_path):
    book, _ = sheet_of(ROWS)
    assert told(book, tmp_path) == []


@pytest.mark.parametrize(("left", "top"), [(1, 1), (3, 4)])
def test_hidden_rows_and_columns_of_the_table_are_told(tmp_path, left, top):
    book, sheet = sheet_of(ROWS, left, top)
    for row in (3, 4, 9):
        sheet.row_dimensions[top + row].hidden = True
    sheet.column_dimensions[openpyxl.utils.get_column_letter(left + 3)].hidden = True
    # What is hidden beside the table does not matter.
    sheet.row_dimensions[top + 60].hidden = True
    sheet.column_dimensions["Z"].hidden = True
    assert told(book, tmp_path) == [
        "3 hidden rows were read like the others: a filter or a person hid them in the sheet.",
        "1 hidden column was read like the others: “Margen”.",
    ]


def test_formulas_without_results_are_told_with_their_column(tmp_path):
    rows = [[*row[:3], f"=C{i}*0.4"] for i, row in enumerate(ROWS, 2)]
    book, _ = sheet_of(rows)
    assert told(book, tmp_path) == [
        "The column “Margen” holds 20 formulas without stored results, which count as empty: open the workbook in a "
        "spreadsheet program, save it, and read it again."
    ]


def test_a_formula_whose_result_is_a_text_of_no_letters_is_whole(tmp_path):
    book, _ = sheet_of(ROWS)
    book.save(tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    cell = b'<c r="D2" t="n"><v>7</v></c>'
    assert cell in parts[sheet]
    parts[sheet] = parts[sheet].replace(cell, b'<c r="D2" t="str"><f>IF(A2="","x","")</f><v></v></c>')
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert not read_table(tmp_path / "t.xlsx").warnings


def test_a_cell_that_is_one_over_several_rows_is_that_of_each(tmp_path):
    rows = [["Nord" if i == 0 else "Süd" if i == 4 else None, f"K{i}", 10.5 * i] for i in range(9)]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Report of the year"])
    for row in [["Region", "Kunde", "Umsatz"], *rows]:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A6")
    sheet.merge_cells("A7:A11")
    book.save(tmp_path / "t.xlsx")
    table = read_table(tmp_path / "t.xlsx")
    assert table.column("Region").cells().tolist() == ["Nord"] * 4 + ["Süd"] * 5
    assert "7 empty cells of “Region” were filled with those above them, as the sheet means it." in map(
        str, table.steps
    )


def test_rows_and_columns_hidden_in_a_document_are_told(tmp_path):
    def row(values, state=""):
        cells = "".join(
            f'<table:table-cell office:value-type="float" office:value="{value}"/>'
            if isinstance(value, int | float)
            else f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
            for value in values
        )
        return f"<table:table-row{state}>{cells}</table:table-row>"

    filtered = ' table:visibility="filter"'
    body = row(HEADINGS) + "".join(row(values, filtered if i % 2 else "") for i, values in enumerate(ROWS))
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="A &amp; B">{columns}{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "t.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    assert [str(warning) for warning in read_table(tmp_path / "t.ods").warnings] == [
        "10 hidden rows were read like the others: a filter or a person hid them in the sheet.",
        "1 hidden column was read like the others: “Gasto”.",
    ]


def changed(tmp_path, old, new):
    book, sheet = sheet_of(ROWS)
    sheet.column_dimensions["D"].hidden = True
    book.save(tmp_path / "t.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "t.xlsx") as source,
        zipfile.ZipFile(tmp_path / "u.xlsx", "w", 8) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            assert old in content or not name.endswith("sheet1.xml")
            target.writestr(name, content.replace(old, new, 1) if name.endswith("sheet1.xml") else content)
    return tmp_path / "u.xlsx"


def test_columns_that_are_described_again_and_again_take_no_time(tmp_path):
    # By the time limit of all tests: each description of all columns took as long as the columns are many.
    again = b'<col min="1" max="16384" hidden="1"/>' * 300_000
    path = changed(tmp_path, b"</cols>", again + b"</cols>")
    assert any("hidden column" in str(each) for each in read_table(path).warnings)


def test_a_row_of_many_megabytes_is_looked_at_in_parts(tmp_path):
    text = b'<row r="22"><c r="A22" t="inlineStr"><is><t>' + b"x" * 9_000_000 + b"</t></is></c></row>"
    path = changed(tmp_path, b"</sheetData>", text + b"</sheetData>")
    assert any("hidden column" in str(each) for each in read_table(path).warnings)
