"""The smallest change that leads a customer into a segment: true, small, within what occurs; none is said."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.data.table import ColumnType
from segdesk.engine.prediction.given_values import typical_values
from segdesk.engine.prediction.model import Model, fit_model, with_reference
from segdesk.engine.prediction.single_customer import assign_one
from segdesk.engine.prediction.what_if import segment_named, what_if
from segdesk.engine.preparation.fit import fit_preparation
from segdesk.engine.recipe.preparation import PrepareSpec
from segdesk.errors import InputError, UsageError
from tests.engine.frames import METHODS, USE, segmented, shop
from tests.methods.columns import typed
from tests.sample_results import orders

PLAIN = PrepareSpec(outliers="none", transform="none", scale="none")


def plane(whole: bool = False) -> Model:
    """Return a model of two segments in a square from 0 to 100, parted where x + y is 100."""
    rng = np.random.default_rng(1)
    points = rng.uniform(0, 100, (2_000, 2))
    columns = typed({"x": np.rint(points[:, 0]) if whole else points[:, 0], "y": points[:, 1]})
    preparation = fit_preparation(columns, PLAIN, 0).preparation
    matrix = np.column_stack([columns[name].values for name in ("x", "y")])
    assigner = CentreAssigner(np.array([[25.0, 25.0], [75.0, 75.0]]))
    labels = assigner.assign(matrix).labels
    model = fit_model(list(columns.values()), preparation, assigner, ["low", "high"], matrix, labels)
    return with_reference(model, list(columns.values()), labels)


def moved(found) -> dict[str, tuple[object, object]]:
    return {each.column: (each.before, each.after) for each in found.changes}


def test_one_column_changes_as_far_as_the_border_and_is_rounded():
    model = plane()
    found = what_if(model, {"x": 10.0, "y": 60.0}, 2)
    assert len(found.changes) == 1
    ((before, after),) = moved(found).values()
    assert 30.0 <= after - before <= 33.0
    assert len(f"{after:g}") <= 5
    assert found.reached.segment == 2


def test_whole_numbers_stay_whole():
    model = plane(whole=True)
    found = what_if(model, {"x": 10.0, "y": 60.0}, 2, ["x"])
    (_, after) = moved(found)["x"]
    assert after == int(after)
    assert assign_one(model, {"x": after - 1.0, "y": 60.0}).segment == 1


def test_two_columns_share_the_change_where_one_alone_would_leave_what_occurs():
    model = plane()
    values = {"x": 2.0, "y": 1.0}
    assert what_if(model, values, 2, ["x"]).changes is None
    found = what_if(model, values, 2)
    after = {column: new for column, (_, new) in moved(found).items()}
    assert set(after) == {"x", "y"}
    smallest = 97.0 / np.sqrt(2)
    taken = np.hypot(after["x"] - 2.0, after["y"] - 1.0)
    assert smallest <= taken <= 1.1 * smallest
    assert all(0 <= value <= 100 for value in after.values())


def test_what_may_not_change_does_not_and_no_change_is_said():
    found = what_if(plane(), {"x": 0.2, "y": 1.0}, 2, ["y"])
    assert found.changes is None
    assert found.reached is None
    assert "No change of y was found" in str(found.text)
    assert "“high”" in str(found.text)


def test_who_is_there_already_needs_no_change():
    found = what_if(plane(), {"x": 2.0, "y": 1.0}, 1)
    assert found.changes == ()
    assert "already" in str(found.text)


@cache
def model_of(method: str) -> Model:
    return segmented(shop(120), method=method, k="3", use=USE, criteria=("inertia",)).fit.model


@pytest.mark.parametrize("method", METHODS)
def test_every_method_answers_truly_and_within_what_occurs(method: str):
    model = model_of(method)
    assert model.reference is not None
    values = typical_values(model)
    start = assign_one(model, values)
    for target in range(1, len(model.names) + 1):
        found = what_if(model, values, target)
        if target == start.segment:
            assert found.changes == ()
            continue
        if found.changes is None:
            assert "No change of" in str(found.text)
            continue
        after = {**values, **{each.column: each.after for each in found.changes}}
        assert assign_one(model, after).segment == target
        assert found == what_if(model, values, target)
        for change in found.changes:
            known = model.reference.by_name[change.column]
            assert change.after != change.before
            assert change.column in str(found.text)
            if model.types[change.column] is ColumnType.CATEGORY:
                assert change.after in known.levels
            elif model.types[change.column] is ColumnType.NUMBER:
                assert known.low <= change.after <= known.high
                assert not known.whole or change.after == int(change.after)


def test_rules_answer_too():
    result = orders("rfm")
    model = result.fit.model
    values = typical_values(model)
    reached = [what_if(model, values, target) for target in range(1, len(model.names) + 1)]
    assert sum(found.changes is not None for found in reached) >= len(reached) - 1
    for found in reached:
        if found.changes:
            after = {**values, **{each.column: each.after for each in found.changes}}
            assert assign_one(model, after).segment == found.target


def test_fewer_columns_come_before_a_shorter_way():
    # Along both axes it is nearer to the border than along one.
    found = what_if(plane(), {"x": 40.0, "y": 40.0}, 2)
    assert len(found.changes) == 1


def test_a_model_without_a_reference_cannot_tell():
    model = replace(plane(), reference=None)
    assert what_if(model, {"x": 2.0, "y": 1.0}, 1).changes == ()
    with pytest.raises(InputError, match="no reference"):
        what_if(model, {"x": 2.0, "y": 1.0}, 2)


def test_segments_are_named_by_number_or_name_and_others_refused():
    model = plane()
    assert segment_named(model, "2") == segment_named(model, "HIGH") == 2
    with pytest.raises(UsageError, match="1 low, 2 high"):
        segment_named(model, "highest")
    with pytest.raises(UsageError, match="no segment 3"):
        what_if(model, {"x": 2.0, "y": 1.0}, 3)
