"""The tree of a hierarchical result: its last merges are SciPy's, and its leaves lie in the segments."""

from functools import cache

import numpy as np
import pytest
from scipy.cluster import hierarchy

from segdesk.engine.result.merge_tree import merge_tree
from segdesk.samples import sample_path
from tests.sample_results import customers, segmented

USE = ("orders", "spend", "discount_share", "returns_share", "days_since_last_order")


@cache
def found(k: int):
    return segmented(sample_path("customers"), k=str(k), use=USE, method="hierarchical", draws=0)


def test_the_last_merges_are_those_of_scipy():
    tree = merge_tree(found(4))
    whole = hierarchy.linkage(found(4).fit.model.assigner.rows, "ward")
    assert tree.heights == pytest.approx(whole[-29:, 2])
    assert tree.n_leaves == 30
    assert tree.sizes.sum() == len(found(4).fit.rows)
    # The size of every merge, from the sizes of the leaves below it.
    sizes = tree.sizes.tolist()
    for a, b in tree.merges.tolist():
        sizes.append(sizes[a] + sizes[b])
    assert sizes[30:] == whole[-29:, 3].astype(int).tolist()


def test_leaves_lie_in_the_segments_of_the_cut():
    result = found(4)
    tree = merge_tree(result)
    assert set(tree.segments.tolist()) == {1, 2, 3, 4}
    for segment in result.named:
        assert tree.sizes[tree.segments == segment.number].sum() == segment.size


def test_a_cut_between_two_merges_leaves_as_many_branches_as_it_says():
    tree = merge_tree(found(4))
    for k in range(2, 20):
        assert tree.branches_at(tree.height_of(k)) == k
    assert tree.branches_at(0) == 30
    assert tree.branches_at(tree.heights[-1] * 2) == 1


def test_no_branches_cross():
    tree = merge_tree(found(4))
    order = tree.order()
    assert sorted(order) == list(range(30))
    below = [{leaf} for leaf in range(30)]
    for a, b in tree.merges.tolist():
        below.append(below[a] | below[b])
        places = sorted(order.index(leaf) for leaf in below[-1])
        assert np.ptp(places) == len(places) - 1


def test_other_methods_have_no_tree():
    assert merge_tree(customers()) is None
