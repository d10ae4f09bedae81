"""Medoids: the best there are on small tables, R's pam on known ones, and no swap that would help anywhere."""

import json
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist
from sklearn.datasets import load_iris

from segdesk.engine.clustering.medoids import best_medoids, build, swap, total_distance
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.validation.silhouette import silhouettes
from tests.reference.fitting import z_scores


def distances_of(rows):
    return cdist(rows, rows)


def found(distances, k, starts=1):
    return best_medoids(distances, build(distances, k), 0, starts)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(2, 4), st.integers(6, 40))
def test_no_single_swap_helps_and_the_first_choice_is_only_improved(seed, k, n_rows):
    rows = np.random.default_rng(seed).normal(size=(n_rows, 2)).round(1)
    distances = distances_of(rows)
    begun = build(distances, k)
    medoids = swap(distances, begun)
    lowest = total_distance(distances, medoids)
    assert len(set(medoids.tolist())) == k
    assert lowest <= total_distance(distances, begun) + 1e-12
    for leaving in range(k):
        for candidate in range(n_rows):
            trial = medoids.copy()
            trial[leaving] = candidate
            assert total_distance(distances, trial) >= lowest * (1 - 1e-8)


def test_several_starts_find_the_best_of_all_choices():
    for seed in range(5):
        distances = distances_of(np.random.default_rng(seed).normal(size=(18, 2)))
        best = min(total_distance(distances, np.array(c)) for c in combinations(range(18), 3))
        assert total_distance(distances, found(distances, 3, 20)) == pytest.approx(best, rel=1e-12)


def test_one_medoid_has_the_smallest_sum_of_distances():
    distances = distances_of(np.random.default_rng(3).normal(size=(300, 3)))
    assert found(distances, 1).tolist() == [distances.sum(axis=0).argmin()]


def test_single_precision_reaches_the_same_sum():
    rows = np.random.default_rng(0).normal(size=(700, 4))
    distances = distances_of(rows)
    single = total_distance(distances, found(distances.astype(np.float32), 6))
    assert single == pytest.approx(total_distance(distances, found(distances, 6)), rel=2e-3)


@pytest.mark.parametrize("name", ["iris", "USArrests", "mall_customers"])
def test_medoids_are_those_of_r_or_better(shared_data, name):
    folder = shared_data / "data"
    if name == "iris":
        frame = load_iris(as_frame=True).data
    elif name == "USArrests":
        frame = pd.read_csv(folder / "peer_expectations/USArrests.csv").iloc[:, 1:]
    else:
        frame = pd.read_csv(folder / "mall_customers/Mall_Customers.csv").iloc[:, 2:]
    rows = z_scores(frame.to_numpy(float))
    order = canonical_order(rows)
    distances = distances_of(rows[order])
    expected = json.loads((folder / f"peer_expectations/r_reference_{name}.json").read_text())["pam_z"]
    better = 0
    for entry in expected:
        medoids = found(distances, entry["k"], 20)
        mean = total_distance(distances, medoids) / len(rows)
        if mean < entry["objective_mean_dissimilarity"] - 1e-9:
            better += 1
            continue
        assert mean == pytest.approx(entry["objective_mean_dissimilarity"], abs=1e-10)
        labels = distances[medoids].argmin(axis=0)
        assert sorted(np.bincount(labels)) == sorted(entry["sizes"])
        np.testing.assert_array_equal(
            np.sort(rows[order[medoids]], axis=0),
            np.sort(rows[np.array(entry["medoids_1based"]) - 1], axis=0),
        )
    # R stops at a worse choice for three segments of iris and four of the mall's customers.
    assert better == {"iris": 1, "USArrests": 0, "mall_customers": 1}[name]


def test_the_ruspini_points_have_the_segments_and_silhouettes_of_r(shared_data):
    folder = shared_data / "data/peer_expectations"
    points = pd.read_csv(folder / "ruspini.csv").to_numpy(float)
    expected = pd.read_csv(folder / "ruspini_pam4_silhouette.csv").sort_values("observation")
    distances = distances_of(points)
    labels = (distances[found(distances, 4)].argmin(axis=0) + 1).astype(np.int32)
    pairs = set(zip(labels.tolist(), expected["cluster"].tolist(), strict=True))
    assert len(pairs) == 4
    values = silhouettes(points, [labels], 0).values[0]
    np.testing.assert_allclose(values, expected["sil_width"], rtol=1e-12)
    assert values.mean() == pytest.approx(0.737657, abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_each_choice_of_build_lowers_the_sum_most(seed):
    distances = distances_of(np.random.default_rng(seed).normal(size=(30, 2)))
    chosen = []
    for _ in range(5):
        sums = [total_distance(distances, np.array([*chosen, row])) for row in range(30)]
        chosen.append(int(np.argmin(sums)))
    assert build(distances, 5).tolist() == chosen
    # Also beyond the candidates that are looked at together.
    many = distances_of(np.random.default_rng(seed).normal(size=(300, 2)))
    first, second = build(many, 2)
    sums = [total_distance(many, np.array([first, row])) for row in range(300)]
    assert second == int(np.argmin(sums))
    assert first == many.sum(axis=1).argmin()
