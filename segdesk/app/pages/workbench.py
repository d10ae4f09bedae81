"""The three panes: settings at the left, charts over the table in the middle, segments at the right."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QSplitter, QWidget

from segdesk.app.actions import Actions
from segdesk.app.column_dialogs import ColumnDialogs
from segdesk.app.controller import Controller
from segdesk.app.panes.chart_pane import ChartPane
from segdesk.app.panes.data_pane import DataPane
from segdesk.app.panes.segments_pane import SegmentsPane
from segdesk.app.panes.settings_pane import SettingsPane

_NARROW, _LOW = 1200, 430
_CHART_KEYS = 9
_HEIGHTS = [700, 250]
_LEAST_CHART = 160
# From this height on a chart keeps 450 pixels beside the table; below, the table is folded to its head.
_ROOMY = 700


class Workbench(QWidget):
    """Where segments are found, looked at and named.

    Panes are made in their places: a widget that gets another parent measures all that is in it anew.
    """

    chart_enlarged = Signal(bool)
    """The chart has the whole window, or is back in its pane."""

    def __init__(self, controller: Controller, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._controller = controller
        self._across = QSplitter(Qt.Orientation.Horizontal, self)
        self.settings = SettingsPane(controller, self._across)
        self._middle = QSplitter(Qt.Orientation.Vertical, self._across)
        self.charts = ChartPane(controller, actions, self._middle)
        self.data = DataPane(
            controller.document, controller.selection, controller.lanes.quick, controller.theme, self._middle
        )
        self.column_dialogs = ColumnDialogs(controller, self.data.jobs, self)
        self.settings.columns.dialogs = self.column_dialogs
        self.data.use_dialogs(self.column_dialogs)
        self.segments = SegmentsPane(controller, actions, self._across)
        self._move = actions["move_selection"]
        self._move.changed.connect(self._offer_move)
        self.data.selected.move_to.clicked.connect(self._move.trigger)
        controller.document.run_changed.connect(self._offer_move)
        self._offer_move()
        self.data.unfolded.connect(self._unfold_customers)
        self.data.tools.type_wanted.connect(controller.give_type)
        self.data.tools.look_wanted.connect(self.charts.look_at)
        self.charts.canvas.enlarge_wanted.connect(self.toggle_enlarged)
        self.charts.columns_wanted.connect(self.settings.focus_columns)
        self.settings.expert_unfolded.connect(self.charts.offer_to_experts)
        self.charts.setMinimumHeight(_LEAST_CHART)
        for splitter in (self._middle, self._across):
            splitter.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 12)
        layout.addWidget(self._across)
        self._panes: tuple[QWidget, ...] = (
            self.settings.columns, self.charts.canvas, self.data.table, self.segments.list,
        )  # fmt: skip
        for number in range(_CHART_KEYS):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            shortcut.activated.connect(lambda place=number: self.charts.turn_to(place))
        # What stood beside the chart before it was enlarged; None while it is not.
        self._beside: tuple[QWidget, ...] | None = None
        # Whether the user wants the segments, apart from whether there is room for them.
        self._segments_wanted = True
        # None: as there is room for them.
        self._customers_wanted: bool | None = None
        self._restore()

    def _offer_move(self) -> None:
        """Offer to move those who are selected wherever there are segments; what is beside it keeps its place."""
        button, why_not = self.data.selected.move_to, self._controller.document.why_not_yet
        button.setVisible(self._move.isEnabled() or bool(why_not))
        button.setEnabled(self._move.isEnabled())
        button.setToolTip(why_not)

    @property
    def is_enlarged(self) -> bool:
        """Whether the chart has the whole window."""
        return self._beside is not None

    def toggle_enlarged(self) -> None:
        """Give the chart the whole window, or the panes their places again."""
        self.enlarge(not self.is_enlarged)

    def enlarge(self, wanted: bool) -> None:
        """Give the chart the whole window, or the panes their places again."""
        if wanted == self.is_enlarged:
            return
        if self._beside is None:
            panes: tuple[QWidget, ...] = (self.settings, self.data, self.segments)
            self._beside = tuple(pane for pane in panes if not pane.isHidden())
            for hidden in self._beside:
                hidden.hide()
            self.charts.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            beside, self._beside = self._beside, None
            for hidden in beside:
                hidden.show()
            self._give_way()
        self.chart_enlarged.emit(wanted)

    def toggle_settings(self) -> None:
        """Show or hide the settings."""
        self.enlarge(False)
        self.settings.setVisible(not self.settings.isVisible())

    def toggle_segments(self) -> None:
        """Show or hide the segments."""
        self.enlarge(False)
        self._segments_wanted = not self.segments.isVisible()
        self.segments.setVisible(self._segments_wanted)

    def toggle_customers(self) -> None:
        """Show or hide the table of customers."""
        self.enlarge(False)
        self._customers_wanted = not self.data.isVisible() or self.data.is_folded
        self.data.setVisible(self._customers_wanted)
        if self.data.is_folded:
            self._unfold_customers(True)

    def _unfold_customers(self, wanted: bool) -> None:
        """Fold or unfold the table, now and in windows to come."""
        self._controller.preferences.shows_customers = wanted
        self._give_way()

    def search(self) -> None:
        """Put the focus into the search field, of a table that was hidden, too."""
        self.enlarge(False)
        self._customers_wanted = True
        self.data.show()
        self._give_way()
        self.data.focus_search()

    def focus_next(self) -> None:
        """Put the focus into the next pane."""
        self._focus(+1)

    def focus_previous(self) -> None:
        """Put the focus into the previous pane."""
        self._focus(-1)

    def keep_layout(self) -> None:
        """Remember the sizes of the panes."""
        self._controller.preferences.keep_layout("across", self._across.saveState())
        self._controller.preferences.keep_layout("middle", self._middle.saveState())

    def reset_layout(self) -> None:
        """Give the panes their usual sizes."""
        self.enlarge(False)
        self.settings.show()
        self.segments.show()
        self._segments_wanted, self._customers_wanted = True, None
        self._across.setSizes([260, 920, 260])
        self._middle.setSizes(_HEIGHTS)
        for splitter, stretches in ((self._across, (0, 1, 0)), (self._middle, (3, 1))):
            for place, stretch in enumerate(stretches):
                splitter.setStretchFactor(place, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a narrow window the segments give way first, in a low one the customers."""
        super().resizeEvent(event)
        if not self.is_enlarged:
            self._give_way()

    def _give_way(self) -> None:
        self.segments.setVisible(self._segments_wanted and self.width() >= _NARROW)
        if self._customers_wanted is None:
            self.data.setVisible(self.height() >= _LOW)
        wanted = self._controller.preferences.shows_customers
        folded = not wanted if wanted is not None else self.height() < _ROOMY and not self._customers_wanted
        if folded != self.data.is_folded:
            self.data.set_folded(folded)
            self._middle.setSizes(_HEIGHTS)

    def _restore(self) -> None:
        self.reset_layout()
        for name, splitter in (("across", self._across), ("middle", self._middle)):
            stored = self._controller.preferences.layout(name)
            if stored is not None:
                splitter.restoreState(stored)

    def _focus(self, by: int) -> None:
        shown = [pane for pane in self._panes if pane.isVisible()]
        if not shown:
            return
        # The pane may have the focus in its search field or its head as well.
        homes = (self.settings, self.charts, self.data, self.segments)
        focused = QApplication.focusWidget()
        inside = [
            pane
            for home, pane in zip(homes, self._panes, strict=True)
            if focused and home.isAncestorOf(focused)
        ]
        current = next((i for i, pane in enumerate(shown) if pane in inside), -1 if by > 0 else 0)
        wanted = shown[(current + by) % len(shown)]
        if isinstance(wanted, QAbstractItemView):
            _mark_current(wanted)
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _mark_current(view: QAbstractItemView) -> None:
    """Let the focus be seen on an item; it selects nothing, as that of Qt's own would once the view has the focus."""
    if not view.currentIndex().isValid():
        first = view.model().index(0, 0)
        view.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
