"""What the user said of columns stands in the recipe of a run, so that running it again reads them the same way."""

import tomllib

from segdesk.cli.main import run_command_line
from tests.counts import UNREPORTED


def test_types_and_what_shall_be_none_are_kept(tmp_path):
    lines = [
        f"K{i:03d};{1 + i % 3};{18 + i * 7 % 60};{i * 37 % 900},{i % 10}5;{i * 53 % 800},{i % 10}1"
        for i in range(90)
    ]
    table = tmp_path / "kunden.csv"
    table.write_text("\n".join(["Kundennr;Filiale;Alter;Umsatz netto;Umsatz brutto", *lines]), "utf-8")
    said = ["--type", "Filiale=number", "--id", "", "--value", "", "--k", "3", "--draws", "0", *UNREPORTED]
    first, again = tmp_path / "first", tmp_path / "again"
    assert run_command_line(["run", str(table), *said, "--out", str(first), "--quiet"]) == 0
    columns = tomllib.loads((first / "recipe.toml").read_text("utf-8"))["columns"]
    assert (columns["id"], columns["value"], columns["type"]) == ("", "", ["Filiale=number"])
    assert "Filiale" in columns["use"]
    recipe = ["--recipe", str(first / "recipe.toml")]
    assert run_command_line(["run", str(table), *recipe, "--out", str(again), "--quiet"]) == 0
    assert (again / "labeled.csv").read_bytes() == (first / "labeled.csv").read_bytes()
