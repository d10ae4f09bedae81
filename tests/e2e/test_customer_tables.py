"""Every real customers table, as its user has it: exit 0, all rows in order, every cell as it was."""

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from segdesk.resources import resource
from tests.cli.running import segdesk
from tests.counts import FULL, SHORTER, UNREPORTED

SMALL = 300


@dataclass(frozen=True)
class RealTable:
    """How a file is really written, and a few columns whose type or role must be found."""

    file: str
    rows: int
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    identifier: str | None = None
    types: tuple[tuple[str, str], ...] = ()
    not_forming: tuple[str, ...] = ()


TABLES = (
    RealTable("mall_customers/Mall_Customers.csv", 200, identifier="CustomerID", types=(("Age", "number"),)),
    RealTable(
        "customer_personality/marketing_campaign.csv",
        2240,
        delimiter=";",
        identifier="ID",
        types=(("Dt_Customer", "date"), ("Income", "number"), ("Education", "category")),
        not_forming=("Z_CostContact", "Z_Revenue", "Response"),
    ),
    RealTable(
        "customer_personality/marketing_campaign_us_dates.csv",
        2240,
        identifier="ID",
        types=(("Dt_Customer", "date"),),
    ),
    RealTable(
        "credit_card/CC_GENERAL.csv", 8950, identifier="CUST_ID", types=(("MINIMUM_PAYMENTS", "number"),)
    ),
    RealTable(
        "telco_churn/Telco-Customer-Churn.csv",
        7043,
        identifier="customerID",
        types=(("TotalCharges", "number"), ("Partner", "yes/no"), ("OnlineSecurity", "category")),
        not_forming=("Churn",),
    ),
    RealTable(
        "bank_marketing/bank-additional.csv",
        4119,
        delimiter=";",
        types=(("euribor3m", "number"), ("job", "category")),
        not_forming=("y",),
    ),
    RealTable("retail_demographics/segmentation data.csv", 2000, identifier="ID", types=(("Sex", "yes/no"),)),
    RealTable("tea/tea.csv", 300, types=(("age", "number"), ("Tea", "category"))),
)


@pytest.mark.slow
@pytest.mark.parametrize("real", TABLES, ids=lambda real: Path(real.file).stem)
def test_runs_as_it_is(shared_data: Path, tmp_path: Path, real: RealTable):
    source = shared_data / "data" / real.file
    before = source.read_bytes()
    out = tmp_path / "out"
    # With no option at all; the larger ones compare fewer things in the quick suite.
    done = segdesk("run", source, "--out", out, *((*SHORTER, *UNREPORTED) if real.rows > SMALL else ()))
    assert done.returncode == 0, done.stderr
    assert source.read_bytes() == before

    text = before.decode(real.encoding)
    expected = list(csv.reader(io.StringIO(text, newline=""), delimiter=real.delimiter))
    labeled = list(
        csv.reader(
            io.StringIO((out / "labeled.csv").read_text("utf-8-sig"), newline=""), delimiter=real.delimiter
        )
    )
    assert len(labeled) == len(expected) == real.rows + 1
    width = len(expected[0])
    for old, new in zip(expected, labeled, strict=True):
        assert [
            n.removeprefix("'") if o[:1] in tuple("=+-@") else n for o, n in zip(old, new, strict=False)
        ] == old
        assert len(new) == width + 3

    summary = json.loads((out / "summary.json").read_text("utf-8"))
    jsonschema.validate(summary, json.loads(resource("schemas", "summary.schema.json").read_text("utf-8")))
    assert summary["kind"] == "customers"
    assert summary["customers"] + sum(summary["left_out"].values()) == real.rows
    columns = {c["name"]: c for c in summary["columns"]}
    found = [name for name, c in columns.items() if c["role"] == "identifier"]
    assert found == ([real.identifier] if real.identifier else [])
    for name, kind in real.types:
        assert columns[name]["type"] == kind, name
    assert not set(real.not_forming) & set(summary["variables"])
    assert 2 <= summary["k"] <= 10
    names = [segment["name"] for segment in summary["segments"]]
    assert len(set(names)) == len(names)

    placed = tmp_path / "placed.csv"
    assert segdesk("predict", source, "--model", out / "model.segdesk", "--out", placed).returncode == 0
    again = list(csv.reader(io.StringIO(placed.read_text("utf-8-sig"), newline=""), delimiter=real.delimiter))
    assert [row[width] for row in again] == [row[width] for row in labeled]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("marketing_campaign", "kprototypes"),
        ("Telco-Customer-Churn", "kprototypes"),
        ("bank-additional", "pam"),
        ("tea", "pam"),
    ],
)
def test_mixed_methods_on_real_tables(shared_data: Path, tmp_path: Path, name: str, method: str):
    (real,) = (real for real in TABLES if Path(real.file).stem == name)
    source = shared_data / "data" / real.file
    out, again, placed = tmp_path / "out", tmp_path / "again", tmp_path / "placed.csv"
    words = (
        "--method",
        method,
        "--k",
        "3..4" if FULL else "3",
        "--draws",
        "5",
        "--criteria",
        "silhouette",
        "--formats",
        "csv",
    )
    done = segdesk("run", source, "--out", out, *words, "--category-weight", "2")
    assert done.returncode == 0, done.stderr
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    jsonschema.validate(summary, json.loads(resource("schemas", "summary.schema.json").read_text("utf-8")))
    assert summary["method"] == method
    assert summary["category_weight"] == 2
    assert summary["k"] in (3, 4)
    assert min(segment["size"] for segment in summary["segments"]) > 0
    html = (out / "report.html").read_text("utf-8")
    assert "Weight of categories" in html
    assert {"kprototypes": "k-prototypes", "pam": "medoids (PAM)"}[method] in html

    assert segdesk("predict", source, "--model", out / "model.segdesk", "--out", placed).returncode == 0
    recipe = ("--recipe", out / "recipe.toml", *UNREPORTED)
    assert segdesk("run", source, *recipe, "--out", again).returncode == 0
    assert (again / "labeled.csv").read_bytes() == (out / "labeled.csv").read_bytes()

    def segments(path: Path) -> list[str]:
        text = path.read_text("utf-8-sig")
        return [
            row["segment"] for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=real.delimiter)
        ]

    assert segments(placed) == segments(out / "labeled.csv")


@pytest.mark.slow
def test_both_copies_of_one_table_give_the_same_segments(shared_data: Path, tmp_path: Path):
    labels = []
    for name in ("marketing_campaign.csv", "marketing_campaign_us_dates.csv"):
        source = shared_data / "data" / "customer_personality" / name
        # Labels are all that is compared: nothing is drawn anew, and no other criterion computed.
        words = ("--k", "4", "--formats", "csv", "--draws", "0", "--criteria", "silhouette", *UNREPORTED)
        done = segdesk("run", source, "--out", tmp_path / name, *words)
        assert done.returncode == 0, done.stderr
        delimiter = ";" if name == "marketing_campaign.csv" else ","
        text = (tmp_path / name / "labeled.csv").read_text("utf-8-sig")
        labels.append([row[-3] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)])
    assert np.array_equal(*labels)
