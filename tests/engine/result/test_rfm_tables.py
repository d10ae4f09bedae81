"""RFM segments against the segments that were found."""

import numpy as np
import pandas as pd

from segdesk.engine.result.rfm_tables import rfm_crosstab, rfm_grid
from tests.sample_results import customers, orders


def test_the_crosstab_counts_every_customer_once():
    result = orders()
    frame = rfm_crosstab(result).frame()
    named = pd.Series(result.source.table.column("rfm_segment").cells(), name="rfm_segment")
    expected = pd.crosstab(named, pd.Series(result.fit.labels, name="segment"))
    assert frame.sort_index().to_dict() == expected.to_dict()
    assert frame.to_numpy().sum() == len(result.fit.labels)
    assert frame.sum(axis=1).is_monotonic_decreasing
    assert np.allclose(rfm_crosstab(result).shares.sum(axis=1), 1)


def test_there_is_none_of_customers_and_of_rfm_segments_themselves():
    assert rfm_crosstab(customers()) is None
    assert rfm_crosstab(orders("rfm")) is None
    assert rfm_grid(customers()) is None
