"""What is selected, hovered, focused or disabled can be read: contrast is measured in the pixels of real widgets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QTableView,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from segdesk.app.forms.wheel_safe_inputs import (
    WheelSafeComboBox,
    WheelSafeDateEdit,
    WheelSafeDoubleSpinBox,
    WheelSafeSpinBox,
    WheelSafeTabBar,
)
from segdesk.charts.palette import luminance

# Upright strokes fill whole pixels with the colour of text.
TEXT = "HHHHHH"
READABLE, READABLE_DISABLED = 4.5, 3.0
STATES = (
    "normal",
    "hovered",
    "focused",
    "selected",
    "selected and hovered",
    "disabled",
    "selected and disabled",
)


@dataclass
class Specimen:
    """A widget as the window has it, and how its states are brought about."""

    widget: QWidget
    select: Callable[[], object] | None = None
    hovered: Callable[[], tuple[QWidget, QPoint]] | None = None
    picture: Callable[[], QWidget] | None = None

    def put(self, state: str) -> None:
        """Bring the widget into a state."""
        if "selected" in state and self.select is not None:
            self.select()
        if "hovered" in state:
            over, place = (
                (self.widget, self.widget.rect().center()) if self.hovered is None else self.hovered()
            )
            QTest.mouseMove(over, place - QPoint(1, 1))
            QTest.mouseMove(over, place)
        if "focused" in state:
            self.widget.setFocus(Qt.FocusReason.TabFocusReason)
        if "disabled" in state:
            self.widget.setEnabled(False)

    def grab(self) -> QImage:
        """Return a picture of it."""
        if self.picture is not None:
            return self.picture().grab().toImage()
        # What lies behind a widget shows through it.
        window = self.widget.window()
        return window.grab(window.rect() if window is self.widget else self.widget.geometry()).toImage()


def button(text: str, name: str = "") -> Specimen:
    made = QPushButton(text, objectName=name, checkable=True)
    return Specimen(made, lambda: made.setChecked(True))


def step(text: str) -> Specimen:
    made = QPushButton(text, objectName="step")
    return Specimen(made, lambda: made.setProperty("current", "true"))


def tool(text: str) -> Specimen:
    made = QToolButton(text=text, checkable=True)
    return Specimen(made, lambda: made.setChecked(True))


def ticked(made: QCheckBox | QRadioButton) -> Specimen:
    return Specimen(made, lambda: made.setChecked(True))


def line(text: str) -> Specimen:
    made = QLineEdit(text)
    return Specimen(made, made.selectAll)


def hint(text: str) -> Specimen:
    return Specimen(QLineEdit(placeholderText=text))


def page_of_text(text: str) -> Specimen:
    made = QPlainTextEdit(text)
    return Specimen(made, made.selectAll)


def number(text: str) -> Specimen:
    made = WheelSafeSpinBox()
    made.setSpecialValueText(text or " ")
    return Specimen(made, made.selectAll)


def decimal(text: str) -> Specimen:
    made = WheelSafeDoubleSpinBox()
    made.setSpecialValueText(text or " ")
    return Specimen(made, made.selectAll)


def date(text: str) -> Specimen:
    made = WheelSafeDateEdit()
    made.setSpecialValueText(text or " ")
    made.setDate(made.minimumDate())
    return Specimen(made)


def entries(text: str) -> QStandardItemModel:
    model = QStandardItemModel()
    for each in ("", text, ""):
        model.appendRow([QStandardItem(each), QStandardItem("")])
    model.setHorizontalHeaderLabels(["", ""])
    return model


def items(view: QAbstractItemView, text: str) -> Specimen:
    model = entries(text)
    model.setParent(view)
    view.setModel(model)
    index = model.index(1, 0)
    chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
    return Specimen(
        view,
        lambda: view.selectionModel().setCurrentIndex(index, chosen),
        lambda: (view.viewport(), view.visualRect(index).center()),
    )


def header(text: str) -> Specimen:
    view = QTableView()
    model = entries("")
    model.setParent(view)
    model.setHorizontalHeaderLabels([text, ""])
    view.setModel(model)
    return Specimen(view, hovered=lambda: (view.horizontalHeader().viewport(), QPoint(20, 10)))


def box(text: str) -> Specimen:
    made = WheelSafeComboBox()
    made.addItem(text)
    return Specimen(made)


def box_entry(text: str, *, enabled: bool = True) -> Specimen:
    made = WheelSafeComboBox()
    made.addItems(["", text, ""])
    model = made.model()
    assert isinstance(model, QStandardItemModel)
    model.item(1).setEnabled(enabled)

    def view() -> QWidget:
        if not made.view().isVisible():
            made.showPopup()
        return made.view()

    return Specimen(
        made,
        lambda: made.setCurrentIndex(1),
        lambda: (view().viewport(), made.view().visualRect(made.model().index(1, 0)).center()),  # type: ignore[attr-defined]
        view,
    )


def tab(text: str) -> Specimen:
    made = WheelSafeTabBar()
    for each in ("", text, ""):
        made.addTab(each)
    return Specimen(made, lambda: made.setCurrentIndex(1), lambda: (made, made.tabRect(1).center()))


def menu_entry(text: str, *, enabled: bool = True) -> Specimen:
    # Menus show by themselves, not in a window.
    made = QMenu()
    for each in (" ", text, " "):
        made.addAction(each)
    made.actions()[1].setEnabled(enabled)

    def choose() -> None:
        made.setActiveAction(made.actions()[1])

    return Specimen(made, choose, lambda: (made, made.actionGeometry(made.actions()[1]).center()))


def menu_title(text: str) -> Specimen:
    made = QMenuBar()
    menu = made.addMenu(text)
    return Specimen(
        made,
        lambda: made.setActiveAction(menu.menuAction()),
        lambda: (made, made.actionGeometry(menu.menuAction()).center()),
    )


def label(text: str, name: str = "") -> Specimen:
    return Specimen(QLabel(text, objectName=name))


def group(text: str) -> Specimen:
    return Specimen(QGroupBox(text))


def progress(text: str) -> Specimen:
    made = QProgressBar(value=50, format=text)
    return Specimen(made)


SPECIMENS: dict[str, Callable[[str], Specimen]] = {
    "button": button,
    "primary button": lambda text: button(text, "primary"),
    "link": lambda text: button(text, "link"),
    "step": step,
    "tool button": tool,
    "check box": lambda text: ticked(QCheckBox(text)),
    "radio button": lambda text: ticked(QRadioButton(text)),
    "line": line,
    "hint in a line": hint,
    "text": page_of_text,
    "number": number,
    "decimal number": decimal,
    "date": date,
    "list": lambda text: items(QListView(), text),
    "tree": lambda text: items(QTreeView(), text),
    "table": lambda text: items(QTableView(), text),
    "header": header,
    "box": box,
    "entry of a box": box_entry,
    "disabled entry of a box": lambda text: box_entry(text, enabled=False),
    "tab": tab,
    "entry of a menu": menu_entry,
    "disabled entry of a menu": lambda text: menu_entry(text, enabled=False),
    "title of a menu": menu_title,
    "label": label,
    "muted label": lambda text: label(text, "muted"),
    "error label": lambda text: label(text, "error"),
    "group": group,
    "progress": progress,
}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def contrast_of_text(with_text: QImage, without: QImage) -> float:
    """Return the contrast of what differs between two pictures of a widget to the ground around it; 1 for nothing."""
    here, there = colours_of(with_text), colours_of(without)
    high, wide = np.minimum(here.shape, there.shape)
    ys, xs = np.nonzero(here[:high, :wide] != there[:high, :wide])
    if not len(ys):
        return 1.0
    around = here[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
    colours, counts = np.unique(around, return_counts=True)
    ground = QColor(int(colours[counts.argmax()])).name()
    return max(contrast(QColor(colour).name(), ground) for colour in np.unique(here[ys, xs]).tolist())


def colours_of(image: QImage) -> npt.NDArray[np.uint32]:
    """Return the colours of a picture, a number each."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), dtype=np.uint32).reshape(image.height(), -1)
    return rows[:, : image.width()].copy()


@pytest.fixture(params=["light", "dark"], scope="module")
def look(request, _one_theme) -> Iterator[str]:
    """Each theme, with letters large enough to measure."""
    _one_theme.choose(request.param)
    _one_theme.set_text_size(150)
    yield request.param
    _one_theme.choose("light")
    _one_theme.set_text_size(100)


def picture(qtbot, kind: str, state: str, text: str) -> QImage:
    """Make a widget of a kind with a text, bring it into a state, and return a picture of it."""
    specimen = SPECIMENS[kind](text)
    if isinstance(specimen.widget, QMenu):
        specimen.widget.setFixedSize(200, 140)
        specimen.widget.popup(QPoint(0, 0))
        window = specimen.widget
    else:
        window = QFrame(objectName="page", focusPolicy=Qt.FocusPolicy.StrongFocus)
        specimen.widget.setFixedSize(240, 120 if isinstance(specimen.widget, QAbstractItemView) else 48)
        QVBoxLayout(window).addWidget(specimen.widget)
        window.show()
        window.activateWindow()
        if state == "focused":
            qtbot.waitUntil(window.isActiveWindow)
        QTest.mouseMove(window, QPoint(1, 1))
        window.setFocus()
    qtbot.addWidget(window)
    if specimen.picture is not None:
        specimen.picture()
    specimen.put(state)
    taken = specimen.grab()
    if isinstance(specimen.widget, WheelSafeComboBox):
        specimen.widget.hidePopup()
    window.close()
    return taken


@pytest.mark.parametrize("kind", SPECIMENS)
def test_text_stands_out_in_every_state(qtbot, look, kind):
    faint = {}
    for state in STATES:
        found = contrast_of_text(picture(qtbot, kind, state, TEXT), picture(qtbot, kind, state, ""))
        disabled = "disabled" in state or "disabled" in kind
        if found < (READABLE_DISABLED if disabled else READABLE):
            faint[state] = found
    assert faint == {}


def test_white_on_white_is_found(qtbot):
    def drawn(text: str) -> QImage:
        made = QLabel(text, styleSheet="color: #ffffff; background: #fefefe")
        made.setFixedSize(100, 30)
        qtbot.addWidget(made)
        return made.grab().toImage()

    assert contrast_of_text(drawn(TEXT), drawn("")) < 1.1


@pytest.mark.parametrize(
    ("kind", "state"),
    [("button", "hovered"), ("button", "focused"), ("check box", "selected"), ("entry of a box", "hovered")],
)
def test_states_are_brought_about(qtbot, look, kind, state):
    """A state that does not show would be measured in vain."""
    assert picture(qtbot, kind, state, TEXT) != picture(qtbot, kind, "normal", TEXT)


def test_every_day_of_the_calendar_can_be_read(qtbot, look):
    field = WheelSafeDateEdit()
    qtbot.addWidget(field)
    table = field.calendarWidget().findChild(QTableView)
    ground = field.palette().base().color().name()
    # The days of the month in view stand below the line with the names of the days.
    days = [
        table.model().index(row, column) for row in (2, 3) for column in range(table.model().columnCount())
    ]
    colours = [index.data(Qt.ItemDataRole.ForegroundRole) for index in days]
    inks = [table.palette().text().color() if each is None else QColor(each) for each in colours]
    assert [ink.name() for ink in inks if contrast(ink.name(), ground) < READABLE] == []
