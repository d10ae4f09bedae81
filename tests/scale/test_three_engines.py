"""Memory, DuckDB and Spark give the same customers and labels, of a real file and a million lines, however prepared."""

import numpy as np
import pytest

from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import Cancelled
from segdesk.scale.engines import BY_DUCKDB, by_spark
from segdesk.scale.texts import Limits
from tests.benchmarks.purchases_file import make_purchases
from tests.scale.same_customers import TODAY, check_same_customers, customers_in_memory
from tests.spark import spark_session

# Rules for lines: each choice of each is in one of the two, or is a case of test_same_customers.
ONLINE_RETAIL = {"duplicates": "drop", "zero_lines": "drop", "last_month": "drop", "as_of": "2012-01-31"}
MILLION = {"count_status": ("cancelled",), "returns": "drop", "rfm_preset": "r-rfm", "horizon": 26}
# Preparation: each choice of each setting is in one of these.
PREPARED = (
    {},
    {"missing": "median", "outliers": "cap", "transform": "log", "scale": "standard"},
    {"missing": "mean", "outliers": "mark", "transform": "yeo-johnson", "scale": "robust"},
    {"missing": "constant", "outliers": "set-aside", "transform": "none", "scale": "minmax"},
    {"missing": "drop", "outliers": "none", "scale": "none", "category_weight": 0.5, "shared_levels": "once"},
    {"missing": "category", "category_weight": 2},
    {"missing": "knn", "k": 3},
)


def labels_of(customers, settings):
    """Return the segment of each customer."""
    recipe = Recipe().with_settings({"method": "kmeans", "k": 5, **settings})
    labels = []

    def tell(first):
        # They are settled; what else is said of them takes longer.
        labels.append(first.fit.labels)
        raise Cancelled

    with pytest.raises(Cancelled):
        segment(customers[1].table, recipe, customers=customers, today=TODAY, tell_first=tell)
    return labels[0]


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    with spark_session(tmp_path_factory.mktemp("spark")) as session:
        yield by_spark(session)


@pytest.fixture(scope="module", params=["Online Retail", "a million lines"])
def purchases(request, tmp_path_factory):
    """Return a file, rules, limits, and the customers and labels of memory."""
    if request.param == "Online Retail":
        shared = request.getfixturevalue("shared_data")
        path = shared / "data" / "online_retail" / "online_retail.csv.gz"
        rules, limits = ONLINE_RETAIL, Limits(sample=60_000, texts=5_000)
    else:
        # Spark reads tables of types here; texts in `test_same_customers`.
        path = tmp_path_factory.mktemp("million") / "million.parquet"
        make_purchases(path, 1_000_000)
        rules, limits = MILLION, Limits(texts=100_000)
    customers = customers_in_memory(path, rules)
    return path, rules, limits, customers, [labels_of(customers, {**rules, **each}) for each in PREPARED]


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", ["duckdb", "spark"])
def test_customers_and_labels_are_those_of_memory(purchases, name, request):
    path, rules, limits, customers, labels = purchases
    engine = BY_DUCKDB if name == "duckdb" else request.getfixturevalue("spark")
    # DuckDB must do with less than the lines take.
    memory = 300 << 20 if name == "duckdb" else None
    found = check_same_customers(path, rules, limits, memory, engine, customers)
    for settings, known in zip(PREPARED, labels, strict=True):
        assert len(np.unique(known)) > 2
        np.testing.assert_array_equal(labels_of(found, {**rules, **settings}), known, str(settings))
