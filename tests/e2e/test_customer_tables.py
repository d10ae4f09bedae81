"""Every real customers table, as its user has it: exit 0, all rows in order, every cell as it was."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from segdesk.resources import resource
from tests.cli.running import segdesk
from tests.counts import FULL, SHORTER, UNREPORTED
from tests.labeled_alone import labeled_again

SMALL = 200


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


@pytest.fixture(scope="module")
def folder_of(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[RealTable], Path]:
    """Give the folder of a run of a table, the same one to all tests that look at it."""
    runs = tmp_path_factory.mktemp("runs")

    @cache
    def folder(real: RealTable) -> Path:
        source, out = shared_data / "data" / real.file, runs / Path(real.file).stem
        before = source.read_bytes()
        # With no option at all; the larger ones compare fewer things in the quick suite.
        done = segdesk("run", source, "--out", out, *((*SHORTER, *UNREPORTED) if real.rows > SMALL else ()))
        assert done.returncode == 0, done.stderr
        assert source.read_bytes() == before
        return out

    return folder


@pytest.mark.slow
@pytest.mark.parametrize("real", TABLES, ids=lambda real: Path(real.file).stem)
def test_runs_as_it_is(
    shared_data: Path, folder_of: Callable[[RealTable], Path], tmp_path: Path, real: RealTable
):
    source, out = shared_data / "data" / real.file, folder_of(real)
    text = source.read_bytes().decode(real.encoding)
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
    out, placed = tmp_path / "out", tmp_path / "placed.csv"
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
        *UNREPORTED,
    )
    done = segdesk("run", source, "--out", out, *words, "--category-weight", "2")
    assert done.returncode == 0, done.stderr
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    jsonschema.validate(summary, json.loads(resource("schemas", "summary.schema.json").read_text("utf-8")))
    assert summary["method"] == method
    assert summary["category_weight"] == 2
    assert summary["k"] in (3, 4)
    assert min(segment["size"] for segment in summary["segments"]) > 0
    # What a report of any format is written from.
    told = (out / "report.json").read_text("utf-8")
    assert "Weight of categories" in told
    assert {"kprototypes": "k-prototypes", "pam": "medoids (PAM)"}[method] in told

    assert segdesk("predict", source, "--model", out / "model.segdesk", "--out", placed).returncode == 0
    assert labeled_again(source, out / "recipe.toml", tmp_path) == (out / "labeled.csv").read_bytes()

    def segments(path: Path) -> list[str]:
        text = path.read_text("utf-8-sig")
        return [
            row["segment"] for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=real.delimiter)
        ]

    assert segments(placed) == segments(out / "labeled.csv")


@pytest.mark.slow
def test_both_copies_of_one_table_give_the_same_segments(folder_of: Callable[[RealTable], Path]):
    labels = []
    for real in TABLES:
        if real.file.startswith("customer_personality/"):
            text = (folder_of(real) / "labeled.csv").read_text("utf-8-sig")
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=real.delimiter)
            labels.append([row[-3] for row in rows])
    assert len(labels) == 2
    assert np.array_equal(*labels)
