"""`segdesk export-sql`: the statement on standard output or in a file, or the reason why there is none."""

import json

import duckdb
import openpyxl
import pytest

from segdesk.io.model_file import write_model
from segdesk.samples import sample_path
from tests.cli.running import segdesk
from tests.engine.frames import USE, segmented, shop
from tests.sample_results import orders


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "model.segdesk"
    write_model(path, orders("rfm").fit.model, orders("rfm").provenance.recipe)
    return path


def test_the_statement_places_the_cleaned_table(model, tmp_path):
    clean, sql, labeled = tmp_path / "clean.parquet", tmp_path / "placing.sql", tmp_path / "labeled.csv"
    assert segdesk("clean", sample_path("orders"), "--kind", "transactions", "--out", clean).returncode == 0
    done = segdesk("export-sql", "--model", model, "--dialect", "duckdb", "--table", "buyers", "--out", sql)
    assert done.returncode == 0, done.stderr
    assert segdesk("predict", clean, "--model", model, "--out", labeled).returncode == 0
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE buyers AS SELECT * FROM '{clean}'")
    found = connection.execute(sql.read_text("utf-8")).fetch_df()
    expected = connection.execute(f"SELECT * FROM '{labeled}'").fetch_df()
    assert found["segment"].tolist() == expected["segment"].tolist()
    assert found["segment_name"].tolist() == expected["segment_name"].tolist()


def test_without_a_file_it_is_printed(model):
    done = segdesk("export-sql", "--model", model, "--dialect", "spark")
    assert done.returncode == 0
    assert done.stdout.startswith("-- ")
    assert "FROM `customers` AS c" in done.stdout


def test_a_file_that_is_there_is_not_replaced(model, tmp_path):
    there = tmp_path / "mine.sql"
    there.write_text("mine")
    done = segdesk("export-sql", "--model", model, "--dialect", "ansi", "--out", there)
    assert done.returncode == 4
    assert there.read_text() == "mine"


def test_numbers_instead_of_sql(model):
    done = segdesk("export-sql", "--model", model, "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["placing"]["rule"] == "RFM"


def test_a_workbook_in_the_users_language(model, tmp_path):
    words = ("export-sql", "--model", model, "--format", "excel", "--out", tmp_path / "placing.xlsx")
    done = segdesk(*words, "--rows", "12", "--lang", "de")
    assert done.returncode == 0, done.stderr
    assert "Platz für 12 Kunden" in done.stdout
    book = openpyxl.load_workbook(tmp_path / "placing.xlsx", read_only=True)
    assert book.sheetnames == ["So geht es", "Kunden", "Berechnung", "Modell"]
    assert book["Kunden"].max_row == 13
    assert segdesk(*words).returncode == 4


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("--format", "excel"), "--out"),
        (("--format", "json", "--rows", "5"), "--rows"),
        (("--format", "excel", "--rows", "many", "--out", "x.xlsx"), "--rows"),
    ],
)
def test_words_that_a_workbook_needs_or_nobody_else(model, words, option):
    done = segdesk("export-sql", "--model", model, *words)
    assert done.returncode == 2
    assert option in done.stderr


@pytest.mark.parametrize("words", [(), ("--format", "json", "--dialect", "ansi")])
def test_a_dialect_goes_with_sql_and_sql_with_a_dialect(model, words):
    done = segdesk("export-sql", "--model", model, *words)
    assert done.returncode == 2
    assert "--dialect" in done.stderr


def test_an_unknown_dialect_is_a_wrong_word(model):
    done = segdesk("export-sql", "--model", model, "--dialect", "basic")
    assert done.returncode == 2
    assert "duckdb" in done.stderr


def test_a_model_that_looks_up_customers_says_why_not(tmp_path):
    path = tmp_path / "model.segdesk"
    made = segmented(shop(300), use=USE, method="hierarchical", k="3")
    write_model(path, made.fit.model, made.provenance.recipe)
    done = segdesk("export-sql", "--model", path, "--dialect", "duckdb")
    assert done.returncode == 3
    assert "nearest to them" in done.stderr
    assert "--compact-model" in done.stderr
