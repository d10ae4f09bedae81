"""A compact model holds no customer's own values, and says how well it places them."""

import json
import zipfile
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from segdesk.api import load_model, segment
from segdesk.delivery.model_files import compact_model_of
from segdesk.engine.assigners.representatives import WITHOUT_END, RepresentativeAssigner
from segdesk.engine.prediction.compact import _means_of_parts
from segdesk.engine.prediction.personal_data import customers_held, personal_data_of
from segdesk.errors import InputError

QUICK = {"draws": 0, "criteria": ("silhouette",), "kind": "customers"}


def members(n=400, seed=0, noise=30):
    """Return French members in three crowds, and a few who are far from everyone."""
    random = np.random.default_rng(seed)
    centres = np.array([[0, 0], [8, 1], [3, 9]])[np.arange(n) % 3]
    values = centres + random.normal(size=(n, 2)) * 0.7
    values[:noise] = random.uniform(-6, 16, (noise, 2))
    return pd.DataFrame(values.round(3), columns=["dépenses", "visites"])


def crescents(n=400, seed=1):
    """Return two crescents that no centre speaks for."""
    random = np.random.default_rng(seed)
    angle, upper = random.uniform(0, np.pi, n), np.arange(n) % 2 == 0
    values = np.column_stack([np.cos(angle) + ~upper, np.where(upper, 1, -1) * np.sin(angle) + 0.4 * ~upper])
    return pd.DataFrame((10 * values + random.normal(size=(n, 2)) * 0.5).round(3), columns=["ventas", "días"])


@pytest.mark.parametrize(
    ("frame", "settings", "least"),
    [
        (members(), {"method": "dbscan"}, 0.97),
        (members(), {"method": "hdbscan"}, 0.95),
        (members(noise=0), {"method": "hierarchical", "k": "3"}, 0.995),
        (crescents(), {"method": "hierarchical", "linkage": "single", "k": "2"}, 0.995),
        (members(), {"method": "pam", "k": "3"}, 0.98),
    ],
    ids=["dbscan", "hdbscan", "ward", "crescents", "pam"],
)
def test_nearly_everyone_is_placed_as_before_and_nobody_is_in_the_model(frame, settings, least):
    result = segment(frame, **QUICK, **settings).segmentation
    model, method = result.fit.model, result.provenance.recipe.method.method
    assert customers_held(model, method) > 0
    made = compact_model_of(result)
    assert customers_held(made.model, method) == 0
    # The share that is told is the share that is so.
    placed = made.model.assigner.assign(result.fit.ordered_matrix).labels
    alike = float((placed == result.fit.labels[result.fit.rows[result.fit.order]]).mean())
    assert made.agreement == pytest.approx(alike)
    assert made.agreement >= least
    own = {tuple(row) for row in result.fit.ordered_matrix.tolist()}
    assert not own & {tuple(point) for point in made.model.assigner.points.tolist()}


@pytest.mark.parametrize("n_rows", [3, 9, 10, 47, 200])
def test_each_mean_is_of_five_customers_at_least(n_rows):
    """Of rows on a line each part is the rows between two cuts, so a mean tells which rows it is of."""
    rows = np.sort(np.random.default_rng(n_rows).gamma(1, 3, n_rows)).reshape(-1, 1)
    means = np.sort(_means_of_parts(rows, 64, 0)[:, 0])
    assert 1 <= len(means) <= max(1, n_rows // 5)
    sums = np.concatenate([[0.0], np.cumsum(rows[:, 0])])
    begin = 0
    for mean in means:
        ends = np.arange(min(begin + 5, n_rows), n_rows + 1)
        fits = np.isclose((sums[ends] - sums[begin]) / (ends - begin), mean, rtol=1e-9)
        assert fits.any()
        begin = int(ends[fits][0])
    assert begin == n_rows


def test_the_unassigned_stay_unassigned_where_nobody_lives():
    result = segment(members(), **QUICK, method="dbscan").segmentation
    model = compact_model_of(result).model
    far = np.array([[100.0, 100.0], [-80.0, 3.0]])
    assert model.assigner.assign(far).labels.tolist() == [0, 0]
    everywhere = compact_model_of(segment(members(), **QUICK, method="hierarchical", k="3").segmentation)
    assert (everywhere.model.assigner.assign(far).labels > 0).all()
    assert (everywhere.model.assigner.reaches == WITHOUT_END).all()


@pytest.mark.parametrize("method", ["kmeans", "gmm", "bisecting"])
def test_models_that_hold_no_customers_are_left_as_they_are(method):
    result = segment(members(), **QUICK, method=method, k="3").segmentation
    assert compact_model_of(result) is None
    assert [each.kind for each in personal_data_of(result.fit.model, result.provenance.recipe)] == [
        "identifiers"
    ]


def test_lenders_of_values_are_means_too():
    frame = members(noise=0)
    frame.loc[::9, "visites"] = np.nan
    result = segment(frame, **QUICK, method="kmeans", k="3", missing="knn")
    held = {each.kind: each.n for each in personal_data_of(result.segmentation.fit.model, result.recipe)}
    assert held["lent_values"] == 400
    made = compact_model_of(result.segmentation)
    assert "lent_values" not in {each.kind for each in personal_data_of(made.model, result.recipe)}
    assert 0.9 < made.agreement <= 1


def test_segments_shaped_by_hand_are_kept():
    result = segment(members(noise=0), **QUICK, method="hierarchical", k="4").merge([2, 3])
    made = compact_model_of(result.segmentation)
    assert made.model.names == result.segmentation.fit.model.names
    assert made.agreement > 0.99


def test_a_run_says_what_its_model_holds_and_the_compact_one_can_be_read(tmp_path):
    result = segment(members(), **QUICK, method="dbscan", compact_model=True)
    compact = result.save(tmp_path / "compact")
    told = [each for each in _warnings(compact) if "model.segdesk" in each]
    assert len(told) == 1
    assert "compact" in told[0]
    again = load_model(compact / "model.segdesk")
    assert isinstance(again.model.assigner, RepresentativeAssigner)
    np.testing.assert_array_equal(
        again.predict(members()).labels, result.compact_model.predict(members()).labels
    )
    whole = segment(members(), **QUICK, method="dbscan").save(tmp_path / "whole")
    assert any("holds the values of" in each for each in _warnings(whole))
    # The manifest says it to whoever only looks at the file.
    listed = [
        {each["holds"]: each["count"] for each in _manifest(folder)["personal"]}
        for folder in (compact, whole)
    ]
    assert "prepared_values" not in listed[0]
    assert 300 < listed[1]["prepared_values"] <= 400
    assert [each["identifiers"] for each in listed] == [0, 0]
    assert (compact / "model.segdesk").stat().st_size < (whole / "model.segdesk").stat().st_size


def _manifest(folder):
    with zipfile.ZipFile(folder / "model.segdesk") as archive:
        return json.loads(archive.read("manifest.json"))


@pytest.mark.parametrize(
    "forged",
    [
        {"numbers": np.array([1, 1, 1], dtype=np.int32)},
        {"numbers": np.array([1, 2, 4], dtype=np.int32)},
        {"numbers": np.array([1.0, 2.0, 3.0])},
        {"reaches": np.array([1.0, -1.0, 1.0])},
        {"reaches": np.array([1.0, 1.0])},
        {"points": np.zeros((3, 5))},
        {"points": np.array([[0.0, np.nan], [0.0, 0.0], [0.0, 0.0]])},
    ],
    ids=[
        "a segment without points",
        "a hole",
        "no whole numbers",
        "reach",
        "too few",
        "columns",
        "no number",
    ],
)
def test_forged_representatives_are_refused(tmp_path, forged):
    result = segment(members(noise=0), **QUICK, method="hierarchical", k="3")
    fine = RepresentativeAssigner(np.eye(3, 2), np.array([1, 2, 3], dtype=np.int32), np.ones(3))
    model = replace(result.model.model, assigner=fine)
    replace(result.model, model=model).save(tmp_path / "fine.segdesk")
    assert load_model(tmp_path / "fine.segdesk").model.assigner.n_segments == 3
    replace(result.model, model=replace(model, assigner=replace(fine, **forged))).save(
        tmp_path / "bad.segdesk"
    )
    with pytest.raises(InputError, match="that segdesk can use"):
        load_model(tmp_path / "bad.segdesk")


def _warnings(folder):
    return json.loads((folder / "summary.json").read_text("utf-8"))["warnings"]
