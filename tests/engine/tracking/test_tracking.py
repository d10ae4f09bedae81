"""Segments through several periods: planted moves are recovered, and the figures of the history add up."""

import numpy as np
import pytest

from segdesk.engine.comparison.side import UNASSIGNED_KEY, Side
from segdesk.engine.tracking.findings import missing_periods, tracking_findings, tracking_headline
from segdesk.engine.tracking.period import Period, Unit
from segdesk.engine.tracking.tracking import PlacedBy, Snapshot, track
from tests.engine.frames import USE, segmented, shop

NAMES = {UNASSIGNED_KEY: "Unassigned", "1": "Gold", "2": "Silver", "3": "Bronze"}


@pytest.fixture(scope="module")
def placed_by():
    found = segmented(shop(60), k="3", use=USE, criteria=("inertia",))
    return PlacedBy(found.fit.model, found.provenance.recipe, file="model.segdesk")


def snapshot(number, identifiers, segments, values=None):
    side = Side(
        Period(Unit.MONTH, number).label,
        np.array(identifiers, dtype=str),
        np.array(segments, dtype=str),
        NAMES,
        None if values is None else np.array(values, dtype=float),
        value_column=None if values is None else "spend",
    )
    return Snapshot(Period(Unit.MONTH, number), f"{number}.csv", side)


def test_a_planted_migration_matrix_is_recovered_exactly(placed_by):
    random = np.random.default_rng(2)
    planted = random.integers(0, 40, (3, 3))
    # Nobody of one segment stays: by customers it would match another.
    planted[2] = [30, 0, 0]
    before = np.repeat([1, 1, 1, 2, 2, 2, 3, 3, 3], planted.ravel())
    after = np.repeat([1, 2, 3] * 3, planted.ravel())
    who = np.array([f"K{i:04d}" for i in range(len(before))])
    mixed = random.permutation(len(who))
    found = track(
        "folder",
        [snapshot(24290, who[mixed], after[mixed], np.ones(len(who))), snapshot(24289, who, before)],
        placed_by,
    )
    (comparison,) = found.comparisons
    assert (comparison.old_title, comparison.new_title) == ("2024-02", "2024-03")
    assert comparison.customers.tolist() == planted.tolist()
    assert comparison.stayed == np.trace(planted)
    assert comparison.values.tolist() == planted.tolist()


def test_the_history_adds_up(placed_by):
    random = np.random.default_rng(4)
    shots = []
    for number in range(24280, 24285):
        who = random.choice(200, 120, replace=False)
        shots.append(snapshot(number, who, random.integers(0, 4, 120), random.gamma(2, 50, 120)))
    found = track("folder", shots, placed_by)
    rows = found.history
    n = len(found.keys)
    assert found.keys == ("1", "2", "3", "0")
    for at in range(n, len(rows)):
        row, earlier = rows[at], rows[at - n]
        assert row.key == earlier.key
        assert row.customers == earlier.customers - row.left + row.arrived == row.stayed + row.arrived
    for at in range(0, len(rows), n):
        assert sum(row.share for row in rows[at : at + n]) == pytest.approx(1)
        assert sum(row.customers for row in rows[at : at + n]) == 120
    assert {row.arrived for row in rows[:n]} == {None}
    assert sum(row.value for row in rows) == pytest.approx(sum(s.side.values.sum() for s in shots))


def test_what_is_said_follows_from_the_figures(placed_by):
    found = track(
        "folder",
        [
            snapshot(24288, list("abcdefgh"), [1, 1, 1, 1, 2, 2, 2, 3]),
            snapshot(24290, list("abcdefxy"), [1, 1, 1, 2, 2, 2, 2, 2]),
        ],
        placed_by,
    )
    assert str(tracking_headline(found)) == (
        "From 2024-01 to 2024-03, 83% of the customers in both stayed in their segment (5 of 6)."
    )
    said = [str(each) for each in tracking_findings(found)]
    assert "Customers in 2024-03 who were not in 2024-01: 2; in 2024-01 and no longer in 2024-03: 2." in said
    assert "“Silver” grew most: from 37.5% of the customers in 2024-01 to 62.5% in 2024-03." in said
    assert "2 periods from 2024-01 to 2024-03; 10 different customers in all." in said
    assert missing_periods(found) == ["2024-02"]
    assert any("nothing of 1 period in between: 2024-02" in each for each in said)


def test_nobody_in_both_is_said(placed_by):
    found = track("folder", [snapshot(1, list("ab"), [1, 2]), snapshot(2, list("cd"), [1, 2])], placed_by)
    assert str(tracking_headline(found)) == "No customer of 0000-02 is in 0000-03, too."
