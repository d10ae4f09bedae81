"""The settings of reading: what was found, and other choices."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox, WheelSafeSpinBox
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.settings import Setting

if TYPE_CHECKING:
    from segdesk.app.inspection_job import Inspected

_ENCODINGS = (
    "utf-8", "cp1252", "iso8859-15", "utf-16", "cp850", "mac_roman", "cp1250", "cp1251", "cp1254", "shift_jis",
    "gb18030",
)  # fmt: skip
_APPLY = {
    "CSV": ("delimiter", "decimal", "date_order", "header", "encoding"),
    "clipboard": ("delimiter", "decimal", "date_order", "header"),
    "table": ("decimal", "date_order"),
    "SQLite": ("table", "query", "date_order"),
    "database": ("query", "date_order"),
    "Parquet": (),
}
_WORKBOOK = ("sheet", "header", "date_order")
_FOUND = -1


class ReadingForm(QWidget):
    """Shows the settings that apply to a format; tells what the user changed."""

    edited = Signal(dict)
    """Settings by name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knobs: dict[str, Setting] = {
            f.name: f.metadata["setting"] for f in fields(ReadSpec) if "setting" in f.metadata
        }
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.editors: dict[str, QWidget] = {}
        for name in ("sheet", "table", "delimiter", "decimal", "date_order", "encoding"):
            self._add(name, self._combo(name))
        self._add("header", self._header())
        self._add("query", self._query())
        self._layout.addRow(self._run)

    def show_inspected(self, inspected: "Inspected", format: str) -> None:
        """Show what was found, and what the user chose.

        Parameters
        ----------
        inspected : Inspected
        format : str
            Of the source.
        """
        apply = _APPLY.get(format, _WORKBOOK)
        for name, editor in self.editors.items():
            wanted = name in apply and (name not in ("sheet", "table") or len(inspected.sheets) > 1)
            self._layout.setRowVisible(editor, wanted)
        self._layout.setRowVisible(self._run, "query" in apply)
        spec, found = inspected.recipe.read, self._found(inspected)
        for name in ("sheet", "table", "delimiter", "decimal", "date_order", "encoding"):
            self._fill(name, self._choices(name, inspected), getattr(spec, name), found.get(name))
        header, query = self.editors["header"], self.editors["query"]
        assert isinstance(header, _HeaderLine)
        assert isinstance(query, QPlainTextEdit)
        with QSignalBlocker(header):
            line = None if inspected.table is None else inspected.table.source.header_line
            header.show_line(spec.header, line)
        if not query.hasFocus() and query.toPlainText() != (spec.query or ""):
            query.setPlainText(spec.query or "")

    def _add(self, name: str, editor: QWidget) -> None:
        label = QLabel(str(self._knobs[name].label))
        label.setBuddy(editor)
        editor.setObjectName(name)
        editor.setAccessibleName(str(self._knobs[name].label))
        editor.setToolTip(str(self._knobs[name].help))
        self.editors[name] = editor
        self._layout.addRow(label, editor)

    def _combo(self, name: str) -> QComboBox:
        combo = WheelSafeComboBox()
        combo.setMinimumHeight(28)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(14)
        combo.activated.connect(lambda place: self.edited.emit({name: combo.itemData(place)}))
        return combo

    def _header(self) -> "_HeaderLine":
        header = _HeaderLine()
        header.valueChanged.connect(
            lambda value: self.edited.emit({"header": None if value == _FOUND else value})
        )
        return header

    def _query(self) -> QPlainTextEdit:
        query = QPlainTextEdit()
        query.setPlaceholderText("SELECT * FROM …")
        query.setTabChangesFocus(True)
        query.setFixedHeight(80)
        self._run = QPushButton(self.tr("Run query"))
        # A query is run when it is complete, not while it is typed.
        self._run.clicked.connect(lambda: self.edited.emit({"query": query.toPlainText().strip() or None}))
        return query

    def _choices(self, name: str, inspected: "Inspected") -> list[tuple[str, Any]]:
        if name in ("sheet", "table"):
            text = self.tr("{name} – {rows} × {columns}")

            def write(size: int | None) -> str:
                return "?" if size is None else QLocale().toString(size)

            every = [(self.tr("all sheets as one table"), "*")] if name == "sheet" else []
            return every + [
                (
                    text.format(name=each.name, rows=write(each.n_rows), columns=write(each.n_columns)),
                    each.name,
                )
                for each in inspected.sheets
            ]
        if name == "delimiter":
            return [
                (self.tr("comma"), ","),
                (self.tr("semicolon"), ";"),
                (self.tr("tab"), "tab"),
                (self.tr("vertical bar"), "|"),
                (self.tr("blank"), " "),
            ]
        if name == "encoding":
            return [(encoding, encoding) for encoding in _ENCODINGS]
        words = {
            ".": self.tr("point (1.5)"),
            ",": self.tr("comma (1,5)"),
            "day-first": self.tr("day first (31.12.2026)"),
            "month-first": self.tr("month first (12/31/2026)"),
            "year-first": self.tr("year first (2026-12-31)"),
        }
        return [(words[choice], choice) for choice in self._knobs[name].choices]

    def _found(self, inspected: "Inspected") -> dict[str, str | None]:
        """Return what was found by setting, in the values of the settings."""
        if inspected.table is None:
            return {}
        source = inspected.table.source
        delimiter = "tab" if source.delimiter == "\t" else source.delimiter
        orders = set()
        if inspected.read is not None:
            orders = {c.format.date_order for c in inspected.read.columns if c.format.date_order}
        return {
            "sheet": source.sheet,
            "table": source.sheet,
            "delimiter": delimiter,
            "decimal": source.decimal,
            "encoding": source.encoding,
            "date_order": orders.pop().replace(" ", "-") if len(orders) == 1 else None,
        }

    def _fill(self, name: str, choices: list[tuple[str, Any]], chosen: str | None, found: str | None) -> None:
        combo = self.editors[name]
        assert isinstance(combo, QComboBox)
        texts = {value: text for text, value in choices}
        with QSignalBlocker(combo):
            combo.clear()
            # While the user's choice is in force, what would be found is not known.
            if found is not None and chosen is None:
                combo.addItem(self.tr("found: {what}").format(what=texts.get(found, found)), None)
            else:
                combo.addItem(self.tr("find out"), None)
            for text, value in choices:
                combo.addItem(text, value)
            if chosen is not None and combo.findData(chosen) < 0:
                combo.addItem(chosen, chosen)
            combo.setCurrentIndex(max(0, combo.findData(chosen)) if chosen is not None else 0)


class _HeaderLine(WheelSafeSpinBox):
    """The line of headings: found, none, or a number."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(_FOUND, 1_000_000)
        self.setMinimumHeight(28)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.lineEdit().setTextMargins(4, 0, 0, 0)
        self._found: int | None = None

    def show_line(self, chosen: int | None, found: int | None) -> None:
        """Show the line that was chosen, or the one found."""
        self._found = found if chosen is None else None
        self.setSpecialValueText(self._found_text())
        self.setValue(_FOUND if chosen is None else chosen)

    def textFromValue(self, value: int) -> str:  # noqa: N802 - Qt's name
        """Return words for no headings."""
        return self.tr("no headings") if value == 0 else QLocale().toString(value)

    def _found_text(self) -> str:
        if self._found is None:
            return self.tr("find out")
        if self._found == 0:
            return self.tr("found: no headings")
        return self.tr("found: line {line}").format(line=QLocale().toString(self._found))
