"""The rules of accessibility, each with its test: on the pages of the window and in every dialog."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from segdesk.app.dialogs.chart_table import ChartTableDialog
from segdesk.app.panes.chart_canvas import ChartCanvas
from segdesk.app.theme.style_sheet import style_sheet
from segdesk.charts.palette import DARK_TOKENS, LIGHT_TOKENS, PALETTE, Tokens, luminance
from tests.app.driving import KEY
from tests.app.places import PLACES

INTERACTIVE = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QProgressBar, QTabBar, QTextEdit, ChartCanvas,
)  # fmt: skip
# Inside of others: named, reached and sized with them.
_PARTS = (QHeaderView, QScrollBar)
THEMES = {"light": LIGHT_TOKENS, "dark": DARK_TOKENS}
LEAST_SIDE = 24


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def shown(root: QWidget, kinds=INTERACTIVE) -> list[QWidget]:
    """Return the controls that are shown, without those that are parts of others."""
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, kinds) or isinstance(widget, _PARTS) or not widget.isVisible():
            continue
        if isinstance(widget.parent(), QAbstractSpinBox | QComboBox | QMenuBar | QTabBar | QLineEdit):
            continue
        if isinstance(widget.parent(), QAbstractItemView) and isinstance(widget, QAbstractButton):
            continue
        if widget.objectName() == "qt_toolbar_ext_button":
            continue
        found.append(widget)
    return found


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def told(widget: QWidget) -> str:
    """Return how a failing test names a widget."""
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel | QLineEdit) else ""
    return f"{type(widget).__name__} #{widget.objectName()} “{text}” in {type(widget.parent()).__name__}"


# 1 Names


def test_every_control_has_a_name(place):
    assert [told(w) for w in shown(place) if not name_of(w).strip()] == []


def test_buttons_without_text_have_a_tooltip(place):
    silent = [w for w in shown(place, (QAbstractButton,)) if not w.text() or _is_icon_only(w)]
    assert [told(w) for w in silent if not w.toolTip()] == []


def _is_icon_only(widget: QWidget) -> bool:
    style = Qt.ToolButtonStyle.ToolButtonIconOnly
    return isinstance(widget, QToolButton) and widget.toolButtonStyle() == style


def test_labels_of_fields_have_buddies(place):
    """A label just before a field in its row, or just above it, belongs to it."""
    fields = shown(place, (QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit))
    named = {w.accessibleName() for w in fields}
    labels = [w for w in shown(place, (QLabel,)) if w.objectName() != "heading"]
    lonely = [w for w in labels if w.text().replace("&", "").rstrip(":") in named and w.buddy() is None]
    assert [told(label) for label in lonely] == []


# 2 Focus


def test_tab_goes_in_reading_order_within_each_pane(place):
    order = []
    widget = place.nextInFocusChain()
    while widget is not place:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is place:
            order.append(widget)
        widget = widget.nextInFocusChain()
    troubles = []
    for earlier, later in pairwise(order):
        if _pane_of(earlier, place) is not _pane_of(later, place):
            continue
        first, second = _on_screen(earlier), _on_screen(later)
        same_row = first.top() < second.bottom() and second.top() < first.bottom()
        goes_back = second.left() < first.left() if same_row else second.bottom() <= first.top()
        if goes_back and not (first.contains(second) or second.contains(first)):
            troubles.append(f"{told(earlier)} comes before {told(later)}")
    assert troubles == []


def _pane_of(widget: QWidget, top: QWidget) -> QWidget:
    while widget is not None and widget is not top and widget.objectName() != "pane":
        widget = widget.parentWidget()
    return widget or top


def _on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def test_every_control_can_be_reached_by_keyboard(place):
    by_menu = (QToolButton,)  # The tool bar holds actions of the menus.
    unreachable = [
        w
        for w in shown(place)
        if not isinstance(w, (QProgressBar, QAbstractSlider, *by_menu))
        and w.isEnabled()
        and not w.focusPolicy() & Qt.FocusPolicy.TabFocus
        # Within a group of radio buttons the arrow keys go on from the chosen one.
        and not (isinstance(w, QRadioButton) and not w.isChecked())
    ]
    assert [told(w) for w in unreachable] == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_focus_ring_is_two_pixels_and_can_be_seen(theme):
    tokens = THEMES[theme]
    rules = style_sheet(tokens, 13, "/nowhere")
    rings = re.findall(r"([^{}]*:focus[^{}]*)\{([^}]*)\}", rules)
    assert {"QPushButton", "QTableView", "QTabBar::tab", "QCheckBox", "QToolButton"} <= {
        name for selector, _ in rings for name in re.findall(r"[\w:]+(?=:focus)", selector)
    }
    for selector, rule in rings:
        if "border" not in rule:
            continue
        colour = re.search(r"border(?:-color)?:[^;]*(#[0-9A-Fa-f]{6})", rule)
        assert colour, selector
        # A control whose border is always there gives it another colour; its width stands in the plain rule.
        plain = re.sub(r":focus", "", selector).strip().split(",")[0]
        width = rule if "border:" in rule else rules[rules.index(f"{plain} {{") :].split("}")[0]
        assert "2px" in width, selector
        for ground in (tokens.pane, tokens.window):
            assert contrast(colour.group(1), ground) >= 3, f"{selector} on {ground}"


# 3 Charts


def test_every_chart_has_a_name_its_finding_and_a_table(result):
    charts = result.bench.charts
    for number in range(charts.tabs.count()):
        charts.turn_to(number)
        result.settle()
        if charts.chart.applies(result.segmentation) is not None:
            continue
        interface = QAccessible.queryAccessibleInterface(charts.canvas)
        assert interface.text(QAccessible.Text.Name) == str(charts.chart.question)
        assert interface.text(QAccessible.Text.Description) == str(charts.chart.finding(result.segmentation))


def test_the_table_of_a_chart_is_reached_by_keyboard(result):
    button = next(
        b for b in result.bench.charts.findChildren(QToolButton)
        if b.defaultAction() is result.action("chart_table")
    )  # fmt: skip
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    result.key(KEY.Key_Space)
    result.until(lambda: result.bench.charts.findChildren(ChartTableDialog))
    dialog = result.bench.charts.findChildren(ChartTableDialog)[-1]
    QTest.keyClick(dialog, KEY.Key_Escape)
    result.until(lambda: not result.bench.charts.findChildren(ChartTableDialog))


def test_the_menu_of_a_chart_opens_by_key(result):
    canvas = result.bench.charts.canvas
    # What the window system makes of the menu key.
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(10, 10), canvas.mapToGlobal(QPoint(10, 10))
    )
    result.application.sendEvent(canvas, event)
    result.until(QApplication.activePopupWidget)
    menu = QApplication.activePopupWidget()
    texts = [action.text().replace("&", "") for action in menu.actions()]
    menu.close()
    assert "Show chart as table" in texts
    assert "Copy data" in texts


# 4 Colours


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read(theme):
    tokens: Tokens = THEMES[theme]
    on_accent = tokens.pane if theme == "dark" else "#FFFFFF"
    words = (tokens.text, tokens.muted, tokens.accent, tokens.error, tokens.warning, tokens.good)
    pairs = [
        *((text, ground) for text in words for ground in (tokens.pane, tokens.window)),
        (tokens.text, tokens.selected), (tokens.accent, tokens.selected), (tokens.muted, tokens.selected),
        (on_accent, tokens.accent),
    ]  # fmt: skip
    assert [(a, b, round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < 4.5] == []


@pytest.mark.parametrize("theme", THEMES)
def test_graphics_can_be_seen(theme):
    tokens: Tokens = THEMES[theme]
    colours = [tokens.muted, tokens.accent, tokens.context, tokens.below, tokens.above]
    colours += [colour.dark if theme == "dark" else colour.light for colour in PALETTE]
    assert [(c, round(contrast(c, tokens.pane), 2)) for c in colours if contrast(c, tokens.pane) < 3] == []


# 5 Large text


@pytest.fixture
def twice_the_text(shared_drive) -> Iterator[None]:
    shared_drive.controller.theme.set_text_size(200)
    yield
    shared_drive.controller.theme.set_text_size(100)
    shared_drive.settle()


@pytest.fixture(params=PLACES)
def large_place(request, twice_the_text, places) -> QWidget:
    """Every page and dialog with text of twice the size."""
    return places.show(request.param)


def test_no_word_is_cut_at_twice_the_text(large_place):
    assert [f"{told(w)}: {why}" for w in shown(large_place, (QLabel, QPushButton)) if (why := cut(w))] == []


def cut(widget: QWidget) -> str:
    """Return how much of a text has no room, nothing where all has."""
    if isinstance(widget, QLabel) and (
        not widget.text() or (widget.pixmap() and not widget.pixmap().isNull())
    ):
        return ""
    if isinstance(widget, QLabel) and widget.wordWrap():
        lines = QFontMetrics(widget.font()).boundingRect(
            QRect(0, 0, widget.contentsRect().width(), 100_000), int(Qt.TextFlag.TextWordWrap), widget.text()
        )
        high, wide = lines.height(), lines.width()
        has = widget.contentsRect()
    elif isinstance(widget, QLabel):
        high, wide = widget.minimumSizeHint().height(), widget.minimumSizeHint().width()
        has = widget.rect()
    else:
        metrics = QFontMetrics(widget.font())
        icon = 0 if widget.icon().isNull() else widget.iconSize().width() + 4
        high, wide = metrics.height(), metrics.horizontalAdvance(widget.text().replace("&", "")) + icon
        has = widget.rect()
    if wide > has.width() + 1 or high > has.height() + 1:
        return f"needs {wide} x {high}, has {has.width()} x {has.height()}"
    return ""


# 6 Announcements


def test_progress_and_result_are_announced(result, announced):
    result.preferences.updates_itself = False
    result.controller.attempt("trust", k="2..6", draws=60, criteria=("silhouette", "gap", "inertia"))
    result.find()
    assert any("Working" in each for each in announced), announced
    names = ", ".join(result.names[:-1])
    assert [each for each in announced if "found" in each and names in each], announced
    announced.clear()
    result.controller.rename({1: "Another name"})
    assert announced == []
    result.preferences.updates_itself = True


def test_notices_are_announced(result, announced):
    result.bench.charts.copy_image()
    assert announced == [result.notice]


# 7 Models


def models_of(drive):
    bench = drive.bench
    return {"columns": bench.settings.model, "segments": bench.segments.model, "customers": bench.data.model}


@pytest.mark.parametrize("name", ["columns", "segments", "customers"])
def test_models_keep_the_rules_of_models(result, name):
    model = models_of(result)[name]
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    result.controller.rename({1: "Another name"})
    result.document.undo.undo()


@pytest.mark.parametrize("name", ["columns", "segments", "customers"])
def test_models_say_every_row_in_words(result, name):
    model = models_of(result)[name]
    for row in range(min(model.rowCount(), 20)):
        text = model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert isinstance(text, str)
        assert text.strip()


@pytest.mark.parametrize("name", ["columns", "segments", "customers"])
def test_models_know_nothing_of_roles_that_they_do_not_serve(result, name):
    model = models_of(result)[name]
    for role in (Qt.ItemDataRole.WhatsThisRole, Qt.ItemDataRole.UserRole + 900, 31_000):
        assert model.data(model.index(0, 0), role) is None


# 8 Targets


def test_targets_are_large_enough(place):
    small = [
        f"{told(w)}: {w.width()} x {w.height()}"
        for w in shown(place)
        if not isinstance(w, QProgressBar) and (w.width() < LEAST_SIDE or w.height() < LEAST_SIDE)
    ]
    assert small == []
