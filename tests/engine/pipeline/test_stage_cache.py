"""A run makes anew only what its recipe or its data change, and comes to the result of a run that makes everything."""

import datetime as dt
import gzip
import weakref
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.clustering import diagonal_mixture
from segdesk.engine.data.table import Table
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.pipeline.stage_cache import StageCache
from segdesk.engine.recipe.by_hand import Merge
from segdesk.engine.recipe.preparation import VariableSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.codec import encode
from segdesk.engine.result.segmentation import Segmentation, with_provenance
from segdesk.io.frames import table_from_frame
from segdesk.io.reading import read_table
from segdesk.messages import Message
from segdesk.samples import sample_path
from tests.counts import times
from tests.engine.frames import USE, recipe, shop

UNDERSTANDING, SUMMARISING = "Understanding the columns", "Summarising purchases"
PREPARING = "Preparing the columns"
CACHED = (UNDERSTANDING, SUMMARISING, PREPARING)
DAY = dt.date(2026, 1, 1)
QUICK = {"k": "3", "draws": 0, "criteria": ("silhouette", "inertia")}


def run(
    table: Table, chosen: Recipe, cache: StageCache | None, today: dt.date = DAY, joined: Table | None = None
) -> tuple[Segmentation, list[str]]:
    """Return the result of a run, and which of the cached stages it said it was in."""
    said: list[str] = []

    def listen(stage: Message, fraction: float) -> None:
        if fraction < 1 and str(stage) not in said:
            said.append(str(stage))

    found = segment(table, chosen, listen, joined=joined, today=today, cache=cache)
    return with_provenance(found, seconds={}), [stage for stage in said if stage in CACHED]


def assert_same(one: Segmentation, other: Segmentation) -> None:
    for part in ("fit", "validation", "description", "provenance"):
        found, expected = encode(getattr(one, part)), encode(getattr(other, part))
        assert found.document == expected.document
        assert found.arrays.keys() == expected.arrays.keys()
        for name, values in found.arrays.items():
            np.testing.assert_array_equal(values, expected.arrays[name])


@pytest.mark.parametrize(
    ("changes", "made_anew"),
    [
        ({}, []),
        ({"k": "4"}, []),
        ({"method": "hierarchical", "k": "2..4"}, []),
        ({"draws": 5}, []),
        ({"missing": "mean"}, [PREPARING]),
        ({"seed": 7}, [PREPARING]),
        ({"min_size": "20"}, [PREPARING]),
        ({"use": ("age", "visits")}, [UNDERSTANDING, PREPARING]),
        ({"date_order": "day-first"}, [UNDERSTANDING, PREPARING]),
    ],
)
def test_only_what_a_setting_changes_is_made_anew(changes, made_anew):
    table, cache = table_from_frame(shop()), StageCache()
    first = recipe(**QUICK, use=USE)
    assert run(table, first, cache)[1] == [UNDERSTANDING, PREPARING]
    changed = first.with_settings(changes)
    again, said = run(table, changed, cache)
    assert said == made_anew
    assert_same(again, run(table, changed, None)[0])


def test_steps_by_hand_and_the_language_compare_no_numbers_of_segments_again():
    table, cache = table_from_frame(shop()), StageCache()
    first = recipe(**{**QUICK, "k": "2..4", "draws": 5}, use=USE)
    run(table, first, cache)
    changed = first.with_settings({"edits": (Merge((1, 2)),), "lang": "de"})
    said = []
    again = segment(table, changed, lambda stage, _: said.append(str(stage)), today=DAY, cache=cache)
    assert "Trying numbers of segments" not in said
    assert again.provenance.recipe.output.lang == "de"
    assert_same(with_provenance(again, seconds={}), run(table, changed, None)[0])


def test_the_numbers_compared_do_not_stay_beside_what_is_prepared_anew():
    table, cache = table_from_frame(shop()), StageCache()
    first = recipe(**QUICK, use=USE)
    matrix = weakref.ref(run(table, first, cache)[0].fit.ordered_matrix)
    kept = []

    def listen(stage: Message, fraction: float) -> None:
        if str(stage) == PREPARING:
            kept.append(matrix() is not None)

    segment(table, first.with_settings({"missing": "mean"}), listen, today=DAY, cache=cache)
    assert kept
    assert not any(kept)


def test_the_same_data_read_again_is_known_and_other_data_is_not():
    frame, cache = shop(), StageCache()
    chosen = recipe(**QUICK, use=USE)
    run(table_from_frame(frame), chosen, cache)
    assert run(table_from_frame(frame), chosen, cache)[1] == []
    frame.loc[0, "visits"] += 0.5
    other = table_from_frame(frame)
    again, said = run(other, chosen, cache)
    assert said == [UNDERSTANDING, PREPARING]
    assert_same(again, run(other, chosen, None)[0])


def test_the_same_cells_with_other_headings_or_types_are_other_data():
    frame = pd.DataFrame({"visits": [4, 2, 4]})
    table = table_from_frame(frame)
    renamed = table_from_frame(frame.rename(columns={"visits": "orders"}))
    as_text = table_from_frame(frame.astype(str))
    assert renamed.source.sha256 == as_text.source.sha256 == table.source.sha256
    assert len({each.fingerprint for each in (table, renamed, as_text)}) == 3


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """The first lines of the sample's orders."""
    lines = gzip.decompress(sample_path("orders").read_bytes()).splitlines(keepends=True)
    path = tmp_path_factory.mktemp("orders") / "orders.csv"
    path.write_bytes(b"".join(lines[: times(2_001, len(lines))]))
    return read_table(path)


@pytest.mark.parametrize(
    ("changes", "made_anew"),
    [
        ({"k": "4"}, []),
        ({"method": "rfm"}, [UNDERSTANDING, SUMMARISING, PREPARING]),
        ({"rfm_bins": 4}, [UNDERSTANDING, SUMMARISING, PREPARING]),
    ],
)
def test_purchases_are_summarised_anew_only_where_that_changes_something(orders, changes, made_anew):
    cache, first = StageCache(), Recipe().with_settings(QUICK)
    assert run(orders, first, cache)[1] == [UNDERSTANDING, SUMMARISING, PREPARING]
    changed = first.with_settings(changes)
    again, said = run(orders, changed, cache)
    assert said == made_anew
    assert_same(again, run(orders, changed, None)[0])


def test_another_day_or_another_joined_table_makes_other_customers(orders):
    cache, chosen = StageCache(), Recipe().with_settings(QUICK)
    customers = table_from_frame(shop(30).assign(**{"customer id": list(customers_of(orders))[:30]}))
    others = table_from_frame(shop(30, seed=2).assign(**{"customer id": list(customers_of(orders))[:30]}))
    everything = [UNDERSTANDING, SUMMARISING, PREPARING]
    assert run(orders, chosen, cache)[1] == everything
    assert run(orders, chosen, cache, DAY + dt.timedelta(days=1))[1] == everything
    assert run(orders, chosen, cache, joined=customers)[1] == everything
    assert run(orders, chosen, cache, joined=others)[1] == everything
    assert run(orders, chosen, cache, joined=others)[1] == []


def customers_of(orders: Table) -> tuple[str, ...]:
    return tuple(orders.column("customer_no").texts)


class Value:
    """Something that a stage makes."""


def test_a_stage_holds_its_latest_value_alone_and_lets_go_of_it_before_the_next_is_made():
    cache = StageCache()
    first = weakref.ref(cache.recall("prepare", 1, Value))
    other = cache.recall("understand", 1, Value)
    assert cache.recall("prepare", 1, Value) is first()

    def alone() -> Value:
        assert first() is None
        return Value()

    second = cache.recall("prepare", 2, alone)
    assert cache.recall("prepare", 2, Value) is second
    assert cache.recall("prepare", 1, Value) is not second
    assert cache.recall("understand", 1, Value) is other


def test_a_stage_that_was_stopped_has_no_value():
    cache = StageCache()
    before = cache.recall("prepare", 1, Value)

    def stopped() -> Value:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cache.recall("prepare", 2, stopped)
    assert cache.recall("prepare", 1, Value) is not before


def test_numbers_that_are_equal_but_written_differently_are_told_apart():
    cache = StageCache()
    whole = VariableSpec(missing="constant", fill=1)
    assert whole == replace(whole, fill=1.0)
    value = cache.recall("prepare", whole, Value)
    assert cache.recall("prepare", replace(whole, fill=1.0), Value) is not value


def test_the_choice_of_the_method_and_the_scan_grow_mixtures_once(monkeypatch):
    growths = []
    grow = diagonal_mixture.grow_mixtures

    def counted(*arguments):
        growths.append(arguments)
        return grow(*arguments)

    monkeypatch.setattr(diagonal_mixture, "grow_mixtures", counted)
    found = segment(table_from_frame(shop()), recipe(use=("age", "income", "visits"), draws=0))
    assert found.method == "kmeans"
    assert len(found.validation.scan.candidates) > 1
    # And once more where a mixture is tried on some of the customers.
    assert sorted(len(matrix) for matrix, _ in growths) == [len(found.fit.order)] * 2
