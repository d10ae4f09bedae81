"""Expectation-maximisation by products: scikit-learn's rounds, whatever the units and however few the rows."""

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from segdesk.engine.clustering.diagonal_mixture import MixtureGrowth
from segdesk.engine.clustering.full_mixture import VARIANCE_FLOOR, FullMixture, MixtureRows
from segdesk.engine.clustering.methods import gmm
from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.clustering.mixture_starts import mixture_starts, start_at
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.recipe.method import MethodSpec


def overlapping(n_rows, n_features, seed=0):
    random = np.random.default_rng(seed)
    centres = random.normal(size=(3, n_features)) * 2
    rows = centres[random.integers(0, 3, n_rows)] + random.normal(size=(n_rows, n_features))
    return rows[canonical_order(rows)]


def by_scikit_learn(rows, start: FullMixture, rounds):
    return GaussianMixture(
        len(start.weights),
        reg_covar=VARIANCE_FLOOR,
        tol=0,
        max_iter=rounds,
        weights_init=start.weights,
        means_init=start.means,
        precisions_init=np.linalg.inv(start.covariances),
    ).fit(rows)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@pytest.mark.parametrize(("n_rows", "n_features"), [(40, 1), (300, 2), (2_500, 7)])
@pytest.mark.parametrize("rounds", [1, 25])
def test_a_round_is_that_of_scikit_learn(n_rows, n_features, rounds):
    rows = overlapping(n_rows, n_features) * np.linspace(1, 3, n_features) + 5
    for start in (
        start_at(rows[[0, -1]]),
        *list(mixture_starts(rows, 2, 0, MixtureGrowth(rows).upto(2)[-1]))[:2],
    ):
        found, expected = MixtureRows(rows).fit(start, rounds, 0), by_scikit_learn(rows, start, rounds)
        assert found.bound == pytest.approx(expected.lower_bound_, rel=1e-9)
        np.testing.assert_allclose(found.mixture.weights, expected.weights_, rtol=1e-7)
        np.testing.assert_allclose(found.mixture.means, expected.means_, rtol=1e-7, atol=1e-8)
        np.testing.assert_allclose(found.mixture.covariances, expected.covariances_, rtol=1e-6, atol=1e-7)
        assert MixtureRows(rows).bic(found.mixture) == pytest.approx(expected.bic(rows), rel=1e-9)


def test_products_that_are_not_kept_are_the_same(monkeypatch):
    rows = overlapping(5_000, 3)
    start = start_at(rows[[0, 2_500, -1]])
    kept = MixtureRows(rows).fit(start, 20, 0)
    monkeypatch.setattr("segdesk.engine.clustering.full_mixture.KEPT_VALUES", 0)
    made_anew = MixtureRows(rows).fit(start, 20, 0)
    np.testing.assert_array_equal(kept.mixture.covariances, made_anew.mixture.covariances)


def test_columns_in_units_far_apart_and_far_from_zero_are_fitted_alike():
    rows = overlapping(800, 3)
    start = start_at(rows[[0, 400, -1]])
    plain = MixtureRows(rows).fit(start, 30, 0).mixture
    factor, shift = np.array([1e6, 1.0, 1e3]), np.array([1e9, 0.0, -1e6])
    moved = FullMixture(
        start.weights, start.means * factor + shift, start.covariances * np.multiply.outer(factor, factor)
    )
    fitted = MixtureRows(rows * factor + shift).fit(moved, 30, 0).mixture
    # What is added to variances weighs less on the larger columns.
    np.testing.assert_allclose((fitted.means - shift) / factor, plain.means, atol=5e-3)


def test_one_far_customer_and_repeated_rows_break_nothing():
    rows = np.vstack([np.zeros((500, 2)), overlapping(500, 2), [[1e7, -1e7]]])
    rows = rows[canonical_order(rows)]
    fitted = MixtureRows(rows).fit(start_at(rows[[0, 500, -1]]), 200, 1e-5).mixture
    assert np.isfinite(fitted.covariances).all()
    assert (np.linalg.eigvalsh(fitted.covariances) > 0).all()


def test_large_tables_begin_on_a_sample_say_so_and_are_as_likely(monkeypatch):
    rows = overlapping(3_000, 4)
    task = FitTask(rows, (2, 3), MethodSpec(method="gmm"))
    whole = find_method("gmm").fit(task)
    monkeypatch.setattr(gmm, "TRIAL_ROWS", 200)
    monkeypatch.setattr(gmm, "RACE_ROWS", 500)
    monkeypatch.setattr(gmm, "SETTLE_ROWS", 1_000)
    sampled = find_method("gmm").fit(task)
    for one, other in zip(whole, sampled, strict=True):
        assert not one.notes
        assert [note.code for note in other.notes] == ["clustering.mixture_started_on_sample"]
        assert other.bic == pytest.approx(one.bic, abs=10)
