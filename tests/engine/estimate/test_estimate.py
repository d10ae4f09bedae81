"""What a run will take: seconds and memory follow from its size, and what memory does not hold is refused."""

from dataclasses import replace

import pandas as pd
import pytest

from segdesk.engine.estimate import what_fits as module
from segdesk.engine.estimate.estimate import Estimate, estimated, time_in_words
from segdesk.engine.estimate.measured import COSTS, ROWS, SHARED
from segdesk.engine.estimate.what_fits import is_heavy, require_memory, what_fits
from segdesk.engine.estimate.work import Work, work_of
from segdesk.engine.pipeline.pipeline import customers_of
from segdesk.engine.recipe.method_choices import AUTO, METHOD_CHOICES, capabilities
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import InputError
from segdesk.io.frames import table_from_frame

WORK = Work(rows=10_000, features=10, columns=11, method="kmeans")
GB = 1_000_000_000


def test_what_was_measured_is_what_is_told():
    cost = COSTS["kmeans"]
    for i, rows in enumerate(ROWS):
        estimate = estimated(replace(WORK, rows=rows))
        assert estimate.seconds == pytest.approx(SHARED.prepare[i] + cost.scan[i] + cost.explain[i])
        assert estimate.memory == round(cost.memory[i] * 1_000_000)


def test_every_method_has_its_figures():
    # Rules only look up; a method of somebody's own is taken for the usual one.
    assert set(METHOD_CHOICES) - {"rfm"} == set(COSTS)
    assert estimated(replace(WORK, method="bands")) == estimated(replace(WORK, method="auto"))


@pytest.mark.parametrize("method", COSTS)
def test_more_of_anything_takes_longer_and_no_less_memory(method):
    work = replace(WORK, method=method)
    usual = estimated(work)
    for more in (
        {"rows": 20_000},
        {"features": 40},
        {"numbers": tuple(range(2, 21))},
        {"draws": 200},
        {"files": ("csv", "xlsx", "report.html")},
    ):
        estimate = estimated(replace(work, **more))
        if "numbers" in more and method != AUTO and capabilities(method).determines_k:
            assert estimate.seconds == usual.seconds
            continue
        assert estimate.seconds > usual.seconds, more
        assert estimate.memory >= usual.memory, more
    assert estimated(replace(work, explained=False)).seconds < usual.seconds


@pytest.mark.parametrize("method", COSTS)
def test_beyond_what_was_measured_it_grows_at_least_in_proportion(method):
    million, ten = (estimated(replace(WORK, method=method, rows=rows)) for rows in (10**6, 10**7))
    assert ten.seconds >= 9.9 * million.seconds
    assert ten.memory >= 9 * million.memory


def test_few_rows_take_what_the_fewest_measured_took():
    assert estimated(replace(WORK, rows=3)) == estimated(replace(WORK, rows=1_000))


def test_the_size_of_a_run_follows_from_customers_and_recipe():
    frame = pd.DataFrame(
        {
            "kunde": [f"K{i:04d}" for i in range(300)],
            "umsatz": [str(i * 7 % 300) for i in range(300)],
            "alter": [str(20 + i % 60) for i in range(300)],
            "abo": [("basis", "plus", "pro")[i % 3] for i in range(300)],
        }
    )
    settings = {
        "k": "3..5",
        "where": "alter < 50",
        "draws": 7,
        "formats": ("csv",),
        "report": ("pdf", "xlsx"),
    }
    recipe = Recipe().with_settings(settings)
    customers, _ = customers_of(table_from_frame(frame.astype(object)), recipe)
    assert work_of(customers, recipe) == Work(150, 5, 4, "auto", (3, 4, 5), 7, True, None)
    assert work_of(customers, recipe, writes=True).files == ("csv", "report.pdf", "report.xlsx")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "a few seconds"),
        (8, "about 10 seconds"),
        (21, "about 20 seconds"),
        (50, "about 45 seconds"),
        (53, "about 1 minute"),
        (200, "about 3 minutes"),
        (500, "about 10 minutes"),
        (3_100, "about 45 minutes"),
        (3_200, "about 1 hour"),
        (20_000, "about 6 hours"),
    ],
)
def test_times_are_told_in_steps(seconds, words):
    assert str(time_in_words(seconds)) == words


def test_the_sentence():
    assert str(Estimate(19.2, 420_000_000)) == "This takes about 20 seconds and 420 MB of memory."
    assert str(Estimate(100, 2 * GB)) == "This takes about 2 minutes and 2 GB of memory."


def test_only_heavy_work_is_worth_a_word(monkeypatch):
    monkeypatch.setattr(module, "available_memory", lambda: 8 * GB)
    assert not is_heavy(Estimate(5, GB))
    assert is_heavy(Estimate(20, GB))
    assert is_heavy(Estimate(5, 3 * GB))


def test_what_fits_is_not_refused(monkeypatch):
    monkeypatch.setattr(module, "available_memory", lambda: estimated(WORK).memory)
    require_memory(WORK, "clientes.csv")
    monkeypatch.setattr(module, "available_memory", lambda: estimated(WORK).memory - 1)
    with pytest.raises(
        InputError, match=r"^clientes.csv: This would take about \d+ MB of memory; \d+ MB are"
    ):
        require_memory(WORK, "clientes.csv")


def test_another_method_is_proposed_where_it_fits():
    dense = replace(WORK, method="hdbscan", rows=1_000_000)
    tree, batches = (
        estimated(replace(dense, method=method)).memory for method in ("hierarchical", "minibatch")
    )
    assert estimated(dense).memory > tree > 0
    assert "--method hierarchical" in str(what_fits(dense, tree))
    if batches < tree:
        assert "--method minibatch" in str(what_fits(dense, batches))
    mixture = replace(WORK, method="gmm", rows=1_000_000)
    assert "--method minibatch" in str(
        what_fits(mixture, estimated(replace(mixture, method="minibatch")).memory)
    )


def test_else_a_sample_that_fits():
    million = replace(WORK, rows=1_000_000)
    words = str(what_fits(million, estimated(replace(WORK, rows=310_000)).memory))
    assert "a sample of up to 300,000 customers" in words
    assert "segdesk predict" in words


def test_where_nothing_fits_a_sample_is_no_help():
    assert str(what_fits(WORK, 1_000)) == "Close other programs, or name fewer columns with --use."


def test_rows_that_are_placed_beyond_a_sample_are_counted_where_they_are_written():
    frame = pd.DataFrame({"id": range(400), "spent": range(400), "visits": [i % 7 for i in range(400)]})
    sample = replace(table_from_frame(frame), sample_of=10_000_000)
    customers, _ = customers_of(sample, Recipe())
    seconds = [estimated(work_of(customers, Recipe(), writes=writes)).seconds for writes in (False, True)]
    assert work_of(customers, Recipe(), writes=True).further_rows == 10_000_000
    assert seconds[1] - seconds[0] > 30
    assert work_of(customers, Recipe()).further_rows == 0
