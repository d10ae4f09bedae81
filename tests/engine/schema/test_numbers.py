"""Numbers are read however they are written, and nothing else is taken for one."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segdesk.engine.data.table import ColumnFormat, ColumnType
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.schema.numbers import Marks, NumberTexts, find_marks, parse_numbers, table_decimal
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


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["1", "22"], Marks(None, None)),
        (["1.5", "22"], Marks(".", None)),
        (["1,5", "22,25"], Marks(",", None)),
        (["1,234.5"], Marks(".", ",")),
        (["1.234,5"], Marks(",", ".")),
        (["1 234", "12"], Marks(None, " ")),
        (["1'234", "12"], Marks(None, "'")),
        (["1 234,5"], Marks(",", " ")),
        # Nothing but groups of three: unsure, and a point is likelier.
        (["1.234"], Marks(".", None, sure=False)),
        (["1,234"], Marks(".", ",", sure=False)),
        # Whole numbers of up to three digits beside them: thousands. Longer ones: decimals.
        (["1.234", "575"], Marks(",", ".")),
        (["1,234", "575"], Marks(".", ",")),
        (["1.234", "5755"], Marks(".", None)),
        (["1,234", "5755"], Marks(",", None)),
        # As many for the one as for the other.
        (["1,5", "2.5"], Marks(".", ",", sure=False)),
        (["1,5", "2.5", "3.5"], Marks(".", ",")),
        (["1.000.000"], Marks(",", ".")),
    ],
)
def test_marks_of_columns(texts, marks):
    assert find_marks(texts) == marks


def test_a_mark_that_is_preferred_decides_where_the_texts_do_not():
    assert NumberTexts(["1.234"]).marks(",") == Marks(",", ".", sure=False)
    assert NumberTexts(["1.234"]).marks(".") == Marks(".", None, sure=False)
    # Whole numbers of four digits speak for a decimal mark, less surely where the table has the other one.
    assert NumberTexts(["1.234", "5755"]).marks(",") == Marks(".", None, sure=False)
    assert NumberTexts(["1.234", "5755"]).marks(".") == Marks(".", None)


@pytest.mark.parametrize(
    ("texts", "decimal"),
    [
        (["1.5"], "."),
        (["1,5"], ","),
        (["1,5", "2.5"], None),
        (["7"], None),
        (["1.234"], None),
        (["1,234.5", "2.5"], "."),
    ],
)
def test_what_texts_prove_of_the_decimal_mark(texts, decimal):
    assert NumberTexts(texts).proven_decimal() == decimal


def test_texts_are_written_anew_with_a_decimal_point():
    texts = ["1.234,5 €", "(7,25)", "x 1,5", "12", "1.000"]
    assert NumberTexts(texts).pointed(",") == ["1234.5 €", "(7.25)", "x 1,5", "12", "1000"]
    assert NumberTexts(["1 234.5", "x"]).pointed(".") == ["1234.5", "x"]


@pytest.mark.parametrize(
    ("text", "leading", "large"),
    [
        ("007", True, False),
        ("0", False, False),
        ("0.7", False, False),
        ("9007199254740992", False, False),
        ("9007199254740993", False, True),
        ("9,007,199,254,740,993", False, True),
        ("12345678901234567.50", False, False),
        ("x", False, False),
    ],
)
def test_codes_that_are_made_of_digits(text, leading, large):
    numbers = NumberTexts([text])
    assert (numbers.leading_zeros.tolist(), numbers.too_large.tolist()) == ([leading], [large])


@pytest.mark.parametrize(
    ("text", "is_number"),
    [
        ("(5)", True),
        ("(5", False),
        ("5)", False),
        ("(-5)", False),
        ("-5-", False),
        ("+-5", False),
        ("$5 €", False),
        ("$5%", True),
        ("5‰", True),
        ("1.2E4", True),
        ("12E4", False),
        ("12E-4", True),
        ("12E+4", True),
        ("1e9999", False),
    ],
)
def test_shapes_of_numbers(text, is_number):
    assert NumberTexts([text]).is_number.tolist() == [is_number]


def test_the_unit_is_the_most_frequent_one():
    numbers = NumberTexts(["5 €", "$7", "8 €", "9"])
    assert numbers.unit() == "€"
    assert numbers.currencies() == ["$", "€"]
    assert NumberTexts(["9"]).unit() is None


def test_an_endless_number_is_none():
    assert np.isnan(parse_numbers(["1.5e999"], Marks(".", None))[0])


@pytest.mark.parametrize(
    ("columns", "delimiter", "decimal"),
    [
        ([["1,5", "2,5"]], ",", ","),
        ([["1,5"], ["2.5"], ["3.5"]], ";", "."),
        ([["7"]], ";", ","),
        ([["7"]], ",", "."),
        ([["1.234"]], ";", ","),
        # A column that is hardly of numbers has no say.
        ([["1,5", *["x"] * 9]], ",", "."),
    ],
)
def test_the_decimal_mark_of_a_table(columns, delimiter, decimal):
    texts = [(None, np.array(cells, dtype=object)) for cells in columns]
    assert table_decimal(texts, delimiter) == decimal
