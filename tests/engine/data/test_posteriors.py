"""Shares of components in rows, and the likelihood of all rows."""

import numpy as np
import pytest
from scipy.special import logsumexp

from segdesk.engine.data.posteriors import posteriors


def test_shares_add_up_and_the_likelihood_is_that_of_the_mixture():
    log_densities = np.random.default_rng(0).normal(-900, 40, (50, 4))
    shares, likelihood = posteriors(log_densities)
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    np.testing.assert_allclose(
        shares, np.exp(log_densities - logsumexp(log_densities, axis=1, keepdims=True))
    )
    assert likelihood == pytest.approx(logsumexp(log_densities, axis=1).sum())
