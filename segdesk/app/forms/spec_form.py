"""A form made from the declarations of a spec: the same ones that command line, checks and manual are made from."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from segdesk.app.forms.editors import Editor, make_editor
from segdesk.engine.recipe.settings import Setting, is_table, setting_types


class SpecForm(QWidget):
    """Edits the settings of one spec; it holds no truth itself.

    Parameters
    ----------
    spec : dataclass
        Its fields declared with `setting` become rows, but for tables, which need more than a row.
    without : sequence of str
        Fields that are edited elsewhere.
    """

    edited = Signal(str, object)
    """The user gave a setting another value: its name and the value, not checked yet."""

    def __init__(self, spec: Any, without: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editors: dict[str, Editor] = {}
        self._troubles: dict[str, QLabel] = {}
        self._spec = spec
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        types = setting_types(type(spec))
        for f in fields(spec):
            rule: Setting | None = f.metadata.get("setting")
            if rule is None or f.name in without or is_table(types[f.name]):
                continue
            self._add(layout, f.name, rule, types[f.name])
        self.show_spec(spec)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the settings, in order."""
        return tuple(self._editors)

    def editor(self, name: str) -> QWidget:
        """Return the widget of a setting."""
        return self._editors[name].widget

    def show_spec(self, spec: Any) -> None:
        """Show other values, without telling of a change."""
        self._spec = spec
        for name, editor in self._editors.items():
            editor.show(getattr(spec, name))
            self._troubles[name].hide()

    def show_trouble(self, name: str, text: str) -> None:
        """Tell beside a setting why its value was not taken."""
        self._troubles[name].setText(text)
        self._troubles[name].show()

    def withhold(self, name: str, reasons: Mapping[str, str]) -> None:
        """Offer only those choices of a setting that can be taken now.

        Parameters
        ----------
        name : str
            Of a setting with choices.
        reasons : mapping of str to str
            The choices that cannot be taken, each with the reason.
        """
        box = self._editors[name].widget
        assert isinstance(box, QComboBox)
        model = box.model()
        assert isinstance(model, QStandardItemModel)
        for place in range(box.count()):
            reason = reasons.get(box.itemData(place))
            model.item(place).setEnabled(reason is None)
            model.item(place).setToolTip(reason or "")
        chosen = reasons.get(box.currentData())
        if chosen is not None:
            self.show_trouble(name, chosen)

    def _add(self, layout: QVBoxLayout, name: str, rule: Setting, kind: Any) -> None:
        editor = make_editor(rule, kind)
        widget = editor.widget
        widget.setObjectName(name)
        widget.setAccessibleName(str(rule.label))
        help_text = str(rule.help)
        widget.setToolTip(f"{help_text[:1].upper()}{help_text[1:]}")
        if not isinstance(widget, QCheckBox):
            label = QLabel(str(rule.label))
            label.setBuddy(widget)
            layout.addWidget(label)
        layout.addWidget(widget)
        trouble = QLabel()
        trouble.setObjectName("error")
        trouble.setWordWrap(True)
        trouble.hide()
        layout.addWidget(trouble)
        layout.addSpacing(4)
        self._editors[name], self._troubles[name] = editor, trouble
        editor.listen(lambda: self._tell(name))

    def _tell(self, name: str) -> None:
        value = self._editors[name].value()
        if value != getattr(self._spec, name):
            self.edited.emit(name, value)
