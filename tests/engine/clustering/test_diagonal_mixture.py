"""Mixtures that grow along the axes: likelihood, BIC and cuts against SciPy and by hand."""

import numpy as np
import pytest
from scipy import stats

from segdesk.engine.clustering.diagonal_mixture import fit_diagonal_mixtures


def two_groups(n=40, apart=8.0):
    random = np.random.default_rng(0)
    rows = random.normal(size=(2 * n, 2))
    rows[n:, 0] += apart
    return rows[np.lexsort(rows.T[::-1])]


def test_one_group_is_the_normal_distribution_of_each_column():
    rows = two_groups() * np.array([3.0, 0.5]) + 7
    found = fit_diagonal_mixtures(rows, [1])[1]
    assert found.weights.tolist() == [1.0]
    np.testing.assert_allclose(found.means[0], rows.mean(axis=0))
    np.testing.assert_allclose(found.variances[0], rows.var(axis=0))
    # BIC of the standardised rows: two means and two variances are free.
    standard = (rows - rows.mean(axis=0)) / rows.std(axis=0)
    assert found.bic == pytest.approx(-2 * stats.norm.logpdf(standard).sum() + 4 * np.log(len(rows)))


def test_two_groups_are_cut_where_they_part_and_have_nine_free_parameters():
    rows = two_groups()
    found = fit_diagonal_mixtures(rows, [1, 2])
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
    found = fit_diagonal_mixtures(rows, [2])[2]
    # The gap behind the fourth row is out of bounds.
    assert np.bincount(found.assigner.assign(rows).labels)[1:].min() >= 4
    assert list(fit_diagonal_mixtures(rows[:9], [1, 2])) == [1]
    assert list(fit_diagonal_mixtures(np.zeros((30, 1)), [1, 2])) == [1]


def test_equal_values_are_never_parted():
    rows = np.repeat([0.0, 1.0], [12, 18])[:, None]
    found = fit_diagonal_mixtures(rows, [2])[2]
    assert sorted(np.bincount(found.assigner.assign(rows).labels)[1:]) == [12, 18]
    assert sorted(found.means[:, 0]) == pytest.approx([0.0, 1.0])


def test_a_cut_lies_between_different_values_of_its_own_column():
    """Sorted by the first column the rows are parted in the midst of its noughts; only the second one parts them."""
    spread = np.linspace(0, 1, 22)
    rows = np.column_stack([np.r_[np.zeros(20), 5.0, 5.0], np.r_[np.zeros(10), np.full(12, 100.0)] + spread])
    labels = fit_diagonal_mixtures(rows, [2])[2].assigner.assign(rows).labels
    assert labels.tolist() == [labels[0]] * 10 + [3 - labels[0]] * 12


def test_only_the_numbers_that_are_asked_for_are_given():
    assert list(fit_diagonal_mixtures(two_groups(), [3, 1])) == [1, 3]
