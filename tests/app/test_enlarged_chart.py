"""Any chart can have the whole window, and the panes come back as they were."""

import pytest
from PySide6.QtTest import QTest

from tests.app.driving import KEY, LEFT


def around(drive):
    window, bench = drive.window, drive.bench
    return [
        each.isVisible()
        for each in (window.tool_bar, window.steps, window.status, bench.settings, bench.data, bench.segments)
    ]


def by_key(drive):
    drive.key(KEY.Key_F11)


def by_mouse(drive):
    canvas = drive.bench.charts.canvas
    QTest.mouseDClick(canvas, LEFT, pos=canvas.rect().center())
    # Qt leaves the button pressed, for whatever comes next.
    QTest.mouseRelease(canvas, LEFT, pos=canvas.rect().center())


def by_escape(drive):
    drive.action("cancel").trigger()


@pytest.mark.parametrize("there", [by_key, by_mouse])
@pytest.mark.parametrize("back", [by_key, by_mouse, by_escape])
def test_a_chart_has_the_whole_window_and_goes_back(result, there, back):
    result.bench.toggle_settings()
    result.live()
    before, size = around(result), result.bench.charts.size()
    there(result)
    result.until(lambda: result.bench.charts.height() > 600, 5)
    assert not any(around(result))
    assert result.action("enlarge_chart").isChecked()
    assert result.bench.charts.width() > result.window.width() - 40
    back(result)
    result.until(lambda: result.bench.charts.size() == size, 5)
    assert around(result) == before
    assert not result.action("enlarge_chart").isChecked()
    result.bench.toggle_settings()


def test_the_chart_is_drawn_for_the_room_it_has(result):
    canvas = result.bench.charts.canvas
    narrow = canvas.image.width()
    by_key(result)
    result.until(lambda: canvas.image.width() > 1.5 * narrow, 10)
    by_key(result)
    result.until(lambda: canvas.image.width() == narrow, 10)


def test_another_page_has_its_tools(result, few):
    by_key(result)
    result.check(few)
    assert result.window.tool_bar.isVisible()
    assert result.window.steps.isVisible()
    result.page.leave()
    assert result.bench.settings.isVisible()
