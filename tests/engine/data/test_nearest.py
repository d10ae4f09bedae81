"""The k-th nearest by tiles is that of all distances, in every digit and with ties."""

import threading
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.neighbors import KDTree

from segdesk.engine.data import nearest
from segdesk.engine.data.nearest import kth_nearest, same_rows
from segdesk.engine.data.tiles import TILE_ROWS, Tiles, cells, squared_distances
from segdesk.errors import Cancelled


def made(kind, n_rows, n_features, seed=0):
    """Return rows of one kind."""
    random = np.random.default_rng(seed)
    rows = random.normal(size=(n_rows, n_features))
    if kind == "grid":
        rows = np.round(rows * 2)
    elif kind == "equal":
        rows = np.ones_like(rows)
    elif kind == "far":
        rows[: n_rows // 2] += 1e4
        rows[0] = 1e6
    elif kind == "repeated":
        rows = rows[random.integers(0, 40, n_rows)]
    elif kind == "fine":
        rows *= 1e-5
        rows += 3
    return rows


def by_all_pairs(rows, known, k):
    """Return distance and position by all distances: of equal ones the first."""
    distance, position = [], []
    for row in rows:
        square = squared_distances(np.broadcast_to(row, known.shape), known)
        at = np.argsort(square, kind="stable")[k - 1]
        distance.append(np.sqrt(square[at]))
        position.append(at)
    return np.array(distance), np.array(position)


@pytest.mark.parametrize("kind", ["cloud", "grid", "equal", "far", "repeated", "fine"])
@pytest.mark.parametrize("k", [1, 5, 900, 2600])
def test_it_is_that_of_all_pairs(monkeypatch, kind, k):
    monkeypatch.setattr(nearest, "FEW_ROWS", 100)
    known, others = made(kind, 2600, 5), made(kind, 150, 5, seed=1)
    for rows in (known[::20], others):
        found = kth_nearest(rows, known, k)
        distance, position = by_all_pairs(rows, known, k)
        np.testing.assert_array_equal(found.distance, distance)
        np.testing.assert_array_equal(found.position, position)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from(["cloud", "grid", "far", "repeated", "fine"]),
    st.integers(1, 20),
    st.integers(1, 30),
)
def test_any_table_gets_the_distances_of_scikit_learn(seed, kind, n_features, k):
    rows = made(kind, 300, n_features, seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "FEW_ROWS", 100)
        found = kth_nearest(rows, rows, k)
    np.testing.assert_array_equal(found.distance, KDTree(rows).query(rows, k)[0][:, -1])


def test_large_tables_get_those_of_scikit_learn():
    rows = made("cloud", 6_000, 8)
    for k in (1, 17, 120):
        found = kth_nearest(rows, rows, k)
        np.testing.assert_array_equal(found.distance, KDTree(rows).query(rows, k)[0][:, -1])


def test_a_row_that_is_known_is_found_by_its_values():
    known = np.array([[1.0, 0.0], [2.0, 3.0], [1.0, 0.0], [-0.0, 5.0]])
    rows = np.array([[2.0, 3.0], [1.0, -0.0], [0.0, 5.0], [1.0, 1.0]])
    assert same_rows(rows, known).tolist() == [1, 0, 3, -1]


def test_cells_hold_each_row_once_and_neighbours_together():
    rows = made("cloud", 5_000, 2)
    found = cells(rows, 100)
    assert sorted(np.concatenate(found).tolist()) == list(range(5_000))
    assert {len(cell) for cell in found} == {100}
    widths = [np.ptp(rows[cell], axis=0).max() for cell in found]
    assert np.median(widths) < np.ptp(rows, axis=0).max() / 4
    assert cells(rows[:0], 100) == []


def test_tiles_too_far_away_are_not_looked_at():
    rows = made("far", 4 * TILE_ROWS, 3)
    tiles = Tiles(rows)
    assert len(tiles.within(rows[-5:], 1.0)) <= 3


def test_who_stops_it_waits_a_moment(monkeypatch):
    monkeypatch.setattr(nearest, "FEW_ROWS", 100)
    rows = made("cloud", 30_000, 10)
    stopped_at = []

    def stop(stage, done):
        if done > 0.02:
            stopped_at.append(time.perf_counter())
            raise Cancelled

    with pytest.raises(Cancelled):
        kth_nearest(rows, rows, 10, stop)
    assert time.perf_counter() - stopped_at[0] < 2
    assert threading.active_count() < 20
