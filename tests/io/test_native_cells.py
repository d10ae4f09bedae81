"""Cells that a file typed itself, as the texts that they become, and what goes into a workbook."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segdesk.engine.data.table import ColumnFormat, ColumnType, Source, TextColumn, TypedColumn
from segdesk.errors import InputError
from segdesk.io.columns import blank, encoded, keep_rows, make_table
from segdesk.io.native_cells import column_of, native_number_text, text_of
from segdesk.io.writers.xlsx_cells import LONGEST_TEXT, Repairs, distinct_cells, fit_text, number_format
from segdesk.messages import say


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (99, "99"),
        (99.0, "99"),
        (-0.5, "-0.5"),
        (0.1, "0.1"),
        (1e14, "100000000000000"),
        (1e15, "1000000000000000.0"),
        (10**20, "100000000000000000000"),
        (float("nan"), ""),
        (float("inf"), "inf"),
    ],
)
def test_numbers_are_written_as_short_as_they_can_be_read_back(value, text):
    assert native_number_text(value) == text


@pytest.mark.parametrize(
    ("value", "text", "with_time"),
    [
        (None, "", ""),
        ("a ", "a ", "a "),
        (True, "True", "True"),
        (dt.date(2024, 5, 10), "2024-05-10", "2024-05-10 00:00:00"),
        (dt.datetime(2024, 5, 10, 7, 5, 9, 999), "2024-05-10", "2024-05-10 07:05:09"),
        (dt.time(7, 5), "07:05:00", "07:05:00"),
        (dt.timedelta(hours=25, minutes=1, seconds=2), "25:01:02", "25:01:02"),
        (-dt.timedelta(minutes=61), "-1:01:00", "-1:01:00"),
        (b"\x01\xff", "01ff", "01ff"),
    ],
)
def test_texts_of_cells(value, text, with_time):
    assert text_of(value) == text
    assert text_of(value, with_time=True) == with_time


@pytest.mark.parametrize(
    ("values", "texts", "native"),
    [
        ([1, 2.5, None], ["1", "2.5", ""], ColumnType.NUMBER),
        ([True, False, ""], ["True", "False", ""], ColumnType.YES_NO),
        ([True, 1], ["True", "1"], None),
        ([dt.date(2024, 5, 10), dt.datetime(2024, 5, 10)], ["2024-05-10", "2024-05-10"], ColumnType.DATE),
        (
            [dt.date(2024, 5, 10), dt.datetime(2024, 5, 10, 1)],
            ["2024-05-10 00:00:00", "2024-05-10 01:00:00"],
            ColumnType.DATE,
        ),
        (["a", 1], ["a", "1"], None),
        ([None, ""], ["", ""], None),
    ],
)
def test_columns_of_cells_know_their_type_where_all_agree(values, texts, native):
    (codes, distinct), found = column_of(values)
    assert [distinct[code] for code in codes] == texts
    assert found is native


def test_columns_hold_each_text_once_and_lose_those_that_no_row_has():
    codes, texts = encoded(["b", "a", "b", ""])
    assert (codes.tolist(), texts.tolist()) == ([0, 1, 0, 2], ["b", "a", ""])
    codes, texts = keep_rows(codes, texts, np.array([False, True, False, True]))
    assert (codes.tolist(), texts.tolist()) == ([0, 1], ["a", ""])
    assert blank(["", " \t", "a", "\u00a0"]).tolist() == [True, True, False, True]


def table_with(headings, columns):
    return make_table([encoded(cells) for cells in columns], headings, Source(Path("t.csv"), "text", ""))


def test_names_of_columns_are_made_unique():
    table = table_with(["a", " a ", "", "a_2", "a"], [["1"], ["2"], ["3"], ["4"], ["5"]])
    assert table.names == ("a", "a_3", "column_3", "a_2", "a_4")
    assert table.headings == ("a", " a ", "", "a_2", "a")
    assert [str(each) for each in table.warnings] == [
        "The heading “a” is a duplicate: the column was renamed “a_3”.",
        "The heading “a” is a duplicate: the column was renamed “a_4”.",
    ]
    assert [str(each) for each in table.steps] == ["1 column has no heading and is called column_3."]
    assert table_with(["", "column_1"], [["1"], ["2"]]).names == ("column_1_", "column_1")
    # Where nothing has a heading there is nothing to say.
    assert table_with(["", ""], [["1"], ["2"]]).steps == ()
    many = table_with(["a", *[""] * 6], [["1"]] * 7)
    assert str(many.steps[0]).endswith("called column_2, column_3, column_4, column_5, column_6 and ….")


def test_empty_columns_without_a_heading_are_left_out():
    table = table_with(["a", "", "b"], [["1"], [" "], [""]])
    assert table.names == ("a", "b")
    assert [str(each) for each in table.steps] == [
        "1 column without a heading and without values was left out."
    ]


@pytest.mark.parametrize(
    ("headings", "columns", "words"),
    [
        (["a"], [[]], "no rows below"),
        ([""], [[]], "holds no rows"),
        ([], [], "holds no rows"),
        ([""], [[""]], "holds no rows"),
    ],
)
def test_a_table_has_rows(headings, columns, words):
    with pytest.raises(InputError, match=words):
        table_with(headings, columns)


# In a workbook


@pytest.mark.parametrize(
    ("text", "written", "counts"),
    [
        ("plain\ttext\n", "plain\ttext\n", {}),
        ("a\x00b\x0bc\ufffe", "abc", {"control": 3}),
        ("x" * LONGEST_TEXT, "x" * LONGEST_TEXT, {}),
        ("x" * (LONGEST_TEXT + 1), "x" * LONGEST_TEXT, {"cut": 3}),
        # LineCounts in UTF-16 units: each of these takes two, and none is cut in half.
        ("😀" * 16_383, "😀" * 16_383, {}),
        ("😀" * 16_384, "😀" * 16_383, {"cut": 3}),
    ],
)
def test_texts_are_made_fit_for_excel(text, written, counts):
    repairs = Repairs()
    assert fit_text(text, repairs, 3) == written
    assert dict(repairs.counts) == counts


def column(cells, kind, values, native=None, **form):
    codes, texts = encoded(cells)
    typed = TypedColumn("a", kind, np.array(values), (), ColumnFormat(**form), say("as given"))
    return TextColumn("a", codes, texts, native), typed


def test_cells_of_a_workbook_are_typed_once_per_text():
    text, typed = column(["1,5", "x", "", "1,5"], ColumnType.NUMBER, [1.5, np.nan, np.nan, 1.5])
    assert distinct_cells(text, typed, Repairs()) == [1.5, "x", None]
    assert distinct_cells(text, None, Repairs()) == ["1,5", "x", None]
    repairs = Repairs()
    text, typed = column(["\x00", "\x00"], ColumnType.CATEGORY, [0, 0])
    assert distinct_cells(text, typed, repairs) == [""]
    assert repairs.counts["control"] == 2


def test_days_are_counted_as_excel_does_and_only_those_of_its_calendar():
    days = ["1900-02-28", "1900-03-01", "2024-05-10 12:00:00", "9999-12-31", ""]
    values = np.array([*days[:-1], "NaT"], dtype="datetime64[s]")
    text, typed = column(days, ColumnType.DATE, values)
    assert distinct_cells(text, typed, Repairs()) == ["1900-02-28", 61.0, 45422.5, 2958465.0, None]
    assert number_format(text, typed) == "yyyy-mm-dd hh:mm:ss"
    text, typed = column(days[:2], ColumnType.DATE, values[:2])
    assert number_format(text, typed) == "yyyy-mm-dd"


def test_only_a_file_that_stores_true_and_false_gets_them_back():
    for native, cells in ((ColumnType.YES_NO, [True, False]), (None, ["True", "False"])):
        text, typed = column(["True", "False"], ColumnType.YES_NO, [1.0, 0.0], native)
        assert distinct_cells(text, typed, Repairs()) == cells


@pytest.mark.parametrize(
    ("cells", "form", "expected"),
    [
        (["1", "2"], {}, None),
        (["1.5", "2.5"], {}, "0.0"),
        (["1.5", "2.25"], {}, None),
        (["1.5", "2"], {}, None),
        (["1,50", "2,75"], {"decimal": ","}, "0.00"),
        (["1,234.50", "2.75"], {"decimal": ".", "thousands": ","}, "#,##0.00"),
        (["1,234", "2"], {"thousands": ","}, "#,##0"),
        (["5.5 €", "7.5 €"], {"decimal": ".", "unit": "€"}, '0.0" €"'),
        (["5%", "7%"], {"unit": "%"}, '0"%"'),
        (["1.123456", "2.123456"], {}, "0.000000"),
        (["1.1234567", "2.1234567"], {}, None),
    ],
)
def test_formats_of_numbers_are_those_of_the_file(cells, form, expected):
    assert number_format(*column(cells, ColumnType.NUMBER, [1.0, 2.0], **form)) == expected


def test_other_columns_have_no_format():
    text, typed = column(["a"], ColumnType.CATEGORY, [0])
    assert number_format(text, typed) is None
    assert number_format(text, None) is None


NUMBERS_AND_NOTHING = st.lists(
    st.one_of(st.none(), st.just(""), st.floats(), st.sampled_from([0.0, -0.0, 1.0, 2.5, 1e16])), min_size=1
)


@given(NUMBERS_AND_NOTHING)
def test_a_column_of_numbers_has_the_texts_of_its_cells(values):
    (codes, texts), _ = column_of(values)
    assert codes.dtype == np.int32
    assert texts[codes].tolist() == [text_of(value) for value in values]
    assert texts.tolist() == list(dict.fromkeys(texts[codes]))
