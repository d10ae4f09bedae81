"""From a file of purchases to segments of customers, as a user does it."""

import csv
import gzip
import io
import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest

import segdesk as api
from segdesk.resources import resource
from segdesk.samples import sample_path
from tests.cli.running import segdesk
from tests.counts import FEW_DRAWS, REPORTED, SHORTER, UNREPORTED, times
from tests.labeled_alone import labeled_again

QUICK = ("--criteria", "silhouette,inertia", "--k", "3..5", *FEW_DRAWS, "--formats", "csv", *UNREPORTED)


def summary_of(out: Path) -> dict[str, Any]:
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    jsonschema.validate(summary, json.loads(resource("schemas", "summary.schema.json").read_text("utf-8")))
    return summary


def labeled(out: Path, delimiter: str = ",") -> list[dict[str, str]]:
    text = (out / "labeled.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def adds_up(summary: dict[str, Any]) -> bool:
    """Return whether lines and money in are those kept and left out, to the last digit."""
    part = summary["transactions"]
    lines = part["lines_kept"]["lines"] + sum(each["lines"] for each in part["lines_left_out"])
    if part["lines_in"]["money"] is None:
        return lines == part["lines_in"]["lines"]
    money = Decimal(part["lines_kept"]["money"]) + sum(Decimal(e["money"]) for e in part["lines_left_out"])
    return lines == part["lines_in"]["lines"] and money == Decimal(part["lines_in"]["money"])


@pytest.fixture(scope="module")
def orders_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample orders, segmented."""
    out = tmp_path_factory.mktemp("orders") / "out"
    done = segdesk("run", sample_path("orders"), "--out", out, *QUICK, *REPORTED)
    assert done.returncode == 0, done.stderr
    return out


def test_sample_orders_reconcile_and_become_one_row_per_customer(orders_run: Path):
    summary = summary_of(orders_run)
    assert summary["kind"] == "transactions"
    assert summary["variables"] == ["recency_days", "frequency", "monetary"]
    assert adds_up(summary)
    rows = labeled(orders_run)
    assert len(rows) == summary["customers"] == summary["transactions"]["lines_kept"]["customers"]
    total = sum(Decimal(row["monetary"]) for row in rows)
    assert total == Decimal(summary["transactions"]["lines_kept"]["money"])
    with gzip.open(sample_path("orders")) as file:
        lines = pd.read_csv(file, dtype=str)
    assert summary["input"]["rows"] == len(lines)
    assert {row["customer_no"] for row in rows} <= set(lines["customer_no"].dropna())


def test_report_shows_what_became_of_the_lines(orders_run: Path):
    html = (orders_run / "report.html").read_text("utf-8")
    assert "From purchases to customers" in html
    kept = summary_of(orders_run)["transactions"]["lines_kept"]
    assert f"{kept['lines']:,}" in html


def test_rfm_is_told_in_summary_report_and_recipe(orders_run: Path):
    part = summary_of(orders_run)["transactions"]
    rows = labeled(orders_run)
    for each in part["rfm_crosstab"]:
        inside = [row for row in rows if row["rfm_segment"] == each["rfm_segment"]]
        assert each["customers"] == len(inside) == sum(each["segments"].values())
        for number, n in each["segments"].items():
            assert n == sum(row["segment"] == number for row in inside)
    html = (orders_run / "report.html").read_text("utf-8")
    for words in (
        "What makes each RFM score",
        "RFM segments against the segments found",
        "Does the forecast hold?",
    ):
        assert words in html
    assert "the model that lets customers stop after their first purchase (MBG/NBD)" in html
    assert (orders_run / "charts" / "rfm_grid.png").exists()
    assert (orders_run / "charts" / "holdout.png").exists()
    recipe = tomllib.loads((orders_run / "recipe.toml").read_text("utf-8"))
    assert recipe["transactions"]["rfm_recency"] == part["rfm_thresholds"]["rfm_recency"]
    assert len(recipe["transactions"]["rfm_monetary"]) == 4


def test_rfm_segments_on_the_command_line(tmp_path: Path):
    out, placed = tmp_path / "out", tmp_path / "placed.csv"
    options = (
        "--method", "rfm", "--rfm-binning", "nested", "--rfm-bins", "3", "--formats", "csv", *UNREPORTED
    )  # fmt: skip
    done = segdesk("run", sample_path("orders"), "--out", out, *options)
    assert done.returncode == 0, done.stderr
    summary = summary_of(out)
    assert summary["method"] == "rfm"
    assert summary["k"] == len({row["rfm_segment"] for row in labeled(out)})
    assert summary["scan"] == []
    assert summary["verdict"]["structure"] == "constructive"
    assert all(each["stability"] is None for each in summary["segments"])
    assert summary["transactions"]["rfm_crosstab"] is None
    again = labeled_again(sample_path("orders"), out / "recipe.toml", tmp_path)
    assert again == (out / "labeled.csv").read_bytes()
    model = out / "model.segdesk"
    assert segdesk("predict", sample_path("orders"), "--model", model, "--out", placed).returncode == 0
    rows = list(csv.DictReader(io.StringIO(placed.read_text("utf-8-sig"), newline="")))
    assert [r["segment"] for r in rows] == [r["segment"] for r in labeled(out)]
    assert {r["segment_name"] for r in rows} == {s["name"] for s in summary["segments"]}


def test_rfm_without_purchases_and_with_other_columns_is_refused(tmp_path: Path):
    done = segdesk("run", sample_path("survey"), "--method", "rfm", "--out", tmp_path / "o")
    assert done.returncode == 3
    assert "RFM segments need purchases" in done.stderr
    done = segdesk("run", sample_path("orders"), "--method", "rfm", "--use", "trend", "--out", tmp_path / "o")
    assert done.returncode == 2
    assert "RFM rules go by recency_days, frequency and monetary" in done.stderr


def test_recipe_and_model_give_the_same_segments_again(orders_run: Path, tmp_path: Path):
    again = labeled_again(sample_path("orders"), orders_run / "recipe.toml", tmp_path)
    assert again == (orders_run / "labeled.csv").read_bytes()
    placed = tmp_path / "placed.csv"
    model = orders_run / "model.segdesk"
    assert segdesk("predict", sample_path("orders"), "--model", model, "--out", placed).returncode == 0
    rows = list(csv.DictReader(io.StringIO(placed.read_text("utf-8-sig"), newline="")))
    assert [r["segment"] for r in rows] == [r["segment"] for r in labeled(orders_run)]


def test_python_gives_the_same_labels(orders_run: Path):
    quick = {"criteria": ["silhouette", "inertia"], "draws": times(5, 50)}
    result = api.segment(sample_path("orders"), k=range(3, 6), **quick)
    assert [str(label) for label in result.labels] == [row["segment"] for row in labeled(orders_run)]


def test_roles_rules_and_a_joined_table(tmp_path: Path, orders_run: Path):
    numbers = [row["customer_no"] for row in labeled(orders_run)]
    known = numbers[:-5]
    join = tmp_path / "crm.csv"
    join.write_text(
        "customer_no;club\n" + "".join(f"{n};{'gold' if int(n) % 3 else 'basic'}\n" for n in known)
    )
    out = tmp_path / "out"
    done = segdesk(
        "run", sample_path("orders"), "--out", out, "--join", join, "--use", "monetary,tenure_days",
        "--ignore", "trend", "--returns", "drop", "--as-of", "2025-01-01", *QUICK,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    summary = summary_of(out)
    assert summary["variables"] == ["monetary", "tenure_days"]
    assert adds_up(summary)
    assert {each["kind"] for each in summary["transactions"]["lines_left_out"]} >= {
        "late",
        "return",
        "no_customer",
    }
    assert summary["transactions"]["as_of"] == "2025-01-01"
    roles = {c["name"]: c["role"] for c in summary["columns"]}
    assert roles["club"] == "descriptor variable"
    assert roles["trend"] == "ignored"


def test_join_needs_purchases(tmp_path: Path):
    done = segdesk("run", sample_path("survey"), "--join", sample_path("customers"), "--out", tmp_path / "o")
    assert done.returncode == 2
    assert "--join" in done.stderr


def test_kind_can_be_forced_and_says_what_is_missing(tmp_path: Path):
    done = segdesk("run", sample_path("survey"), "--kind", "transactions", "--out", tmp_path / "o")
    assert done.returncode == 3
    assert "--customer" in done.stderr


@pytest.mark.slow
def test_online_retail_adds_up_to_the_cent_against_plain_pandas(shared_data: Path, tmp_path: Path):
    source = shared_data / "data" / "online_retail" / "online_retail.csv.gz"
    out = tmp_path / "out"
    done = segdesk("run", source, "--out", out, *QUICK)
    assert done.returncode == 0, done.stderr
    summary = summary_of(out)
    assert summary["input"]["rows"] == 541_909
    assert adds_up(summary)
    left_out = {each["kind"]: each for each in summary["transactions"]["lines_left_out"]}
    assert left_out["no_customer"]["lines"] == 135_080

    lines = pd.read_csv(source, dtype=str)
    thousandths = (lines.Quantity.astype(int) * (lines.UnitPrice.astype(float) * 1000).round()).astype(
        "int64"
    )
    assert Decimal(summary["transactions"]["lines_in"]["money"]) * 1000 == int(thousandths.sum())
    is_order = ~lines.InvoiceNo.str.startswith("C") & (lines.Quantity.astype(int) > 0)
    buyers = lines.CustomerID[is_order & lines.CustomerID.notna()].unique()
    of_buyers = lines.CustomerID.isin(buyers)
    assert Decimal(summary["transactions"]["lines_kept"]["money"]) * 1000 == int(thousandths[of_buyers].sum())
    per_customer = thousandths[of_buyers].groupby(lines.CustomerID[of_buyers]).sum()
    rows = labeled(out)
    assert {r["CustomerID"]: Decimal(r["monetary"]) * 1000 for r in rows} == per_customer.to_dict()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "customers", "delimiter"),
    [
        ("rfm_orders/rfm_data_orders.csv", 995, ","),
        ("groceries/Groceries_dataset.csv", 3898, ","),
        ("superstore_eu/superstore_semicolon_decimal_comma.csv", 793, ";"),
    ],
)
def test_real_purchases_run_as_they_are(
    shared_data: Path, tmp_path: Path, file: str, customers: int, delimiter: str
):
    out = tmp_path / "out"
    done = segdesk(
        "run", shared_data / "data" / file, "--out", out, "--formats", "csv", *SHORTER, *UNREPORTED
    )
    assert done.returncode == 0, done.stderr
    summary = summary_of(out)
    assert summary["customers"] == customers
    assert adds_up(summary)
    assert len(labeled(out, delimiter)) == customers


@pytest.mark.slow
def test_chinook_gives_the_databases_own_total(shared_data: Path, tmp_path: Path):
    out = tmp_path / "out"
    source = shared_data / "data" / "chinook" / "Chinook_Sqlite.sqlite"
    query = "SELECT CustomerId, InvoiceId, InvoiceDate, Total FROM Invoice"
    done = segdesk("run", source, "--query", query, "--out", out, *QUICK)
    assert done.returncode == 0, done.stderr
    summary = summary_of(out)
    assert summary["kind"] == "transactions"
    assert Decimal(summary["transactions"]["lines_in"]["money"]) == Decimal("2328.60")
    assert summary["customers"] == 59
