"""Parts of reading and writing of a line or two, each alone."""

import json
import zipfile
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError, UsageError, Where
from segdesk.io.compared_files import read_sides
from segdesk.io.database_tables import CUSTOMERS, named_table
from segdesk.io.databases import _plain
from segdesk.io.reading import list_sheets, read_table
from segdesk.io.result_folder import listed_files
from segdesk.io.source_summary import files_in_words, summarise_source
from segdesk.io.writers.labels import free_names
from segdesk.io.writers.xlsx import _added_column, _width
from segdesk.io.writers.xlsx_cells import Repairs
from tests.io.files import HEADINGS, ROWS, cells, csv_text, put


@pytest.mark.parametrize(
    ("old", "new", "data", "words"),
    [
        ("a.segdesk", "b.csv", [], "A model can't be compared"),
        ("a.csv", "b.segdesk", ["c.csv"], "A model can't be compared"),
        ("a.segdesk", "b.SEGDESK", [], "by the customers that they place"),
        ("a.csv", "b.csv", ["c.csv"], "by the customers that they place"),
        ("a.segdesk", "b.segdesk", ["c.csv"] * 3, "by the customers that they place"),
    ],
)
def test_what_cannot_be_compared(old, new, data, words):
    with pytest.raises(UsageError, match=words):
        read_sides(Path(old), Path(new), [Path(each) for each in data])


def test_a_table_of_a_database_is_found_by_its_name():
    here = Where(file="shop.db")
    names = ["orders", "Customers", "customers"]
    assert named_table(names, "customers", here) == "customers"
    assert named_table(names, "CUSTOMERS", here) == "Customers"
    with pytest.raises(InputError, match="There is no table “people”") as caught:
        named_table(names, "people", here)
    assert "orders, Customers and customers" in str(caught.value.mend)


@pytest.mark.parametrize(
    ("name", "likely"), [("customers", True), ("tbl_Kunden", True), ("crm_client", True), ("orders", False)]
)
def test_tables_of_customers_by_their_name(name, likely):
    assert (CUSTOMERS.fullmatch(name) is not None) == likely


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Decimal("5.00"), 5),
        (Decimal("5.25"), 5.25),
        (Decimal("NaN"), None),
        (Decimal(2**53 - 1), 2**53 - 1),
        (Decimal(2**53), str(2**53)),
        # No float is this number.
        (Decimal("0.12345678901234567890"), "0.12345678901234567890"),
        (float("inf"), None),
        (1.5, 1.5),
        (memoryview(b"ab"), b"ab"),
        ("text", "text"),
    ],
)
def test_cells_of_a_database(value, plain):
    assert _plain(value) == plain
    assert type(_plain(value)) is type(plain)


@pytest.mark.parametrize(
    ("summary", "files"),
    [
        ({"segdesk": "1.0", "files": ["a.csv", "b/c.html"]}, ["a.csv", "b/c.html"]),
        ({"segdesk": "1.0", "files": []}, []),
        ({"segdesk": "1.0", "files": ["a.csv", "../b.csv"]}, None),
        ({"segdesk": "1.0", "files": [str(Path(__file__).resolve())]}, None),
        ({"segdesk": "1.0", "files": [5]}, None),
        ({"segdesk": 1, "files": []}, None),
        ({"segdesk": "1.0", "files": "a.csv"}, None),
        ({"files": []}, None),
        ([], None),
    ],
)
def test_a_folder_of_ours_is_known_by_its_summary(tmp_path, summary, files):
    put(tmp_path / "summary.json", json.dumps(summary))
    assert listed_files(tmp_path) == files


def test_a_folder_without_a_summary_is_not_ours(tmp_path):
    assert listed_files(tmp_path) is None
    put(tmp_path / "summary.json", "{")
    assert listed_files(tmp_path) is None


def test_what_is_told_of_a_file(tmp_path):
    table = read_table(put(tmp_path / "t.csv", csv_text(sep=";")))
    found = summarise_source(table)
    assert {key: found[key] for key in ("rows", "columns", "delimiter", "encoding", "sheet")} == {
        "rows": len(ROWS), "columns": len(HEADINGS), "delimiter": ";", "encoding": "utf-8", "sheet": None,
    }  # fmt: skip
    assert found["path"] == str(tmp_path / "t.csv")
    assert "files" not in found
    assert files_in_words(table.source) == []


def test_what_is_told_of_several_files(tmp_path):
    put(tmp_path / "a.csv", csv_text(ROWS[:1]))
    put(tmp_path / "b.csv", csv_text(ROWS[1:]))
    told = []
    table = read_table(tmp_path, progress=lambda stage, share: told.append(share))
    assert [(each["rows"], each["sheet"]) for each in summarise_source(table)["files"]] == [
        (1, None),
        (29, None),
    ]
    ((heading, files),) = files_in_words(table.source)
    assert (str(heading), str(files)) == ("Read as one table", "a.csv (1 row) and b.csv (29 rows)")
    assert all(0 <= share <= 1 for share in told)
    assert max(told) > 0.5


def test_every_sheet_of_what_has_none_is_the_table_itself(tmp_path):
    table = read_table(put(tmp_path / "t.csv", csv_text()), ReadSpec(sheet="*"))
    assert cells(table) == ROWS
    assert table.names == tuple(HEADINGS)
    assert list_sheets(tmp_path / "t.csv") == []


def test_what_a_mac_puts_into_an_archive_is_no_table(tmp_path):
    path = tmp_path / "t.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("t.csv", csv_text())
        archive.writestr("__MACOSX/._t.csv", b"\x00\x05")
        archive.writestr("folder/", b"")
    assert cells(read_table(path)) == ROWS


def test_cells_with_blanks_before_quotation_marks(tmp_path):
    text = 'id, name, n\n1, "a, b", 5\n2, "c", 6\n' + "".join(f'{i}, "x, {i}", 7\n' for i in range(3, 9))
    table = read_table(put(tmp_path / "t.csv", text))
    assert cells(table)[0] == ["1", "a, b", "5"]
    assert cells(table)[-1] == ["8", "x, 8", "7"]


@pytest.mark.parametrize(
    ("wanted", "existing", "free"),
    [
        (["segment"], ["id"], ["segment"]),
        (["segment"], [" Segment "], ["segment_2"]),
        (["segment", "segment_2"], ["segment"], ["segment_2", "segment_2_2"]),
        (["segment"], ["segment", "segment_2"], ["segment_3"]),
    ],
)
def test_names_that_a_table_uses_get_a_number(wanted, existing, free):
    assert free_names(wanted, existing) == free


def test_cells_of_columns_that_are_added_to_a_workbook():
    repairs = Repairs()

    def cells_of(values):
        column = _added_column(values, repairs)
        return [column.cells[code] for code in column.codes]

    assert cells_of(np.array([0.5, np.nan, np.inf, 0.5])) == [0.5, None, None, 0.5]
    assert cells_of(np.array([1, 0], dtype=np.int32)) == [1, 0]
    assert cells_of(np.array(["a\x00", "b", "a\x00"], dtype=object)) == ["a", "b", "a"]
    assert repairs.counts["control"] == 2


@pytest.mark.parametrize(
    ("head", "texts", "width"),
    [
        ("id", [], 8.0),
        ("id", ["x" * 10], 12.0),
        ("id", ["x" * 60], 40.0),
        ("a heading of length", [], 21.0),
        ("id", ["1234567"], 9.0),
    ],
)
def test_columns_of_a_workbook_are_as_wide_as_sensible(head, texts, width):
    assert _width(head, texts) == width
