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
        SheetInfo("loyal", 2, 4),
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
