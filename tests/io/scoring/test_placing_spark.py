"""`export-sql --dialect spark`: Spark says of 10,000 customers what `predict` says."""

import pandas as pd
import pytest

from segdesk.io.scoring.placing_sql import placing_sql
from tests.io.scoring.scored_models import (
    KINDS,
    assert_the_same,
    customers_for,
    model_of,
    oddly_named,
    placed_by_predict,
)
from tests.spark import spark_session, typed_parquet

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    with spark_session(tmp_path_factory.mktemp("spark")) as session:
        yield session


def placed(spark, frame, model, folder, *casts):
    """Return what Spark makes of customers, whose columns may be cast first."""
    path = typed_parquet(frame, folder / "customers.parquet")
    spark.read.parquet(path).selectExpr("*", *casts).createOrReplaceTempView("customers")
    # Nothing of pandas-on-Spark, which does not go with pandas 3.
    return pd.DataFrame([row.asDict() for row in spark.sql(placing_sql(model, "spark")).collect()])


@pytest.mark.parametrize("kind", KINDS)
def test_spark_places_as_predict_does(kind, spark, tmp_path):
    found = placed(spark, customers_for(kind), model_of(kind), tmp_path)
    assert_the_same(found, placed_by_predict(kind))


def test_a_moment_counts_as_the_clock_on_the_wall_shows_it(spark, tmp_path):
    """Spark's usual type of moments is shown in the session's time zone."""
    frame = customers_for("centres").rename(columns={"since": "written"})
    found = placed(spark, frame, model_of("centres"), tmp_path, "CAST(written AS TIMESTAMP_LTZ) AS since")
    assert_the_same(found, placed_by_predict("centres"))


def test_names_and_texts_cannot_leave_the_statement(spark, tmp_path):
    model, frame = oddly_named()
    assert len(placed(spark, frame, model, tmp_path)) == len(frame)
