"""No tab of a chart hides behind arrows: what does not fit stands in a menu."""

import pytest
from PySide6.QtWidgets import QToolButton

from tests.app.driving import QUICK


def arrows(bar) -> list[QToolButton]:
    return [each for each in bar.findChildren(QToolButton) if each.isVisible()]


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_no_tab_hides_behind_arrows_in_any_window(drive, few, language):
    drive.take(few, **QUICK)
    drive.controller.language_wanted.emit(language)
    for width in (800, 1024, 1280, 1600):
        for size in (100, 150):
            drive.window.resize(width, 720)
            drive.controller.set_text_size(size)
            drive.live()
            drive.live()
            head, bar = drive.bench.charts._head, drive.bench.charts.tabs
            drive.until(lambda bar=bar: arrows(bar) == [], 3)
            shown = [place for place in range(bar.count()) if bar.isTabVisible(place)]
            head.more.menu().aboutToShow.emit()
            listed = [action.text() for action in head.more.menu().actions()]
            assert len(shown) + len(listed) * head.more.isVisible() == len(head.offered)
            if head.more.isVisible():
                assert bar.tabRect(shown[-1]).right() < head.more.x()


def test_a_chart_of_the_menu_comes_into_the_bar(drive, few):
    drive.segmented(few)
    drive.window.resize(800, 720)
    drive.live()
    head, bar = drive.bench.charts._head, drive.bench.charts.tabs
    drive.until(head.more.isVisible)
    # A click waits for the menu to close: it is asked for its entries instead.
    menu = head.more.menu()
    menu.aboutToShow.emit()
    wanted = menu.actions()[-1]
    text = wanted.text()
    wanted.trigger()
    assert bar.tabText(bar.currentIndex()) == text
    assert bar.isTabVisible(bar.currentIndex())
    drive.until(lambda: arrows(bar) == [], 5)
