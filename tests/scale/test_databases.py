"""Tables of databases that memory need not hold are read, placed and written as memory does it."""

import csv
import datetime as dt
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import replace

import numpy as np
import pytest

from segdesk.delivery.everything import run_on_everything
from segdesk.delivery.placed_file import place_file
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import Cancelled, InputError
from segdesk.io.reading import read_table
from segdesk.scale import database_reading, engine_choice
from segdesk.scale.engine_choice import chosen_engine, open_with_engine, read_as_memory_allows
from segdesk.scale.sampling import origin_of, read_sample
from segdesk.scale.texts import Limits
from tests.cli.running import segdesk
from tests.counts import SHORTER, UNREPORTED
from tests.delivery.test_placed_file import messy_customers
from tests.postgresql import PASSWORD, postgresql_with_orders
from tests.scale import shops

QUICK = ("--k", "3", "--draws", "0", "--formats", "csv", "--quiet", *UNREPORTED)
# Two seconds where nothing else runs; here another test may.
PATIENCE = 10.0
ODD = """
    CREATE TABLE odd (
        id bigint, name text, since date, seen timestamp, midnight timestamp, at timestamptz, price numeric,
        long numeric, ratio double precision, single real, live boolean, raw bytea, clock time, lasts interval,
        tags text[], nothing text, blank text, " " text
    );
    INSERT INTO odd SELECT
        9007199254740993 + i,
        CASE i % 4 WHEN 0 THEN '' WHEN 1 THEN NULL ELSE E'Köln, "' || i || E'"\\n' END,
        CASE WHEN i % 5 > 0 THEN date '2019-12-31' + i END,
        -- A time shows first beyond what is looked at first.
        timestamp '2020-01-01' + CASE WHEN i > 5500 THEN interval '1 minute' * i ELSE interval '1 day' * i END,
        timestamp '2020-01-01' + interval '1 day' * i,
        timestamptz '2024-05-01 12:00+02' + interval '1 hour' * i,
        CASE i % 3 WHEN 0 THEN i WHEN 1 THEN i / 7.0 ELSE NULL END,
        12345678901234567.25 + i,
        CASE i % 6 WHEN 0 THEN 'NaN' WHEN 1 THEN 1e300 ELSE i / 3.0 END,
        i / 10.0,
        i % 3 = 0,
        decode(lpad(to_hex(i), 8, '0'), 'hex'),
        time '10:00' + interval '1 second' * i,
        interval '1 minute' * i,
        ARRAY['a', i::text],
        NULL, '  ', NULL
    FROM generate_series(1, 6000) AS i;
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory, monkeypatch):
    """Give each test a temporary folder of its own, which must be empty in the end."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    # What columns are like shows in part beyond what is looked at first.
    monkeypatch.setattr(database_reading, "_ROWS_OF_HEAD", 5_000)
    monkeypatch.setattr(database_reading, "_CELLS", 20_000)
    yield folder
    assert not list(folder.iterdir())


@pytest.fixture(scope="module")
def server():
    psycopg = pytest.importorskip("psycopg", reason="segdesk[database] is not installed")
    with postgresql_with_orders() as url:
        address = url.replace("reader@", f"reader:{PASSWORD}@")
        with psycopg.connect(address) as connection:
            connection.execute(ODD)
            people = messy_customers(4000, 2)
            columns = ", ".join(f'"{name}" text' for name in people)
            connection.execute(f"CREATE TABLE people ({columns})")
            with connection.cursor().copy("COPY people FROM STDIN") as copy:
                for row in people.astype(str).itertuples(index=False):
                    copy.write_row(row)
            connection.execute(
                'CREATE VIEW few AS SELECT id, name, price, "since" FROM odd WHERE id % 100 = 0'
            )
        yield address


@pytest.fixture
def sqlite_file(tmp_path):
    """Give a file of values of every type that SQLite knows, in columns that mix them."""
    path = tmp_path / "odd.sqlite"
    random = np.random.default_rng(3)
    with sqlite3.connect(path) as connection:
        connection.execute(
            'CREATE TABLE kunden (id INTEGER, name TEXT, mixed, amount REAL, whole, raw BLOB, day TEXT, "nothing", "")'
        )
        kinds = [1, 1.0, 2.5, "2.50", "", None, b"\x00\xff", 2**60 + 1, -0.0, "x\x00y", 1e300, float("inf")]
        connection.executemany(
            "INSERT INTO kunden VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    2**53 + i,
                    None if i % 7 == 0 else f"Müller {i % 50}",
                    kinds[i % len(kinds)],
                    float(random.normal()) if i % 3 else None,
                    i if i < 5_500 else i + 0.5,
                    bytes([i % 256]),
                    "" if i % 11 == 0 else str(dt.date(2020, 1, 1) + dt.timedelta(i % 900)),
                    None,
                    None,
                )
                for i in range(6_000)
            ],
        )
        connection.execute("CREATE TABLE other (id INTEGER)")
        connection.execute("CREATE VIEW doubled AS SELECT id, amount * 2 AS twice FROM kunden")
    connection.close()
    return path


def same_table(data, spec):
    """Read with DuckDB and in memory; all that is known of the tables must be the same."""
    memory = read_table(data, spec)
    table = read_sample(data, spec, Recipe(), customers=Limits(sample=10**6), lines=Limits(sample=10**6))
    assert (table.sample_of, table.names, table.headings) == (0, memory.names, memory.headings)
    assert [str(each) for each in table.steps] == [str(each) for each in memory.steps]
    assert [str(each) for each in table.warnings] == [str(each) for each in memory.warnings]
    for own, theirs in zip(table.columns, memory.columns, strict=True):
        np.testing.assert_array_equal(own.cells(), theirs.cells(), err_msg=own.name)
        assert own.native == theirs.native, own.name
    return table, memory


@pytest.mark.parametrize(
    "spec",
    [
        ReadSpec(),
        ReadSpec(table="doubled"),
        ReadSpec(query="SELECT name, amount AS x, id AS x FROM kunden -- all"),
    ],
)
def test_cells_of_a_file_are_those_of_memory(sqlite_file, spec):
    table, memory = same_table(sqlite_file, spec)
    assert table.source == memory.source


def test_texts_that_are_not_utf_8_are_told(tmp_path):
    path = tmp_path / "latin.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE customers (id INTEGER, town TEXT)")
        connection.executemany(
            "INSERT INTO customers VALUES (?, CAST(? AS TEXT))", [(i, b"K\xf6ln") for i in range(200)]
        )
    connection.close()
    table, _ = same_table(path, ReadSpec())
    assert "cp1252" in str(table.warnings[-1])


@pytest.mark.parametrize(
    "spec",
    [
        ReadSpec(table="odd"),
        ReadSpec(table="few"),
        ReadSpec(table="Product list"),
        ReadSpec(query="SELECT *, price * 2 AS name FROM odd WHERE name LIKE 'K%'"),
    ],
)
def test_cells_of_a_server_are_those_of_memory(server, spec):
    table, memory = same_table(server, spec)
    assert (table.source.path, table.source.sheet) == (memory.source.path, memory.source.sheet)
    again, _ = same_table(server, spec)
    assert again.source.sha256 == table.source.sha256
    assert PASSWORD not in repr(table)


def folders(tmp_path, data, *words):
    """Run with both engines; the files of both must be the same."""
    for engine in ("memory", "duckdb"):
        done = segdesk("run", data, "--engine", engine, "--out", tmp_path / engine, *QUICK, *words)
        assert done.returncode == 0, done.stderr
        assert PASSWORD not in done.stdout + done.stderr
    names = sorted(path.name for path in (tmp_path / "memory").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "duckdb").iterdir())
    for name in ("labeled.csv", "segments.csv", "rules.sql"):
        own, theirs = ((tmp_path / engine / name).read_bytes() for engine in ("memory", "duckdb"))
        assert own == theirs, name
    return tmp_path / "duckdb"


def test_purchases_of_a_server_become_the_same_customers(server, tmp_path):
    folder = folders(tmp_path, server, "--table", "orders")
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert PASSWORD.encode() not in kept
    assert b"postgres@127.0.0.1" in kept
    shown = []
    for engine in ("memory", "duckdb"):
        words = ("--query", "SELECT * FROM orders", "--engine", engine, *SHORTER, "--json")
        done = segdesk("scan", server, *words)
        shown.append(json.loads(done.stdout))
        shown[-1]["seconds"], shown[-1]["input"]["sha256"] = None, None
    assert "added up by DuckDB" in shown[1]["steps"].pop(0)
    assert shown[0] == shown[1]


def test_purchases_of_a_file_become_the_same_customers(tmp_path):
    path = tmp_path / "shop.sqlite"
    with sqlite3.connect(path) as connection:
        shops.plain_shop().to_sql("orders", connection, index=False)
    connection.close()
    folders(tmp_path, path)


@pytest.fixture
def many(tmp_path):
    """4,000 customers of a file, and a model of 600."""
    path = tmp_path / "new.sqlite"
    with sqlite3.connect(path) as connection:
        messy_customers(4000, 2).astype({"Since": str, "Last visit": str}).to_sql(
            "customers", connection, index=False
        )
    connection.close()
    known = messy_customers(600, 1).astype({"Since": str, "Last visit": str})
    known.to_csv(tmp_path / "known.csv", index=False)
    recipe = Recipe().with_settings({"k": "3", "draws": 0, "use": ("Amount", "Orders", "Newsletter")})
    return path, segment(read_table(tmp_path / "known.csv"), recipe)


def test_customers_that_fit_into_the_sample_are_the_same_files(many, tmp_path):
    folders(tmp_path, many[0], "--use", "Amount", "--use", "Orders")


def test_every_customer_of_a_file_is_placed_as_in_memory(many, tmp_path):
    path, known = many
    recipe = known.provenance.recipe
    for engine, settings in (("memory", {}), ("duckdb", {"sample": Limits(sample=400), "cells": 5000})):
        place_file(
            path, known.fit.model, recipe, Recipe(), tmp_path / f"{engine}.csv", engine=engine, **settings
        )
    assert (tmp_path / "memory.csv").read_bytes() == (tmp_path / "duckdb.csv").read_bytes()


def test_every_customer_of_a_server_is_placed_and_the_password_is_nowhere(server, tmp_path, monkeypatch):
    monkeypatch.setattr("segdesk.scale.sampling.CUSTOMERS", Limits(sample=1000))
    settings = {"table": "people", "k": "3", "draws": 0, "use": ("Amount", "Orders"), "formats": ("csv",)}
    delivered = run_on_everything(server, Recipe().with_settings(settings), tmp_path / "out")
    with (tmp_path / "out" / "labeled.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["Customer"] for row in csv.DictReader(file)] == [f"K{i:05d}" for i in range(4000)]
    assert json.loads(delivered.summary)["everyone"]["rows"] == 4000
    kept = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert PASSWORD.encode() not in kept


def test_a_database_is_read_by_duckdb_where_it_takes_half_of_the_memory(sqlite_file, server, monkeypatch):
    assert chosen_engine("auto", sqlite_file, free=1 << 30) == "memory"
    assert chosen_engine("auto", sqlite_file, free=1 << 23) == "duckdb"
    assert chosen_engine("auto", sqlite_file, free=1 << 23, spec=ReadSpec(table="other")) == "memory"
    for spec, engine in (
        (ReadSpec(table="odd"), "duckdb"),
        (ReadSpec(query="SELECT * FROM odd -- all"), "duckdb"),
        (ReadSpec(query="SELECT * FROM odd LIMIT 10"), "memory"),
        (ReadSpec(table="few"), "memory"),
    ):
        assert chosen_engine("auto", server, free=1 << 23, spec=spec) == engine, spec
    monkeypatch.setattr(engine_choice, "available_memory", lambda: 1 << 22)
    recipe = Recipe().with_settings({"query": "SELECT id, price, long, live FROM odd", "kind": "customers"})
    monkeypatch.setattr("segdesk.scale.sampling.CUSTOMERS", Limits(sample=2000))
    sample = read_as_memory_allows(server, recipe)
    assert sample.sample_of == 6_000
    assert origin_of(sample) == server
    assert open_with_engine("auto", server, recipe).table.n_rows == sample.n_rows


def test_a_project_keeps_no_address_and_that_is_told(server):
    recipe = Recipe().with_settings({"table": "odd", "kind": "customers"})
    sample = read_sample(server, recipe.read, recipe, customers=Limits(sample=2000))
    with pytest.raises(InputError, match="no project keeps it"):
        origin_of(replace(sample, source=replace(sample.source, address=None)))


@pytest.fixture
def stop():
    """Return a progress that stops the work a second after it began, and when it did."""

    class Stop:
        asked = 0.0

        def __init__(self):
            self.begun = time.monotonic()

        def __call__(self, stage, fraction):
            if time.monotonic() - self.begun > 1:
                self.asked = self.asked or time.monotonic()
                raise Cancelled

    return Stop()


SLOW = "SELECT o.* FROM odd AS o, pg_sleep(20)"


def sampled(url, spec, progress):
    read_sample(url, spec, Recipe(), progress)


def counted(url, spec, progress):
    chosen_engine("auto", url, spec=spec, progress=progress)


@pytest.mark.parametrize("read", [sampled, counted])
def test_a_stop_is_heard_while_the_server_answers(server, stop, read):
    with pytest.raises(Cancelled):
        read(server, ReadSpec(query=SLOW), stop)
    assert time.monotonic() - stop.asked < PATIENCE
    # The server has stopped as well.
    running = read_table(server, ReadSpec(query="SELECT query FROM pg_stat_activity WHERE state = 'active'"))
    assert not any("pg_sleep" in text for text in running.columns[0].texts)


@pytest.mark.parametrize(
    "query",
    [
        # The one takes its time for each row, the other for the first.
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i * 7 AS j FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0",
    ],
)
def test_a_stop_is_heard_while_a_file_answers(sqlite_file, stop, query):
    recipe = Recipe().with_settings({"query": query})
    with pytest.raises(Cancelled):
        read_sample(sqlite_file, recipe.read, recipe, stop)
    assert time.monotonic() - stop.asked < PATIENCE


def test_a_connection_that_is_lost_is_one_sentence(server, tmp_path):
    # Half of the rows are there when the server ends the connection.
    query = (
        "SELECT i, CASE WHEN i = 700000 THEN pg_terminate_backend(pg_backend_pid()) END "
        "FROM generate_series(1, 1000000) AS i"
    )
    out = tmp_path / "out"
    done = segdesk("run", server, "--query", query, "--engine", "duckdb", "--out", out, "--quiet")
    assert done.returncode == 3
    assert "The database answers" in done.stderr
    assert done.stderr.count("\n") == 1
    assert PASSWORD not in done.stderr
    assert not out.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no files")
def test_a_full_disk_is_one_sentence(server, tmp_path):
    out, folder = tmp_path / "out", tmp_path / "temporary"
    folder.mkdir()
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)); "
        "from segdesk.cli.main import run_command_line; sys.exit(run_command_line(sys.argv[1:]))"
    )
    query = "SELECT o.* FROM odd AS o, generate_series(1, 10)"
    words = ["run", server, "--query", query, "--engine", "duckdb", "--out", str(out), "--quiet"]
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True, text=True, check=False, env={**os.environ, "TMPDIR": str(folder)},
    )  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert "is full" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not out.exists()
    assert not list(folder.iterdir())


def test_what_is_no_table_is_told_as_in_memory(server, sqlite_file):
    for data, spec in (
        (server, ReadSpec()),
        (server, ReadSpec(table="kunden")),
        (server, ReadSpec(query="DELETE FROM odd")),
        (server, ReadSpec(query="SELECT * FROM odd WHERE id < 0")),
        (sqlite_file, ReadSpec(table="orders")),
        (sqlite_file, ReadSpec(query="SELECT 1; SELECT 2")),
        (sqlite_file, ReadSpec(query="SELECT * FROM other")),
        ([server, str(sqlite_file)], ReadSpec()),
        (server.replace(PASSWORD, "wr0ng-password"), ReadSpec()),
    ):
        said = []
        for read in (read_table, lambda data, spec: read_sample(data, spec, Recipe())):
            with pytest.raises(InputError) as caught:
                read(data, spec)
            said.append(str(caught.value))
        assert said[0] == said[1]
        assert "wr0ng" not in said[0]
