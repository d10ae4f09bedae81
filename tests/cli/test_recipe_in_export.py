"""`--recipe` takes a chart, a report or a labeled file in place of the recipe that it was made by."""

from pathlib import Path

import segdesk as api
from segdesk.samples import sample_path
from tests.cli.running import segdesk
from tests.counts import UNREPORTED


def test_a_run_is_repeated_from_its_picture_and_its_workbook(tmp_path: Path):
    lines = sample_path("customers").read_text("utf-8-sig").splitlines()[:121]
    few = tmp_path / "few.csv"
    few.write_text("\n".join(lines) + "\n", "utf-8")
    words = ("--k", "3", "--draws", "0", "--criteria", "silhouette", "--use", "orders,spend", "--seed", "4")
    words += ("--explore", "city")
    done = segdesk("run", few, "--out", tmp_path / "first", *words)
    assert done.returncode == 0, done.stderr
    picture = tmp_path / "first" / "charts" / "sizes.png"
    again = segdesk("run", few, "--out", tmp_path / "again", "--recipe", picture, *UNREPORTED)
    assert again.returncode == 0, again.stderr
    labeled = [(tmp_path / folder / "labeled.csv").read_bytes() for folder in ("first", "again")]
    assert labeled[0] == labeled[1]
    expected = api.segment(few, recipe=tmp_path / "first" / "recipe.toml")
    (explored,) = (tmp_path / "first" / "explore").glob("*.png")
    for name in (picture, "labeled.xlsx", "report.html", explored):
        found = api.segment(few, recipe=tmp_path / "first" / name)
        assert found.recipe == expected.recipe
        assert (found.labels == expected.labels).all()


def test_a_file_without_a_recipe_is_refused_before_any_work(tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html><body>no recipe</body></html>", "utf-8")
    done = segdesk("run", sample_path("customers"), "--recipe", page, "--out", tmp_path / "out")
    assert done.returncode == 3
    assert "page.html: There is no recipe in this file." in done.stderr
    assert "Reading" not in done.stderr
