"""Filling empty cells another way: who would be in another segment."""

import numpy as np
import pandas as pd
import pytest

from segdesk.api import segment
from segdesk.engine.validation.imputation_sensitivity import (
    ImputationSensitivity,
    imputation_finding,
    is_sensitive,
)


def table(seed=0):
    """Two groups along two columns that go together; some cells of the second group are empty."""
    random = np.random.default_rng(seed)
    group = np.repeat([0.0, 10.0], 150)
    frame = pd.DataFrame(
        {"visits": group + random.normal(size=300), "spend": 3 * group + random.normal(size=300)}
    ).round(3)
    frame.loc[280:299, "spend"] = np.nan
    return frame


def test_customers_whose_other_cells_decide_do_not_move():
    filled = segment(table(), k=2, draws=0, criteria="silhouette").segmentation.validation.imputation
    assert filled is not None
    assert filled.customers == 20
    assert not filled.borrowed
    assert filled.moved == 0


@pytest.mark.parametrize("way", ["median", "knn"])
def test_customers_whom_the_filled_cell_places_move(way):
    frame = table()
    # Most customers are of the second group, and so is the usual value; who is most like these is of the first.
    frame = pd.concat([frame.iloc[:100], frame.iloc[150:]], ignore_index=True)
    empty = frame["spend"].isna()
    frame.loc[empty, "visits"] = 4.0
    result = segment(frame, k=2, draws=0, criteria="silhouette", missing=way).segmentation
    assert result.validation.imputation == ImputationSensitivity(20, 20, borrowed=way == "knn")
    assert set(result.fit.labels[empty]) == (
        {result.fit.labels[150]} if way == "median" else {result.fit.labels[0]}
    )


def test_without_empty_numbers_there_is_nothing_to_tell():
    assert (
        segment(table().dropna(), k=2, draws=0, criteria="silhouette").segmentation.validation.imputation
        is None
    )


@pytest.mark.parametrize(("moved", "says"), [(0, False), (1, False), (3, True)])
def test_many_who_move_are_a_warning(moved, says):
    filled = ImputationSensitivity(20, moved, borrowed=False)
    assert is_sensitive(filled) is says
    assert f"{moved} (" in str(imputation_finding(filled))
