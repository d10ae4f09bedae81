"""Segments shaped by hand in a notebook, and the same from the recipe through the command line."""

import json
import tomllib

import jsonschema
import numpy as np
import pytest

import segdesk
from segdesk.delivery.single import write_single
from segdesk.engine.recipe.by_hand import Merge, Order
from segdesk.io.recipe_file import recipe_to_toml
from segdesk.messages import use_language
from segdesk.progress import silent
from segdesk.resources import resource
from tests.app.driving import few_customers
from tests.cli.running import segdesk as run_segdesk

QUICK = {"draws": 0, "criteria": ("silhouette",)}


@pytest.fixture(scope="module")
def customers(tmp_path_factory):
    return few_customers(tmp_path_factory.mktemp("few"))


@pytest.fixture(scope="module")
def plain(customers):
    return segdesk.segment(customers, k="3..4", method="kmeans", **QUICK)


def test_each_step_gives_a_new_result_and_leaves_the_earlier_one(plain):
    merged = plain.rename({1: "Keep my name"}).merge([2, 3])
    assert (plain.k, merged.k) == (4, 3)
    assert "Keep my name" in merged.segments["name"].tolist()
    assert merged.lock([1], 3).k == 4
    assert len(plain.scan) == len(merged.scan) == 2


def test_customers_are_moved_by_row_or_by_mask(plain):
    rows = np.flatnonzero(plain.labels == 1)[:4]
    mask = np.zeros(len(plain.labels), dtype=bool)
    mask[rows] = True
    moved = plain.move(mask, to=2)
    assert (moved.labels[rows] == moved.labels[plain.labels == 2][0]).all()
    assert plain.move(rows, to=2).recipe == moved.recipe


def test_orders_in_a_row_are_one_step(plain):
    once = plain.reorder([2, 3, *range(4, plain.k + 1), 1])
    again = once.reorder([2, 1, *range(3, plain.k + 1)])
    (edit,) = again.recipe.by_hand.edits
    assert edit == Order((3, 2, *range(4, plain.k + 1), 1))
    sizes = plain.segments["size"]
    assert again.segments["size"].tolist() == [int(sizes[number]) for number in edit.order]


def test_the_saved_recipe_gives_the_same_bytes_through_the_command_line(plain, customers, tmp_path):
    first = plain.merge([2, 3]).split(1)
    shaped = first.move(np.flatnonzero(first.labels == 1)[:7])
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(recipe_to_toml(shaped.recipe), "utf-8", newline="\n")
    write_single("csv", shaped.segmentation, tmp_path / "labeled.csv", silent)
    assert len(tomllib.loads(recipe.read_text("utf-8"))["by_hand"]["edits"]) == 3
    done = run_segdesk("run", customers, "--recipe", recipe, "--out", tmp_path / "line")
    assert done.returncode == 0, done.stderr
    assert "shaped by hand" in done.stdout
    for name in ("labeled.csv", "recipe.toml"):
        assert (tmp_path / "line" / name).read_bytes() == (tmp_path / name).read_bytes(), name
    summary = json.loads((tmp_path / "line" / "summary.json").read_text("utf-8"))
    jsonschema.validate(summary, json.loads(resource("schemas", "summary.schema.json").read_text("utf-8")))
    assert [step["kind"] for step in summary["by_hand"]] == ["merge", "split", "move"]
    assert summary["by_hand"][2]["customers"] == 7
    by_hand = [each["segment"] for each in summary["segments"] if each["by_hand"]]
    assert by_hand == [s.number for s in shaped.segmentation.named if s.by_hand]


def test_report_and_charts_tell_what_was_made_by_hand(plain):
    merged = plain.merge([1, 2])
    with use_language("en"):
        report = merged.report()
    assert "Segments 1 and 2 were merged by hand." in report
    assert "and then shaped by hand" in report
    assert "Made by hand" in report
    assert merged.chart("how_many").finding == (
        f"{plain.k} segments were found; {plain.k - 1} are in use, shaped by hand"
    )
    assert "Numbers go by size." in report
    with use_language("en"):
        turned = plain.reorder(range(plain.k, 0, -1)).report()
    assert "Numbers go by size." not in turned
    assert "Not as the method found it" not in turned


def test_what_is_asked_for_stays_what_it_was(plain):
    merged = plain.merge([2, 3])
    assert merged.asked.method.k == "3..4"
    assert merged.asked.by_hand == merged.recipe.by_hand
    assert merged.asked.by_hand.edits == (Merge((2, 3)),)
    assert "[[by_hand.edits]]" in recipe_to_toml(merged.asked)
