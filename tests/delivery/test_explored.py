"""Columns that a recipe asks to look at: the same figures by command line, API and report."""

import csv
from pathlib import Path

import numpy as np
import pytest

import segdesk
from segdesk.api.result import Result
from segdesk.engine.result.crossing import cross
from tests.charts.explored_shop import shop
from tests.cli.running import segdesk as command
from tests.sample_results import changed


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    """Customers in German: payment goes with region, a name holds a formula."""
    random = np.random.default_rng(8)
    lines = ["Kunde;Umsatz;Käufe;Zahlart;Region"]
    for n in range(240):
        region = ("=Nord", "Süd", "West")[n % 3]
        pays = "Rechnung" if random.random() < (0.85 if region == "Süd" else 0.3) else "Karte"
        lines.append(
            f"N{n:04d};{(800 if n % 2 else 90) + random.normal(0, 30):.2f};{n % 9 + 1};{pays};{region}"
        )
    path = tmp_path_factory.mktemp("laden") / "kunden.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def quick(file: Path, *more: str) -> list[str]:
    return [
        "run",
        str(file),
        "--kind",
        "customers",
        "--k",
        "2",
        "--draws",
        "0",
        "--criteria",
        "silhouette",
        *more,
    ]


def test_a_run_writes_what_was_asked_for(file, tmp_path):
    out = tmp_path / "out"
    done = command(
        *quick(file, "--use", "Umsatz,Käufe", "--explore", "Zahlart*Region,Umsatz", "--out", str(out))
    )
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (out / "explore").iterdir()) == [
        "01_crosstab.csv", "01_crosstab.png", "02_density.csv", "02_density.png",
    ]  # fmt: skip
    with (out / "explore" / "01_crosstab.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    assert sum(int(row["customers"]) for row in rows) == 240
    # What a spreadsheet would run is guarded, as in every other file.
    assert {row["Region"] for row in rows} == {"'=Nord", "Süd", "West"}
    assert "“Zahlart” and “Region” go together" in done.stdout
    report = (out / "report.html").read_text("utf-8")
    assert "Columns that you asked for" in report
    assert "“Zahlart” against “Region”" in report


def test_a_column_that_is_not_there_is_refused_before_the_work(file, tmp_path):
    out = tmp_path / "out"
    done = command(*quick(file, "--explore", "Zahlart*Farbe", "--out", str(out)))
    assert done.returncode == 3
    assert "“Farbe”" in done.stderr
    assert not out.exists()


def test_the_recipe_keeps_what_was_asked_for(file, tmp_path):
    found = segdesk.segment(file, kind="customers", k=2, draws=0, use=["Umsatz", "Käufe"], explore="Zahlart")
    folder = found.save(tmp_path / "out")
    again = segdesk.segment(file, recipe=folder / "recipe.toml")
    assert again.recipe.output.explore == ("Zahlart",)
    assert again.labels.tolist() == found.labels.tolist()
    assert "explore/01_crosstab.csv" in [p.relative_to(folder).as_posix() for p in folder.rglob("*.csv")]


def test_a_report_without_wishes_has_no_such_part():
    assert "Columns that you asked for" not in Result(shop()).report()


def test_the_report_has_the_figures_of_the_cross_table():
    recipe = shop().provenance.recipe
    asked = changed(shop(), recipe=recipe.with_settings({"explore": ("région*abonné", "âge")}))
    html = Result(asked).report()
    table = cross(shop(), "région", "abonné").table
    assert f"{table.counts[0, 0]} (" in html
    assert "“Âge” by segment" in html


def test_a_notebook_gets_charts_and_every_figure():
    result = Result(shop())
    assert result.by_segment("âge").chart.name == "column_density"
    assert result.by_segment("région", "column_bars").chart.name == "column_bars"
    assert result.against("âge", "montant").chart.name == "column_scatter"
    cells = result.cross_table("région", "abonné")
    assert cells["customers"].sum() == 400
    assert cells.attrs["finding"] == str(cross(shop(), "région", "abonné").finding)
