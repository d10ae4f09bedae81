"""What a column is taken for and what it is used for: each limit of the rules, on both sides of it."""

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.near_duplicates import near_duplicates
from segdesk.engine.schema.roles import infer_schema
from segdesk.engine.schema.types import type_columns
from segdesk.io.frames import table_from_frame
from tests.engine.schema.tables import table_of


def column_of(cells, name="it"):
    other = [f"{i + 0.5}" for i in range(len(cells))]
    return type_columns(table_of({name: [str(cell) for cell in cells], "other": other}), Recipe().read)[0]


def role_of(cells, name="it"):
    frame = pd.DataFrame({name: cells, "other": np.arange(len(cells)) + 0.5})
    columns = type_columns(table_from_frame(frame), Recipe().read)
    return infer_schema(columns, ColumnsSpec(kind="customers")).choices[0].role


def test_leading_zeros_make_codes_and_stay():
    column = column_of([f"{i:05}" for i in range(40)])
    assert column.type is ColumnType.IDENTIFIER
    assert "00007" in column.levels


@pytest.mark.parametrize(("digits", "kind"), [(15, ColumnType.NUMBER), (17, ColumnType.IDENTIFIER)])
def test_numbers_beyond_2_to_the_53_are_codes(digits, kind):
    cells = [str(10 ** (digits - 1) + 7 * i * i) for i in range(40)]
    column = column_of(cells)
    assert column.type is kind
    if kind is ColumnType.IDENTIFIER:
        assert set(column.levels) == set(cells)


@pytest.mark.parametrize(("n_missing", "role"), [(60, Role.SEGMENTATION), (61, Role.IGNORED)])
def test_over_60_percent_empty_is_left_out(n_missing, role):
    cells = np.r_[np.full(n_missing, np.nan), np.tile([1.5, 2.5, 3.5, 9.5], 25)[: 100 - n_missing]]
    assert role_of(cells) is role


@pytest.mark.parametrize(("n_levels", "role"), [(15, Role.SEGMENTATION), (16, Role.DESCRIPTOR)])
def test_over_15_categories_only_describe(n_levels, role):
    assert role_of([f"kind {chr(97 + i % n_levels)}" for i in range(320)]) is role


@pytest.mark.parametrize(
    ("name", "cells", "role"),
    [
        ("constant", [3.5] * 40, Role.IGNORED),
        ("empty", [None] * 40, Role.IGNORED),
        ("churn", ["yes", "no"] * 20, Role.OUTCOME),
        ("churn", ["yes", "no", "maybe"] * 20, Role.DESCRIPTOR),
        ("city", ["Bonn", "Ulm"] * 20, Role.DESCRIPTOR),
        ("shop code", ["A1x", "B2x"] * 20, Role.DESCRIPTOR),
        ("spend", [1.5, 2.5, 7.5, 9.25] * 10, Role.SEGMENTATION),
    ],
)
def test_roles_of_plain_columns(name, cells, role):
    assert role_of(cells, name) is role


@pytest.mark.parametrize(("r", "n"), [(0.95, 0), (0.951, 1), (-0.951, 1)])
def test_numbers_that_say_nearly_the_same_are_named_above_0_95(r, n):
    found = near_duplicates({("a", "b"): r, ("b", "a"): r, ("a", "c"): 0.2, ("c", "a"): 0.2})
    assert len(found) == n
    if n:
        assert str(found[0]) == (
            "a and b say nearly the same (correlation 0.95 or more), so what they share counts 2 times."
        )


def test_numbers_that_belong_together_by_way_of_another_are_one_group():
    pairs = {("a", "b"): 0.97, ("b", "c"): -0.99, ("a", "c"): 0.9, ("d", "e"): 0.96}
    found = near_duplicates(pairs | {(b, a): r for (a, b), r in pairs.items()})
    assert [str(each) for each in found] == [
        "a, b and c say nearly the same (correlation 0.90 or more), so what they share counts 3 times.",
        "d and e say nearly the same (correlation 0.96 or more), so what they share counts 2 times.",
    ]


def value_of(cells, name="spend"):
    frame = pd.DataFrame({name: cells, "other": np.arange(len(cells)) + 0.5})
    return infer_schema(
        type_columns(table_from_frame(frame), Recipe().read), ColumnsSpec(kind="customers")
    ).value_column


@pytest.mark.parametrize(("n_values", "found"), [(15, None), (16, "spend")])
def test_money_has_over_15_different_values(n_values, found):
    assert value_of(np.arange(160) % n_values + 0.5) == found


@pytest.mark.parametrize(("n_negative", "found"), [(4, "spend"), (5, None)])
def test_money_is_negative_for_under_5_percent(n_negative, found):
    cells = np.arange(100) + 0.5
    cells[:n_negative] = -0.25
    assert value_of(cells) == found


@pytest.mark.parametrize(
    ("name", "found"), [("spend", True), ("TotalSpend", True), ("sales_rate", False), ("age", False)]
)
def test_money_is_found_by_its_heading(name, found):
    assert (value_of(np.arange(100) + 0.5, name) == name) == found


def test_an_identifier_that_repeats_is_told():
    ids = [f"C{i:03}" for i in range(60)]
    ids[1] = ids[0]
    frame = pd.DataFrame({"customer id": ids, "n": np.arange(60) % 9 + 0.5})
    found = infer_schema(type_columns(table_from_frame(frame), Recipe().read), ColumnsSpec(kind="customers"))
    assert found.names(Role.IDENTIFIER) == ("customer id",)
    assert [str(each) for each in found.warnings] == [
        "customer id: 1 row repeats an identifier that was there before; every row counts as a customer."
    ]
