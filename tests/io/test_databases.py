"""Databases on a server, with a real PostgreSQL that the tests start themselves."""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from segdesk.engine.data.table import ColumnType
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError
from segdesk.io.database_servers import Offered, Server, offered_tables
from segdesk.io.databases import read_database
from segdesk.io.reading import read_table
from segdesk.progress import silent
from segdesk.samples import sample_path
from tests.cli.running import segdesk
from tests.counts import UNREPORTED
from tests.postgresql import PASSWORD, orders, postgresql_with_orders


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql_with_orders() as url:
        yield url


@pytest.fixture
def with_password(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    return server


def secret_in(server: str) -> str:
    return server.replace("reader@", f"reader:{PASSWORD}@")


def labels(folder: Path) -> dict[str, str]:
    text = (folder / "labeled.csv").read_text("utf-8-sig")
    return {row["customer_no"]: row["segment"] for row in csv.DictReader(io.StringIO(text, newline=""))}


def test_a_run_gives_the_labels_of_the_file_and_tells_no_password(server: str, tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(orders(), "utf-8", newline="")
    quick = ("--k", "3", "--draws", "0", "--formats", "csv", "--verbose")
    done = segdesk("run", secret_in(server), "--table", "orders", "--out", tmp_path / "db", *quick)
    assert done.returncode == 0, done.stderr
    words = ("--out", tmp_path / "file", *quick, *UNREPORTED)
    assert segdesk("run", tmp_path / "orders.csv", *words).returncode == 0
    assert labels(tmp_path / "db") == labels(tmp_path / "file")
    said = [done.stdout, done.stderr, *(
        p.read_bytes().decode("utf-8", "replace") for p in (tmp_path / "db").rglob("*") if p.is_file()
    )]  # fmt: skip
    assert not any(PASSWORD in text or "reader" in text for text in said)
    assert "postgres@127.0.0.1" in (tmp_path / "db" / "summary.json").read_text("utf-8")


def test_the_types_of_the_database_hold(with_password: str) -> None:
    table = read_table(with_password, ReadSpec(table="orders"))
    natives = {column.name: column.native for column in table.columns}
    assert natives["order_date"] is ColumnType.DATE
    assert natives["quantity"] is natives["unit_price"] is ColumnType.NUMBER
    products = read_table(
        with_password, ReadSpec(query="SELECT * FROM \"Product list\" WHERE name LIKE '50%'")
    )
    assert [column.cells()[0] for column in products.columns] == ["50% off", "2024-05-01 10:00:00", "True"]
    assert read_table(with_password, ReadSpec(table="product LIST")).n_rows == 2


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("DELETE FROM orders", "must be a SELECT"),
        ("SELECT 1; COMMIT; DROP TABLE orders", "more than one statement"),
        ("WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone", "more than read"),
        ("SELECT * INTO other FROM orders", "more than read"),
        ("SELECT setval('pg_catalog.x', 1)", "database answers"),
        ("SELECT nothing FROM orders", "nothing"),
    ],
)
def test_a_query_only_reads(with_password: str, query: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_table(with_password, ReadSpec(query=query))


def test_the_server_itself_refuses_to_write(with_password: str) -> None:
    query = "SELECT nextval('counter') AS number"
    with pytest.raises(InputError, match="read-only"):
        read_table(with_password, ReadSpec(query=query))


def test_what_is_missing_is_named(with_password: str) -> None:
    with pytest.raises(InputError, match="Product list and orders"):
        read_table(with_password)
    with pytest.raises(InputError, match="no table “kunden”"):
        read_table(with_password, ReadSpec(table="kunden"))


def test_the_parts_of_an_address_read_what_the_url_reads(server: str) -> None:
    url = urlsplit(server)
    address = Server("postgresql", "127.0.0.1", url.port or 0, "postgres", "reader", PASSWORD)
    assert PASSWORD not in f"{address} {address.url()!r}"
    read, same = (
        read_database(each, ReadSpec(table="orders"), silent) for each in (address.url(), secret_in(server))
    )
    assert read.source == same.source
    products, listed = offered_tables(address, silent)
    assert products == Offered("Product list", is_view=False)
    assert (listed.name, listed.is_view, listed.rows) == ("orders", False, same.n_rows)


def test_no_connection_and_no_password_in_what_is_said(server: str) -> None:
    wrong = server.replace("reader@", f"nobody:{PASSWORD}@")
    for url in (wrong, f"postgresql://reader:{PASSWORD}@127.0.0.1:1/shop"):
        done = segdesk("run", url)
        assert done.returncode == 3
        assert PASSWORD not in done.stderr + done.stdout
        assert "@127.0.0.1" in done.stderr


def test_without_the_extra_one_sentence_says_what_to_install(tmp_path: Path) -> None:
    hide = (
        "import sys; sys.modules['sqlalchemy'] = None; from segdesk.cli.main import run_command_line as run; "
    )
    done = subprocess.run(
        [sys.executable, "-c", hide + "sys.exit(run(['run', 'postgresql://a:secret@host/shop']))"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 3
    assert "pip install segdesk[database]" in done.stderr
    assert "secret" not in done.stderr


def test_a_url_is_never_joined_or_mixed_with_files(tmp_path: Path) -> None:
    done = segdesk(
        "run", sample_path("orders"), "--out", tmp_path / "o", "--join", "mysql://a:secret@host/crm"
    )
    assert done.returncode == 3
    assert "secret" not in done.stderr
    with pytest.raises(InputError, match="read by itself"):
        read_table([sample_path("orders"), "mysql://a@host/shop"])
