"""Trees of many rows: exact as far as it is said, of micro-clusters beyond, and they can be stopped."""

import time

import fastcluster
import numpy as np
import pytest

from segdesk.engine.clustering.methods import hierarchical
from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.clustering.tree_cut import cut_tree
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.recipe.method import MethodSpec
from segdesk.errors import Cancelled


def groups(n_rows):
    random = np.random.default_rng(8)
    rows = random.normal(0, 4, (3, 4))[random.integers(0, 3, n_rows)] + random.normal(size=(n_rows, 4))
    return rows[canonical_order(rows)]


@pytest.mark.parametrize("linkage", ["average", "genie"])
def test_all_pairs_of_many_rows_are_those_of_micro_clusters(linkage):
    rows = groups(10_500)
    fit = find_method("hierarchical").fit(FitTask(rows, (3,), MethodSpec(linkage=linkage)))[0]
    assert fit.notes[0].code == "clustering.tree_of_micro_clusters"
    assert len(fit.assigner.rows) <= hierarchical.MICRO_CLUSTERS
    assert np.bincount(fit.assigner.labels(rows))[1:].min() > 2_000


@pytest.mark.slow
def test_ward_of_more_than_20_000_rows_is_exact():
    rows = groups(24_000)
    fit = find_method("hierarchical").fit(FitTask(rows, (3,), MethodSpec()))[0]
    assert not fit.notes
    expected = cut_tree(fastcluster.linkage_vector(rows, method="ward"), 3)
    np.testing.assert_array_equal(fit.assigner.labels(rows), expected)


def test_a_tree_can_be_stopped():
    def stop(stage, done):
        stop.calls += 1
        if stop.calls > 2:
            raise Cancelled

    stop.calls = 0
    since = time.perf_counter()
    with pytest.raises(Cancelled):
        find_method("hierarchical").fit(FitTask(groups(30_000), (3,), MethodSpec(), progress=stop))
    assert time.perf_counter() - since < 4
