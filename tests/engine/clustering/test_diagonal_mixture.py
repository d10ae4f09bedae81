"""Mixtures that grow along the axes: likelihood, BIC and cuts against SciPy and by hand."""

import numpy as np
import pytest
from scipy import stats

from segdesk.engine.clustering import diagonal_mixture
from segdesk.engine.clustering.diagonal_mixture import MixtureGrowth


def two_groups(n=40, apart=8.0):
    random = np.random.default_rng(0)
    rows = random.normal(size=(2 * n, 2))
    rows[n:, 0] += apart
    return rows[np.lexsort(rows.T[::-1])]


def test_one_group_is_the_normal_distribution_of_each_column():
    rows = two_groups() * np.array([3.0, 0.5]) + 7
    found = MixtureGrowth(rows).by_number([1])[1]
    assert found.weights.tolist() == [1.0]
    np.testing.assert_allclose(found.means[0], rows.mean(axis=0))
    np.testing.assert_allclose(found.variances[0], rows.var(axis=0))
    # BIC of the standardised rows: two means and two variances are free.
    standard = (rows - rows.mean(axis=0)) / rows.std(axis=0)
    assert found.bic == pytest.approx(-2 * stats.norm.logpdf(standard).sum() + 4 * np.log(len(rows)))


def test_two_groups_are_cut_where_they_part_and_have_nine_free_parameters():
    rows = two_groups()
    found = MixtureGrowth(rows).by_number([1, 2])
    labels = found[2].assigner.assign(rows).labels
    assert sorted(np.bincount(labels)[1:]) == [40, 40]
    for label in (1, 2):
        inside = rows[labels == label]
        np.testing.assert_allclose(found[2].means[label - 1], inside.mean(axis=0), atol=1e-3)
        np.testing.assert_allclose(found[2].variances[label - 1], inside.var(axis=0), rtol=1e-2)
    np.testing.assert_allclose(found[2].weights, [0.5, 0.5], atol=1e-4)
    spread = rows.std(axis=0)
    density = sum(
        w * stats.norm(m, np.sqrt(v)).pdf(rows).prod(axis=1)
        for w, m, v in zip(found[2].weights, found[2].means, found[2].variances, strict=True)
    )
    # Four means, four variances, one weight; the density of the standardised rows is higher by the spreads.
    likelihood = np.log(density * spread.prod()).sum()
    assert found[2].bic == pytest.approx(-2 * likelihood + 9 * np.log(80), rel=1e-4)


def test_each_group_holds_five_rows_at_least():
    rows = np.r_[np.linspace(0, 1, 4), np.linspace(50, 51, 6)][:, None]
    found = MixtureGrowth(rows).by_number([2])[2]
    # The gap behind the fourth row is out of bounds.
    assert np.bincount(found.assigner.assign(rows).labels)[1:].min() >= 4
    assert list(MixtureGrowth(rows[:9]).by_number([1, 2])) == [1]
    assert list(MixtureGrowth(np.zeros((30, 1))).by_number([1, 2])) == [1]


def test_equal_values_are_never_parted():
    rows = np.repeat([0.0, 1.0], [12, 18])[:, None]
    found = MixtureGrowth(rows).by_number([2])[2]
    assert sorted(np.bincount(found.assigner.assign(rows).labels)[1:]) == [12, 18]
    assert sorted(found.means[:, 0]) == pytest.approx([0.0, 1.0])


def test_a_cut_lies_between_different_values_of_its_own_column():
    """Sorted by the first column the rows are parted in the midst of its noughts; only the second one parts them."""
    spread = np.linspace(0, 1, 22)
    rows = np.column_stack([np.r_[np.zeros(20), 5.0, 5.0], np.r_[np.zeros(10), np.full(12, 100.0)] + spread])
    labels = MixtureGrowth(rows).by_number([2])[2].assigner.assign(rows).labels
    assert labels.tolist() == [labels[0]] * 10 + [3 - labels[0]] * 12


def test_only_the_numbers_that_are_asked_for_are_given():
    assert list(MixtureGrowth(two_groups()).by_number([3, 1])) == [1, 3]


def calls_of(name, monkeypatch):
    """Return a list that gets an entry with each call of a function of the module."""
    calls, function = [], getattr(diagonal_mixture, name)

    def called(*arguments):
        calls.append(arguments)
        return function(*arguments)

    monkeypatch.setattr(diagonal_mixture, name, called)
    return calls


def groups_in_a_row(n_groups=6, n=60):
    random = np.random.default_rng(1)
    return np.vstack([random.normal((9 * i, 0, i % 2), 1, (n, 3)) for i in range(n_groups)])


def test_a_growth_goes_on_where_it_was_left_and_grows_nothing_twice(monkeypatch):
    rows = groups_in_a_row()
    settled = calls_of("_settle", monkeypatch)
    growth = MixtureGrowth(rows)
    few, many = growth.upto(3), growth.upto(6)
    assert many[:3] == few == growth.upto(3)
    assert len(settled) == 6
    for k, mixture in MixtureGrowth(rows).by_number(range(1, 7)).items():
        np.testing.assert_array_equal(many[k - 1].means, mixture.means)


def test_a_growth_ends_where_there_is_no_room():
    assert len(MixtureGrowth(np.zeros((30, 1))).upto(5)) == 1


def test_groups_that_stay_are_not_looked_at_again(monkeypatch):
    rows = groups_in_a_row()
    cuts = calls_of("_best_cut", monkeypatch)
    found = MixtureGrowth(rows).upto(6)[-1]
    # One, two, ... five groups were there to be cut.
    assert len(cuts) < 1 + 2 + 3 + 4 + 5
    # And the cuts are those of the groups that there are: each group is one of those drawn.
    assert sorted(np.bincount(found.assigner.labels(rows))[1:]) == [60] * 6
