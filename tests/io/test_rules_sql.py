"""`rules.sql` in two databases: each filter gives the figures printed, and the expression places by the first."""

import re
import sqlite3

import duckdb
import numpy as np
import pandas as pd
import pytest

from segdesk.engine.data.table import ColumnType
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.rules.rule import fits
from segdesk.io.frames import table_from_frame
from segdesk.io.writers.exporter_registry import ExportTask
from segdesk.io.writers.labels import of_segmentation
from segdesk.io.writers.parquet_file import write_labeled_parquet
from segdesk.io.writers.rules_sql import column_heads, filter_sql, in_order, rules_sql
from segdesk.progress import silent
from tests.engine.frames import USE, segmented, shop
from tests.rules_by_hand import HOSTILE_USE, hostile
from tests.sample_results import orders

RESULTS = {
    "shop": lambda: segmented(shop(500), use=USE, k="3"),
    "hostile": lambda: segmented(hostile(), use=HOSTILE_USE, k="4"),
    "orders": orders,
    "rfm": lambda: orders("rfm"),
}


@pytest.fixture(params=list(RESULTS), scope="module")
def result(request):
    return RESULTS[request.param]()


def in_sqlite(result):
    """Return a table of the labeled cells, typed as an import of `labeled.csv` types them."""
    connection = sqlite3.connect(":memory:")
    heads = [*column_heads(result).values(), "segment"]
    kinds = {ColumnType.NUMBER: "REAL", ColumnType.DATE: "TEXT"}
    quoted = ['"' + head.replace('"', '""') + '"' for head in heads]
    types = [*(kinds.get(column.type, "TEXT") for column in result.source.columns), "INTEGER"]
    connection.execute(f"CREATE TABLE t ({', '.join(map(' '.join, zip(quoted, types, strict=True)))})")
    columns = [[text or None for text in column.cells()] for column in result.source.table.columns]
    rows = zip(*columns, result.fit.labels.tolist(), strict=True)
    connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(heads))})", rows)
    return connection


def in_duckdb(result, folder):
    """Return the labeled Parquet file as a table; it holds numbers and days, and headings without apostrophes."""
    path = folder / "labeled.parquet"
    write_labeled_parquet(ExportTask(path, path.name, of_segmentation(result), result, False, silent))
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE t AS SELECT * FROM '{path}'")
    for name, head in column_heads(result).items():
        if name != head:
            old, new = (text.replace('"', '""') for text in (name, head))
            connection.execute(f'ALTER TABLE t RENAME "{old}" TO "{new}"')
    return connection


@pytest.fixture(params=["sqlite", "duckdb"])
def database(request, result, tmp_path):
    connection = in_sqlite(result) if request.param == "sqlite" else in_duckdb(result, tmp_path)
    yield connection
    connection.close()


def test_each_filter_gives_the_figures_printed(result, database):
    heads, text = column_heads(result), rules_sql(result)
    assert in_order(result)
    for each, rule in in_order(result):
        condition = filter_sql(rule, heads)
        assert f"WHEN {condition} THEN {each.number}\n" in text
        assert str(rule.figures) in text
        counted = f"SELECT count(*), sum(CASE WHEN segment = {each.number} THEN 1 ELSE 0 END) FROM t"
        matching, hits = database.execute(f"{counted} WHERE {condition}").fetchone()
        assert matching == rule.matching
        assert hits / matching == rule.precision
        assert hits / each.size == rule.coverage


def test_the_expression_places_by_the_first_rule_that_fits(result, database):
    placed = [row[0] or 0 for row in database.execute(f"SELECT {rules_sql(result)} FROM t").fetchall()]
    expected = np.zeros(len(result.fit.labels), dtype=int)
    for each, rule in reversed(in_order(result)):
        expected[fits(rule.conditions, result.source.columns)] = each.number
    assert placed == expected.tolist()


def test_the_head_counts_what_the_expression_places(result, database):
    text = rules_sql(result)
    rows = database.execute(f"SELECT {text}, segment FROM t").fetchall()
    alike = sum(placed == own for placed, own in rows)
    unplaced = sum(placed is None for placed, _ in rows)
    share = f"{100 * alike / len(rows):.1f}%" if alike < len(rows) else "100.0%"
    assert (
        f"-- Of {len(rows):,} customers the rules place {alike:,} ({share}) in the segment that the model gives them, "
        f"and {len(rows) - alike - unplaced:,} in another.\n" in text
    )
    assert f"-- {unplaced:,} customer" in text


def test_the_else_in_its_comment_gives_everyone_a_segment(result, database):
    text = rules_sql(result)
    offered = re.search(r"^ {2}-- (ELSE (\d+))$", text, re.MULTILINE)
    unplaced = database.execute(f"SELECT count(*) FROM t WHERE ({text}) IS NULL AND segment > 0").fetchone()[
        0
    ]
    assert (offered is None) == (unplaced == 0)
    if offered is None:
        return
    taken = text.replace(offered[0], f"  {offered[1]}")
    rows = database.execute(f"SELECT {taken}, segment FROM t").fetchall()
    assert all(placed is not None for placed, _ in rows)
    alike = sum(placed == own for placed, own in rows)
    assert f"Then {alike:,} of {len(rows):,} customers ({100 * alike / len(rows):.1f}%)" in text
    others = [
        database.execute(
            f"SELECT count(*) FROM t WHERE coalesce({text}, {each.number}) = segment"
        ).fetchone()[0]
        for each in result.named
    ]
    assert alike == max(others)


def test_headings_that_sql_cannot_tell_apart_have_our_names():
    frame = shop(400).rename(columns={"income": "VISITS"})
    result = segment(
        table_from_frame(frame),
        Recipe().with_settings(
            {"kind": "customers", "draws": 0, "k": "3", "use": ("age", "VISITS", "visits")}
        ),
    )
    heads = column_heads(result)
    assert (heads["VISITS"], heads["visits"]) == ("VISITS", "visits")
    assert "is a column whose heading is missing, or not the only one of its kind" in rules_sql(result)


def test_a_comment_cannot_be_left():
    frame = shop(300).rename(columns={"age": "age\n; DROP TABLE t; --"})
    use = tuple(name if name != "age" else "age\n; DROP TABLE t; --" for name in USE)
    lines = rules_sql(segmented(frame, use=use, k="3")).splitlines()
    assert all(
        line.strip().startswith(("--", "WHEN ", "CASE", "END")) or '"' in line for line in lines if line
    )
    assert not any(line.startswith("; DROP") and '"' not in line for line in lines)


def test_without_rules_it_is_null_for_everyone():
    random = np.random.default_rng(1)
    frame = pd.DataFrame({f"x{i}": random.normal(size=12) for i in range(3)})
    result = segmented(frame, k="3")
    assert all(each.rule is None for each in result.description.segments)
    text = rules_sql(result)
    assert text.count("No short rule sets segment") == 3
    with sqlite3.connect(":memory:") as connection:
        assert connection.execute(f"SELECT {text}").fetchall() == [(None,)]
