"""A database is only ever read, and by a SELECT."""

import sqlite3
from pathlib import Path

import pytest

from segdesk.engine.data.table import ColumnType
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import Cancelled, InputError
from segdesk.io.reading import SheetInfo, list_sheets, read_table
from segdesk.messages import Message
from tests.io.files import cells, put


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop #1?.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(
        """
        CREATE TABLE "the customers" (id TEXT, visits INTEGER, spend REAL, note);
        INSERT INTO "the customers" VALUES ('001', 3, 10.5, 'é'), ('002', NULL, 99.0, 7),
          ('003', 9007199254740993, 0.1, '');
        CREATE TABLE visits (id INTEGER); INSERT INTO visits VALUES (1), (2);
        CREATE VIEW loyal AS SELECT * FROM "the customers" WHERE visits > 2;
        """
    )
    connection.close()
    return path


def test_the_table_of_customers_is_read_and_the_others_are_named(shop: Path) -> None:
    table = read_table(shop)
    assert cells(table) == [
        ["001", "3", "10.5", "é"],
        ["002", "", "99", "7"],
        ["003", "9007199254740993", "0.1", ""],
    ]
    assert [column.native for column in table.columns] == [None, ColumnType.NUMBER, ColumnType.NUMBER, None]
    assert "visits and loyal" in str(table.steps[0])
    assert table.source.sheet == "the customers"


def test_tables_views_and_queries_can_be_chosen(shop: Path) -> None:
    assert list_sheets(shop) == [
        SheetInfo("the customers", 3, 4),
        SheetInfo("visits", 2, 1),
        SheetInfo("loyal", None, None),
    ]
    assert read_table(shop, ReadSpec(table="loyal")).n_rows == 2
    query = "WITH t AS (SELECT id, visits * 2 AS twice FROM loyal) SELECT * FROM t LIMIT 1;"
    assert cells(read_table(shop, ReadSpec(query=query))) == [["001", "6"]]
    with pytest.raises(InputError, match="The tables are: the customers, visits and loyal"):
        read_table(shop, ReadSpec(table="kunden"))


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM visits",
        "SELECT 1; DROP TABLE visits",
        "PRAGMA writable_schema = 1",
        "ATTACH 'x.db' AS x",
        "WITH t AS (SELECT 1) INSERT INTO visits SELECT * FROM t",
        "SELECT load_extension('x')",
        "SELECT * FROM nowhere",
        "SELECT * FROM visits WHERE id = ?",
        "",
    ],
)
def test_queries_that_do_more_than_read_are_refused(shop: Path, query: str) -> None:
    before = shop.read_bytes()
    with pytest.raises(InputError):
        read_table(shop, ReadSpec(query=query))
    assert shop.read_bytes() == before
    assert [each.name for each in shop.parent.iterdir()] == [shop.name]


def test_an_endless_query_can_be_stopped(shop: Path) -> None:
    calls = []

    def stop(stage: Message, fraction: float) -> None:
        calls.append(fraction)
        if len(calls) > 3:
            raise Cancelled

    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT COUNT(*) FROM t"
    with pytest.raises(Cancelled):
        read_table(shop, ReadSpec(query=endless), stop)


def test_damaged_and_empty_databases_are_refused(shop: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="damaged"):
        read_table(put(tmp_path / "broken.db", shop.read_bytes()[:100] + b"x" * 5000))
    empty = tmp_path / "empty.db"
    connection = sqlite3.connect(empty)
    connection.execute("CREATE TABLE t (a, b)")
    connection.close()
    with pytest.raises(InputError, match="no rows"):
        read_table(empty)


ENDLESS = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n, n * 2 AS m FROM t"


def database(path: Path, script: str) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()
    return path


def test_an_endless_view_beside_a_table_is_neither_counted_nor_read(tmp_path: Path) -> None:
    script = f"""
        CREATE TABLE ventas (cliente TEXT, gasto REAL);
        INSERT INTO ventas VALUES ('Iñaki', 3.5), ('Begoña', 7), ('Ana', 1);
        CREATE VIEW clientes AS {ENDLESS};
        """
    path = database(tmp_path / "tienda.db", script)
    assert list_sheets(path) == [SheetInfo("ventas", 3, 2), SheetInfo("clientes", None, None)]
    table = read_table(path)
    assert table.source.sheet == "ventas"
    assert "there are also clientes" in str(table.steps[0])


def test_a_view_that_nobody_named_may_not_compute_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("segdesk.io.readers.sqlite.PATIENCE", 0.3)
    path = database(tmp_path / "laden.db", f"CREATE VIEW kunden AS {ENDLESS}")
    with pytest.raises(InputError, match="computes for too long"):
        read_table(path)


def test_a_computed_value_of_many_megabytes_is_refused(tmp_path: Path) -> None:
    path = database(
        tmp_path / "laden.db",
        "CREATE TABLE kunden (id INTEGER, text TEXT GENERATED ALWAYS AS (hex(zeroblob(45000000))));"
        "INSERT INTO kunden (id) VALUES (1), (2), (3)",
    )
    with pytest.raises(InputError, match="too long to be read"):
        read_table(path)


def test_rows_that_memory_would_not_hold_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = database(tmp_path / "laden.db", f"CREATE VIEW kunden AS {ENDLESS}")
    monkeypatch.setattr("segdesk.io.sqlite_gate.available_memory", lambda: 20_000_000)
    with pytest.raises(InputError, match="more rows than fit in memory"):
        read_table(path, ReadSpec(table="kunden"))


def test_blobs_count_towards_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = database(
        tmp_path / "laden.db",
        "CREATE TABLE fotos (id INTEGER, foto BLOB);"
        "INSERT INTO fotos VALUES (1, zeroblob(9000000)), (2, zeroblob(9000000))",
    )
    monkeypatch.setattr("segdesk.io.sqlite_gate.available_memory", lambda: 60_000_000)
    with pytest.raises(InputError, match="more rows than fit in memory"):
        read_table(path)


def test_virtual_tables_are_not_offered(tmp_path: Path) -> None:
    path = database(
        tmp_path / "laden.db",
        "CREATE TABLE kunden (id INTEGER, ort TEXT); INSERT INTO kunden VALUES (1, 'Ulm'), (2, 'Graz');"
        "CREATE VIRTUAL TABLE suche USING fts5(ort)",
    )
    assert "suche" not in [each.name for each in list_sheets(path)]
