"""The numbers of a chart as a table: what a screen reader reads, and what goes into a spreadsheet."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from segdesk.app.copying import copied_frame
from segdesk.app.dialogs.base import Dialog
from segdesk.app.dialogs.frame_table import MOST_ROWS, FrameTable
from segdesk.charts.chart_registry import Chart
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import number_in_words


class ChartTableDialog(Dialog):
    """Shows the numbers of a chart, and copies them."""

    def __init__(self, chart: Chart, segmentation: Segmentation, parent: QWidget) -> None:
        super().__init__(str(chart.question), parent)
        self._frame = chart.data(segmentation)
        finding = QLabel(str(chart.finding(segmentation)))
        finding.setObjectName("heading")
        finding.setWordWrap(True)
        self.table = FrameTable(str(chart.question))
        numbers = [i for i, kind in enumerate(self._frame.dtypes) if kind.kind in "fiu"]
        rows = [[_text(cell) for cell in row] for row in self._frame.head(MOST_ROWS).itertuples(index=False)]
        self.table.fill([str(name) for name in self._frame.columns], rows, numbers)
        self.column.addWidget(finding)
        self.column.addWidget(self.table, 1)
        if len(self._frame) > MOST_ROWS:
            more = QLabel(
                self.tr("The first {shown} of {all} rows; Copy takes all.").format(
                    shown=MOST_ROWS, all=self.locale().toString(len(self._frame))
                )
            )
            more.setObjectName("muted")
            self.column.addWidget(more)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        self.resize_to_text(760, 460)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setMimeData(copied_frame(self._frame).mime())


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return number_in_words(cell)
    return "" if cell is None else str(cell)
