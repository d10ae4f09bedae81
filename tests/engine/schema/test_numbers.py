"""Numbers are read however they are written, and nothing else is taken for one."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segdesk.engine.data.table import ColumnFormat, ColumnType
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.schema.numbers import NumberTexts, find_marks, parse_numbers
from segdesk.engine.schema.types import type_columns
from tests.engine.schema.tables import table_of, type_of, typed


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["9.812,40 €", "700 €", "-5,5 €"], [9812.4, 700, -5.5]),
        (["$1,234.50", "$12", "-$3.25"], [1234.5, 12, -3.25]),
        (["CHF 1'234.50", "CHF 12.00", "CHF 7"], [1234.5, 12, 7]),
        (["1 234,5", "12,25", "1\u00a0000\u202f000"], [1234.5, 12.25, 1e6]),
        (["12.5%", "3 %", "100%"], [12.5, 3, 100]),
        (["(1,200.00)", "15.00", "12.50-"], [-1200, 15, -12.5]),
        (["  700.40  ", " 9300.25", "0.5 "], [700.4, 9300.25, 0.5]),
        (["1.5e-05", "0.25", "3E+2"], [1.5e-5, 0.25, 300]),
        (["12,34,567.50", "1,000.00", "5.25"], [1234567.5, 1000, 5.25]),
        (["EUR 5,00", "7,5 EUR", "8"], [5, 7.5, 8]),
        ([".5", "1.25", "+3"], [0.5, 1.25, 3]),
        (["−5", "3", "2.5"], [-5, 3, 2.5]),
    ],
)
def test_local_ways_to_write_numbers_are_understood(texts: list[str], values: list[float]) -> None:
    np.testing.assert_array_equal(parse_numbers(texts, find_marks(texts)), values)


@pytest.mark.parametrize(
    "text",
    [
        "1_000",
        "0x1A",
        "12E4",
        "1e5",
        "1.2.3",
        "1,23,4",
        "12-5",
        "--5",
        "€",
        "1 23",
        "12 34 56",
        "٣",
        "1.234.56",
    ],
)
def test_what_looks_like_a_number_only_to_a_parser_is_none(text: str) -> None:
    assert math.isnan(parse_numbers([text], find_marks([text]))[0])


def test_thousands_and_decimals_are_told_apart_by_the_whole_column() -> None:
    assert typed("n", ["575", "1.613", "2.003"], ";").values.tolist() == [575, 1613, 2003]
    assert typed("n", ["575", "1.613", "1613"]).values.tolist() == [575, 1.613, 1613]
    assert typed("n", ["0.613", "1.613"]).values.tolist() == [0.613, 1.613]


def test_a_column_that_can_not_decide_follows_the_table() -> None:
    columns = {"a": ["1.234", "5.678"], "b": ["1,5", "2,25"]}
    a, _ = type_columns(table_of(columns, ";"))
    assert a.values.tolist() == [1234, 5678]
    assert not a.warnings


def test_a_column_that_nothing_decides_is_warned_of_and_can_be_set() -> None:
    column = typed("a", ["1.234", "5.678"])
    assert column.values.tolist() == [1.234, 5.678]
    assert "could be read with either mark" in str(column.warnings[0])
    settled = typed("a", ["1.234", "5.678"], spec=ReadSpec(decimal=","))
    assert settled.values.tolist() == [1234, 5678]
    assert not settled.warnings


def test_the_format_of_a_model_decides_for_new_values() -> None:
    table = table_of({"a": ["1.234", "5.678"]})
    column = type_columns(
        table, None, {"a": ColumnType.NUMBER}, {"a": ColumnFormat(decimal=",", thousands=".")}
    )[0]
    assert column.values.tolist() == [1234, 5678]


def test_few_slips_count_as_missing_and_are_named() -> None:
    column = typed("age", [str(20 + i % 40) for i in range(99)] + ["see note"])
    assert column.type is ColumnType.NUMBER
    assert column.n_missing == 1
    assert "1 cell is no number" in str(column.warnings[0])
    assert "see note" in str(column.warnings[0])


def test_many_slips_make_a_category() -> None:
    assert type_of("size", ["1", "2", "3"] * 5 + ["XL", "S"] * 3) is ColumnType.CATEGORY


def test_letters_among_digits_say_that_all_are_codes() -> None:
    invoices = [str(536365 + i // 2) for i in range(200)] + ["C536379", "C536383"]
    assert type_of("invoice", invoices) is not ColumnType.NUMBER


def test_whole_numbers_beyond_what_a_float_holds_are_never_rounded() -> None:
    column = typed("reference", ["9007199254740993", "9007199254740995", "9007199254740997"])
    assert column.type is ColumnType.IDENTIFIER
    assert "9007199254740993" in column.levels


def test_several_currencies_are_named() -> None:
    column = typed("price", ["5 €", "7 $", "8 €"])
    assert column.format.unit == "€"
    assert "several currencies" in str(column.warnings[0])


@settings(max_examples=200)
@given(
    values=st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=20),
    marks=st.sampled_from([(".", ","), (",", "."), (",", " "), (".", "'"), (",", "\u00a0"), (".", "")]),
    unit=st.sampled_from(["{}", "{} €", "${}", "{} EUR", "  {} "]),
)
def test_numbers_written_in_any_way_are_read_back(values: list, marks: tuple[str, str], unit: str) -> None:
    decimal, thousands = marks
    texts = []
    for value in values:
        plain = f"{abs(value):,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", thousands)
        texts.append(
            ("-" if value < 0 else "") + unit.format(plain)
            if unit[0] != " "
            else f"  {'-' * (value < 0)}{plain} "
        )
    read = NumberTexts(texts).values(NumberTexts(texts).marks())
    np.testing.assert_array_equal(read, [float(value) for value in values])
