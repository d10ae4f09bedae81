"""`segdesk clean`: what a reading understood, as any other program can take it."""

import csv
import json
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from openpyxl import load_workbook

import segdesk as api
from segdesk.samples import sample_path
from tests.cli.running import segdesk

CUSTOMERS = """Kundennr;Umsatz;Eintritt;Newsletter;Stadt;Anteil
00017;1.234,50 €;03.02.2021;ja;Köln;12%
00018;99,90 €;14.11.2019;nein;koeln;8,5%
00019;;30.01.2020;ja;Köln ;
00020;12.000,00 €;01.12.2022;;Bonn;40%
"""
UNDERSTOOD = [
    ["Kundennr", "Umsatz", "Eintritt", "Newsletter", "Stadt", "Anteil"],
    ["00017", "1234.5", "2021-02-03", "1", "Köln", "12"],
    ["00018", "99.9", "2019-11-14", "0", "koeln", "8.5"],
    ["00019", "", "2020-01-30", "1", "Köln", ""],
    ["00020", "12000", "2022-12-01", "", "Bonn", "40"],
]


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    path = tmp_path / "kunden.csv"
    path.write_text(CUSTOMERS, "utf-8")
    return path


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8-sig").splitlines()))


def test_every_cell_is_written_in_one_plain_way(customers: Path, tmp_path: Path):
    done = segdesk("clean", customers, "--out", tmp_path / "clean.csv")
    assert done.returncode == 0, done.stderr
    assert rows_of(tmp_path / "clean.csv") == UNDERSTOOD


def test_workbook_and_parquet_hold_values_with_types(customers: Path, tmp_path: Path):
    for ending in ("xlsx", "parquet"):
        assert segdesk("clean", customers, "--out", tmp_path / f"clean.{ending}").returncode == 0
    sheet = load_workbook(tmp_path / "clean.xlsx").active
    assert [cell.value for cell in sheet[2]][:2] == ["00017", 1234.5]
    assert sheet["C2"].value.date().isoformat() == "2021-02-03"
    assert (sheet["D2"].value, sheet["D5"].value) == (1, None)
    found = duckdb.sql(f"SELECT Umsatz, Eintritt, Newsletter FROM '{tmp_path / 'clean.parquet'}'").fetchall()
    assert found[0][0] == 1234.5
    assert found[1][1].isoformat()[:10] == "2019-11-14"
    assert found[3][2] is None


def test_clean_table_read_again_is_the_same(customers: Path, tmp_path: Path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    assert segdesk("clean", customers, "--out", first).returncode == 0
    assert segdesk("clean", first, "--out", second).returncode == 0
    assert rows_of(first) == rows_of(second)


def test_purchases_become_one_line_per_customer_with_the_features_of_labeled(tmp_path: Path):
    orders = sample_path("orders")
    done = segdesk("clean", orders, "--out", tmp_path / "clean.csv", "--json")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert summary["kind"] == "transactions"
    frame = api.segment(orders, k=3, criteria="silhouette").frame
    clean = pd.read_csv(tmp_path / "clean.csv")
    assert len(clean) == len(frame) == summary["rows"]
    assert list(clean.columns) == [name for name in frame.columns if not name.startswith("segment")]
    assert clean["monetary"].tolist() == pytest.approx(frame["monetary"].astype(float).tolist())


def test_api_gives_the_same_values(customers: Path):
    frame = api.clean(customers)
    assert frame["Umsatz"].tolist()[:2] == [1234.5, 99.9]
    assert frame["Eintritt"].dt.date.astype(str).tolist()[0] == "2021-02-03"
    assert frame["Newsletter"].tolist()[:3] == [1.0, 0.0, 1.0]
    assert frame["Kundennr"].tolist()[0] == "00017"


def test_ending_that_no_writer_knows_is_refused_before_reading(customers: Path, tmp_path: Path):
    done = segdesk("clean", customers, "--out", tmp_path / "clean.docx")
    assert done.returncode == 2
    assert ".parquet" in done.stderr


def test_existing_file_is_kept(customers: Path, tmp_path: Path):
    target = tmp_path / "clean.csv"
    target.write_text("mine", "utf-8")
    assert segdesk("clean", customers, "--out", target).returncode == 4
    assert target.read_text("utf-8") == "mine"
