"""The segments at the right: names, colours, sizes, and how far the result can be trusted."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QIcon,
    QKeySequence,
    QPixmap,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from segdesk.app.actions import Actions
from segdesk.app.controller import Controller
from segdesk.app.document import same_segments
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox
from segdesk.app.models.segments_model import SEGMENT, SegmentsModel
from segdesk.app.panes.segment_card import SegmentCard
from segdesk.app.panes.segment_lists import SegmentLists
from segdesk.app.panes.segment_row import SegmentRow
from segdesk.app.selection import Gesture
from segdesk.charts.palette import PALETTE, shade
from segdesk.engine.validation.importance import importance_findings as about
from segdesk.messages import number_in_words

if TYPE_CHECKING:
    from segdesk.engine.result.segmentation import Segmentation

_MOST_ALTERNATIVES = 2
# Actions on the current segment.
_SHAPING = ("merge", "split", "move_here", "lock", "move_up", "move_down")
_MOST_FOR_VERDICT = 0.45
# Of that, what the card of a selected segment takes.
_MOST_FOR_CARD = 0.3
# As many lines as most verdicts take.
_LINES_TO_COME = 11


class SegmentsPane(QFrame):
    """Lists the segments of the result on screen and tells the verdict."""

    def __init__(self, controller: Controller, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._controller, self._document = controller, controller.document
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 10)
        layout.setSpacing(6)
        heading = QLabel(self.tr("Segments"))
        heading.setObjectName("heading")
        # The panes' parts are made in the order in which Tab goes through them.
        self._order = WheelSafeComboBox(self)
        self._order.addItems([self.tr("Largest first"), self.tr("Most valuable first")])
        self._order.setAccessibleName(self.tr("Order of the segments"))
        self.model = SegmentsModel(controller, self)
        self._order.currentIndexChanged.connect(lambda place: self.model.sort_by_value(place == 1))
        self.list = self._make_list()
        self._trouble = QLabel()
        self._trouble.setObjectName("error")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self.model.refused.connect(self._refuse)
        copy = QShortcut(QKeySequence.StandardKey.Copy, self.list)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.card = SegmentCard(self)
        self.lists = SegmentLists(controller, self)
        copy.activated.connect(self.lists.copy_segments)
        self.card.copy_wanted.connect(self.lists.copy)
        self.card.save_wanted.connect(self.lists.save)
        self._judged = self._make_verdict()
        self.rename_all = QPushButton(self.tr("Rename all…"))
        self.rename_all.clicked.connect(actions["rename_all"].trigger)
        layout.addWidget(heading)
        layout.addWidget(self._order)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.card)
        layout.addWidget(self._trouble)
        layout.addWidget(self._judged)
        layout.addWidget(self.rename_all)
        self._actions = actions
        self.setMinimumWidth(210)
        self._segmentation: Segmentation | None = None
        self._document.run_changed.connect(self.refresh)
        controller.selection.changed.connect(self._follow)
        controller.theme.changed.connect(self.list.viewport().update)
        controller.theme.changed.connect(self._tint)
        self._tint()
        self.refresh()

    def refresh(self) -> None:
        """Show what is on screen; where it is the same segments, everything keeps its place."""
        before, segmentation = self._segmentation, self._document.on_screen
        self._segmentation = segmentation
        self._trouble.hide()
        shown = segmentation is not None
        for widget in (self._judged, self.rename_all, self._order):
            widget.setVisible(shown)
        self.rename_all.setEnabled(self._document.is_checked)
        self.rename_all.setToolTip(self._document.why_not_yet)
        in_place = same_segments(before, segmentation)
        if in_place:
            self._show_current()
        else:
            self._follow()
        if segmentation is None:
            return
        by_hand = segmentation.provenance.recipe.by_hand.sets_order
        self._order.setItemText(
            0, self.tr("In the order set by hand") if by_hand else self.tr("Largest first")
        )
        self._order.setVisible(any(s.value_share is not None for s in segmentation.description.segments))
        self._show_verdict(segmentation)
        if not in_place:
            self._fit_verdict()
        elif before is not None and not before.is_checked and segmentation.is_checked:
            # Its words took the place of others while everything stayed: a screen reader would not tell.
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._verdict.text()))

    def _show_verdict(self, segmentation: "Segmentation") -> None:
        """Tell how far the segments can be trusted, and why; nothing of that before they are checked."""
        verdict, checked = segmentation.validation.verdict, segmentation.is_checked
        if not checked:
            self._verdict.setText(self.tr("Still checking how good these segments are …"))
            self._text.setText("")
        elif verdict.structure is None:
            self._verdict.setText(self.tr("Verdict: not judged"))
            self._text.setText("")
        else:
            self._verdict.setText(self.tr("Verdict: {word}").format(word=self._word(verdict.structure)))
            self._text.setText(str(verdict.text))
        fit = segmentation.validation.scores.silhouette
        told = [str(sentence) for sentence in verdict.evidence]
        if fit is not None:
            told.append(self.tr("Fit (silhouette {value}).").format(value=number_in_words(fit, 2)))
        told += [
            str(sentence)
            for sentence in about(segmentation.validation.importance, segmentation.source.title_of)
        ]
        told += [str(warning) for warning in segmentation.provenance.warnings]
        self._evidence.setText("\n\n".join(told))
        self._why.setVisible(bool(told) and checked)
        self._evidence.setVisible(self._why.isChecked() and checked)
        alternatives = segmentation.validation.alternatives[:_MOST_ALTERNATIVES]
        for place, button in enumerate(self._others):
            button.setVisible(place < len(alternatives))
            if place < len(alternatives):
                button.setText(str(alternatives[place].words))

    def rename_current(self) -> None:
        """Begin to rename the current segment, the first where none is."""
        index = self.list.currentIndex()
        if not index.isValid():
            index = self.model.index(0)
        if index.isValid() and self.model.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list.setCurrentIndex(index)
            self.list.edit(index)

    def current_number(self) -> int | None:
        """Return the number of the current segment, None where none is or it is the unassigned."""
        index = self.list.currentIndex()
        return (index.data(SEGMENT).number or None) if index.isValid() else None

    def make_current(self, number: int) -> None:
        """Put the list's cursor on a segment."""
        row = self.model.row_of(number)
        if row is not None:
            self.list.setCurrentIndex(self.model.index(row))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let the rows wrap anew."""
        super().resizeEvent(event)
        self.list.scheduleDelayedItemsLayout()
        self._fit_verdict()

    def _make_list(self) -> QListView:
        segments = QListView(self)
        segments.setModel(self.model)
        segments.setItemDelegate(SegmentRow(self._controller.theme, segments))
        segments.setEditTriggers(QListView.EditTrigger.DoubleClicked)
        segments.setSelectionMode(QListView.SelectionMode.SingleSelection)
        segments.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        segments.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Rows wrap to the width: a bar that came and went would leave them measured for another one.
        segments.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        segments.setFrameShape(QFrame.Shape.NoFrame)
        segments.setAccessibleName(self.tr("Segments"))
        segments.setDragEnabled(True)
        segments.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        segments.customContextMenuRequested.connect(self._show_menu)
        segments.clicked.connect(self._select)
        segments.selectionModel().currentChanged.connect(self._current_changed)
        return segments

    def _make_verdict(self) -> QScrollArea:
        """Return the part that tells how far the result can be trusted."""
        self._verdict = QLabel()
        self._verdict.setObjectName("heading")
        self._verdict.setWordWrap(True)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._why = QPushButton(self.tr("Why?"))
        self._why.setObjectName("link")
        self._why.setCheckable(True)
        self._why.toggled.connect(self._show_evidence)
        self._evidence = QLabel()
        self._evidence.setObjectName("muted")
        self._evidence.setWordWrap(True)
        self._evidence.setTextFormat(Qt.TextFormat.PlainText)
        self._evidence.hide()
        told = QWidget()
        told.setObjectName("told")
        column = self._told = QVBoxLayout(told)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(4)
        self._others = [self._make_other(place) for place in range(_MOST_ALTERNATIVES)]
        for widget in (self._verdict, self._text, *self._others, self._why, self._evidence):
            column.addWidget(widget)
        column.addStretch(1)
        judged = QScrollArea(self)
        judged.setWidgetResizable(True)
        judged.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        judged.setFrameShape(QFrame.Shape.NoFrame)
        judged.setAccessibleName(self.tr("Verdict"))
        judged.setWidget(told)
        return judged

    def _make_other(self, place: int) -> QPushButton:
        """Return the button that takes one of the other segmentations that are worth a look."""
        button = QPushButton()
        button.setObjectName("link")
        button.clicked.connect(partial(self._take_alternative, place))
        button.hide()
        return button

    def _take_alternative(self, place: int) -> None:
        segmentation = self._document.on_screen
        if segmentation is None:
            return
        wanted = segmentation.validation.alternatives[place]
        if self._controller.attempt(str(wanted.words), **wanted.settings):
            self._controller.find_segments()

    def _fit_verdict(self) -> None:
        """Give the verdict the height of its text, up to a share of the pane; the list takes the rest.

        What is being checked has the room already that it will most likely need.
        """
        room, checked = self.height(), self._document.is_checked
        most, most_for_card = round(_MOST_FOR_VERDICT * room), round(_MOST_FOR_CARD * room)
        if not self.card.isHidden():
            most -= most_for_card
            card = self.card.wanted_height(self.width() - 40)
            self.card.setFixedHeight(min(card, most_for_card) if checked else most_for_card)
        wanted = self._told.heightForWidth(max(100, self.width() - 40)) + 4
        if not checked:
            wanted = _LINES_TO_COME * self.fontMetrics().lineSpacing()
        self._judged.setFixedHeight(min(wanted, most))

    def _word(self, structure: str) -> str:
        return {
            "natural": self.tr("natural"),
            "reproducible": self.tr("reproducible"),
            "constructive": self.tr("constructive"),
            "none": self.tr("no structure"),
        }[structure]

    def _show_evidence(self, wanted: bool) -> None:
        self._evidence.setVisible(wanted)
        self._tint()
        self._fit_verdict()

    def _refuse(self, reason: str) -> None:
        self._trouble.setText(reason)
        self._trouble.show()

    def _current_changed(self, current: QModelIndex) -> None:
        # Arrow keys select as a click does, which tells by itself; a result that is just shown selects nothing.
        by_key = QApplication.mouseButtons() == Qt.MouseButton.NoButton
        if current.isValid() and self.list.hasFocus() and by_key:
            self._select(current)

    def _select(self, index: QModelIndex) -> None:
        segmentation = self._document.on_screen
        if segmentation is None:
            return
        gesture = Gesture.of(QApplication.keyboardModifiers())
        self._controller.selection.select(segmentation.fit.labels == index.data(SEGMENT).number, gesture)

    def _follow(self) -> None:
        """Show as current the segment that the selection lies in, and give it the room it needs."""
        row = self._show_current()
        if row is not None:
            self.list.scrollTo(self.model.index(row))
        self._fit_verdict()

    def _show_current(self) -> int | None:
        """Mark the segment that the selection lies in, if it is one, and tell of it; return its row."""
        segmentation, rows = self._document.on_screen, self._controller.selection.rows
        if segmentation is None:
            self.card.show_segment(None)
            return None
        numbers: list[int] = []
        if rows is not None and len(rows) == len(segmentation.fit.labels):
            numbers = np.unique(segmentation.fit.labels[rows]).tolist()
        row = self.model.row_of(numbers[0]) if len(numbers) == 1 else None
        self.card.show_segment(
            None if row is None else segmentation.segment(numbers[0]), self._document.why_not_yet
        )
        model = self.list.selectionModel()
        if row is None:
            model.clearSelection()
        else:
            model.select(self.model.index(row), model.SelectionFlag.ClearAndSelect)
        return row

    def select_by_rule(self, number: int) -> None:
        """Select the customers that fit the rule of a segment, whatever segment they are in."""
        from segdesk.engine.rules.rule import fits

        segmentation = self._document.on_screen
        if segmentation is None:
            return
        rule = segmentation.segment(number).rule
        if rule is not None:
            gesture = Gesture.of(QApplication.keyboardModifiers())
            self._controller.selection.select(fits(rule.conditions, segmentation.source.columns), gesture)

    def copy_rule(self, number: int, as_sql: bool = False) -> None:
        """Put the rule of a segment on the clipboard, in words or as a condition in SQL."""
        from segdesk.io.writers.rules_sql import column_heads, filter_sql

        segmentation = self._document.on_screen
        if segmentation is None:
            return
        rule = segmentation.segment(number).rule
        if rule is not None:
            text = filter_sql(rule, column_heads(segmentation)) if as_sql else str(rule.words)
            QApplication.clipboard().setText(text)

    def _show_menu(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        if not index.isValid():
            index = self.list.currentIndex()
        if not index.isValid():
            return
        segment = index.data(SEGMENT)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Select its customers"), lambda: self._select(index))
        checked, why_not = self._document.is_checked, self._document.why_not_yet
        menu.setToolTipsVisible(not checked)
        for handed_on in (
            menu.addAction(self.tr("Copy its list"), lambda: self.lists.copy(segment.number)),
            menu.addAction(self.tr("Save its list…"), lambda: self.lists.save(segment.number)),
        ):
            handed_on.setEnabled(checked)
            handed_on.setToolTip(why_not)
        if segment.rule is not None:
            menu.addAction(
                self.tr("Select the customers that match its rule"),
                lambda: self.select_by_rule(segment.number),
            )
            menu.addAction(self.tr("Copy its rule"), lambda: self.copy_rule(segment.number))
            menu.addAction(
                self.tr("Copy its rule as SQL"), lambda: self.copy_rule(segment.number, as_sql=True)
            )
        if segment.number:
            self.list.setCurrentIndex(index)
            menu.addAction(self._actions["rename"])
            self._actions.fill(menu.addMenu(self.tr("Shape by hand")), *_SHAPING)
            colours = menu.addMenu(self.tr("Colour"))
            colours.setEnabled(checked)
            for number, colour in enumerate(PALETTE, start=1):
                action = colours.addAction(self._patch(number), colour.name)
                action.setCheckable(True)
                action.setChecked(number == segment.palette_place)
                action.triggered.connect(
                    lambda checked=False, n=number: self._controller.recolour(segment.number, n)
                )
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _patch(self, place: int) -> QIcon:
        pixmap = QPixmap(QRect(0, 0, 16, 16).size())
        pixmap.fill(QColor(shade(place, self._controller.theme.dark)))
        return QIcon(pixmap)

    def _tint(self) -> None:
        self._why.setIcon(self._controller.theme.icon("down" if self._why.isChecked() else "right"))
