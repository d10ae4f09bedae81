"""Each column gets the type that an analyst would give it, with a reason."""

import numpy as np
import pytest

from segdesk.engine.data.table import ColumnFormat, ColumnType
from segdesk.engine.schema.types import type_columns
from tests.engine.schema.tables import table_of, type_of, typed

N = 60


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        ("customer_id", [f"{i:05}" for i in range(N)], ColumnType.IDENTIFIER),
        ("CustomerID", [f"{17850 + i % 9}.0" for i in range(N)], ColumnType.IDENTIFIER),
        ("Kundennummer", [str(5000 + 7 * i) for i in range(N)], ColumnType.IDENTIFIER),
        ("id_cliente", [str(i % 5) for i in range(N)], ColumnType.IDENTIFIER),
        ("InvoiceNo", [str(536365 + i // 3) for i in range(N)], ColumnType.IDENTIFIER),
        ("ref", [f"{i:04}-ABC{i}" for i in range(N)], ColumnType.IDENTIFIER),
        ("row", [str(i + 1) for i in range(N)], ColumnType.IDENTIFIER),
        ("revenue", [str((i * 7919) % 1009) for i in range(N)], ColumnType.NUMBER),
        ("orders", [str(i % 4) for i in range(N)], ColumnType.NUMBER),
        ("ratio", [f"{i}.5" for i in range(N)], ColumnType.NUMBER),
        ("number_of_orders", [str(i % 9) for i in range(N)], ColumnType.NUMBER),
        ("shop_id", [str(i % 3) for i in range(N)], ColumnType.CATEGORY),
        ("department", ["01", "02", "03"] * 20, ColumnType.CATEGORY),
        ("plz", [f"{10115 + i}" for i in range(N)], ColumnType.CATEGORY),
        ("Postal Code", ["42420", "90036", "33311"] * 20, ColumnType.CATEGORY),
        ("city", ["Bonn", "Kiel", "Ulm"] * 20, ColumnType.CATEGORY),
        (
            "comment",
            [f"the customer called about order {i} and was quite happy" for i in range(N)],
            ColumnType.TEXT,
        ),
        ("motto", [f"word {chr(65 + i % 26)}{i} here" for i in range(N)], ColumnType.TEXT),
        ("newsletter", ["yes", "No", "YES"] * 20, ColumnType.YES_NO),
        ("aktiv", ["ja", "nein", ""] * 20, ColumnType.YES_NO),
        ("flag", ["1", "0"] * 30, ColumnType.YES_NO),
        ("vip", ["x", "", ""] * 20, ColumnType.YES_NO),
        ("internet", ["No", "Yes", "No internet service"] * 20, ColumnType.CATEGORY),
        ("default", ["no", "yes", "unknown"] * 20, ColumnType.CATEGORY),
        ("gone", [""] * N, ColumnType.CATEGORY),
    ],
)
def test_types_are_those_an_analyst_would_give(name: str, cells: list[str], expected: ColumnType) -> None:
    column = typed(name, cells)
    assert column.type is expected, str(column.reason)
    assert str(column.reason)


def test_levels_are_sorted_by_frequency_then_text_and_stripped() -> None:
    column = typed("city", ["Ulm", " Bonn", "Bonn ", "Kiel", "", "Aalen"])
    assert column.levels == ("Bonn", "Aalen", "Kiel", "Ulm")
    assert column.values.tolist() == [3, 0, 0, 2, -1, 1]


def test_yes_and_no_are_kept_as_written() -> None:
    column = typed("ok", ["JA", "Nein", "JA", "n/a", ""])
    assert column.values.tolist()[:3] == [1, 0, 1]
    assert (column.format.yes, column.format.no, column.format.missing_marks) == ("JA", "Nein", ("n/a",))
    assert column.n_missing == 2


def test_namibia_and_none_stay_categories() -> None:
    countries = typed("country", ["NA", "DE", "ES", "DE"])
    assert "NA" in countries.levels
    assert "None" in typed("discount", ["None", "Gold", "None", "Silver"]).levels


def test_a_mark_of_missing_numbers_is_one_among_words_too() -> None:
    columns = {"n": ["1", "NULL", "3"], "city": ["Bonn", "NULL", "Ulm"], "country": ["NA", "DE", "DE"]}
    _, city, country = type_columns(table_of(columns))
    assert city.levels == ("Bonn", "Ulm")
    assert city.format.missing_marks == ("NULL",)
    assert "NA" in country.levels


def test_a_question_mark_beside_blank_cells_is_a_value() -> None:
    assert typed("text", ["?", "", "a", "b"]).n_missing == 1
    assert typed("text", ["?", "c", "a", "b"]).n_missing == 1


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("contact", [f"c{i}@example.com" for i in range(N)]),
        ("phone", [f"0228 1234{i:02}" for i in range(N)]),
        ("tel.", [f"+49 228 1234{i:02}" for i in range(N)]),
        ("account", ["DE89370400440532013000", "GB82 WEST 1234 5698 7654 32", "FR1420041010050500013M02606"]),
        ("first_name", ["Anna", "Bela", "Carl"] * 20),
        ("Nachname", [f"Müller{'abcdef'[i % 6]}" for i in range(N)]),
        ("Nombre del cliente", [f"José Peña {chr(65 + i % 26)}" for i in range(N)]),
        ("name", [f"Anna Adler{i}" for i in range(N)]),
    ],
)
def test_personal_data_is_recognised(name: str, cells: list[str]) -> None:
    column = typed(name, cells)
    assert column.personal
    assert column.type in (ColumnType.IDENTIFIER, ColumnType.TEXT)


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Product name", [f"Chair {chr(65 + i % 26)}" for i in range(N)]),
        ("PhoneService", ["Yes", "No"] * 30),
        ("signup", [f"2024-05-{1 + i % 28:02}" for i in range(N)]),
        ("revenue", [str(5550000000 + i * 991) for i in range(N)]),
        ("name", ["Gold", "Silver"] * 30),
    ],
)
def test_products_and_figures_are_not_personal(name: str, cells: list[str]) -> None:
    assert not typed(name, cells).personal


def test_forced_types_hold_and_what_does_not_fit_is_missing() -> None:
    table = table_of({"a": ["1", "2", "x"], "b": ["nein", "nein", "nein"], "c": ["7", "8", "7"]})
    force = {"a": ColumnType.NUMBER, "b": ColumnType.YES_NO, "c": ColumnType.CATEGORY}
    a, b, c = type_columns(table, None, force, {"b": ColumnFormat(yes="ja", no="nein")})
    assert (a.type, a.n_missing) == (ColumnType.NUMBER, 1)
    assert b.values.tolist() == [0, 0, 0]
    assert (b.format.yes, b.format.no) == ("ja", "nein")
    assert c.levels == ("7", "8")


def test_every_column_has_one_value_per_row() -> None:
    table = table_of({"a": ["", "x", "y"], "b": ["1", "", "2"], "c": ["2024-01-31", "", ""]})
    assert [len(column.values) for column in type_columns(table)] == [3, 3, 3]
    assert [column.n_missing for column in type_columns(table)] == [1, 1, 2]
    assert type_of("a", ["", "x", "y"]) is ColumnType.CATEGORY


def test_spellings_of_a_category_are_one_level_written_as_most_often():
    cells = ["Store"] * 6 + ["store"] * 2 + [" STORE "] + ["Online"] * 8 + ["online  "]
    column = typed("channel", cells)
    assert column.levels == ("Online", "Store")
    assert np.bincount(column.values).tolist() == [9, 9]
    assert len(column.warnings) == 1
    assert "2 values are written in several ways" in str(column.warnings[0])
