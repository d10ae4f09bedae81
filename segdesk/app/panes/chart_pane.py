"""The charts: one tab each, drawn in the background when it becomes visible."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from segdesk.app.actions import Actions
from segdesk.app.controller import SAVING, Controller
from segdesk.app.copying import copied_frame
from segdesk.app.dragged_column import dragged_column
from segdesk.app.drawing import Drawing, Explored, Refused, draw_chart, draw_columns
from segdesk.app.notices import Kind, Notice, notice_of
from segdesk.app.panes.chart_canvas import ChartCanvas
from segdesk.app.panes.chart_tabs import ChartTabs
from segdesk.app.panes.explore_bar import ExploreBar
from segdesk.app.panes.map_bar import MapBar
from segdesk.app.panes.map_mouse import MapMouse
from segdesk.app.panes.no_chart import NoChart
from segdesk.app.panes.offered_charts import offered_charts
from segdesk.app.panes.tree_cut import TreeCut
from segdesk.app.printing import print_drawing
from segdesk.charts.chart_registry import Chart, tabs
from segdesk.charts.customer_map import map_of
from segdesk.charts.style import Look
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.engine.result.segmentation import Segmentation

# A chart's ordinary text of 10 points is as large as the window's at this many pixels of the window per inch.
_DPI_AT_TEXT = 100 / 13.5
_NARROWEST = 5.0
_LOWEST = 2.4
_REST_MS = 120
_KEYS = 9
_PRINT_DPI = 200
# Has tools of its own.
_MAP = "customer_map"


class ChartPane(QFrame):
    """A bar of tabs over one canvas."""

    columns_wanted = Signal()
    """A chart shows nothing for the columns chosen; others are wanted."""

    def __init__(self, controller: Controller, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._controller, self._document = controller, controller.document
        self._actions = actions
        self._charts: tuple[Chart, ...] = tabs()
        self._for_experts = False
        self._shown: tuple[object, ...] | None = None
        # The chart of columns that was drawn last.
        self._explored: Chart | None = None
        names = [*(str(chart.tab) for chart in self._charts), self.tr("Explore")]
        self._head = ChartTabs(names, self._tips(), self.turn_to, self)
        self.tabs = self._head.bar
        self.tabs.currentChanged.connect(self._turn)
        self.explore = ExploreBar(self._document, self)
        self.explore.changed.connect(self.redraw)
        self.explore.report_wanted.connect(self._tell_report)
        self.explore.hide()
        self.map = MapBar(self._document, self)
        self.map.changed.connect(self.redraw)
        self.map.hide()
        self.setAcceptDrops(True)
        self.canvas = ChartCanvas(controller.selection, controller.theme)
        self.canvas.menu_wanted.connect(self._show_menu)
        MapMouse(self.canvas, self.map)
        TreeCut(self.canvas, controller)
        self._stack = QStackedWidget(self)
        self._area = QScrollArea(self._stack)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.canvas)
        self._empty = NoChart(controller, self._stack)
        self._empty.columns_wanted.connect(self.columns_wanted)
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 2, 8, 6)
        layout.setSpacing(2)
        layout.addWidget(self._head)
        layout.addWidget(self.explore)
        layout.addWidget(self.map)
        # Beside the chart: above it the tabs need every pixel.
        tools = QVBoxLayout()
        tools.setSpacing(2)
        for name in ("copy_chart", "save_chart", "chart_table"):
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setAccessibleName(actions[name].text().replace("&", "").rstrip("…"))
            button.setMinimumSize(28, 28)
            tools.addWidget(button)
        tools.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._stack, 1)
        row.addLayout(tools)
        layout.addLayout(row, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.redraw)
        self._document.run_changed.connect(self.redraw)
        self._document.opened_changed.connect(self._begin)
        controller.theme.changed.connect(self._rest.start)
        controller.lanes.draw.failed.connect(self._tell_failure)
        self.redraw()

    @property
    def chart(self) -> Chart | None:
        """The chart of the current tab; None where columns are to be looked at and nothing is drawn of them."""
        return self._explored if self._is_exploring else self._usual_chart()

    def _usual_chart(self) -> Chart:
        """Return the chart of the current tab, of those whose columns nobody picks."""
        chart = self._charts[max(0, min(self.tabs.currentIndex(), len(self._charts) - 1))]
        return map_of(self.map.view) if chart.name == _MAP else chart

    @property
    def _is_exploring(self) -> bool:
        return self.tabs.currentIndex() == len(self._charts)

    @property
    def offered(self) -> tuple[int, ...]:
        """Places of the charts that can be turned to."""
        return self._head.offered

    def offer_to_experts(self, wanted: bool) -> None:
        """Offer the charts for experts too, or no longer."""
        self._for_experts = wanted
        self.redraw()

    def turn_to(self, place: int) -> None:
        """Turn to a tab by its place, counted from 0, if it is offered."""
        self._head.show_tab(place)

    def look_at(self, column: str) -> None:
        """Turn to the tab of columns that the user picks, with this one by segment."""
        if self.explore.look_at(column):
            self.turn_to(len(self._charts))
        elif self._document.on_screen is not None:
            text = self.tr("“{column}” can’t be looked at by segment: it holds texts or identifiers.")
            self._controller.tell(Notice(Kind.INFO, text.format(column=column)))

    def start_exploring(self) -> None:
        """Turn to the tab of columns that the user picks, and put the focus there."""
        self.turn_to(len(self._charts))
        self.explore.first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _tell_report(self, wanted: bool) -> None:
        """Take what is looked at into the report, or out of it, undoably."""
        columns = self.explore.columns
        if columns is None:
            return
        others = tuple(item for item in self._document.recipe.output.explore if item != columns.item)
        text = self.tr("into the report") if wanted else self.tr("out of the report")
        self._controller.attempt(text, explore=(*others, columns.item) if wanted else others)

    def redraw(self) -> None:
        """Draw the current chart, if it is visible and not drawn yet."""
        opened, segmentation = self._document.opened, self._document.on_screen
        self._head.offer(
            [*offered_charts(self._charts, self._document, self._for_experts), len(self._charts)]
        )
        if segmentation is None:
            self._controller.lanes.draw.cancel()
            self._shown = None
            self.canvas.clear()
            self._empty.tell_no_result(opened is not None)
            self._stack.setCurrentWidget(self._empty)
            return
        if not self.isVisible():
            return
        look = self._look()
        if self._is_exploring:
            self._draw_columns(segmentation, *look)
            return
        chart = self._usual_chart()
        wanted = (chart.name, chart.subject, segmentation, *look)
        if wanted == self._shown:
            return

        def work(progress: Progress) -> Drawing | Refused:
            return draw_chart(chart, segmentation, *look, progress)

        def done(drawing: Drawing | Refused) -> None:
            self._shown = wanted
            self._show(drawing, segmentation)

        self._controller.lanes.draw.start("draw", work, done, owner=self)

    def _draw_columns(self, segmentation: "Segmentation", look: Look, dpi: float, ratio: float) -> None:
        """Draw the columns that the user picked."""
        columns, name = self.explore.columns, self.explore.chart_name
        wanted = (columns, name, segmentation, look, dpi, ratio)
        if wanted == self._shown:
            return
        if columns is None:
            self._explored = None
            self._show(Refused("", self.tr("The table has no column that can be looked at.")), segmentation)
            return

        def work(progress: Progress) -> Explored | Refused:
            return draw_columns(columns, name, segmentation, look, dpi, ratio, progress)

        def done(found: Explored | Refused) -> None:
            self._explored = None
            if isinstance(found, Explored):
                self._explored = found.chart
                self.explore.offer(found.offered, found.chart)
            self._shown = (columns, self.explore.chart_name, segmentation, look, dpi, ratio)
            self._show(found.drawing if isinstance(found, Explored) else found, segmentation)

        self._controller.lanes.draw.start("draw", work, done, owner=self)

    def copy_image(self) -> None:
        """Put the chart on the clipboard."""
        if self.canvas.drawing is not None and self._controller.may_hand_on():
            QGuiApplication.clipboard().setImage(self.canvas.image.copy())
            self._controller.tell(Notice(Kind.DONE, self.tr("The chart is on the clipboard.")))

    def copy_data(self) -> None:
        """Put the chart's numbers on the clipboard, as a table that a spreadsheet takes."""
        drawable = self._drawable()
        if drawable is not None:
            segmentation, chart = drawable
            QGuiApplication.clipboard().setMimeData(copied_frame(chart.data(segmentation)).mime())
            self._controller.tell(Notice(Kind.DONE, self.tr("The chart’s numbers are on the clipboard.")))

    def save(self) -> None:
        """Ask for a name and save the chart there as PNG, SVG or PDF."""
        drawable = self._drawable()
        if drawable is None:
            return
        segmentation, chart = drawable
        kinds = self.tr("PNG picture (*.png);;SVG drawing (*.svg);;PDF document (*.pdf)")
        folder = (
            self._document.opened.table.source.path.absolute().parent
            if self._document.opened
            else Path.home()
        )
        name, kind = QFileDialog.getSaveFileName(
            self, self.tr("Save chart"), str(folder / f"{chart.name}.png"), kinds
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in (".png", ".svg", ".pdf"):
            path = path.with_name(path.name + kind[kind.index("*") + 1 : kind.index(")")])
        self._save_to(path, segmentation, chart)

    def print_chart(self) -> None:
        """Print the chart, as large as the page is wide."""
        drawable = self._drawable()
        if drawable is None:
            return
        segmentation, chart = drawable

        def work(progress: Progress) -> Drawing | Refused:
            return draw_chart(chart, segmentation, Look(), _PRINT_DPI, 1.0, progress)

        self._controller.lanes.work.start(
            "print", work, lambda drawing: print_drawing(drawing, self), owner=self
        )

    def show_as_table(self) -> None:
        """Show the chart's numbers in a table."""
        drawable = self._drawable()
        if drawable is None:
            return
        segmentation, chart = drawable
        from segdesk.app.dialogs.chart_table import ChartTableDialog

        ChartTableDialog(chart, segmentation, self).open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a column that is dragged here by its heading."""
        if dragged_column(event.mimeData()) is not None and self._document.on_screen is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Look at the column that is dropped here."""
        name = dragged_column(event.mimeData())
        if name is not None:
            event.acceptProposedAction()
            self.look_at(name)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Draw anew once the size has settled."""
        super().resizeEvent(event)
        self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what was not drawn while hidden."""
        super().showEvent(event)
        self._rest.start()

    def _drawable(self) -> "tuple[Segmentation, Chart] | None":
        """Return the result on screen and the current chart; tell why not where it cannot be drawn of that."""
        segmentation, chart = self._document.on_screen, self.chart
        if segmentation is None or chart is None or not self._controller.may_hand_on():
            return None
        why_not = chart.applies(segmentation)
        if why_not is not None:
            self._controller.tell(Notice(Kind.INFO, str(why_not)))
            return None
        return segmentation, chart

    def _save_to(self, path: Path, segmentation: "Segmentation", chart: Chart) -> None:
        def work(progress: Progress) -> None:
            from segdesk.delivery.single import write_chart

            write_chart(chart, segmentation, path)

        def done(_: None) -> None:
            self._controller.tell_saved(self.tr("Saved {file}.").format(file=path.name), path.parent)

        self._controller.lanes.work.start(SAVING, work, done, owner=self)

    def _tips(self) -> list[str]:
        """Return the question of each chart, with its key."""
        tips = [str(chart.question) for chart in self._charts]
        keys = [QKeySequence(f"Ctrl+{number}") for number in range(1, _KEYS + 1)]
        written = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys]
        tips = [f"{tip} ({key})" for tip, key in zip(tips, written, strict=False)] + tips[_KEYS:]
        return [*tips, self.tr("Look at any column by segment, or at two columns")]

    def _turn(self) -> None:
        self.explore.setVisible(self._is_exploring)
        self.map.setVisible(self.chart is not None and self.chart.name == _MAP)
        self._area.verticalScrollBar().setValue(0)
        self.redraw()

    def _tell_failure(self, error: Exception) -> None:
        self._controller.tell(notice_of(error))

    def _begin(self) -> None:
        """Another file begins with the first chart."""
        self.turn_to(0)
        self.redraw()

    def _look(self) -> tuple[Look, float, float]:
        theme = self._controller.theme
        dpi = _DPI_AT_TEXT * theme.text_pixels
        room = self._stack.size() - QSize(self._area.verticalScrollBar().sizeHint().width() + 4, 4)
        width = max(_NARROWEST, round(room.width() / dpi, 2))
        height = max(_LOWEST, round(room.height() / dpi, 2))
        # A pane narrower than the narrowest chart shows it smaller.
        dpi = min(dpi, room.width() / width)
        return Look(dark=theme.dark, width=width, height=height), dpi, self.devicePixelRatioF()

    def _show(self, drawing: Drawing | Refused, segmentation: "Segmentation") -> None:
        if isinstance(drawing, Refused):
            self.canvas.clear()
            self._empty.tell(drawing.reason, drawing.alike)
            self._stack.setCurrentWidget(self._empty)
            return
        if self.chart is not None:
            self.canvas.setAccessibleName(str(self.chart.question))
        self.canvas.show_drawing(drawing, segmentation)
        if drawing.chart == _MAP:
            self.map.take_drawing(drawing)
        self._stack.setCurrentWidget(self._area)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._actions["copy_chart"])
        menu.addAction(self.tr("Copy &data"), self.copy_data)
        menu.addAction(self._actions["save_chart"])
        menu.addAction(self._actions["chart_table"])
        menu.popup(place)
