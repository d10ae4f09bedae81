"""Codes, names and answers: the borders of what a column is taken for."""

import pytest

from segdesk.engine.data.table import ColumnType
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.schema.harmonise import harmonise
from segdesk.engine.schema.personal import find_personal
from segdesk.engine.schema.yes_no import find_pair, known_pair
from segdesk.errors import InputError
from tests.engine.schema.tables import table_of, type_of, typed


@pytest.mark.parametrize(
    ("texts", "known", "pair"),
    [
        (["Yes", "NO"], (None, None), ("yes", "no")),
        (["1", "0"], (None, None), ("1", "0")),
        (["yes"], (None, None), ("yes", "")),
        (["Opt-in"], (None, None), ("opt-in", "")),
        (["gold"], (None, None), None),
        (["yes", "no", "maybe"], (None, None), None),
        (["x"], (None, None), ("x", "")),
        (["x", "y"], (None, None), None),
        # A model knows its words: one of them is enough, and both are.
        (["Gold"], ("gold", "silver"), ("gold", "silver")),
        (["gold", "silver"], ("gold", " Silver"), ("gold", "silver")),
        (["gold", "bronze"], ("gold", "silver"), None),
    ],
)
def test_pairs_of_answers(texts, known, pair):
    assert find_pair(texts, *known) == pair


def test_the_pair_that_most_texts_belong_to():
    assert known_pair(["ja", "nein", "vielleicht"]) == ("ja", "nein")
    assert known_pair(["n", "j"]) == ("j", "n")
    assert known_pair(["gold"]) is None


@pytest.mark.parametrize(
    ("heading", "texts", "share", "personal"),
    [
        ("contact", ["a@b.org", "c@d.com"], 1.0, True),
        ("contact", ["a@b.org"] * 9 + ["none"], 1.0, True),
        ("contact", ["a@b.org"] * 8 + ["none", "nobody"], 1.0, False),
        ("x", ["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432"], 1.0, True),
        # Wrong check digits in half of them.
        ("x", ["DE89 3704 0044 0532 0130 00", "GB83WEST12345698765432"], 1.0, False),
        ("x", ["+49 170 1234567", "(030) 1234567"], 1.0, True),
        ("phone", ["0170 1234567", "0171 7654321"], 1.0, True),
        ("x", ["0170 1234567", "0171 7654321"], 1.0, False),
        ("phone", ["2024-05-10", "2024-05-11"], 1.0, False),
        ("last name", ["Müller", "Schmidt"], 0.1, True),
        ("name", ["Anna Müller", "Bob Jones"], 0.1, True),
        ("name", ["anna müller", "bob jones"], 0.6, True),
        ("name", ["anna müller", "bob jones"], 0.5, False),
        # More than half of several words.
        ("name", ["Anna Müller", "Bob"], 1.0, False),
        ("name", ["Anna Müller", "Bob Jones", "Eve"], 1.0, True),
        ("name", ["Anna Müller"], 1.0, False),
        ("name", ["Anna " + "x" * 75, "Bob Jones"], 1.0, True),
        ("name", ["Anna " + "x" * 76, "Bob Jones"], 1.0, False),
    ],
)
def test_personal_data(heading, texts, share, personal):
    assert (find_personal(heading, texts, share) is not None) == personal


@pytest.mark.parametrize(
    ("name", "cells", "kind"),
    [
        # Codes of their own for each row, whatever the heading.
        ("x", [f"A{i}" for i in range(60)], ColumnType.IDENTIFIER),
        ("x", [f"A{i % 59}" for i in range(60)], ColumnType.TEXT),
        ("x", [f"A{i % 30}" for i in range(60)], ColumnType.CATEGORY),
        # A heading that names a key makes one of over 50 values.
        ("item", [f"A{i % 51}" for i in range(200)], ColumnType.CATEGORY),
        (
            "shop id",
            [f"north {chr(97 + i % 26)}{chr(97 + i // 26 % 2)}" for i in range(156)],
            ColumnType.IDENTIFIER,
        ),
        (
            "shop id",
            [f"north {chr(97 + i % 25)}{chr(97 + i // 25 % 2)}" for i in range(150)],
            ColumnType.CATEGORY,
        ),
        # Long texts of over ten kinds are no categories.
        ("x", [f"{'word ' * 8}{chr(97 + i % 11)}" for i in range(110)], ColumnType.TEXT),
        ("x", [f"{'word ' * 8}{chr(97 + i % 10)}" for i in range(100)], ColumnType.CATEGORY),
    ],
)
def test_codes_texts_and_categories(name, cells, kind):
    assert type_of(name, cells) is kind


@pytest.mark.parametrize(
    ("name", "cells", "kind"),
    [
        ("x", [str(i) for i in range(1, 31)], ColumnType.IDENTIFIER),
        ("x", [str(i) for i in range(2, 32)], ColumnType.NUMBER),
        ("x", [str(i) for i in range(1, 10)], ColumnType.NUMBER),
        ("x", [str(i) for i in [*range(1, 30), 31]], ColumnType.NUMBER),
        ("shop id", [str(7 + i % 51) for i in range(510)], ColumnType.IDENTIFIER),
        ("shop id", [str(7 + i % 50) for i in range(510)], ColumnType.CATEGORY),
        ("shop id", [str(7 + i % 21) for i in range(100)], ColumnType.IDENTIFIER),
        ("shop id", [str(7 + i % 20) for i in range(100)], ColumnType.CATEGORY),
    ],
)
def test_figures_that_are_codes(name, cells, kind):
    assert type_of(name, cells) is kind


def test_rows_that_fall_in_one_order_of_days_prove_it_and_those_that_do_neither_do_not():
    falling = [f"{day:02}/{month:02}/2024" for month in (3, 2, 1) for day in range(12, 0, -1)]
    assert typed("day", falling).format.date_order == "day first"
    mixed = [falling[i * 7 % 36] for i in range(36)]
    assert "no day is above 12" in str(typed("day", mixed).warnings[0])
    # Nine different days are too few to prove anything.
    assert "no day is above 12" in str(typed("day", falling[:9]).warnings[0])


def files(*columns, delimiters=",,"):
    tables = [table_of(cells, delimiter) for cells, delimiter in zip(columns, delimiters, strict=True)]
    found, told = harmonise(tables, ReadSpec())
    return [{c.name: c.cells().tolist() for c in table.columns} for table in found], [
        str(each) for each in told
    ]


def test_files_that_write_alike_stay_letter_for_letter():
    cells = {"n": ["1,5", "2,25"], "d": ["31.12.2024", "30.11.2024"]}
    found, told = files(cells, cells)
    assert found == [cells, cells]
    assert told == []


def test_decimal_marks_that_differ_are_made_points():
    found, told = files({"n": ["1,5", "2,25"]}, {"n": ["1.5", "2.25"]})
    assert found == [{"n": ["1.5", "2.25"]}, {"n": ["1.5", "2.25"]}]
    assert told == [
        "“n” is not written alike in all files; its numbers were written anew with a decimal point."
    ]


def test_numbers_that_would_be_taken_for_thousands_get_one_digit_more():
    found, _ = files({"n": ["1,613"], "m": ["0,5"]}, {"n": ["575"], "m": ["0.5"]})
    assert found[0] == {"n": ["1.6130"], "m": ["0.5"]}
    assert found[1] == {"n": ["575"], "m": ["0.5"]}


def test_orders_of_days_that_differ_are_written_anew_the_year_first():
    found, told = files({"d": ["31/12/2024", "01/02/2024"]}, {"d": ["12/31/2024", "02/01/2024 10:30"]})
    assert found[0]["d"] == ["2024-12-31", "2024-02-01"]
    assert found[1]["d"] == ["2024-12-31 00:00:00", "2024-02-01 10:30:00"]
    assert told == ["“d” is not written alike in all files; its dates were written anew, the year first."]


def test_a_column_that_does_not_show_its_way_follows_the_others_of_its_file():
    first = {"n": ["1,5", "2,25"], "m": ["1.234", "5.678"]}
    second = {"n": ["1.5", "2.25"], "m": ["1.234", "5.678"]}
    found, _ = files(first, second)
    assert found[0]["m"] == ["1234", "5678"]
    assert found[1]["m"] == ["1.234", "5.678"]


def test_a_file_that_shows_nothing_is_refused():
    with pytest.raises(InputError, match="does not show its decimal mark"):
        files({"n": ["1,5", "2,25"]}, {"n": ["1.234", "5.678"]}, delimiters=";,")
    with pytest.raises(InputError, match="does not show its order of dates"):
        files({"d": ["31/12/2024", "01/02/2024"]}, {"d": ["01/02/2024", "03/04/2024"]}, delimiters=";,")


def test_files_of_one_make_are_taken_to_write_alike():
    found, told = files({"n": ["1,5", "2,25"]}, {"n": ["1,234", "5,678"]})
    assert found[1] == {"n": ["1,234", "5,678"]}
    assert told == []
