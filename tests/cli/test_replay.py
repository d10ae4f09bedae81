"""`run FILE --recipe recipe.toml` with the recipe of an earlier run gives the same files."""

import json
import re

import numpy as np
import pandas as pd

from segdesk.cli.main import run_command_line
from tests.cli.running import segdesk
from tests.counts import UNREPORTED
from tests.scale import shops


def _run(*words):
    assert run_command_line([str(word) for word in words]) == 0


def _written(folder):
    """Return the files of a run without what speaks of time and place."""
    summary = json.loads((folder / "summary.json").read_text("utf-8"))
    summary.pop("seconds")
    html = (folder / "report.html").read_text("utf-8")
    return (
        summary,
        re.sub(r"\d+(\.\d+)? seconds?", "", html),
        (folder / "labeled.csv").read_bytes(),
        (folder / "recipe.toml").read_bytes(),
    )


def test_the_recipe_that_a_run_wrote_gives_the_same_files_again(tmp_path, capsys):
    random = np.random.default_rng(2)
    frame = pd.DataFrame(
        {
            "Mitglied": [f"M{i:03d}" for i in range(60)],
            "Umsatz": np.round(random.gamma(2, 40, 60), 2),
            "Besuche": np.arange(60) % 3 * 4 + random.integers(0, 2, 60),
            "Straße": random.choice(["Ahornweg", "Gässle", "Ufer"], 60),
        }
    )
    file = tmp_path / "Mitglieder März.csv"
    # An encoding that can only be guessed, and the guess is told again.
    file.write_bytes(frame.to_csv(index=False, sep=";", decimal=",").encode("cp1252"))
    settings = ("--k", "2..5", "--quiet", "--lang", "de", "--formats", "csv", "--recipe")
    start = tmp_path / "start.toml"
    start.write_text("version = 1\n[scan]\ndraws = 2\n", "utf-8")
    _run("run", file, "--out", tmp_path / "first", *settings, start)
    _run("run", file, "--out", tmp_path / "again", "--quiet", "--recipe", tmp_path / "first" / "recipe.toml")
    capsys.readouterr()
    first, again = _written(tmp_path / "first"), _written(tmp_path / "again")
    assert any("Annahme" in each or "Vermutung" in each or "cp1252" in each for each in first[0]["warnings"])
    assert len(first[0]["scan"]) == 4
    assert again == first
    model = tmp_path / "first" / "model.segdesk"
    _run("run", file, "--out", tmp_path / "like", *settings, start, "--like", model, *UNREPORTED)
    summary = json.loads((tmp_path / "like" / "summary.json").read_text("utf-8"))
    k = len(summary["segments"])
    # Every segment goes on itself.
    assert any(each.startswith(f"{k} ") and each.count(str(k)) == 2 for each in summary["warnings"])


def test_next_months_purchases_may_lack_a_category_that_only_described(tmp_path):
    frame = shops.plain_shop()
    this_month, next_month = tmp_path / "this.csv", tmp_path / "next.csv"
    frame.to_csv(this_month, index=False)
    gone = "Books"
    frame[frame["Category"] != gone].to_csv(next_month, index=False)
    first = segdesk("run", this_month, "--out", tmp_path / "first", "--k", "3", "--draws", "0", "--quiet")
    assert first.returncode == 0, first.stderr
    recipe = tmp_path / "first" / "recipe.toml"
    assert f'"share_{gone}"' in recipe.read_text("utf-8")
    second = segdesk("run", next_month, "--recipe", recipe, "--out", tmp_path / "second", "--quiet")
    assert second.returncode == 0, second.stderr


def test_a_feature_that_was_asked_for_must_be_there(tmp_path):
    path = tmp_path / "orders.csv"
    shops.plain_shop().to_csv(path, index=False)
    answer = segdesk("run", path, "--describe", "share_Cars", "--out", tmp_path / "out", "--quiet")
    assert answer.returncode == 3
    assert "no column “share_Cars”" in answer.stderr
