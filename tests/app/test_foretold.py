"""What finding segments will take is told beside its button."""

from segdesk.app.jobs import foretold
from segdesk.engine.estimate import what_fits
from segdesk.engine.pipeline.pipeline import customers_of
from segdesk.engine.recipe.recipe import Recipe
from segdesk.io.reading import read_table
from segdesk.samples import sample_path


def test_what_takes_long_or_does_not_fit_is_told_and_the_rest_is_not(monkeypatch):
    recipe = Recipe()
    customers, _ = customers_of(read_table(sample_path("customers")), recipe)
    assert foretold(customers, recipe.with_settings({"k": "4", "draws": 0})) == ""
    longer = recipe.with_settings({"k": "2..60"})
    assert foretold(customers, longer).startswith("This takes about")
    monkeypatch.setattr(what_fits, "available_memory", lambda: 1_000_000)
    refused = foretold(customers, longer)
    assert refused.startswith("This would take about")
    assert "1 MB are free" in refused


def test_it_stands_beside_the_button(drive):
    drive.take(sample_path("customers"))
    settings = drive.bench.settings
    drive.controller.attempt("more numbers", k="2..60")
    assert settings.foretold.text().startswith("This takes about")
    drive.controller.attempt("fewer", k="4", draws=0)
    assert settings.foretold.text() == ""
    assert settings.foretold.isHidden()


def test_it_is_gone_when_the_work_begins_and_back_when_it_is_stopped(drive):
    drive.take(sample_path("customers"))
    settings = drive.bench.settings
    drive.controller.attempt("more numbers", k="2..60")
    drive.controller.find_segments()
    assert settings.foretold.isHidden()
    drive.controller.cancel()
    drive.settle()
    assert settings.foretold.text().startswith("This takes about")
