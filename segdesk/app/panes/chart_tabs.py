"""The tabs of the charts: those that fit stand side by side, a menu holds the others; none hides behind arrows."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from segdesk.app.forms.wheel_safe_inputs import WheelSafeTabBar

# The style's padding at both sides of a tab.
_AROUND = 18
_SPARE = 12


class ChartTabs(QWidget):
    """A bar of tabs, with a menu of those for which there is no room.

    Parameters
    ----------
    names : sequence of str
        Of the tabs.
    tips : sequence of str
    turn_to : callable
        Called with the place of a tab that was chosen in the menu.
    """

    def __init__(
        self,
        names: Sequence[str],
        tips: Sequence[str],
        turn_to: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._turn_to = turn_to
        self._offered: tuple[int, ...] = tuple(range(len(names)))
        self.bar = WheelSafeTabBar(self)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setUsesScrollButtons(False)
        # As wide as there is room: what does not fit is taken out.
        self.bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.bar.setAccessibleName(self.tr("Charts"))
        for place, (name, tip) in enumerate(zip(names, tips, strict=True)):
            self.bar.addTab(name.replace("&", "&&"))
            self.bar.setTabToolTip(place, tip)
        self.more = QToolButton(self)
        self.more.setText(self.tr("More charts"))
        self.more.setToolTip(self.tr("Charts for which there is no room here"))
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMinimumHeight(28)
        menu = QMenu(self.more)
        menu.aboutToShow.connect(self._fill)
        self.more.setMenu(menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.more)
        self.bar.currentChanged.connect(self._fit)

    @property
    def offered(self) -> tuple[int, ...]:
        """Places of the tabs that can be turned to, those in the menu among them."""
        return self._offered

    def offer(self, places: Sequence[int]) -> None:
        """Offer these tabs and no others."""
        self._offered = tuple(places)
        self._fit()

    def show_tab(self, place: int) -> None:
        """Turn to a tab that is offered."""
        if place in self._offered:
            self.bar.setTabVisible(place, True)
            self.bar.setCurrentIndex(place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as many tabs as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Text of another size takes other room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        current = self.bar.currentIndex()
        room = self.width()
        shown = set(self._offered)
        if sum(self._width(place, place == current) for place in self._offered) > room:
            # The current one is always there; then as many as fit, from the first on, each of which may become it.
            shown &= {current}
            room -= self.more.sizeHint().width() + _SPARE + sum(self._width(place, True) for place in shown)
            for place in self._offered:
                if place != current:
                    room -= self._width(place, True)
                    if room < 0:
                        break
                    shown.add(place)
        with QSignalBlocker(self.bar):
            for place in range(self.bar.count()):
                self.bar.setTabVisible(place, place in shown)
        self.more.setVisible(len(shown) < len(self._offered))

    def _width(self, place: int, current: bool) -> int:
        """Return how wide a tab is; the letters of the current one are bold."""
        wide = self.bar.tabSizeHint(place).width()
        if not current:
            return wide
        bold = QFont(self.bar.font())
        bold.setBold(True)
        return max(wide, QFontMetrics(bold).horizontalAdvance(self.bar.tabText(place)) + _AROUND)

    def _fill(self) -> None:
        """List what the bar does not show."""
        menu = self.more.menu()
        assert menu is not None
        menu.clear()
        for place in self._offered:
            if not self.bar.isTabVisible(place):
                menu.addAction(self.bar.tabText(place), partial(self._turn_to, place))
