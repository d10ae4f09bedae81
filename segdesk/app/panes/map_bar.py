"""What the map shows: its colours, and which part of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from segdesk.app.document import Document, same_segments
from segdesk.app.drawing import Drawing
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox
from segdesk.app.panes.explore_bar import titles_to_look_at
from segdesk.charts.map_view import CONFIDENCE, MapView

if TYPE_CHECKING:
    from segdesk.engine.result.segmentation import Segmentation

# One notch of the wheel, one press of a button.
STEP = 1.25
# So much larger than the whole a map may become.
_MOST = 60.0


class MapBar(QWidget):
    """A list of colours, buttons for the part that is shown, and the lasso.

    Parameters
    ----------
    document : Document
    """

    changed = Signal()
    """Another view is wanted."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._titles: dict[str, str] = {}
        self._segmentation: Segmentation | None = None
        self._window: tuple[float, float, float, float] | None = None
        # The limits of the whole map and of what is drawn.
        self._whole: tuple[float, float, float, float] | None = None
        self._drawn: tuple[float, float, float, float] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(6)
        label = QLabel(self.tr("C&olour by"))
        self.colour = WheelSafeComboBox(self)
        self.colour.setAccessibleName(self.tr("Colour of the map"))
        self.colour.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.colour.setMinimumContentsLength(12)
        self.colour.setMinimumHeight(26)
        self.colour.activated.connect(self.changed)
        label.setBuddy(self.colour)
        self.smaller = self._button("−", self.tr("Show more of the map (−)"), self._zoom_out)
        self.larger = self._button("+", self.tr("Enlarge the map (+)"), self._zoom_in)
        self.whole = self._button(self.tr("Whole map"), self.tr("Show the whole map (0)"), self.reset)
        self.lasso = self._button(self.tr("Lasso"), self.tr("Select customers by drawing round them (L)"))
        self.lasso.setCheckable(True)
        for widget in (label, self.colour, self.smaller, self.larger, self.whole, self.lasso):
            layout.addWidget(widget)
        layout.addStretch(1)
        document.run_changed.connect(self._follow)
        self._follow()

    @property
    def view(self) -> MapView:
        """What of the map is to be shown."""
        return MapView(self.colour.currentData(), self._window)

    def take_drawing(self, drawing: Drawing) -> None:
        """Learn from a map that was drawn where its edges are."""
        self._drawn = drawing.limits
        if self._window is None:
            self._whole = drawing.limits
        self.whole.setEnabled(self._window is not None)
        self.smaller.setEnabled(self._window is not None)

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Enlarge the map about a point; less than 1 shows more of it.

        Parameters
        ----------
        factor : float
        at : QPointF, optional
            The point that stays where it is, in fractions of the map from its top left; by default the middle.
        """
        if self._drawn is None or self._whole is None:
            return
        x, y = (0.5, 0.5) if at is None else (at.x(), at.y())
        left, right, bottom, top = self._drawn
        wide, high = (right - left) / factor, (top - bottom) / factor
        if wide >= self._whole[1] - self._whole[0]:
            self.reset()
        elif wide >= (self._whole[1] - self._whole[0]) / _MOST:
            new_left, new_top = left + x * (right - left - wide), top - y * (top - bottom - high)
            self._show((new_left, new_left + wide, new_top - high, new_top))

    def pan(self, across: float, down: float) -> None:
        """Move what is shown, by fractions of the map; the whole map stays."""
        if self._window is None or self._drawn is None or self._whole is None:
            return
        left, right, bottom, top = self._drawn
        wide, high = right - left, top - bottom
        # Never so far that nothing of the map is left.
        left = min(max(left - across * wide, self._whole[0] - wide / 2), self._whole[1] - wide / 2)
        top = min(max(top + down * high, self._whole[2] + high / 2), self._whole[3] + high / 2)
        self._show((left, left + wide, top - high, top))

    def reset(self) -> None:
        """Show the whole map."""
        if self._window is not None:
            self._window = None
            self.changed.emit()

    def _zoom_in(self) -> None:
        self.zoom(STEP)

    def _zoom_out(self) -> None:
        self.zoom(1 / STEP)

    def _show(self, window: tuple[float, float, float, float]) -> None:
        self._window = self._drawn = window
        self.changed.emit()

    def _button(self, text: str, tip: str, run: object = None) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setMinimumSize(28, 26)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        if run is not None:
            button.clicked.connect(run)
        return button

    def _follow(self) -> None:
        """List the columns of the result on screen; another map is shown whole."""
        before, segmentation = self._segmentation, self._document.on_screen
        self._segmentation = segmentation
        if not same_segments(before, segmentation):
            self._window = self._whole = self._drawn = None
        titles = {} if segmentation is None else titles_to_look_at(segmentation)
        if titles == self._titles:
            return
        chosen, self._titles = self.colour.currentData(), titles
        with QSignalBlocker(self.colour):
            self.colour.clear()
            self.colour.addItem(self.tr("Segments"), None)
            self.colour.addItem(self.tr("Confidence"), CONFIDENCE)
            for name, title in titles.items():
                self.colour.addItem(title, name)
            self.colour.setCurrentIndex(max(0, self.colour.findData(chosen)) if chosen else 0)
