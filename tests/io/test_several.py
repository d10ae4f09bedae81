"""Several files are one table: columns by name, rows in order, numbers and dates that mean what they meant."""

import hashlib
import itertools
import json
import shutil
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import segdesk
from segdesk.engine.data.table import Role, Table
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.schema.inspection import inspect
from segdesk.engine.schema.types import type_columns
from segdesk.errors import InputError
from segdesk.io.reading import read_table
from segdesk.samples import sample_path
from tests.counts import times
from tests.io.files import ROWS, cells, csv_text, put

GERMAN = "kunde;datum;betrag\n" + "".join(
    f"K{i};{i % 28 + 1:02d}.03.2024;1.{i:03d},50 €\n" for i in range(20)
)
AMERICAN = "kunde,datum,betrag\n" + "".join(
    f'K{i},02/{i % 28 + 1:02d}/2024,"1,{i:03d}.25 €"\n' for i in range(20)
)


def months(folder: Path, *sizes: int) -> list[Path]:
    """Write the rows of `ROWS` into files of these sizes."""
    starts = np.cumsum([0, *sizes])
    return [
        put(folder / f"month {i + 8}.csv", csv_text(ROWS[start : start + size]))
        for i, (start, size) in enumerate(zip(starts, sizes, strict=False))
    ]


def without_source(table: Table) -> list[list[str]]:
    return [row[:-1] for row in cells(table)]


def told(table: Table) -> str:
    return "\n".join(str(message) for message in (*table.steps, *table.warnings))


def test_a_folder_is_read_in_the_natural_order_of_its_names(tmp_path: Path) -> None:
    months(tmp_path, 10, 10, 10)
    table = read_table(tmp_path)
    assert table.names == ("customer_id", "city", "orders", "revenue", "source_file")
    assert without_source(table) == ROWS
    assert list(table.columns[-1].texts) == ["month 8.csv", "month 9.csv", "month 10.csv"]
    assert table.source.path == table.source.origin == tmp_path
    assert [(f.path.name, f.rows) for f in table.source.files][-1] == ("month 10.csv", 10)


def test_files_are_read_in_the_order_given(tmp_path: Path) -> None:
    first, second = months(tmp_path, 10, 20)
    table = read_table([second, first])
    assert without_source(table) == ROWS[10:] + ROWS[:10]
    assert table.source.path == second
    assert table.source.origin == (second, first)
    prints = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (second, first)]
    assert table.source.sha256 == hashlib.sha256("\n".join(prints).encode()).hexdigest()


def test_what_is_no_month_of_the_folder_is_left_out_and_counted(tmp_path: Path) -> None:
    months(tmp_path, 10, 20)
    put(tmp_path / "~$month 8.xlsx", b"lock")
    put(tmp_path / ".hidden.csv", "a\n1\n")
    put(tmp_path / "notes.docx", b"PK")
    (tmp_path / "older").mkdir()
    result = tmp_path / "month 8-segments"
    result.mkdir()
    put(result / "summary.json", json.dumps({"segdesk": "0.1.0", "files": ["labeled.csv"]}))
    table = read_table(tmp_path)
    assert without_source(table) == ROWS
    assert "2 hidden or temporary files" in told(table)
    assert "1 result of segdesk's" in told(table)
    assert "1 folder inside" in told(table)
    assert "notes.docx" in told(table)


def test_columns_are_matched_by_name_and_what_a_file_lacks_is_told(tmp_path: Path) -> None:
    first = put(tmp_path / "a.csv", "id,City,age\n1,Ulm,30\n2,Jena,40\n")
    second = put(tmp_path / "b.csv", " CITY ,id,phone\nKöln,3,x\nBonn,4,y\n")
    table = read_table([first, second])
    assert table.names == ("id", "City", "age", "phone", "source_file")
    assert cells(table)[2] == ["3", "Köln", "", "x", "b.csv"]
    assert "b.csv: “CITY” was taken for “City”." in told(table)
    assert "The column “age” is not in b.csv" in told(table)
    assert "The column “phone” is not in a.csv" in told(table)


def test_a_file_about_something_else_is_refused(tmp_path: Path) -> None:
    first = put(tmp_path / "a.csv", "id,age\n1,30\n2,40\n")
    second = put(tmp_path / "b.csv", "product,price\nx,1\ny,2\n")
    with pytest.raises(InputError, match=r"b\.csv: There is no column in common with a\.csv"):
        read_table([first, second])


def test_the_same_bytes_count_once(tmp_path: Path) -> None:
    first, second = months(tmp_path, 10, 20)
    copy = tmp_path / "month 8 (1).csv"
    shutil.copy(first, copy)
    table = read_table([first, copy, second, second])
    assert without_source(table) == ROWS
    assert "month 8 (1).csv holds the same as month 8.csv" in told(table)
    assert len(table.source.files) == 2


def test_a_folder_without_tables_is_one_clear_error(tmp_path: Path) -> None:
    put(tmp_path / "notes.docx", b"x")
    with pytest.raises(InputError, match="holds no table"):
        read_table(tmp_path)


def test_a_broken_month_is_not_passed_over(tmp_path: Path) -> None:
    months(tmp_path, 10)
    put(tmp_path / "month 9.csv", b"")
    with pytest.raises(InputError, match=r"month 9\.csv: The file is empty"):
        read_table(tmp_path)


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    text = "id,Source_File\n1,x\n2,y\n"
    table = read_table([put(tmp_path / "a.csv", text), put(tmp_path / "b.csv", text + "3,z\n")])
    assert table.names == ("id", "Source_File", "source_file_2")


def test_the_file_never_forms_segments(tmp_path: Path) -> None:
    rows = [[f"C{i}", str(i * 7 % 50), str(i * 11 % 90)] for i in range(60)]
    for i in range(3):
        put(tmp_path / f"{i}.csv", csv_text(rows[i * 20 : i * 20 + 20], ["customer_id", "orders", "revenue"]))
    choices = inspect(read_table(tmp_path), ColumnsSpec()).schema.choices
    assert choices[-1].role is Role.DESCRIPTOR


def test_a_point_and_a_comma_day_and_month_first_become_one(tmp_path: Path) -> None:
    paths = [put(tmp_path / "jan.csv", GERMAN), put(tmp_path / "feb.csv", AMERICAN)]
    apart = [type_columns(read_table(path)) for path in paths]
    table = read_table(paths)
    together = {column.name: column for column in type_columns(table)}
    for i, name in ((1, "datum"), (2, "betrag")):
        expected = np.concatenate([columns[i].values for columns in apart])
        np.testing.assert_array_equal(together[name].values, expected)
        assert f"“{name}” is not written alike" in told(table)
    assert cells(table)[0][:3] == ["K0", "2024-03-01", "1000.50 €"]
    assert cells(table)[20][:3] == ["K0", "2024-02-01", "1000.25 €"]


def test_what_is_written_alike_stays_letter_for_letter(tmp_path: Path) -> None:
    other = GERMAN.replace(".03.", ".04.").replace("K", "L")
    table = read_table([put(tmp_path / "a.csv", GERMAN), put(tmp_path / "b.csv", other)])
    assert cells(table)[0] == ["K0", "01.03.2024", "1.000,50 €", "a.csv"]


def test_a_file_that_does_not_show_its_way_is_refused_by_name(tmp_path: Path) -> None:
    unclear = "kunde,betrag\n" + "".join(f"K{i},{i + 1}.{i + 100}\n" for i in range(9))
    german = "kunde;betrag\n" + "".join(f"K{i};{i},5\n" for i in range(9))
    paths = [put(tmp_path / "jan.csv", german), put(tmp_path / "feb.csv", unclear)]
    with pytest.raises(InputError, match=r"feb\.csv, column “betrag”.*--decimal"):
        read_table(paths)
    table = read_table(paths, ReadSpec(decimal="."))
    values = type_columns(table)[1].values
    assert values[0] == 0.5
    assert values[9] == 1.1


def test_a_workbook_beside_a_german_text_file(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["kunde", "betrag"])
    for i in range(9):
        book.active.append([f"K{i}", i + 0.25])
    book.save(tmp_path / "a.xlsx")
    put(tmp_path / "b.csv", "kunde;betrag\n" + "".join(f"L{i};{i},5\n" for i in range(9)))
    values = type_columns(read_table(tmp_path))[1].values
    assert values.tolist() == [i + 0.25 for i in range(9)] + [i + 0.5 for i in range(9)]


def test_all_sheets_with_the_same_headings_are_one_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for sheet, rows in (("Jan", ROWS[:10]), ("Notes", []), ("Feb", ROWS[10:])):
        page = book.create_sheet(sheet)
        page.append(["customer_id", "city", "orders", "revenue"] if rows else ["who", "what"])
        for row in rows or [["me", "wrote it"], ["you", "read it"]]:
            page.append(row)
    del book["Sheet"]
    path = tmp_path / "year.xlsx"
    book.save(path)
    table = read_table(path, ReadSpec(sheet="*"))
    assert table.names[-1] == "source_sheet"
    assert without_source(table) == ROWS
    assert list(table.columns[-1].texts) == ["Jan", "Feb"]
    assert "“Notes” of year.xlsx" in told(table)
    assert table.source.sheet == "*"
    put(tmp_path / "more.csv", csv_text([["C999", "Ulm", "1", "2.5"]] * 2))
    both = read_table([path, tmp_path / "more.csv"], ReadSpec(sheet="*"))
    assert both.names[-2:] == ("source_file", "source_sheet")
    assert cells(both)[-1][-2:] == ["more.csv", ""]


LINES = sample_path("customers").read_text("utf-8-sig").splitlines()[:241]
LABELS_OF = {"k": 3, "method": "kmeans", "draws": 0, "criteria": ["silhouette"]}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> segdesk.Result:
    """Segments of the table in one piece."""
    path = put(tmp_path_factory.mktemp("whole") / "t.csv", "\n".join(LINES) + "\n")
    return segdesk.segment(read_table(path), **LABELS_OF)


@settings(max_examples=times(4, 8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.sets(st.integers(20, 220), max_size=4))
def test_a_table_in_pieces_gives_the_same_table_and_labels(
    tmp_path_factory: pytest.TempPathFactory, whole: segdesk.Result, cuts: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("pieces")
    bounds = [0, *sorted(cuts), 240]
    for i, (start, end) in enumerate(itertools.pairwise(bounds)):
        put(folder / f"{i}.csv", "\n".join([LINES[0], *LINES[1 + start : 1 + end]]) + "\n")
    table = whole.segmentation.source_table
    pieces = read_table(folder)
    assert without_source(pieces) == cells(table)
    assert pieces.names[:-1] == table.names
    assert (segdesk.segment(pieces, **LABELS_OF).labels == whole.labels).all()
