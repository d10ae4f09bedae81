"""A fact that stands in several columns is found once, and counts once where that is asked for."""

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.data.table import ColumnType
from segdesk.engine.preparation.apply import apply_preparation
from segdesk.engine.preparation.feature_groups import group_features
from segdesk.engine.preparation.fit import fit_preparation
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.preparation import PrepareSpec
from segdesk.engine.schema.inspection import inspect
from segdesk.engine.schema.shared_levels import ColumnLevel, find_shared_levels
from segdesk.io.frames import table_from_frame
from tests.engine.frames import columns_of, segmented

N = 400


@pytest.fixture(scope="module")
def frame():
    random = np.random.default_rng(3)
    internet = random.choice(["Glasfaser", "DSL", "kein Internet"], N, p=[0.4, 0.35, 0.25])
    without = internet == "kein Internet"
    services = {
        name: np.where(without, "ohne Internet", random.choice(["ja", "nein"], N))
        for name in ("Schutz", "Sicherung", "Fernsehen")
    }
    return pd.DataFrame(
        {
            "Internet": internet,
            **services,
            "Alter": random.integers(18, 80, N),
            "Ort": random.choice(list("abc"), N),
        }
    )


def test_one_fact_in_four_columns_is_found_once(frame):
    found = find_shared_levels(list(columns_of(frame).values()))
    assert len(found) == 1
    assert found[0].first == ColumnLevel("Internet", "kein Internet")
    assert [r.column for r in found[0].repeats] == ["Schutz", "Sicherung", "Fernsehen"]
    assert found[0].customers == int((frame["Internet"] == "kein Internet").sum())


def test_it_is_told_with_the_way_out(frame):
    told = [str(w) for w in inspect(table_from_frame(frame), ColumnsSpec()).warnings]
    assert any(
        "4 columns say the same of" in w and "(ohne Internet): Internet, Schutz, Sicherung and Fernsehen" in w
        for w in told
    )
    without = inspect(table_from_frame(frame), ColumnsSpec(use=("Internet", "Alter", "Ort")))
    assert not any("say the same" in str(w) for w in without.warnings)


def test_a_yes_no_column_keeps_what_a_category_repeats():
    phone = np.resize(["yes", "no", "yes"], N)
    lines = np.where(phone == "no", "no phone", np.resize(["one", "several"], N))
    found = find_shared_levels(list(columns_of(pd.DataFrame({"lines": lines, "phone": phone})).values()))
    assert [(f.first, f.repeats) for f in found] == [
        (ColumnLevel("phone", "no"), (ColumnLevel("lines", "no phone"),))
    ]


def test_levels_that_are_as_frequent_but_of_others_are_no_fact():
    frame = pd.DataFrame({"a": np.resize(["x", "y"], N), "b": np.resize(["u", "u", "v", "v"], N)})
    assert not find_shared_levels(list(columns_of(frame).values()))


def matrix_of(frame, **settings):
    columns = columns_of(frame)
    fitted = fit_preparation(columns, PrepareSpec(**settings), seed=0)
    return fitted, apply_preparation(fitted.preparation, columns).matrix


def test_counted_once_who_repeats_lies_in_the_middle_of_the_rest(frame):
    frame = frame[["Internet", "Schutz"]]
    fitted, matrix = matrix_of(frame, shared_levels="once")
    without = (frame["Internet"] == "kein Internet").to_numpy()
    group = next(g for g in group_features(fitted.preparation) if g.variable == "Schutz")
    own = matrix[:, group.columns]
    assert (own[without] == 0).all()
    np.testing.assert_allclose(own[~without].mean(axis=0), 0, atol=1e-12)
    # Total variance: that of one category, as far as it says something new.
    assert own.var(axis=0).sum() == pytest.approx((~without).mean())
    assert group.spans[fitted.preparation.steps[1].levels.index("ohne Internet")] == 0
    assert any("1 value that several columns have" in str(step) for step in fitted.steps)


def test_by_default_it_counts_in_each_column(frame):
    fitted, matrix = matrix_of(frame[["Internet", "Schutz"]])
    assert not fitted.preparation.steps[1].silent
    assert matrix.var(axis=0).sum() == pytest.approx(2)


def test_a_code_beside_its_label_says_nothing_more():
    label = np.resize(["north", "south", "east"], N)
    frame = pd.DataFrame({"area": label, "short": [text[:2].upper() for text in label]})
    assert {c.type for c in columns_of(frame).values()} == {ColumnType.CATEGORY}
    _, matrix = matrix_of(frame, shared_levels="once")
    assert matrix.var(axis=0).sum() == pytest.approx(1)


def test_the_model_places_the_file_as_it_was_segmented(frame):
    result = segmented(frame, shared_levels="once", k="3", method="kmeans")
    assert any("counts once" in str(step) for step in result.provenance.steps)
    prepared = apply_preparation(
        result.fit.model.preparation, {c.name: c for c in result.source.columns}
    ).matrix
    np.testing.assert_array_equal(result.fit.model.assigner.assign(prepared).labels, result.fit.labels)


@pytest.mark.parametrize("method", ["kprototypes", "pam", "gmm"])
def test_methods_of_their_own_distance_take_it(frame, method):
    assert segmented(frame, shared_levels="once", k="2", method=method).k == 2
