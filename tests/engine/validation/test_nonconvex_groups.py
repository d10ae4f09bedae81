"""Groups of any shape: found where k-means cuts through them, and not where there is but one cloud."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from segdesk.api import segment
from segdesk.engine.clustering.genie import genie_tree
from segdesk.engine.clustering.tree_cut import cut_tree
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.validation.nonconvex_groups import (
    borders,
    density_gaps_around,
    nonconvex_groups_hidden_from_kmeans,
    number_of_nonconvex_groups,
)
from segdesk.threads import single_threaded


@pytest.fixture(autouse=True)
def _as_in_the_program():
    with single_threaded():
        yield


def ring(n=600, seed=0):
    """A ring around a core, with the group of each row."""
    random = np.random.default_rng(seed)
    angle = random.uniform(0, 2 * np.pi, n // 2)
    shell = np.column_stack([np.cos(angle), np.sin(angle)]) * 5 + random.normal(0, 0.3, (n // 2, 2))
    core = random.normal(0, 0.6, (n - n // 2, 2))
    rows, group = np.vstack([shell, core]), np.repeat([1, 2], [n // 2, n - n // 2]).astype(np.int32)
    order = canonical_order(rows)
    return rows[order], group[order]


def cloud(seed, d=4, n=600):
    rows = np.random.default_rng(seed).normal(size=(n, d))
    return rows[canonical_order(rows)]


def test_the_tree_never_lets_one_group_swallow_all_others():
    tree = genie_tree(cloud(0))
    sizes = np.bincount(cut_tree(tree, 5))[1:]
    # Single linkage leaves four customers alone here.
    assert sizes.min() > 5
    assert (np.diff(tree[:, 2]) >= 0).all()
    assert tree[-1, 3] == 600


def test_the_tree_follows_a_ring_around_a_core():
    rows, group = ring()
    assert adjusted_rand_score(group, cut_tree(genie_tree(rows), 2)) == 1


def test_a_gap_all_around_is_a_closed_border_and_a_cut_is_an_open_one():
    rows, group = ring()
    assert borders(rows, group, 0).max() < 0.1
    halves = np.where(rows[:, 0] > 0, 1, 2).astype(np.int32)
    assert borders(rows, halves, 0).min() > 0.4


def test_shapes_are_hidden_from_kmeans_only_where_it_cuts_through_them():
    rows, _ = ring()
    assert nonconvex_groups_hidden_from_kmeans(rows, range(2, 11), 0) == 2
    # Three round groups far apart are there too, and k-means finds them.
    random = np.random.default_rng(1)
    round_groups = np.vstack([random.normal(centre, 1, (150, 2)) for centre in ((0, 0), (15, 0), (0, 15))])
    assert number_of_nonconvex_groups(round_groups, range(2, 11), 0) == 3
    assert nonconvex_groups_hidden_from_kmeans(round_groups, range(2, 11), 0) is None


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("d", [2, 4, 8])
def test_one_cloud_has_no_shapes(seed, d):
    assert number_of_nonconvex_groups(cloud(seed, d), range(2, 11), 0) is None


def test_answers_on_a_scale_are_not_taken_for_shapes():
    random = np.random.default_rng(0)
    assert number_of_nonconvex_groups(random.integers(1, 8, (600, 2)).astype(float), range(2, 11), 0) is None


def test_a_gap_around_a_segment_is_seen_but_not_one_that_counts_leave_by_themselves():
    rows, group = ring()
    assert density_gaps_around(rows, group, 0).all()
    random = np.random.default_rng(0)
    counts = random.integers(0, 2, (600, 2)).astype(float)
    counts = counts[canonical_order(counts)]
    assert not density_gaps_around(counts, (1 + counts[:, 0]).astype(np.int32), 0).any()


def test_a_gap_between_two_counts_is_not_one_between_customers():
    random = np.random.default_rng(0)
    # Most bought once: the step from one order to two is the same for everyone.
    table = pd.DataFrame(
        {
            "orders": random.geometric(0.6, 800),
            "spend": random.lognormal(4, 0.8, 800),
            "days": random.uniform(0, 300, 800),
        }
    )
    result = segment(table, draws=10).segmentation
    assert result.method == "kmeans"
    assert result.validation.verdict.structure != "natural"


def test_auto_follows_shapes_says_why_and_calls_them_natural():
    rows, group = ring()
    result = segment(pd.DataFrame(rows, columns=["visits", "spend"]).round(4), draws=10).segmentation
    assert result.method == "hierarchical"
    assert result.provenance.recipe.method.linkage == "genie"
    assert result.k == 2
    assert adjusted_rand_score(group, result.fit.labels) > 0.99
    assert result.validation.verdict.structure == "natural"
    assert any("other than round shape" in str(step) for step in result.provenance.steps)
