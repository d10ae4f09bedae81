"""One category is weighed anew where it would make the segments by being one."""

import numpy as np
import pandas as pd
import pytest

from segdesk.api import segment

QUICK = {"kind": "customers", "draws": 0, "criteria": ("silhouette",), "method": "kmeans", "k": "3"}


def groups_beside_a_category(seed=0, n=240):
    """Return three groups in two numbers, and a yes/no column that knows nothing of them."""
    random = np.random.default_rng(seed)
    member = np.repeat([0, 1, 2], n // 3)
    places = np.array([[0.0, 0.0], [3.0, 1.0], [1.0, 3.5]])[member]
    values = places + random.normal(size=(n, 2)) * 0.9
    frame = pd.DataFrame(values.round(3), columns=["spend", "visits"])
    frame["member"] = np.where(random.random(n) < 0.5, "yes", "no")
    return frame


def test_a_yes_no_column_that_makes_the_segments_is_tried_at_half_its_variance():
    result = segment(groups_beside_a_category(), **QUICK).segmentation
    codes = [warning.code for warning in result.provenance.warnings if hasattr(warning, "code")]
    told = [code for code in codes if code.startswith("category_balance.")]
    assert len(told) == 1
    weight = result.provenance.recipe.prepare.category_weight
    (alternative,) = result.validation.alternatives
    if told == ["category_balance.lighter_taken"]:
        assert (weight, alternative.settings) == (0.71, {"category_weight": 1.0})
    else:
        assert (weight, alternative.settings) == (1.0, {"category_weight": 0.71})
    warning = next(w for w in result.provenance.warnings if getattr(w, "code", "") == told[0])
    assert (warning.figures["after"] >= warning.figures["before"]) == (weight == 0.71)
    assert warning.figures["share"] >= 0.3
    # The recipe that comes back gives the same without trying again.
    again = segment(groups_beside_a_category(), **QUICK, category_weight=weight).segmentation
    np.testing.assert_array_equal(again.fit.labels, result.fit.labels)
    assert again.validation.alternatives == ()


@pytest.mark.parametrize("weight", [1.0, 0.5])
def test_a_weight_that_was_asked_for_is_kept(weight):
    result = segment(groups_beside_a_category(), **QUICK, category_weight=weight).segmentation
    assert result.provenance.recipe.prepare.category_weight == weight
    assert result.validation.alternatives == ()


def test_numbers_alone_have_nothing_to_weigh():
    frame = groups_beside_a_category().drop(columns="member")
    result = segment(frame, **QUICK).segmentation
    assert result.validation.alternatives == ()
    assert result.provenance.recipe.prepare.category_weight == 1.0
