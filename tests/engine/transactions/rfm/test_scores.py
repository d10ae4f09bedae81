"""RFM scores, their thresholds and names, against the definition and the R package rfm."""

import json
from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.transactions.rfm.cell_names import read_cells
from segdesk.engine.transactions.rfm.scores import make_thresholds, rfm_scores, score, with_rfm
from segdesk.errors import InputError, UsageError
from segdesk.resources import resource
from segdesk.samples import sample_path
from tests.engine.transactions.shops import changed, shop_of

NAMES = {
    "Champions", "Loyal", "Potential Loyalist", "New", "Promising", "Need Attention", "About To Sleep", "At Risk",
    "Cannot Lose Them", "Hibernating", "Lost",
}  # fmt: skip


@pytest.fixture(scope="module")
def orders():
    return shop_of(sample_path("orders")).features


def test_the_map_covers_each_of_125_cells_once():
    cells = read_cells()
    assert len(cells) == 125
    assert set(cells) == {(r, f, m) for r in range(1, 6) for f in range(1, 6) for m in range(1, 6)}
    assert set(cells.values()) == NAMES
    lines = resource("rfm_cells.csv").read_text(encoding="utf-8").split()
    assert sum(line[0].isdigit() for line in lines if line[1:2] == ",") == 125


def test_a_map_with_a_hole_or_a_twin_is_refused(tmp_path):
    text = resource("rfm_cells.csv").read_text(encoding="utf-8").splitlines()
    for lines, cell in ((text[:-1], "111"), ([*text, text[1]], "555"), ([*text, "6,1,1,Lost"], "611")):
        path = tmp_path / "map.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        with pytest.raises(InputError, match=cell):
            read_cells(path)
    path.write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="can't be read"):
        read_cells(path)


@pytest.mark.parametrize(
    ("which", "own"),
    [
        ("default5", {}),
        (
            "custom_thresholds",
            {
                "rfm_recency": ("115", "181", "297", "482"),
                "rfm_frequency": ("4", "5", "6", "8"),
                "rfm_monetary": ("256", "382", "506", "666"),
            },
        ),
    ],
)
def test_r_preset_gives_every_customer_the_scores_of_the_r_package(shared_data, which, own):
    folder = shared_data / "data/rfm_orders"
    settings = {"as_of": "2006-12-31", "rfm_preset": "r-rfm", **own}
    features = shop_of(folder / "rfm_data_orders.csv", **settings).features
    scores = rfm_scores(features, TransactionsSpec(**settings))
    expected = pd.read_csv(folder / f"expected_scores_{which}.csv", dtype={"rfm_score": str})
    expected = expected.set_index("customer_id").loc[list(features.orders.customers)]
    assert len(expected) == 995
    assert scores.cell.tolist() == expected["rfm_score"].tolist()
    assert features.numbers("recency_days").tolist() == expected["recency_days"].tolist()
    assert features.numbers("monetary").tolist() == expected["amount"].tolist()

    summary = json.loads((folder / f"expected_summary_{which}.json").read_text())
    bounds = summary["threshold"][1:]
    assert scores.thresholds.recency == pytest.approx([b["recency_lower"] for b in bounds])
    assert scores.thresholds.frequency[""] == pytest.approx([b["frequency_lower"] for b in bounds])
    assert scores.thresholds.monetary[""] == pytest.approx([b["monetary_lower"] for b in bounds])
    sizes = Counter(scores.segments[i] for i in scores.segment)
    published = {row["segment"]: row["customers"] for row in summary["segments_vignette"]["summary"]}
    assert sizes == published


def test_by_default_scores_differ_from_those_of_r_as_documented(shared_data):
    folder = shared_data / "data/rfm_orders"
    features = shop_of(folder / "rfm_data_orders.csv", as_of="2006-12-31").features
    scores = rfm_scores(features)
    expected = pd.read_csv(folder / "expected_scores_default5.csv").set_index("customer_id")
    expected = expected.loc[list(features.orders.customers)]
    assert (features.numbers("frequency") != expected["transaction_count"]).sum() == 11
    assert (scores.recency != expected["recency_score"]).sum() == 1
    assert (scores.frequency != expected["frequency_score"]).sum() == 5
    assert (scores.monetary != expected["monetary_score"]).sum() == 2
    assert (scores.cell != expected["rfm_score"].astype(str)).sum() == 8


@pytest.mark.parametrize(
    "wrong",
    [
        {"rfm_recency": ("1", "2", "3")},
        {"rfm_recency": ("4", "3", "2", "1")},
        {"rfm_recency": ("1", "2", "3", "inf")},
        {"rfm_recency": ("5: 1 2 3 4",), "rfm_binning": "nested"},
        {"rfm_frequency": ("5: 1 2 3 4",)},
        {"rfm_frequency": ("6: 1 2 3 4",), "rfm_binning": "nested"},
        {"rfm_frequency": ("54: 1 2 3 4",), "rfm_binning": "nested"},
        {"rfm_frequency": ("5: 1 2 3 4", "5: 1 2 3 5"), "rfm_binning": "nested"},
        {"rfm_frequency": ("5: 1 2 3 4", "7"), "rfm_binning": "nested"},
        {"rfm_monetary": ("5: 1 2 3 4",), "rfm_binning": "nested"},
        {"rfm_monetary": ("54: 1 2 3",), "rfm_binning": "nested"},
        {"rfm_monetary": ("54: 1 2 3 many",), "rfm_binning": "nested"},
    ],
)
def test_thresholds_that_make_no_sense_are_refused_with_how_to_write_them(wrong):
    with pytest.raises(UsageError) as caught:
        TransactionsSpec(**wrong)
    assert "Write 4 rising numbers" in str(caught.value.mend)


def test_nested_thresholds_of_ones_own_are_used_and_lend_to_their_neighbours(orders):
    spec = TransactionsSpec(rfm_binning="nested", rfm_bins=3, rfm_frequency=("1: 1 2", "3: 4 9"))
    scores = rfm_scores(orders, spec)
    frequency = orders.numbers("frequency")
    best = scores.recency == 3
    assert scores.frequency[best].tolist() == (1 + (frequency[best] > 4) + (frequency[best] > 9)).tolist()
    # Recency 2 is as near to 1 as to 3; the lower one lends.
    between = scores.recency == 2
    assert (
        scores.frequency[between].tolist()
        == (1 + (frequency[between] > 1) + (frequency[between] > 2)).tolist()
    )


def test_quantiles_of_type_7_and_intervals_closed_above():
    values = np.arange(1.0, 12.0)
    table = np.column_stack([values, values, values])
    found = make_thresholds(table, TransactionsSpec())
    assert found.recency == (3.0, 5.0, 7.0, 9.0)
    recency, frequency, _ = score(table, found)
    assert frequency.tolist() == [1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert recency.tolist() == [5, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    assert found.recency == pytest.approx(np.quantile(values, [0.2, 0.4, 0.6, 0.8]))


def test_fewer_levels_than_asked_are_said(orders):
    scores = rfm_scores(orders)
    present = np.unique(scores.frequency)
    assert len(present) < 5
    assert any("frequency has only" in str(step) for step in scores.steps)
    # Equal customers are never split.
    for value in np.unique(orders.numbers("frequency")):
        assert len(set(scores.frequency[orders.numbers("frequency") == value])) == 1


@pytest.mark.parametrize("bins", range(3, 10))
@pytest.mark.parametrize("binning", ["independent", "nested"])
def test_any_number_of_levels_and_both_binnings(orders, bins, binning):
    spec = TransactionsSpec(rfm_bins=bins, rfm_binning=binning)
    scores = rfm_scores(orders, spec)
    for part in (scores.recency, scores.frequency, scores.monetary):
        assert part.min() >= 1
        assert part.max() <= bins
    assert {len(cell) for cell in scores.cell} == {3}
    again = rfm_scores(orders, spec, thresholds=scores.thresholds)
    assert (again.cell == scores.cell).all()
    written = TransactionsSpec(rfm_bins=bins, rfm_binning=binning, **scores.thresholds.settings())
    edited = rfm_scores(orders, written)
    assert edited.thresholds == scores.thresholds
    # What these customers give by themselves nobody needs to be told.
    assert edited.steps == scores.steps
    later = (str(float(cut) + 7) for cut in written.rfm_recency)
    moved = rfm_scores(orders, replace(written, rfm_recency=tuple(later)))
    assert "the recipe sets the thresholds of recency" in str(moved.steps[-1])
    assert (edited.cell == scores.cell).all()


def test_nested_levels_divide_frequency_within_recency(orders):
    scores = rfm_scores(orders, TransactionsSpec(rfm_binning="nested", rfm_bins=3))
    frequency = orders.numbers("frequency")
    for level in (1, 2, 3):
        inside = scores.recency == level
        cuts = np.quantile(frequency[inside], [1 / 3, 2 / 3])
        assert scores.thresholds.frequency[str(level)] == pytest.approx(cuts)


def test_thresholds_serve_customers_whom_they_were_not_made_of(orders):
    found = rfm_scores(orders, TransactionsSpec(rfm_binning="nested")).thresholds
    recency, frequency, monetary = score(np.array([[0.0, 1.0, -5.0], [9999.0, 500.0, 1e6]]), found)
    assert recency.tolist() == [5, 1]
    assert 1 <= frequency.min() <= frequency.max() <= 5
    assert monetary is not None


def test_without_money_there_are_two_scores():
    cells = changed()
    del cells["unit_price"]
    features = shop_of(cells).features
    scores = rfm_scores(features)
    assert scores.monetary is None
    assert {len(cell) for cell in scores.cell} == {2}
    assert any("without money" in str(step) for step in scores.steps)
    assert "monetary_score" not in with_rfm(features, scores).table.names


def test_the_scores_become_columns(orders):
    scores = rfm_scores(orders)
    more = with_rfm(orders, scores)
    added = ("recency_score", "frequency_score", "monetary_score", "rfm_cell", "rfm_segment")
    assert more.table.names[-5:] == added
    assert more.table.column("rfm_cell").cells().tolist() == scores.cell.tolist()
    assert more.table.column("rfm_segment").cells()[0] == scores.segments[scores.segment[0]]
    assert more.forms == orders.forms
    assert more.carried == (*orders.carried, *added[:-1])
    assert "rfm_segment" not in (*more.forms, *more.carried)
    assert [str(s) for s in scores.steps] == [str(s) for s in more.table.steps[-len(scores.steps) :]]


CUSTOMER = st.tuples(st.integers(0, 6), st.integers(1, 5), st.integers(0, 8))


@given(st.lists(CUSTOMER, min_size=1, max_size=40), st.randoms(), st.sampled_from(["independent", "nested"]))
@settings(max_examples=150)
def test_identical_customers_get_identical_scores_whatever_the_order(customers, random, binning):
    spec = TransactionsSpec(rfm_binning=binning)

    def scored(rows):
        values = np.array(rows, dtype=float)
        found = make_thresholds(values, spec)
        return list(zip(*(part.tolist() for part in score(values, found)), strict=True))

    first = dict(zip(customers, scored(customers), strict=True))
    assert [first[c] for c in customers] == scored(customers)
    shuffled = list(customers)
    random.shuffle(shuffled)
    assert [first[c] for c in shuffled] == scored(shuffled)
