"""What stands over a report: its title, whom it is from, its date, language, logo and colour."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from segdesk.app import report_jobs
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox, WheelSafeDateEdit
from segdesk.app.job_queue import JobQueue
from segdesk.engine.result.report_options import Dated, ReportOptions
from segdesk.errors import SegdeskError, UsageError
from segdesk.messages import LANGUAGES
from segdesk.report.accent import accent_of, darkened

_LOGO = "report logo"
_LONGEST_TEXT = 200
_A_DAY = "day"
_LOGO_ROOM = (150, 44)


class ReportHead(QWidget):
    """The form for it.

    Parameters
    ----------
    options : ReportOptions
    jobs : JobQueue
        Where logos are read.
    folder : callable
        Returns where files are looked for first.
    """

    changed = Signal()
    """Something was chosen."""

    def __init__(self, options: ReportOptions, jobs: JobQueue, folder: Callable[[], Path]) -> None:
        super().__init__()
        self._jobs, self._folder = jobs, folder
        self._logo = b""
        self.title, self.author = QLineEdit(), QLineEdit()
        self.title.setPlaceholderText(self.tr("What was found"))
        for line in (self.title, self.author):
            line.setMaxLength(_LONGEST_TEXT)
        self._make_date()
        self.language = WheelSafeComboBox()
        self.language.addItem(self.tr("That of the window"), "")
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self._make_logo()
        self.colour = QLineEdit()
        self.colour.setPlaceholderText(self.tr("segdesk’s own blue"))
        self.pick = QPushButton(self.tr("C&hoose…"))
        self.pick.setAccessibleName(self.tr("Choose a colour"))
        self.about_colour = QLabel()
        self.about_logo = QLabel()
        for label in (self.about_colour, self.about_logo):
            label.setWordWrap(True)
            label.setObjectName("hint")
            label.hide()
        self._lay_out()
        self.show_options(options)
        self._connect()

    def show_options(self, options: ReportOptions) -> None:
        """Show other choices."""
        self.blockSignals(True)
        self.title.setText(options.title)
        self.author.setText(options.author)
        kind = options.date.value if isinstance(options.date, Dated) else _A_DAY
        if not isinstance(options.date, Dated):
            self.day.setDate(QDate(options.date.year, options.date.month, options.date.day))
        self.date.setCurrentIndex(self.date.findData(kind))
        self.day.setVisible(kind == _A_DAY)
        self.language.setCurrentIndex(max(self.language.findData(options.language), 0))
        self.colour.setText(options.accent)
        self._show_logo(options.logo)
        self._tell_colour()
        self.blockSignals(False)

    def put_into(self, options: ReportOptions) -> ReportOptions:
        """Return options with what is chosen here; what is no colour yet is none."""
        day = self.day.date()
        kind = self.date.currentData()
        return replace(
            options,
            title=self.title.text().strip(),
            author=self.author.text().strip(),
            date=dt.date(day.year(), day.month(), day.day()) if kind == _A_DAY else Dated(kind),
            language=str(self.language.currentData()),
            accent=self._accent() or "",
            logo=self._logo,
        )

    def _make_date(self) -> None:
        self.date = WheelSafeComboBox()
        self.date.addItem(self.tr("Today"), Dated.TODAY.value)
        self.date.addItem(self.tr("Another day"), _A_DAY)
        self.date.addItem(self.tr("None"), Dated.NEVER.value)
        self.day = WheelSafeDateEdit()
        self.day.setDate(QDate.currentDate())
        self.day.setAccessibleName(self.tr("Day"))

    def _make_logo(self) -> None:
        self.logo = QLabel()
        self.logo.setAccessibleName(self.tr("Logo"))
        self.choose_logo = QPushButton(self.tr("Choose a &logo…"))
        self.drop_logo = QPushButton(self.tr("&Remove"))
        self.drop_logo.setAccessibleName(self.tr("Remove the logo"))

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 12, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.tr("&Title"), self.title)
        form.addRow(self.tr("&From"), self.author)
        form.addRow(_label(self.tr("&Date"), self.date), _side_by_side(self.date, self.day))
        form.addRow(self.tr("Lan&guage"), self.language)
        colours = QVBoxLayout()
        colours.addLayout(_side_by_side(self.colour, self.pick))
        colours.addWidget(self.about_colour)
        form.addRow(_label(self.tr("&Colour of headings"), self.colour), colours)
        logos = QVBoxLayout()
        logos.addWidget(self.logo)
        logos.addLayout(_side_by_side(self.choose_logo, self.drop_logo))
        logos.addWidget(self.about_logo)
        form.addRow(self.tr("Logo"), logos)
        for button in (self.pick, self.choose_logo, self.drop_logo):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.title.textChanged.connect(self.changed)
        self.author.textChanged.connect(self.changed)
        self.date.currentIndexChanged.connect(self._take_date)
        self.day.dateChanged.connect(self.changed)
        self.language.currentIndexChanged.connect(self.changed)
        self.colour.textChanged.connect(self._take_colour)
        self.pick.clicked.connect(self._pick_colour)
        self.choose_logo.clicked.connect(self._choose_logo)
        self.drop_logo.clicked.connect(self._drop_logo)

    def _take_date(self) -> None:
        self.day.setVisible(self.date.currentData() == _A_DAY)
        self.changed.emit()

    # Colour

    def _accent(self) -> str | None:
        """Return the colour that is written, None where it is none."""
        try:
            return accent_of(self.colour.text())
        except UsageError:
            return None

    def _take_colour(self) -> None:
        self._tell_colour()
        self.changed.emit()

    def _tell_colour(self) -> None:
        accent = self._accent()
        if accent is None:
            text = self.tr("Write a colour with six digits from 0 to F, such as #00AA55.")
        else:
            text = str(darkened(accent) or "")
        self.about_colour.setText(text)
        self.about_colour.setVisible(bool(text))

    def _pick_colour(self) -> None:
        dialog = QColorDialog(QColor(self._accent() or "#1F5FBF"), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Colour of headings"))
        dialog.colorSelected.connect(self._take_picked)
        dialog.open()

    def _take_picked(self, colour: QColor) -> None:
        self.colour.setText(colour.name().upper())

    # Logo

    def _choose_logo(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Logo"), str(self._folder()), kinds)
        if chosen:
            self.read_logo(Path(chosen))

    def read_logo(self, path: Path) -> None:
        """Take the picture in a file as the logo, or say why not."""
        self._jobs.run(_LOGO, lambda progress: report_jobs.read_logo(path), self._take_logo, owner=self)

    def _take_logo(self, found: bytes | SegdeskError) -> None:
        if isinstance(found, SegdeskError):
            self.about_logo.setText(str(found))
            self.about_logo.show()
            return
        self._show_logo(found)
        self.changed.emit()

    def _drop_logo(self) -> None:
        self._show_logo(b"")
        self.choose_logo.setFocus()
        self.changed.emit()

    def _show_logo(self, png: bytes) -> None:
        self._logo = png
        self.about_logo.hide()
        self.logo.setVisible(bool(png))
        self.drop_logo.setVisible(bool(png))
        if png:
            self.logo.setPixmap(_on_paper(png))


def _on_paper(png: bytes) -> QPixmap:
    """Return a logo as small as the form shows it, on white as in a report."""
    picture = QPixmap()
    picture.loadFromData(png)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = picture.scaled(*_LOGO_ROOM, keep, smooth)
    paper = QPixmap(small.size())
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawPixmap(0, 0, small)
    painter.end()
    return paper


def _label(text: str, field: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(field)
    return label


def _side_by_side(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    for place, widget in enumerate(widgets):
        line.addWidget(widget, 1 if place == 0 else 0)
    return line
