"""A recipe that a run wrote, run again: the same report of the same file, and true sentences of another one."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import SegdeskError
from segdesk.io.frames import table_from_frame
from segdesk.io.recipe_file import recipe_from_toml, recipe_to_toml
from tests.engine.pipeline.test_category_balance import groups_beside_a_category

QUICK = {"criteria": ("silhouette", "inertia", "stability"), "draws": 2}


def guests(seed=3, n=90, centres=((0, 0), (6, 1), (2, 7))):
    """Return Spanish hotel guests of a few kinds, with columns of every role."""
    random = np.random.default_rng(seed)
    kind = np.arange(n) % len(centres)
    values = np.array(centres, dtype=float)[kind] + random.normal(size=(n, 2)) * 0.6
    return pd.DataFrame(
        {
            "huésped": [f"H{i:04d}" for i in range(n)],
            "gasto anual": (100 + 20 * values[:, 0]).round(2),
            "noches": (10 + values[:, 1]).round(2),
            "club": np.where(random.random(n) < 0.2 + 0.2 * kind, "sí", "no"),
            "ciudad": random.choice(["Lugo", "Jaén", "Ávila"], n),
            "baja": np.where(random.random(n) < 0.3, "sí", "no"),
            "constante": 7,
        }
    )


def rings(seed=0, n=300):
    """Return a core with a ring around it."""
    random = np.random.default_rng(seed)
    angle = random.uniform(0, 2 * np.pi, n // 2)
    shell = np.column_stack([np.cos(angle), np.sin(angle)]) * 5 + random.normal(0, 0.3, (n // 2, 2))
    core = random.normal(0, 0.6, (n - n // 2, 2))
    return pd.DataFrame(np.vstack([shell, core]).round(4), columns=["orders", "spend"])


def purchases(seed=1, n=240):
    """Return lines of purchases of a few German customers."""
    random = np.random.default_rng(seed)
    buyer = random.integers(0, 60, n)
    day = pd.Timestamp("2025-01-01") + pd.to_timedelta(
        random.integers(0, 300, n) * (1 + buyer % 3) // 3, unit="D"
    )
    return pd.DataFrame(
        {
            "Kunde": [f"K{b:03d}" for b in buyer],
            "Bestelldatum": day,
            "Betrag": np.round(random.gamma(2, 10 * (1 + buyer % 4), n), 2),
        }
    )


@cache
def guests_found():
    """Return what a run finds of the guests."""
    return found(guests(), k="2..5")


def found(frame, **settings):
    """Return the result of a table, as `segdesk run` finds it."""
    return segment(table_from_frame(frame), Recipe().with_settings({**QUICK, **settings}))


def replayed(frame, result, **settings):
    """Return the result of a table with the recipe that a run wrote."""
    written = recipe_from_toml(recipe_to_toml(result.provenance.recipe))
    return segment(table_from_frame(frame), written.with_settings(settings))


def told(result):
    """Return all that a report says of how the result came about, and its figures."""
    validation = result.validation
    return (
        [str(each) for each in (*result.provenance.steps, *result.provenance.warnings)],
        [(each.name, str(each.role), str(each.reason)) for each in result.source.choices],
        validation.scan.candidates,
        [str(each) for each in validation.scan.reason],
        [(str(each.words), each.settings) for each in validation.alternatives],
        (validation.verdict.structure, str(validation.verdict.text)),
        [(str(each.name), each.stability, each.jaccard_across_k) for each in result.description.segments],
    )


CASES = {
    "everything found": (guests, {}),
    "a range of numbers": (guests, {"k": "3..6"}),
    "columns named": (guests, {"use": ("noches", "gasto anual"), "method": "bisecting", "k": "2..4"}),
    "a number asked for": (guests, {"k": "4"}),
    "limits on sizes": (guests, {"min_size": "24%", "k": "2..5"}),
    "a weight of categories": (guests, {"category_weight": 0.5, "k": "2..4"}),
    "a category that was weighed": (groups_beside_a_category, {"method": "kmeans", "k": "2..4"}),
    "groups of other shape": (rings, {"k": "2..4"}),
    "groups by density": (rings, {"method": "dbscan"}),
    "groups by density, found": (guests, {"method": "hdbscan"}),
    "a radius asked for": (rings, {"method": "dbscan", "eps": 0.7}),
    "hierarchical": (guests, {"method": "hierarchical", "linkage": "average", "k": "3..5"}),
    "medoids": (guests, {"method": "pam", "k": "2..4"}),
    "purchases": (purchases, {"k": "2..4"}),
    "rules": (purchases, {"method": "rfm"}),
    "thresholds of rules": (purchases, {"method": "rfm", "rfm_bins": 3, "rfm_recency": ("20", "90")}),
}


@pytest.mark.parametrize("case", CASES)
def test_the_recipe_of_a_run_gives_the_same_report_of_the_same_file(case):
    make, settings = CASES[case]
    first = found(make(), **settings)
    again = replayed(make(), first)
    np.testing.assert_array_equal(again.fit.labels, first.fit.labels)
    assert told(again) == told(first)
    assert again.provenance.recipe == first.provenance.recipe


def test_another_file_keeps_the_number_and_says_what_it_speaks_for_by_itself():
    use = ("gasto anual", "noches")
    first = found(guests(), use=use, k="2..5")
    assert first.k == 3
    later = guests(seed=8, centres=((0, 0), (9, 1), (2, 9), (9, 9)))
    again = replayed(later, first)
    scan = again.validation.scan
    assert again.k == 3
    assert scan.pick == 4
    assert [each.k for each in scan.candidates] == [2, 3, 4, 5]
    kept = scan.reason[0]
    assert (kept.code, kept.figures["k"], kept.figures["other"]) == ("k_selection.as_in_recipe", 3, 4)
    assert again.validation.alternatives[0].settings == {"k": "4"}
    # What the file speaks for is what it gives where nothing is kept.
    assert found(later, use=use, k="2..5").k == 4


def test_another_file_keeps_the_method_and_says_what_it_would_be():
    first = found(rings(), k="2..4")
    assert first.method == "hierarchical"
    random = np.random.default_rng(5)
    blob = pd.DataFrame(random.normal(size=(200, 2)).round(4), columns=["orders", "spend"])
    again = replayed(blob, first)
    why = next(each for each in again.provenance.steps if getattr(each, "code", "").startswith("method."))
    assert again.method == "hierarchical"
    assert why.code == "method.as_in_recipe"
    assert str(why.figures["other"]) == "k-means"


def test_another_file_keeps_the_roles_and_gives_the_recipe_as_the_reason():
    first = guests_found()
    later = guests(seed=9)
    # This month it has one value only: by itself it would be left out.
    later["noches"] = 3.0
    choices = {each.name: each for each in replayed(later, first).source.choices}
    assert choices["noches"].reason.code == "roles.as_in_recipe"
    assert choices["gasto anual"].reason == next(
        each.reason for each in first.source.choices if each.name == "gasto anual"
    )


def test_what_is_asked_for_again_is_no_longer_what_was_found():
    first = guests_found()
    again = replayed(guests(), first, k="5", method="gmm")
    assert len(again.validation.scan.candidates) == 1
    assert again.validation.scan.reason[0].code == "k_selection.one_number_asked"
    codes = [getattr(each, "code", "") for each in again.provenance.steps]
    assert "method.as_chosen" in codes


def test_recipes_without_what_was_found_read_as_before():
    first = guests_found()
    recipe = first.provenance.recipe
    old = replace(
        recipe,
        columns=replace(recipe.columns, found=(), kind_found=None),
        prepare=replace(recipe.prepare, found_category_weight=None),
        method=replace(recipe.method, found=None),
    )
    text = recipe_to_toml(old)
    assert "found" not in text.replace("found = []", "")
    again = segment(table_from_frame(guests()), recipe_from_toml(text))
    np.testing.assert_array_equal(again.fit.labels, first.fit.labels)
    assert again.validation.scan.reason[0].code == "k_selection.one_number_asked"


@pytest.mark.parametrize(
    "text",
    [
        "[method.found]\ntried = 'many'",
        "[method.found]\nk = 3",
        "[method.found]\neps = 'wide'",
        "[method.found]\ncolour = 'red'",
        "[method]\nfound = 'k'",
        "[columns]\nfound = [1]",
        "[columns]\nkind_found = 'yes'",
        "[prepare]\nfound_category_weight = 'heavy'",
    ],
)
def test_what_was_found_is_checked_like_every_setting(text):
    with pytest.raises(SegdeskError):
        recipe_from_toml(f"version = 1\n{text}\n")
