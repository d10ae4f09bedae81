"""Columns of nearly as many values as customers: nobody's card number is profiled, listed, drawn or kept."""

import re
import zipfile

import numpy as np
import pandas as pd
import pytest

import segdesk
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.drift.reference import reference_of
from segdesk.engine.result.explored_columns import columns_to_explore
from segdesk.engine.schema.inspection import inspect
from segdesk.errors import InputError
from segdesk.io.frames import table_from_frame
from tests.engine.frames import columns_of, recipe, segmented, shop

N = 240
OWN = np.random.default_rng(5).permutation(np.arange(10_000, 10_000 + N))
# Values that only one or two customers have, under headings that name places, codes or nothing.
PRIVATE = {
    "PLZ": OWN.astype(str),
    "Código postal": (OWN - OWN % 2).astype(str),
    "loyalty": [f"00{value}" for value in np.where(OWN % 20 == 0, OWN[0], OWN)],
    "Straße": [f"Hauptstraße {value // 2}" for value in OWN],
    "membresía": [f"Plan-{value // 2}" for value in OWN],
}


def with_private_columns() -> pd.DataFrame:
    return shop(N).assign(**PRIVATE)


@pytest.mark.parametrize("heading", PRIVATE)
def test_a_category_of_single_customers_is_left_out(heading):
    table = table_from_frame(with_private_columns())
    found = inspect(table, recipe().columns)
    column, choice = next(
        pair for pair in zip(found.columns, found.schema.choices, strict=True) if pair[0].name == heading
    )
    assert column.type is ColumnType.CATEGORY
    assert choice.role is Role.IGNORED
    assert f"{column.n_distinct} different values among {N} customers" in str(choice.reason)


def test_kinds_and_places_of_many_customers_stay():
    columns = columns_of(
        pd.DataFrame(
            {
                "plan": np.resize(["basic", "plus", "gold"], N),
                "PLZ": (10_000 + OWN % 60).astype(str),
                "shop": [f"shop {i % 15}" for i in range(N)],
            }
        ).head(N)
    )
    assert not any(column.is_nearly_unique for column in columns.values())
    few = columns_of(pd.DataFrame({"shop": [f"shop {i}" for i in range(15)] + ["shop 1"]}))
    assert not few["shop"].is_nearly_unique


@pytest.mark.parametrize("wish", ["describe", "as found"])
def test_such_columns_are_in_no_profile_test_reference_or_choice_of_charts(wish):
    settings = {"describe": tuple(PRIVATE)} if wish == "describe" else {}
    found = segmented(with_private_columns(), k="3", use=("age", "income", "visits"), **settings)
    assert not {profile.variable for profile in found.description.profiles} & set(PRIVATE)
    assert not {test.variable for test in found.description.tests} & set(PRIVATE)
    assert not {column.name for column in columns_to_explore(found.source.columns)} & set(PRIVATE)
    assert not set(reference_of(found.source.columns, [0, 1, 2, 3]).by_name) & set(PRIVATE)


def test_nobody_can_ask_for_segments_by_them():
    with pytest.raises(InputError, match=r"PLZ.*240 different values among 240 customers"):
        segmented(with_private_columns(), k="3", use=("age", "PLZ"))


def test_cards_that_are_used_for_several_orders_are_single_customers_all_the_same(tmp_path):
    """Of a table of purchases a column repeats with the orders; of its customers it does not."""
    random = np.random.default_rng(2)
    customer = np.repeat(np.arange(60), 8)
    cards = 4_000_000_000_000_000 + random.integers(10**14, 10**15, 60)
    frame = pd.DataFrame(
        {
            "customer_id": [f"C{i:04d}" for i in customer],
            "order_date": pd.Timestamp("2024-01-01")
            + pd.to_timedelta(random.integers(0, 360, len(customer)), unit="D"),
            "amount": random.gamma(2, 20 + customer, len(customer)).round(2),
            "Tarjeta": cards[customer].astype(str),
            "PLZ": (10_000 + 7 * customer).astype(str),
        }
    )
    result = segdesk.segment(frame, k=2, criteria="silhouette", draws=0)
    result.save(tmp_path / "out")
    private = re.compile("|".join({*cards.astype(str), *frame["PLZ"]}))
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and path.suffix != ".png"]
    for path in written:
        if path.name.startswith("labeled") or path.parent.name == "lists":
            continue
        parts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                parts = [archive.read(name) for name in archive.namelist()]
        # Digits of figures and hashes are none of a card: five digits count where they stand alone.
        for text in (part.decode("utf-8", "ignore") for part in parts):
            assert not [
                found
                for found in private.findall(text)
                if re.search(rf"(?<![\d.,a-f]){found}(?![\d.,a-f])", text)
            ], path
