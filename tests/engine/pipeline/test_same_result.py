"""The same rows give the same result: shuffled, with other thread counts and locales, from the written recipe."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.clustering.methods.registry import Fit
from segdesk.engine.clustering.partition import number_by_size
from segdesk.engine.pipeline.pipeline import segment
from segdesk.io.frames import table_from_frame
from segdesk.io.recipe_file import recipe_from_toml, recipe_to_toml
from tests.counts import times
from tests.engine.frames import METHODS, USE, segmented, shop

ROWS = times(150, 240)
SCORES = ("silhouette", "calinski_harabasz", "davies_bouldin", "inertia")


def assert_close(found, expected):
    assert (found is None) == (expected is None)
    assert found is None or found == pytest.approx(expected, rel=1e-9)


@cache
def result(method):
    """A result of the table, for who compares another one with it."""
    return segmented(shop(ROWS), method=method, k="2..4", use=USE, missing="knn")


@pytest.mark.parametrize("method", METHODS)
def test_shuffled_rows_get_the_same_labels_scores_and_names(method):
    shuffled = shop(ROWS).sample(frac=1, random_state=5)
    first = result(method)
    second = segmented(shuffled, method=method, k="2..4", use=USE, missing="knn")
    np.testing.assert_array_equal(second.fit.labels, first.fit.labels[shuffled.index])
    np.testing.assert_allclose(second.fit.confidence, first.fit.confidence[shuffled.index], rtol=1e-9)
    for name in SCORES:
        assert_close(getattr(second.validation.scores, name), getattr(first.validation.scores, name))
    for a, b in zip(first.validation.scan.candidates, second.validation.scan.candidates, strict=True):
        for criterion in ("silhouette", "gap", "gap_se", "bic", "inertia"):
            assert_close(getattr(b, criterion), getattr(a, criterion))
    assert [str(s.name) for s in first.description.segments] == [
        str(s.name) for s in second.description.segments
    ]
    assert first.provenance.recipe.method == second.provenance.recipe.method


@pytest.mark.parametrize("method", METHODS)
def test_the_written_recipe_gives_the_same_labels_again(method):
    first = result(method)
    again = segment(table_from_frame(shop(ROWS)), recipe_from_toml(recipe_to_toml(first.provenance.recipe)))
    np.testing.assert_array_equal(again.fit.labels, first.fit.labels)
    np.testing.assert_array_equal(again.fit.matrix, first.fit.matrix)
    assert again.validation.scores == first.validation.scores
    assert again.provenance.recipe == first.provenance.recipe


def test_the_written_recipe_of_a_default_run_gives_the_same_labels_again():
    frame = shop(90, seed=2)
    first = segmented(frame, seed=2, criteria=("inertia",))
    again = segment(table_from_frame(frame), recipe_from_toml(recipe_to_toml(first.provenance.recipe)))
    np.testing.assert_array_equal(again.fit.labels, first.fit.labels)
    assert again.provenance.recipe == first.provenance.recipe


@pytest.mark.slow
def test_threads_and_locale_change_nothing():
    script = """
import contextlib, json, locale
with contextlib.suppress(locale.Error):
    locale.setlocale(locale.LC_ALL, "")
from tests.engine.frames import METHODS, USE, segmented, shop
found = [segmented(shop(120), method=m, k="3", use=USE, criteria=("inertia",)) for m in METHODS]
print(json.dumps([
    [f.fit.labels.tolist(), repr(f.validation.scores), [str(s.name) for s in f.named]] for f in found
]))
"""
    outcomes = []
    for threads, language in (("1", "C"), ("2", "de_DE.UTF-8")):
        environment = {
            **os.environ,
            "OMP_NUM_THREADS": threads,
            "OPENBLAS_NUM_THREADS": threads,
            "LC_ALL": language,
        }
        run = subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            check=True,
        )
        outcomes.append(json.loads(run.stdout))
    assert outcomes[0] == outcomes[1]


def test_segments_are_numbered_by_falling_size():
    found = segmented(shop(), k="4", use=USE)
    sizes = np.bincount(found.fit.labels)[1:]
    assert (np.diff(sizes) <= 0).all()


def test_segments_of_one_size_are_numbered_by_their_first_differing_coordinate():
    matrix = np.array([[1.0, 5], [1, 5], [1, 3], [1, 3], [0, 9], [0, 9], [7, 7]])
    fit = Fit(CentreAssigner(np.array([[7.0, 7], [1, 5], [50, 50], [1, 3], [0, 9]])))
    partition = number_by_size(fit, matrix)
    assert partition.k == 4
    assert partition.assignment.labels.tolist() == [3, 3, 2, 2, 1, 1, 4]
    np.testing.assert_array_equal(partition.fit.assigner.centres, [[0, 9], [1, 3], [1, 5], [7, 7]])
