"""Dates are read in the order that the whole column proves, and what proves nothing is warned of."""

import numpy as np
import pytest

from segdesk.engine.data.table import ColumnFormat, ColumnType
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.schema.dates import (
    ANY_DATES,
    DAY_FIRST,
    MONTH_FIRST,
    ORDERS,
    YEAR_FIRST,
    DateSense,
    DateTexts,
)
from segdesk.engine.schema.types import type_columns
from tests.engine.schema.tables import table_of, type_of, typed

MAY = np.datetime64("2024-05-10", "s")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["2024-05-10", "2024-12-31"], "2024-05-10"),
        (["2024-05-10T13:05:00Z", "2024-12-31T00:00:00Z"], "2024-05-10T13:05:00"),
        (["2024-05-10T00:00:00+02:00", "2024-05-11T00:00:00+02:00"], "2024-05-10"),
        (["10.5.2024", "31.12.2024"], "2024-05-10"),
        (["10/05/2024", "31/12/2024"], "2024-05-10"),
        (["5/10/2024", "12/31/2024"], "2024-05-10"),
        (["5/10/2024 1:05 PM", "12/31/2024 12:00 AM"], "2024-05-10T13:05:00"),
        (["10.05.24", "31.12.24"], "2024-05-10"),
        (["2024/5/10", "2024/12/31"], "2024-05-10"),
        (["10-May-2024", "31-Dec-2024"], "2024-05-10"),
        (["May 10, 2024", "December 31, 2024"], "2024-05-10"),
        (["10. Mai 2024", "31. Dezember 2024"], "2024-05-10"),
        (["10 de mayo de 2024", "31 de diciembre de 2024"], "2024-05-10"),
        (["Fri, 10 May 2024", "Tue, 31 Dec 2024"], "2024-05-10"),
    ],
)
def test_ways_to_write_dates_are_understood(texts: list[str], expected: str) -> None:
    column = typed("signup", texts)
    assert column.type is ColumnType.DATE
    assert column.values[0] == np.datetime64(expected, "s")
    assert not column.warnings
    assert column.values.dtype == np.dtype("datetime64[s]")


@pytest.mark.parametrize(
    "texts",
    [
        ["1.2.10", "1.2.11", "2.0.1"],
        ["192.168.0.1", "10.0.0.1"],
        ["555-12-3456", "555-13-3457"],
        ["2024-13-45", "2024-14-46"],
        ["20240131", "20240201"],
        ["2010-11", "2011-12"],
        ["12:30", "13:45"],
        ["45292", "45293"],
        ["may", "jun", "jul"],
    ],
)
def test_versions_numbers_and_months_are_no_dates(texts: list[str]) -> None:
    assert type_of("value", texts) is not ColumnType.DATE


def test_eight_digits_are_a_date_where_the_heading_says_so() -> None:
    assert typed("signup_date", ["20240510", "20241231"]).values[0] == MAY


def test_an_undecided_order_is_warned_of_and_can_be_set() -> None:
    texts = ["05/10/2024", "04/07/2024", "06/06/2024"]
    column = typed("day", texts)
    assert column.format.date_order == "month first"
    assert "no day is above 12" in str(column.warnings[0])
    settled = typed("day", texts, spec=ReadSpec(date_order="day-first"))
    assert settled.values[0] == np.datetime64("2024-10-05", "s")
    assert not settled.warnings


def test_an_undecided_order_follows_the_other_dates_and_the_model() -> None:
    columns = {
        "a": ["05/10/2024", "04/07/2024", "06/06/2024"],
        "b": ["31/12/2024", "30/11/2024", "29/10/2024"],
    }
    first, _ = type_columns(table_of(columns))
    assert first.format.date_order == "day first"
    known = {"a": ColumnFormat(date_order="day first")}
    only = type_columns(table_of({"a": columns["a"]}), None, {"a": ColumnType.DATE}, known)[0]
    assert only.values[0] == np.datetime64("2024-10-05", "s")


def test_rows_in_order_of_time_prove_the_order() -> None:
    days = [f"{day:02}/{month:02}/2024" for month in (1, 2, 3) for day in range(1, 13)]
    assert typed("day", days).format.date_order == "day first"


def test_months_written_as_their_first_day_prove_the_order() -> None:
    column = typed("month", [f"{month:02}/01/2024" for month in range(1, 13)])
    assert column.format.date_order == "month first"


def test_missing_marks_and_few_slips_stay_out_of_dates() -> None:
    column = typed("signup", [f"2024-05-{day:02}" for day in range(1, 29)] * 2 + ["n/a", "", "soon"])
    assert column.type is ColumnType.DATE
    assert column.n_missing == 3
    assert column.format.missing_marks == ("n/a",)
    assert "soon" in str(column.warnings[0])


def read(texts: list[str], order: str = DAY_FIRST, sense: DateSense = ANY_DATES) -> list[str]:
    return [str(value) for value in DateTexts(texts, sense).values(order)]


@pytest.mark.parametrize(
    ("text", "day_first", "month_first", "year_first"),
    [
        ("03.04.2024", "2024-04-03", "2024-03-04", None),
        ("2024-03-04", "2024-03-04", "2024-03-04", "2024-03-04"),
        ("03-04-05", "2005-04-03", "2005-03-04", "2003-04-05"),
        ("31.12.99", "1999-12-31", None, None),
        ("01.02.68", "2068-02-01", "2068-01-02", None),
        ("01.02.69", "1969-02-01", "1969-01-02", None),
        ("29.02.2024", "2024-02-29", None, None),
        ("29.02.2023", None, None, None),
        ("2023-04-31", None, None, None),
        ("00.01.2024", None, None, None),
        ("2024-00-10", None, None, None),
        ("2024-13-01", None, None, None),
        ("0000-01-01", None, None, None),
        ("3 Mar 24", "2024-03-03", "2024-03-03", "2024-03-03"),
        ("March 3, 2024", "2024-03-03", "2024-03-03", "2024-03-03"),
        ("2024 März 3", "2024-03-03", "2024-03-03", "2024-03-03"),
    ],
)
def test_orders_of_day_month_and_year(text, day_first, month_first, year_first):
    for order, expected in ((DAY_FIRST, day_first), (MONTH_FIRST, month_first), (YEAR_FIRST, year_first)):
        found = read([text], order)[0]
        assert found == ("NaT" if expected is None else f"{expected}T00:00:00")


@pytest.mark.parametrize(
    ("time", "seconds"),
    [
        ("00:00", "00:00:00"),
        ("7:05", "07:05:00"),
        ("23:59:59", "23:59:59"),
        ("12:30 AM", "00:30:00"),
        ("12:30 PM", "12:30:00"),
        ("1:30 pm", "13:30:00"),
        ("11:30 a.m.", "11:30:00"),
        ("13:30 PM", None),
        ("0:30 AM", None),
        ("24:00", "next"),
        ("24:01", None),
        ("25:00", None),
        ("12:60", None),
        ("12:00:60", "12:01:00"),
        ("12:00:61", None),
        ("14:30 Uhr", "14:30:00"),
        ("14:30:15.250", "14:30:15"),
    ],
)
def test_times(time, seconds):
    found = DateTexts([f"2024-05-10 {time}"])
    assert found.is_date.tolist() == [seconds is not None]
    if seconds == "next":
        assert str(found.values(DAY_FIRST)[0]) == "2024-05-11T00:00:00"
    elif seconds is not None:
        assert str(found.values(DAY_FIRST)[0]) == f"2024-05-10T{seconds}"


def test_the_day_on_the_clock_is_kept_whatever_the_zone():
    assert read(["2024-05-10T00:30:00+0200", "2024-05-10 23:30:00-0500", "2024-05-10T12:00Z"]) == [
        "2024-05-10T00:30:00",
        "2024-05-10T23:30:00",
        "2024-05-10T12:00:00",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1.2.3",
        "1.2.345",
        "123.4.2024",
        "2024.5.2024",
        "10.5.4",
        "10.5-2024",
        "10.5.2024 noon",
        "10 Hornung 2024",
        "",
    ],
)
def test_no_dates(text):
    assert not DateTexts([text]).is_date.any()


def test_eight_digits_only_where_it_is_said_so():
    assert not DateTexts(["20240510"]).is_date.any()
    assert read(["20240510", "20241310"], sense=DateSense(is_headed=True)) == ["2024-05-10T00:00:00", "NaT"]


def test_what_texts_prove_of_the_order():
    assert DateTexts(["13.05.2024", "01.02.2024"]).proven_order() == DAY_FIRST
    assert DateTexts(["05/13/2024", "01/02/2024"]).proven_order() == MONTH_FIRST
    assert DateTexts(["05/12/2024", "01/02/2024"]).proven_order() is None
    assert DateTexts(["13.05.2024", "05/13/2024"]).proven_order() is None
    assert DateTexts(["13.05.2024", "x"]).possible_orders() == {DAY_FIRST: 1, MONTH_FIRST: 0, YEAR_FIRST: 0}


def test_first_days_of_months_tell_the_order():
    assert DateTexts(["01/02/2024", "01/03/2024", "01/04/2024"]).first_of_month() == DAY_FIRST
    assert DateTexts(["02/01/2024", "03/01/2024", "04/01/2024"]).first_of_month() == MONTH_FIRST
    # Two are too few, and the first of January each year says nothing.
    assert DateTexts(["01/02/2024", "01/03/2024"]).first_of_month() is None
    assert DateTexts(["01/01/2022", "01/01/2023", "01/01/2024"]).first_of_month() is None
    assert DateTexts(["01/02/2024", "01/03/2024", "05/04/2024"]).first_of_month() is None


def test_how_dates_are_written():
    assert DateTexts(["x", "10.05.2024"]).mark == "."
    assert DateTexts(["10 May 2024"]).mark == ""
    assert DateTexts(["2024-05-10", "10 May 2024"]).starts_with_year()
    assert not DateTexts(["2024-05-10", "10.05.2024"]).starts_with_year()
    assert not DateTexts(["10 May 2024"]).starts_with_year()
    assert DateTexts(["10 May 2024", "x"]).named_only()
    assert not DateTexts(["10 May 2024", "10.05.2024"]).named_only()
    assert DateTexts(["1.2.10"]).short_years
    assert not DateTexts(["01.02.10", "1.2.2010", "1 May 10"]).short_years


@pytest.mark.parametrize("sense", [DateSense(), DateSense(True), DateSense(True, True)])
def test_a_moment_means_the_same_among_others_and_alone(sense):
    days = [
        "2024-01-31",
        "1999-02-30",
        "0000-00-00",
        "31.12.2024",
        "20240131",
        "5 Jan 2024",
        "2024-1-3",
        "abc",
        "",
    ]
    clocks = [
        "",
        " 10:15",
        "T10:15:30Z",
        " 25:00",
        " 24:00",
        " 1:15 PM",
        "+01:00",
        "1",
        "-05",
        "１0:00",
        " 10h",
        "日",
        "x",
    ]
    texts = [day + clock for day in days for clock in clocks]
    together = DateTexts(texts, sense)
    for order in ORDERS:
        alone = np.concatenate([DateTexts([text], sense).values(order) for text in texts])
        assert np.array_equal(together.values(order), alone, equal_nan=True)
