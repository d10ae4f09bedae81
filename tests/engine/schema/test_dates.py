"""Dates are read in the order that the whole column proves, and what proves nothing is warned of."""

import numpy as np
import pytest

from segdesk.engine.data.table import ColumnFormat, ColumnType
from segdesk.engine.recipe.reading import ReadSpec
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
