"""RFM segments against the segments that were found."""

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.result.rfm_tables import rfm_crosstab, rfm_grid
from tests.sample_results import changed, customers, orders


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


def test_rfm_tables_count_every_customer_once_with_their_money():
    result = orders()
    scores, money = result.source.purchases.rfm, result.source.columns
    value = next(column.values for column in money if column.name == result.source.value_column)
    grid = rfm_grid(result)
    assert grid.customers.sum() == len(value)
    inside = (scores.frequency == 5) & (scores.recency == 4)
    assert grid.customers[4, 3] == inside.sum()
    assert grid.money[4, 3] == pytest.approx(value[inside].sum())
    table = rfm_crosstab(result)
    frame = table.frame()
    assert (frame.index.name, frame.columns.name) == ("rfm_segment", "segment")
    assert frame.to_numpy().dtype.kind == "i"
    assert frame.to_numpy().sum() == len(value)
    assert frame.sum(axis=1).is_monotonic_decreasing
    assert table.shares.sum(axis=1) == pytest.approx(np.ones(len(frame)))
    name = table.names[0]
    segment = scores.segments.index(name.template)
    assert (
        frame.iloc[0, 0]
        == ((scores.segment == segment) & (result.fit.labels == table.segments[0].number)).sum()
    )
    assert rfm_grid(changed(result, purchases=None)) is None
