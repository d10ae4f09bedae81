"""In a low window the table gives way to the chart, and comes back when it is wanted."""

import pytest

from tests.app.driving import QUICK, Drive, few_customers


@pytest.fixture
def low(qapp, tmp_path) -> Drive:
    """A window of 1280 by 720 pixels of somebody who has decided nothing yet."""
    made = Drive(qapp, tmp_path)
    made.preferences._settings.remove("shows_customers")
    yield made
    made.close()


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_a_chart_keeps_450_pixels_at_1280_by_720(low, tmp_path, language):
    low.take(few_customers(tmp_path), **QUICK)
    if language != "en":
        low.controller.language_wanted.emit(language)
    low.window.resize(1280, 720)
    low.live()
    low.until(lambda: low.bench.charts._stack.height() >= 450, 5)
    assert low.bench.data.head.isVisible()
    assert low.bench.data.is_folded


def test_the_table_is_folded_and_unfolded_by_its_button_and_that_is_remembered(low, tmp_path):
    low.take(few_customers(tmp_path), **QUICK)
    low.live()
    data = low.bench.data
    low.until(lambda: data.is_folded, 5)
    low.click(data.fold)
    low.until(data.table.isVisible, 5)
    assert low.preferences.shows_customers is True
    low.click(data.fold)
    low.until(lambda: not data.table.isVisible(), 5)
    assert low.preferences.shows_customers is False


def test_who_searches_sees_whom_is_found(low, tmp_path):
    low.take(few_customers(tmp_path), **QUICK)
    low.live()
    low.until(lambda: low.bench.data.is_folded, 5)
    low.action("search").trigger()
    low.write("001")
    low.until(low.bench.data.table.isVisible, 5)


def test_a_high_window_shows_both(low, tmp_path):
    low.take(few_customers(tmp_path), **QUICK)
    low.window.resize(1280, 900)
    low.live()
    low.until(low.bench.data.table.isVisible, 5)
    assert low.bench.charts._stack.height() >= 450
