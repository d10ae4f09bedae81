"""The choice of a method that leaves groups whole, and k-means for everything else."""

import numpy as np
import pytest
from sklearn.datasets import make_moons
from sklearn.metrics import adjusted_rand_score

from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.pipeline.choose_method import choose_method
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.groups_cut_by_kmeans import groups_kept_whole
from segdesk.threads import single_threaded
from tests.counts import times
from tests.reference.fitting import z_scores


@pytest.fixture(autouse=True)
def _as_in_the_program():
    with single_threaded():
        yield


def ordered(rows, group):
    rows = z_scores(np.asarray(rows, dtype=float))
    order = canonical_order(rows)
    return rows[order], np.asarray(group)[order]


def sticks(random):
    group = np.arange(400) % 2
    rows = np.column_stack([random.normal(size=400) * 3, group * 2.2 + random.normal(size=400) * 0.35])
    return ordered(rows @ np.array([[0.8, -0.6], [0.6, 0.8]]), group)


def moons(random):
    return ordered(*make_moons(400, noise=0.08, random_state=1))


def moons_to_one_decimal(random):
    rows, group = make_moons(400, noise=0.08, random_state=1)
    return ordered(rows.round(1), group)


def crossing_clouds(random):
    """Three long clouds along the three columns, each passing by the others."""
    group = np.arange(450) % 3
    spread = np.where(np.arange(3) == group[:, None], 3.0, 0.4)
    aside = np.where(np.arange(3) == (group[:, None] + 1) % 3, 2.0, 0.0)
    return ordered(random.normal(size=(450, 3)) * spread + aside, group)


@pytest.mark.parametrize(
    ("make", "k", "method"),
    [
        (sticks, 2, "gmm"),
        (moons, 2, "hierarchical"),
        (moons_to_one_decimal, 2, "hierarchical"),
        (crossing_clouds, 3, "gmm"),
    ],
)
def test_the_method_that_leaves_groups_whole_is_taken_and_finds_them(make, k, method):
    rows, group = make(np.random.default_rng(0))
    choice = choose_method(rows, 0, (), (k,))
    assert choice.name == method
    spec = MethodSpec(method=choice.name, linkage=choice.linkage or "ward")
    found, plain = (
        find_method(name).fit(FitTask(rows, (k,), spec))[0].assigner.assign(rows).labels
        for name in (choice.name, "kmeans")
    )
    assert adjusted_rand_score(group, found) > 0.9
    assert adjusted_rand_score(group, plain) < 0.8


def test_a_mixture_is_found_where_the_number_is_open():
    random = np.random.default_rng(1)
    group = random.choice(4, 400, p=[0.55, 0.3, 0.1, 0.05])
    centres = np.array([[0, 0, 0], [3.5, 0, 1], [0, 3.0, 3.0], [3.0, 4.0, -2.0]])
    spread = np.array([1.2, 0.5, 0.5, 0.4])[group, None]
    rows, group = ordered(centres[group] + random.normal(size=(400, 3)) * spread, group)
    kept = groups_kept_whole(rows, range(2, 11), 0)
    assert kept is not None
    assert (kept.method, kept.k) == ("gmm", 4)
    assert kept.openness < 0.9 * kept.by_kmeans


def test_the_sentence_says_how_open_the_borders_are():
    rows, _ = crossing_clouds(np.random.default_rng(0))
    kept = groups_kept_whole(rows, (3,), 0)
    why = str(choose_method(rows, 0, (), (3,)).why)
    assert kept is not None
    assert f"of 450 customers in 3 segments those of the mixture are {kept.openness:.2f} open" in why
    assert f"those of k-means {kept.by_kmeans:.2f}" in why


@pytest.mark.parametrize("seed", range(times(1, 2)))
@pytest.mark.parametrize("k", [2, 3, 5])
@pytest.mark.parametrize("kind", ["normal", "correlated", "t5", "lognormal", "uniform"])
def test_one_population_keeps_k_means(seed, k, kind):
    random = np.random.default_rng(seed)
    rows = {
        "normal": lambda: random.normal(size=(400, 3)),
        "correlated": lambda: random.normal(size=(400, 4)) + random.normal(size=(400, 1)) * 1.5,
        "t5": lambda: random.standard_t(5, size=(400, 3)),
        "lognormal": lambda: random.lognormal(sigma=0.7, size=(400, 3)),
        "uniform": lambda: random.uniform(size=(400, 2)),
    }[kind]()
    assert groups_kept_whole(ordered(rows, rows[:, 0])[0], (k,), 0) is None


def test_a_few_who_are_far_from_everyone_are_no_group():
    random = np.random.default_rng(500)
    rows = np.vstack([random.normal(size=(396, 3)), 12 + random.normal(size=(4, 3))])
    assert groups_kept_whole(ordered(rows, rows[:, 0])[0], (2,), 0) is None


def test_categories_and_answers_keep_k_means():
    rows, _ = moons(None)
    category = [FeatureGroup("a", 0, 1, 1.0, (1.0,)), FeatureGroup("b", 1, 2, 1.0)]
    assert choose_method(rows, 0, category, (2,)).name == "kmeans"
    answers = np.random.default_rng(0).integers(1, 6, (300, 3)).astype(float)
    assert groups_kept_whole(ordered(answers, answers[:, 0])[0], (3,), 0) is None
