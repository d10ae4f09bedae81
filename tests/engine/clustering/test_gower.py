"""Gower's distance against R's daisy, by hand, and as a plain distance after one factor per column."""

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import cdist

import segdesk
from segdesk.engine.clustering.gower import (
    ASYMMETRIC,
    CATEGORY,
    NUMBER,
    GowerColumn,
    gower_distances,
    gower_factors,
)
from segdesk.engine.preparation.apply import apply_preparation
from segdesk.engine.preparation.feature_groups import group_features
from segdesk.engine.preparation.fit import fit_preparation
from segdesk.engine.recipe.preparation import PrepareSpec, VariableSpec
from segdesk.errors import UsageError
from tests.engine.frames import columns_of, shop

FLOWERS = {"default": (), "asymm_tubers": ("tubers_binary",)}


@pytest.fixture(scope="module")
def flowers(shared_data):
    return pd.read_csv(shared_data / "data/peer_expectations/flower.csv", dtype=float)


@pytest.mark.parametrize("case", FLOWERS)
def test_distances_of_the_flowers_are_those_of_daisy(shared_data, flowers, case):
    expected = pd.read_csv(shared_data / f"data/peer_expectations/flower_gower_{case}.csv").to_numpy()
    columns = []
    for name in flowers:
        kind = CATEGORY if name.endswith(("binary", "nominal")) else NUMBER
        columns.append(GowerColumn(flowers[name].to_numpy(), ASYMMETRIC if name in FLOWERS[case] else kind))
    np.testing.assert_allclose(gower_distances(columns), expected, rtol=0, atol=1e-14)


@pytest.mark.parametrize("case", FLOWERS)
def test_python_gives_the_same_from_a_frame_of_words(shared_data, flowers, case):
    expected = pd.read_csv(shared_data / f"data/peer_expectations/flower_gower_{case}.csv").to_numpy()
    frame = flowers.copy()
    for name in frame:
        if name.endswith("binary"):
            frame[name] = np.where(frame[name] == 1, "yes", "no")
    frame["color_nominal"] = np.array(["", "white", "yellow", "pink", "red", "blue"])[
        flowers["color_nominal"].astype(int)
    ]
    frame["soil_ordinal"] = np.array(["", "dry", "normal", "wet"])[flowers["soil_ordinal"].astype(int)]
    found = segdesk.gower(
        frame,
        use=list(frame),
        asymmetric=FLOWERS[case],
        order={"soil_ordinal": ["dry", "normal", "wet"]},
    )
    np.testing.assert_allclose(found.to_numpy(), expected, rtol=0, atol=1e-14)


def test_missing_values_leave_a_variable_out_of_the_pair_and_weights_count():
    columns = [
        GowerColumn(np.array([0.0, 5.0, 10.0, np.nan]), weight=2.0),
        GowerColumn(np.array([0.0, 0.0, 1.0, np.nan]), CATEGORY),
    ]
    found = gower_distances(columns)
    np.testing.assert_allclose(found[0, :3], [0.0, (2 * 0.5 + 0) / 3, (2 * 1 + 1) / 3])
    assert np.isnan(found[3]).all()
    columns[1] = GowerColumn(np.array([0.0, np.nan, 1.0, 1.0]), CATEGORY)
    found = gower_distances(columns)
    assert found[0, 1] == 0.5
    assert found[0, 3] == 1.0
    assert found[2, 3] == 0.0


def test_a_variable_that_never_varies_counts_as_agreement():
    found = gower_distances([GowerColumn(np.array([3.0, 3.0])), GowerColumn(np.array([0.0, 1.0]), CATEGORY)])
    assert found[0, 1] == 0.5


def test_factors_make_prepared_columns_a_plain_distance():
    columns = columns_of(shop())
    chosen = {
        name: columns[name] for name in ("age", "income", "visits", "plan", "newsletter", "since", "colour")
    }
    spec = PrepareSpec(
        category_weight=1.5,
        variables={"age": VariableSpec(weight=3.0), "plan": VariableSpec(order=("basic", "plus", "gold"))},
    )
    preparation = fit_preparation(chosen, spec, 0).preparation
    matrix = apply_preparation(preparation, chosen).matrix
    feature_groups = group_features(preparation)
    found = cdist(*[matrix * gower_factors(matrix, feature_groups)] * 2, "cityblock")

    expected = []
    for block in feature_groups:
        values = matrix[:, block.start : block.stop]
        kind = CATEGORY if block.variable in ("colour", "newsletter") else NUMBER
        weight = {"age": 3.0, "colour": 1.5, "newsletter": 1.5}.get(block.variable, 1.0)
        assert block.weight == weight
        assert block.is_category == (kind == CATEGORY)
        codes = values.argmax(axis=1) if values.shape[1] > 1 else values[:, 0]
        expected.append(GowerColumn(codes.astype(float), kind, weight))
    np.testing.assert_allclose(found, gower_distances(expected), atol=1e-12)
    assert 0 < found.max() <= 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"asymmetric": ["age"]},
        {"asymmetric": ["nobody"]},
        {"order": {"age": ["1", "2"]}},
        {"weights": {"nobody": 1.0}},
        {"weights": {"age": -1.0}},
        {"weights": {"age": float("nan")}},
    ],
)
def test_what_no_column_fits_is_refused(wrong):
    with pytest.raises(UsageError):
        segdesk.gower(shop(30), use=["age", "plan", "newsletter"], **wrong)
