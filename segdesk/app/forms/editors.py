"""One editor for each kind of setting: it shows a value, and tells when the user has given another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_origin

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox, WheelSafeSpinBox
from segdesk.engine.recipe.settings import Setting, is_optional, without_none

_MOST = 2**31 - 1


@dataclass(frozen=True)
class Editor:
    """A widget for one setting.

    Attributes
    ----------
    widget : QWidget
    show : callable
        Puts a value into the widget without telling of a change.
    value : callable
        Returns what the user has given.
    listen : callable
        Takes a function that is called, without arguments, when the user has given something.
    """

    widget: QWidget
    show: Callable[[Any], None]
    value: Callable[[], Any]
    listen: Callable[[Callable[[], None]], object]


def make_editor(rule: Setting, kind: Any) -> Editor:
    """Return the editor that fits what is declared of a setting.

    Parameters
    ----------
    rule : Setting
    kind : type
        Of the field, such as `int | None`.
    """
    optional, single = is_optional(kind), without_none(kind)
    if rule.choices:
        return _choice(rule, optional)
    if single is bool:
        return _yes_no(rule)
    if single is int and rule.low is not None and (rule.high or 0) <= _MOST:
        return _count(rule, optional)
    return _text(rule, single, optional)


def _found() -> str:
    return QCoreApplication.translate("Editor", "Found for me")


def _choice(rule: Setting, optional: bool) -> Editor:
    box = WheelSafeComboBox()
    # A long word must not widen the whole pane.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    if optional:
        box.addItem(_found(), None)
    for choice in rule.choices:
        box.addItem(str(rule.words.get(choice, choice)), choice)

    def show(value: Any) -> None:
        with QSignalBlocker(box):
            box.setCurrentIndex(max(0, box.findData(value)))

    return Editor(box, show, box.currentData, lambda told: box.activated.connect(lambda *_: told()))


def _yes_no(rule: Setting) -> Editor:
    box = QCheckBox(str(rule.label))

    def show(value: Any) -> None:
        with QSignalBlocker(box):
            box.setChecked(bool(value))

    return Editor(box, show, box.isChecked, lambda told: box.toggled.connect(lambda *_: told()))


def _count(rule: Setting, optional: bool) -> Editor:
    box = WheelSafeSpinBox()
    low, high = int(rule.low or 0), int(rule.high or _MOST)
    # Below the lowest number stands the word for 'left to the program'.
    box.setRange(low - 1 if optional else low, high)
    if optional:
        box.setSpecialValueText(_found())

    def show(value: Any) -> None:
        with QSignalBlocker(box):
            box.setValue(low - 1 if value is None else int(value))

    def value() -> int | None:
        return None if optional and box.value() == low - 1 else box.value()

    return Editor(box, show, value, lambda told: box.valueChanged.connect(lambda *_: told()))


def _text(rule: Setting, kind: Any, optional: bool) -> Editor:
    # Words of the declaration stand for values such as `auto`, in both directions.
    shown = {value: str(words) for value, words in rule.words.items()}
    meant = {words.casefold(): value for value, words in shown.items()}
    line = QLineEdit()
    if optional:
        line.setPlaceholderText(_found() if rule.empty is None else str(rule.empty))
    several, number, whole = get_origin(kind) is tuple, kind is float, kind is int

    def show(value: Any) -> None:
        with QSignalBlocker(line):
            parts = [] if value is None else value if several else [str(value)]
            line.setText(", ".join(shown.get(part, part) for part in parts))

    def value() -> Any:
        text = line.text().strip()
        if several:
            parts = (part.strip() for part in text.split(","))
            return tuple(meant.get(part.casefold(), part) for part in parts if part)
        text = meant.get(text.casefold(), text)
        if not text and optional:
            return None
        try:
            return int(text) if whole else float(text.replace(",", ".")) if number else text
        except ValueError:
            # The check of the recipe names what is wrong with it.
            return text

    return Editor(line, show, value, lambda told: line.editingFinished.connect(lambda *_: told()))
