"""`export-sql`: the statement, run in databases, says of 10,000 customers what `predict` says."""

import duckdb
import pandas as pd
import pytest

from segdesk.engine.recipe.computed import DerivedColumn
from segdesk.errors import InputError
from segdesk.io.scoring.placing_sql import placing_sql
from segdesk.io.scoring.sql_dialects import DIALECTS
from tests.engine.frames import USE, segmented, shop
from tests.io.scoring.scored_models import (
    KINDS,
    assert_the_same,
    customers_for,
    model_of,
    oddly_named,
    placed_by_predict,
)
from tests.postgresql import PASSWORD, postgresql_with_orders


@pytest.fixture(scope="module")
def postgresql():
    psycopg = pytest.importorskip("psycopg", reason="segdesk[database] is not installed")
    with (
        postgresql_with_orders() as url,
        psycopg.connect(url, password=PASSWORD) as connection,
    ):
        connection.autocommit = True
        yield connection


def types_of(frame):
    """Return a type of SQL for each column of customers."""
    kinds = {"f": "double precision", "M": "timestamp"}
    return {name: kinds.get(frame[name].dtype.kind, "text") for name in frame}


def in_duckdb(frame, sql):
    connection = duckdb.connect()
    quoted = DIALECTS["duckdb"].quoted
    columns = ", ".join(
        f"CAST({quoted(name)} AS {kind}) AS {quoted(name)}" for name, kind in types_of(frame).items()
    )
    connection.execute(f"CREATE TABLE customers AS SELECT {columns} FROM frame")
    return connection.execute(sql).fetch_df()


def in_postgresql(connection, frame, sql):
    columns = ", ".join(
        f"{DIALECTS['postgres'].quoted(name)} {kind}" for name, kind in types_of(frame).items()
    )
    connection.execute("DROP TABLE IF EXISTS customers")
    connection.execute(f"CREATE TABLE customers ({columns})")
    with connection.cursor().copy("COPY customers FROM STDIN") as copy:
        for row in frame.itertuples(index=False):
            copy.write_row([None if pd.isna(cell) else cell for cell in row])
    cursor = connection.execute(sql)
    names = [column.name for column in cursor.description]
    return pd.DataFrame(cursor.fetchall(), columns=names)


@pytest.mark.parametrize("dialect", ["duckdb", "ansi"])
@pytest.mark.parametrize("kind", KINDS)
def test_duckdb_places_as_predict_does(kind, dialect):
    frame = customers_for(kind)
    found = in_duckdb(frame, placing_sql(model_of(kind), dialect))
    assert_the_same(found, placed_by_predict(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_postgresql_places_as_predict_does(kind, postgresql):
    frame = customers_for(kind)
    found = in_postgresql(postgresql, frame, placing_sql(model_of(kind), "postgres"))
    assert_the_same(found, placed_by_predict(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_customers_to_place_are_odd_enough_to_tell(kind):
    placed = placed_by_predict(kind)
    sizes = placed["segment"].value_counts()
    assert sizes.get(0, 0) > 100
    assert set(sizes.index) >= set(range(1, len(model_of(kind).names) + 1))
    assert {"yes", "no"} == set(placed["segment_unlike"])


def test_every_column_of_the_table_stays_before_those_that_are_added():
    frame = customers_for("centres")
    found = in_duckdb(frame, placing_sql(model_of("centres"), "duckdb"))
    added = ["segment", "segment_name", "segment_confidence", "segment_second", "segment_unlike"]
    assert list(found) == [*frame, *added]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_names_and_texts_cannot_leave_the_statement(dialect, postgresql):
    model, frame = oddly_named()
    sql = placing_sql(model, dialect)
    if dialect == "postgres":
        assert len(in_postgresql(postgresql, frame, sql)) == 300
    elif dialect == "spark":
        # Run in test_placing_spark; here only that a backslash can hide no end of a text.
        assert "\\\\\\'" in sql
    else:
        assert len(in_duckdb(frame, sql)) == 300


def test_the_table_may_have_any_name():
    sql = placing_sql(model_of("centres"), "duckdb", 'odd "table')
    assert 'FROM "odd ""table" AS c' in sql


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"method": "hdbscan"}, "by those nearest to them"),
        ({"method": "kmeans", "k": "3", "missing": "knn"}, "the most similar customers"),
        (
            {
                "method": "kmeans",
                "k": "3",
                "derived": (DerivedColumn("half", "income / 2"),),
                "use": ("half", "age"),
            },
            "half",
        ),
        ({"method": "kmeans", "k": "3", "where": "income > 20"}, "income > 20"),
    ],
)
def test_what_a_statement_cannot_hold_is_refused_with_the_reason(settings, reason):
    model = segmented(shop(400), **{"use": USE, **settings}).fit.model
    with pytest.raises(InputError, match=reason) as refused:
        placing_sql(model, "duckdb")
    assert "segdesk predict" in str(refused.value.mend)
