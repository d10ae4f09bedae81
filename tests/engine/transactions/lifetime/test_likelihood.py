"""Maximum likelihood on functions whose top and curvature are known."""

import numpy as np
import pytest

from segdesk.engine.transactions.lifetime.likelihood import maximise, standard_errors

TOP = np.array([2.0, 30.0])
# Inverse of the covariance: standard errors are the roots of the diagonal of its inverse.
INFORMATION = np.array([[4.0, 0.3], [0.3, 0.05]])


def bowl(values):
    apart = values - TOP
    return float(-0.5 * apart @ INFORMATION @ apart) + 7.0, -INFORMATION @ apart


def test_the_top_is_found_with_the_errors_of_its_curvature():
    found = maximise(bowl, [np.array([1.0, 1.0])])
    np.testing.assert_allclose(found.values, TOP, rtol=1e-5)
    np.testing.assert_allclose(found.standard_errors, np.sqrt(np.diag(np.linalg.inv(INFORMATION))), rtol=1e-6)
    assert found.log_likelihood == pytest.approx(7.0)
    assert found.converged


def test_a_parameter_that_changes_nothing_has_no_error():
    def flat(values):
        return -0.5 * (values[0] - 3) ** 2, np.array([3 - values[0], 0.0])

    assert np.isnan(standard_errors(flat, np.array([3.0, 5.0]))).all()


def test_a_saddle_has_no_errors():
    def saddle(values):
        return 0.0, np.array([-(values[0] - 1), values[1] - 1])

    assert np.isnan(standard_errors(saddle, np.array([1.0, 1.0]))).all()


def test_a_flight_to_the_end_of_the_range_is_no_fit():
    found = maximise(lambda values: (float(values.sum()), np.ones(2)), [np.array([1.0, 1.0])])
    assert not found.converged


def test_the_first_start_that_leads_to_a_top_is_taken():
    def two_tops(values):
        near = min(((values[0] - top) ** 2, top, height) for top, height in ((1.0, 1.0), (1000.0, 5.0)))
        return near[2] - near[0], np.array([-2 * (values[0] - near[1])])

    assert maximise(two_tops, [np.array([1.2]), np.array([900.0])]).values == pytest.approx([1.0])
    assert maximise(two_tops, [np.array([900.0]), np.array([1.2])]).values == pytest.approx([1000.0])
