"""What the duckdb engine does not read, a full disk and a stop: one sentence each, and nothing is left behind."""

import os
import subprocess
import sys
import tempfile
import time

import pytest

from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import Cancelled, InputError, UsageError
from segdesk.scale.customers import customers_of_files
from segdesk.scale.engine_choice import chosen_engine, open_with_engine
from segdesk.scale.texts import Limits
from tests.benchmarks.purchases_file import make_purchases
from tests.scale import shops

# Two seconds where nothing else runs; here another test may.
PATIENCE = 10.0


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory, monkeypatch):
    """Give each test a temporary folder of its own, which must be empty in the end."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert not list(folder.iterdir())


def refused(path, settings=None, limits=None):
    with pytest.raises(InputError) as caught:
        customers_of_files(path, Recipe().with_settings(settings or {}), limits=limits or Limits())
    return str(caught.value)


def test_a_workbook_is_refused_by_name(shared_data):
    said = refused(shared_data / "data" / "workbooks" / "datasets.xlsx")
    assert "The duckdb engine reads CSV and Parquet." in said


def test_a_table_of_customers_is_refused(tmp_path):
    path = tmp_path / "customers.csv"
    path.write_text("customer_id,spend\n" + "".join(f"{i},{i * 7 % 50}\n" for i in range(200)), "utf-8")
    assert "one row per customer" in refused(path)
    # Whoever left the choice open gets them all the same.
    opened = open_with_engine("auto", path, Recipe())
    assert (opened.customers, opened.table.n_rows) == (None, 200)


def test_a_broken_line_in_the_middle_is_named(tmp_path):
    path = tmp_path / "orders.csv"
    lines = shops.plain_shop().to_csv(index=False).splitlines()
    # Beyond what is looked at first.
    lines = [*lines, *(lines[1:] * 5)]
    at = len(lines) // 2
    lines[at] = "broken,line"
    path.write_text("\n".join(lines), "utf-8")
    assert path.stat().st_size > 8 << 20
    said = refused(path)
    assert f"line {at + 1}" in said.replace(",", "")
    assert "plain tables only" in said


def test_a_total_at_the_end_is_refused(tmp_path):
    path = tmp_path / "orders.csv"
    frame = shops.plain_shop()
    total = f"Total,,,,,{frame['Quantity'].sum()},{frame['Unit Price'].sum():.2f},\n"
    path.write_text(frame.to_csv(index=False) + total, "utf-8")
    assert "plain tables only" in refused(path)


def test_files_of_other_headings_are_refused(tmp_path):
    folder = tmp_path / "months"
    folder.mkdir()
    frame = shops.plain_shop()
    frame.to_csv(folder / "a.csv", index=False)
    frame.drop(columns=["Country"]).to_csv(folder / "b.csv", index=False)
    assert "same headings" in refused(folder)


def test_lines_that_go_on_with_the_order_above_are_refused(tmp_path):
    frame = shops.plain_shop()
    frame.loc[frame["Order No"].duplicated(), ["Order No", "Customer ID", "Order Date"]] = ""
    path = tmp_path / "printed.csv"
    frame.to_csv(path, index=False)
    assert "go on with the order above" in refused(path)


def test_too_many_texts_are_refused_with_the_column(tmp_path):
    path = tmp_path / "orders.csv"
    shops.plain_shop().to_csv(path, index=False)
    # Customers may be as many as there are.
    assert "“Order Date” has too many different texts" in refused(path, limits=Limits(texts=100))


def test_several_currencies_are_refused_as_in_memory(tmp_path):
    path = tmp_path / "orders.csv"
    shops.with_currencies(shops.plain_shop()).to_csv(path, index=False)
    assert "several currencies: EUR and USD" in refused(path)
    assert "No amount is in the currency “GBP”" in refused(path, {"currency": "GBP"})


def test_no_order_that_is_left_is_told_by_reason(tmp_path):
    path = tmp_path / "orders.csv"
    shops.plain_shop().to_csv(path, index=False)
    assert "No order is left" in refused(path, {"as_of": "2020-01-01"})


def test_a_stop_is_heard(tmp_path):
    path = tmp_path / "orders.csv"
    make_purchases(path, 1_500_000)
    begun = time.monotonic()
    asked = []

    def stop(stage, fraction):
        if time.monotonic() - begun > 1 and not asked:
            asked.append(time.monotonic())
            raise Cancelled

    with pytest.raises(Cancelled):
        customers_of_files(path, Recipe(), progress=stop)
    assert time.monotonic() - asked[0] < PATIENCE


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no files")
def test_a_full_disk_is_one_sentence_and_exit_code_4(tmp_path):
    path, folder = tmp_path / "orders.csv", tmp_path / "temporary"
    folder.mkdir()
    make_purchases(path, 400_000)
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)); "
        "from segdesk.cli.main import run_command_line; sys.exit(run_command_line(sys.argv[1:]))"
    )
    words = ["run", str(path), "--engine", "duckdb", "--out", str(tmp_path / "out"), "--quiet"]
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    assert done.returncode == 4, done.stderr
    assert "is full" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()
    assert not list(folder.iterdir())


def test_the_engine_is_chosen_by_size_and_free_memory(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_bytes(b"x" * 1_000_000)
    assert chosen_engine("auto", path, free=1 << 30) == "memory"
    assert chosen_engine("auto", path, free=1 << 20) == "duckdb"
    assert chosen_engine("auto", tmp_path, free=1 << 20) == "duckdb"
    assert chosen_engine("memory", path, free=1 << 20) == "memory"
    workbook = tmp_path / "orders.xlsx"
    workbook.write_bytes(b"x" * 1_000_000)
    assert chosen_engine("auto", workbook, free=1 << 20) == "memory"
    with pytest.raises(InputError, match="SQLite files by their names"):
        chosen_engine("auto", "sqlite:///shop.db", free=1)
    with pytest.raises(UsageError, match="no engine “abacus”"):
        chosen_engine("abacus", path)
