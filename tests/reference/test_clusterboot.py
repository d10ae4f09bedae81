"""Stability of segments against R's fpc::clusterboot.

The figures come from fpc 2.2-10 on R 4.2.2, with columns standardised by the population's spread:

    b <- clusterboot(x, B = 1000, bootmethod = "boot", clustermethod = hclustCBI, method = "ward.D2", k = k,
                     scaling = FALSE, seed = s, count = FALSE);  b$bootmean      # averaged over s = 1, 2, 3
    b <- clusterboot(x, B = 500, bootmethod = "boot", clustermethod = kmeansCBI, krange = k, runs = 20, seed = 1)

`x` is iris (four columns, k = 3) and the mall's annual income and spending score (k = 5). Segments stand by falling
size.
K-means is compared with as many starts as R was given; the program takes two, which finds segments a little less often.
"""

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_iris

from segdesk.engine.clustering.methods.registry import FitTask, find_method
from segdesk.engine.clustering.partition import number_by_size
from segdesk.engine.data.row_order import canonical_order
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.stability import STARTS, segment_stability


def mean_stability(*given, **more):
    return segment_stability(*given, **more).mean


WARD = {"iris": [0.6113, 0.9891, 0.5346], "mall": [0.9517, 0.9988, 0.9526, 0.9211, 0.9757]}
KMEANS = {"iris": [0.9107, 0.9961, 0.9073], "mall": [0.9811, 1.0, 0.9737, 0.9831, 0.9888]}
# Standard deviation of one draw's Jaccard similarity, the largest among the segments in R.
SPREAD = {"iris": 0.20, "mall": 0.11}
DRAWS = 300


def rows_of(name, folder):
    if name == "iris":
        values = load_iris().data
    else:
        mall = pd.read_csv(folder / "data" / "mall_customers" / "Mall_Customers.csv")
        values = mall.iloc[:, 3:5].to_numpy(dtype=float)
    values = (values - values.mean(axis=0)) / values.std(axis=0)
    return values[canonical_order(values)]


def stability_of(name, method, k, folder, starts=STARTS):
    rows, found, spec = rows_of(name, folder), find_method(method), MethodSpec(method=method)
    partition = number_by_size(found.fit(FitTask(rows, (k,), spec))[0], rows)
    return mean_stability(rows, partition.assignment.labels, found, spec, k, DRAWS, starts=starts)


@pytest.mark.parametrize(("name", "k"), [("iris", 3), ("mall", 5)])
def test_ward_agrees_with_clusterboot_within_the_error_of_the_draws(name, k, shared_data):
    error = SPREAD[name] / np.sqrt(DRAWS)
    assert stability_of(name, "hierarchical", k, shared_data) == pytest.approx(WARD[name], abs=3 * error)


@pytest.mark.parametrize(("name", "k"), [("iris", 3), ("mall", 5)])
def test_kmeans_agrees_with_clusterboot_at_the_same_number_of_starts(name, k, shared_data):
    error = SPREAD[name] / np.sqrt(DRAWS)
    assert stability_of(name, "kmeans", k, shared_data, starts=20) == pytest.approx(
        KMEANS[name], abs=3 * error
    )
