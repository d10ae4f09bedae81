"""Why customers moved: the variable that took them there, or segments that changed under them."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.comparison.compare import compare, remarks
from segdesk.engine.comparison.from_prediction import variables_of
from segdesk.engine.comparison.matching import Matched
from segdesk.engine.comparison.reasons import SEGMENTS_CHANGED
from segdesk.engine.comparison.side import Side, known_values
from segdesk.engine.prediction.predict import predict
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.io.frames import table_from_frame
from tests.engine.frames import segmented

QUICK = {"criteria": ("inertia",), "draws": 0, "id": "kunde"}


def customers(n=90, seed=3):
    """Three groups apart in spend, with visits, a plan and a note that forms nothing beside."""
    random = np.random.default_rng(seed)
    group = np.arange(n) % 3
    return pd.DataFrame(
        {
            "kunde": [f"K{i:03d}" for i in range(n)],
            "spend": np.round(np.array([100.0, 300.0, 500.0])[group] + random.normal(0, 8, n), 1),
            "visits": np.round(np.array([5.0, 20.0, 35.0])[group] + random.normal(0, 1, n), 1),
        }
    )


def side_by(model, frame, title):
    """Return a frame's customers as the model places them."""
    prediction = predict(table_from_frame(frame), model, ReadSpec())
    return Side(
        title,
        frame["kunde"].to_numpy(dtype=str),
        prediction.placed.assignment.labels.astype(str),
        {str(i): name for i, name in enumerate(model.names, start=1)},
        known=known_values(variables_of(prediction), model),
    )


@pytest.fixture(scope="module")
def model():
    return segmented(customers(), k="3", use=("spend", "visits"), **QUICK).fit.model


def test_the_variable_that_changed_is_the_reason_with_both_values(model):
    before, after = customers(), customers()
    cheap = np.flatnonzero(before["spend"] < 150)[:4]
    after.loc[cheap, "spend"] = 480.0
    # What changes the other way has not moved them.
    after.loc[cheap, "visits"] -= 1.0
    found = compare(side_by(model, before, "a"), side_by(model, after, "b"), same_segments=True)
    assert found.identifiers[found.has_moved].tolist() == [f"K{i:03d}" for i in cheap]
    assert found.reasons.names() == ["spend"] * 4
    assert found.reasons.before.tolist() == [str(before["spend"][i]) for i in cheap]
    assert found.reasons.after.tolist() == ["480"] * 4
    assert not found.reasons.is_guess
    assert "with the number of those it moved most: Spend (4)." in " ".join(map(str, remarks(found)))


def test_the_reason_is_the_change_that_counts_most_in_prepared_units(model):
    """Visits go up by ten only, spend by a hundred; in units of what sets customers apart, visits go farther."""
    before, after = customers(), customers()
    rows = np.flatnonzero(before["spend"] < 150)[:1]
    after.loc[rows, "visits"] += 20.0
    after.loc[rows, "spend"] += 110.0
    found = compare(side_by(model, before, "a"), side_by(model, after, "b"), same_segments=True)
    old, new = (np.array([[f["spend"][rows[0]], f["visits"][rows[0]]]]) for f in (before, after))
    spreads = np.array([step.spread for step in model.preparation.steps])
    way = model.centres[found.after[found.has_moved][0]] - model.centres[found.before[found.has_moved][0]]
    pull = ((new - old)[0] / spreads) * way
    assert found.reasons.names() == [model.variables[int(pull.argmax())]] == ["visits"]


def test_segments_that_changed_are_told_from_customers_who_did():
    frame = customers()
    two = segmented(frame, k="2", use=("spend",), **QUICK).fit.model
    three = segmented(frame, k="3", use=("spend",), **QUICK).fit.model
    found = compare(side_by(two, frame, "two"), side_by(three, frame, "three"))
    n = int(found.has_moved.sum())
    assert n == found.reasons.segments_changed > 0
    assert set(found.reasons.variable.tolist()) == {SEGMENTS_CHANGED}
    assert set(map(str, found.reasons.sentences())) == {"the segments changed, not the customer"}
    assert f"{n} of {n} customers who moved would have stayed" in " ".join(map(str, remarks(found)))


def test_a_small_change_of_a_customer_does_not_hide_that_the_segments_changed():
    frame = customers()
    later = frame.assign(spend=frame["spend"] + 0.5)
    two = segmented(frame, k="2", use=("spend",), **QUICK).fit.model
    three = segmented(frame, k="3", use=("spend",), **QUICK).fit.model
    found = compare(side_by(two, frame, "two"), side_by(three, later, "three"))
    assert found.reasons.segments_changed == int(found.has_moved.sum()) > 0


def test_two_tables_without_a_model_share_their_columns():
    before, after = customers(), customers()
    rows = np.flatnonzero(before["visits"] < 8)[:3]
    after.loc[rows, "visits"] = 36.0
    sides = []
    for frame in (before, after):
        found = segmented(before, k="3", use=("visits",), **QUICK)
        labels = predict(table_from_frame(frame), found.fit.model, ReadSpec()).placed.assignment.labels
        placed = side_by(found.fit.model, frame, "x")
        sides.append(replace(placed, segments=labels.astype(str), known=replace(placed.known, model=None)))
    found = compare(*sides)
    assert found.reasons.names() == ["visits"] * 3
    assert found.reasons.is_guess
    assert "No model says which columns form the segments" in " ".join(map(str, remarks(found)))


def test_rules_name_the_score_that_changed():
    random = np.random.default_rng(5)
    n = 200
    frame = pd.DataFrame(
        {
            "kunde": [f"K{i:03d}" for i in range(n)],
            "recency": random.integers(1, 400, n),
            "frequency": random.integers(1, 30, n),
            "monetary": np.round(random.gamma(2, 200, n), 2),
        }
    )
    model = segmented(frame, method="rfm", id="kunde", kind="customers").fit.model
    later = frame.copy()
    fresh = np.flatnonzero((frame["recency"] < 60) & (frame["frequency"] > 20))[:5]
    later.loc[fresh, "recency"] = 399
    # Within its level: the score stays as it is.
    later.loc[fresh, "monetary"] += 0.01
    found = compare(side_by(model, frame, "a"), side_by(model, later, "b"), same_segments=True)
    assert found.has_moved.sum() == len(fresh)
    assert found.reasons.names() == ["recency"] * len(fresh)
    assert found.reasons.after.tolist() == ["399"] * len(fresh)


def test_segments_without_shared_customers_match_by_their_middles_and_it_is_said(model):
    before = customers()
    after = customers(seed=8).assign(kunde=[f"N{i:03d}" for i in range(90)])
    other = segmented(after, k="3", use=("spend", "visits"), **QUICK).fit.model
    old, new = side_by(model, before, "a"), side_by(other, after, "b")
    found = compare(old, new)
    assert found.matched_by is Matched.CENTRES

    def mean_spend(side, frame, key):
        return frame["spend"][side.segments == key].mean()

    for group in found.old:
        assert group.match is not None
        assert mean_spend(old, before, group.key) == pytest.approx(
            mean_spend(new, after, group.match), abs=10
        )
    assert "Only 0 customers are in both, so segments were matched by their middles, measured over" in (
        " ".join(map(str, remarks(found)))
    )


def test_a_segment_far_from_every_old_one_is_new(model):
    before = customers()
    strangers = customers(seed=8).assign(kunde=[f"N{i:03d}" for i in range(90)])
    strangers.loc[strangers["spend"] > 400, ["spend", "visits"]] = [9000.0, 900.0]
    other = segmented(strangers, k="3", use=("spend", "visits"), outliers="none", **QUICK).fit.model
    found = compare(side_by(model, before, "a"), side_by(other, strangers, "b"))
    assert [group.match for group in found.new].count(None) == 1
    assert "New segments that match no old one" in " ".join(map(str, remarks(found)))
