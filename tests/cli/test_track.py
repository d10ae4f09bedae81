"""`segdesk track`, from outside: months of customers, purchases with their dates, and what is refused."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import numpy as np
import pandas as pd
import pytest

import segdesk as api
from segdesk.io.recipe_file import read_recipe
from segdesk.resources import resource
from tests.cli.running import segdesk
from tests.counts import UNREPORTED
from tests.engine.tracking.triangle_by_sql import triangle_by_sql

QUICK = ("--criteria", "silhouette", "--draws", "0", "--quiet")


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def customers(n: int = 90) -> pd.DataFrame:
    """Three groups far apart in what they spend."""
    random = np.random.default_rng(6)
    group = np.arange(n) % 3
    return pd.DataFrame(
        {
            "Kundennummer": [f"K{i:03d}" for i in range(n)],
            "Umsatz": np.round(np.array([100.0, 300.0, 500.0])[group] + random.normal(0, 5, n), 1),
        }
    )


@pytest.fixture(scope="module")
def months(tmp_path_factory) -> Path:
    """Three months with planted moves: 7 go from low to high in March, 4 come, 5 leave, one column is renamed."""
    folder = tmp_path_factory.mktemp("monate")
    january = customers()
    february = january.copy()
    march = january.copy()
    low = np.flatnonzero(january["Umsatz"] < 150)
    march.loc[low[:7], "Umsatz"] = 505.0
    new = customers(4).assign(Kundennummer=[f"N{i}" for i in range(4)])
    march = pd.concat([march.drop(index=low[-5:]), new], ignore_index=True)
    january.to_csv(folder / "Kunden Januar 2024.csv", index=False)
    february.rename(columns={"Umsatz": "umsatz", "Kundennummer": "KUNDENNUMMER"}).to_csv(
        folder / "Kunden Februar 2024.csv", index=False
    )
    march.to_csv(folder / "Kunden März 2024.csv", index=False)
    return folder


@pytest.fixture(scope="module")
def tracked(months, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("out") / "verlauf"
    done = segdesk("track", months, "--out", out, "--k", "3", "--use", "Umsatz", *QUICK)
    assert done.returncode == 0, done.stderr
    return out


def test_charts_and_report_hold_the_recipe_of_the_segments(months, tracked):
    first = months / "Kunden Januar 2024.csv"
    for name in ("movement.png", "report.html"):
        recipe = read_recipe(tracked / name)
        assert (recipe.method.k, recipe.columns.use) == ("3", ("Umsatz",))
        assert api.segment(first, recipe=tracked / name).k == 3


def test_the_planted_moves_are_in_the_files_with_their_reason(months, tracked):
    summary = json.loads((tracked / "summary.json").read_text("utf-8"))
    schema = json.loads(resource("schemas", "tracking.schema.json").read_text("utf-8"))
    jsonschema.validate(summary, schema)
    assert summary["files"] == sorted(p.name for p in tracked.iterdir())
    assert [period["period"] for period in summary["periods"]] == ["2024-01", "2024-02", "2024-03"]
    assert summary["found_in"] == "2024-01"
    moved = read(tracked / "moved.csv")
    first = pd.read_csv(months / "Kunden Januar 2024.csv")
    low = first.loc[first["Umsatz"] < 150, "Kundennummer"]
    assert sorted(row["identifier"] for row in moved) == sorted(low[:7])
    before = dict(zip(first["Kundennummer"], first["Umsatz"], strict=True))
    for row in moved:
        assert (row["period"], row["reason_variable"], row["after"]) == ("2024-03", "Umsatz", "505")
        assert float(row["before"]) == before[row["identifier"]]
    migration = [row for row in read(tracked / "migration.csv") if row["period"] == "2024-03"]
    assert sum(int(r["customers"]) for r in migration if not r["from"]) == 4
    assert sum(int(r["customers"]) for r in migration if not r["to"]) == 5
    (planted,) = [r for r in migration if r["from"] and r["to"] and r["from"] != r["to"]]
    assert int(planted["customers"]) == 7
    assert {r["customers"] for r in read(tracked / "migration.csv") if r["period"] == "2024-02"} == {"30"}
    assert read(tracked / "retention.csv") == [
        {"cohort": "2024-01", "offset": "0", "customers": "90", "active": "90", "retention": "1"},
        {"cohort": "2024-01", "offset": "1", "customers": "90", "active": "90", "retention": "1"},
        {
            "cohort": "2024-01",
            "offset": "2",
            "customers": "90",
            "active": "85",
            "retention": "0.944444444444",
        },
        {"cohort": "2024-03", "offset": "0", "customers": "4", "active": "4", "retention": "1"},
    ]


def test_the_report_begins_with_what_became_of_the_customers(tracked):
    html = (tracked / "report.html").read_text("utf-8")
    assert "<h1>From 2024-02 to 2024-03, 92% of the customers in both stayed" in html
    assert html.index("92% of the customers") < html.index("The segments were found in 2024-01")
    assert "https://" not in html


def test_a_model_places_every_month_and_the_api_gives_the_same_tables(months, tmp_path):
    run = tmp_path / "run"
    done = segdesk(
        "run", months / "Kunden Februar 2024.csv", "--out", run, "--k", "3", "--use", "umsatz",
        "--formats", "csv", *QUICK, *UNREPORTED,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    model = run / "model.segdesk"
    done = segdesk("track", months, "--model", model, "--out", tmp_path / "out", "--quiet", "--lang", "es")
    assert done.returncode == 0, done.stderr
    found = api.track(months, model=model)
    assert found.periods == ["2024-01", "2024-02", "2024-03"]
    for name in ("history", "migration", "retention"):
        written = pd.read_csv(
            tmp_path / "out" / f"{name}.csv", dtype={"segment": str, "from": str, "to": str}
        )
        pd.testing.assert_frame_equal(
            written.fillna({"from": "", "to": ""}), getattr(found, name), check_dtype=False
        )
    assert list(found.moved) == list(read(tmp_path / "out" / "moved.csv")[0])
    assert found.triangle.loc["2024-01"].tolist() == pytest.approx([1, 1, 85 / 90])
    assert set(found.charts) == {"movement", "flow", "retention", "retention_curve"}


@pytest.mark.parametrize(
    ("names", "more", "code", "said"),
    [
        (["2024-01.csv", "kunden.csv"], (), 3, "The name of 1 file says no period: kunden.csv"),
        (["2024-01 a.csv", "2024-01 b.csv"], (), 3, "are both of 2024-01"),
        (["2024-01.csv"], (), 3, "There is one period only"),
        (["2024-01.csv", "2024-02.csv"], ("--found-in", "2023-12"), 2, "There are: 2024-01 and 2024-02."),
        ([], (), 3, "The folder holds no table"),
    ],
)
def test_what_cannot_be_followed_is_refused_in_a_sentence(tmp_path, names, more, code, said):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in names:
        customers(30).to_csv(folder / name, index=False)
    done = segdesk("track", folder, "--out", tmp_path / "out", "--k", "2", *more, *QUICK)
    assert done.returncode == code
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


def purchases(random: np.random.Generator) -> pd.DataFrame:
    """Return lines of half a year, some of them returns."""
    n = 900
    days = pd.Timestamp("2023-11-01") + pd.to_timedelta(random.integers(0, 182, n), unit="D")
    return pd.DataFrame(
        {
            "client": [f"C{i}" for i in random.integers(0, 120, n)],
            "date": days.strftime("%Y-%m-%d"),
            "facture": np.arange(n) + 5000,
            "montant": np.round(random.gamma(2, 30, n) * np.where(random.random(n) < 0.05, -1, 1), 2),
        }
    )


def test_purchases_of_one_file_are_followed_by_their_dates(tmp_path):
    lines = purchases(np.random.default_rng(9))
    lines.to_csv(tmp_path / "ventes.csv", index=False)
    out = tmp_path / "out"
    done = segdesk("track", tmp_path / "ventes.csv", "--out", out, "--k", "3", *QUICK)
    assert done.returncode == 0, done.stderr
    found = {(r["cohort"], int(r["offset"])): int(r["active"]) for r in read(out / "retention.csv")}
    assert {k: n for k, n in found.items() if n} == triangle_by_sql(lines, "client", "date", "montant > 0")
    history = read(out / "history.csv")
    # As of the end of January the customers are those who had bought by then.
    january = lines[(lines["date"] < "2024-02") & (lines["montant"] > 0)]
    by_then = sum(int(row["customers"]) for row in history if row["period"] == "2024-01")
    assert by_then == january["client"].nunique()
    # The last month is what `run` finds in the same file.
    run = tmp_path / "run"
    words = ("--k", "3", "--json", *QUICK, *UNREPORTED)
    done = segdesk("run", tmp_path / "ventes.csv", "--out", run, *words)
    assert done.returncode == 0, done.stderr
    sizes = {str(s["segment"]): str(s["size"]) for s in json.loads(done.stdout)["segments"]}
    assert {r["segment"]: r["customers"] for r in history if r["period"] == "2024-04"} == sizes
