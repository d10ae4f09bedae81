"""Rows written many at once are those that XlsxWriter writes cell by cell."""

import threading
from zipfile import ZipFile

import numpy as np
import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segdesk.errors import Cancelled
from segdesk.io.writers import xlsx_package
from segdesk.io.writers.xlsx_cells import Repairs, fit_text
from segdesk.io.writers.xlsx_package import fill_first_sheet, write_pattern
from segdesk.io.writers.xlsx_rows import SheetColumn
from segdesk.progress import silent

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
SHEET = "xl/worksheets/sheet1.xml"

HOSTILE = [
    *(
        "=1+1",
        "  blanks ",
        "\ttab",
        "line\nbreak",
        "carriage\rreturn\r\n",
        "_x0041_",
        "_x00",
        "a_x000D_b_x005F_",
    ),
    *("<b>&amp;\"'</b>", "]]>", "", " ", "é😀\u2028", "\xa0", "x" * 40_000, "a\x00\x0b\x1f\ud800\ufffeb"),
]
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text().map(lambda text: fit_text(text, Repairs())),
    st.sampled_from([fit_text(text, Repairs()) for text in HOSTILE]),
)


def make(path, rows, by_cell, styled=(), progress=silent):
    """Write rows of cells below headings, with two decimals in some columns."""
    n_columns = len(rows[0])
    way = path if by_cell else path.with_suffix(".skeleton")
    with xlsxwriter.Workbook(str(way), OPTIONS) as workbook:
        sheet = workbook.add_worksheet()
        style = workbook.add_format({"num_format": "0.00"})
        for place in range(n_columns):
            sheet.write_string(0, place, f"heading {place}")
        for place in range(n_columns) if not by_cell else ():
            write_pattern(sheet, place, style if place in styled else None)
        for row, cells in enumerate(rows if by_cell else (), start=1):
            for place, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, place, cell)
                elif isinstance(cell, bool):
                    sheet.write_boolean(row, place, cell)
                elif cell is not None:
                    sheet.write_number(row, place, cell, style if place in styled else None)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), n_columns - 1)
    if not by_cell:
        fill_first_sheet(way, path, [column_of(cells) for cells in zip(*rows, strict=True)], progress)


def column_of(cells):
    distinct = {(type(cell), repr(cell)): cell for cell in cells}
    place = {key: i for i, key in enumerate(distinct)}
    codes = [place[type(cell), repr(cell)] for cell in cells]
    return SheetColumn(list(distinct.values()), np.array(codes, dtype=np.int32))


def parts(path):
    with ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def assert_written_alike(folder, rows, styled):
    make(folder / "cells.xlsx", rows, by_cell=True, styled=styled)
    make(folder / "rows.xlsx", rows, by_cell=False, styled=styled)
    ours, theirs = parts(folder / "rows.xlsx"), parts(folder / "cells.xlsx")
    assert list(ours) == list(theirs)
    assert ours[SHEET] == theirs[SHEET]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    rows=st.integers(1, 4).flatmap(
        lambda width: st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=12)
    ),
    repeated=st.integers(1, 4),
)
def test_every_cell_is_written_as_the_library_writes_it(tmp_path, rows, repeated):
    # The last row is full, as the library counts the extent of a sheet by its cells.
    rows = [*rows * repeated, tuple("x" for _ in rows[0])]
    assert_written_alike(tmp_path, rows, styled=(0, 2))


def test_many_rows_in_several_blocks_and_far_columns(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx_package, "_CELLS_AT_ONCE", 100)
    rows = [(*(i % 7 / 3 for _ in range(28)), f"name {i}", i % 2 == 0) for i in range(50)]
    assert_written_alike(tmp_path, rows, styled=(0, 27))


def test_a_text_that_looks_like_the_library_s_own_markup_stays_text(tmp_path):
    make(tmp_path / "rows.xlsx", [("<r><t>bold</t></r>",), ("<r>&</r>",)], by_cell=False)
    sheet = openpyxl.load_workbook(tmp_path / "rows.xlsx").active
    assert [row[0] for row in sheet.values] == ["heading 0", "<r><t>bold</t></r>", "<r>&</r>"]


def test_a_row_without_cells_is_left_out(tmp_path):
    make(tmp_path / "rows.xlsx", [(1, "a"), (None, None), (2, "b")], by_cell=False)
    assert list(openpyxl.load_workbook(tmp_path / "rows.xlsx").active.values)[1:] == [
        (1, "a"),
        (None, None),
        (2, "b"),
    ]
    assert b'<row r="3">' not in parts(tmp_path / "rows.xlsx")[SHEET]


def test_a_sheet_beyond_what_a_plain_zip_holds(tmp_path, monkeypatch):
    rows = [(i, f"text {i}") for i in range(500)]
    make(tmp_path / "plain.xlsx", rows, by_cell=False)
    monkeypatch.setattr(xlsx_package, "ZIP64_LIMIT", 10_000)
    monkeypatch.setattr(xlsx_package, "_CELLS_AT_ONCE", 100)
    make(tmp_path / "large.xlsx", rows, by_cell=False)
    assert parts(tmp_path / "large.xlsx") == parts(tmp_path / "plain.xlsx")


def test_a_stop_between_rows_ends_the_packing(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx_package, "_CELLS_AT_ONCE", 10)

    def stop(stage, fraction):
        if fraction > 0.5:
            raise Cancelled

    before = threading.active_count()
    with pytest.raises(Cancelled):
        make(tmp_path / "rows.xlsx", [(i,) for i in range(100)], by_cell=False, progress=stop)
    assert threading.active_count() == before
