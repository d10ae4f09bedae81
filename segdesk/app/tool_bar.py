"""The tool bar: what is needed most, with as many words as there is room for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from segdesk.app.actions import Actions

_WORDLESS_FIRST = (
    "guide",
    "redo",
    "undo",
    "sample",
    "compare",
    "assign",
    "open",
    "report",
    "which",
    "export",
    "find",
)
_SPACING = 5


class ToolBar(QToolBar):
    """Shows some of a window's actions as buttons.

    Parameters
    ----------
    actions : Actions
    """

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self.setWindowTitle(self.tr("Tools"))
        self.setObjectName("tools")
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._actions.fill(
            self,
            "open",
            "sample",
            None,
            "undo",
            "redo",
            None,
            "find",
            "compare",
            "which",
            "assign",
            None,
            "export",
            "report",
        )
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self._actions.fill(self, "guide")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def fit(self, width: int) -> None:
        """Show as many words on the tool bar as there is room for; what needs them least goes without first."""
        buttons = [self.button(name) for name in _WORDLESS_FIRST]
        for button in buttons:
            _show_words(button, True)
        for button in buttons:
            if self._wanted_width() <= width:
                return
            _show_words(button, False)

    def button(self, name: str) -> QWidget:
        """Return the button of an action on the tool bar."""
        return self.widgetForAction(self._actions[name])

    def _wanted_width(self) -> int:
        """Return how wide the tool bar would be; its own hint follows a change only later."""
        widgets = [self.widgetForAction(action) for action in self.actions()]
        each = [widget.sizeHint().width() + _SPACING for widget in widgets if widget is not None]
        return sum(each) + 4 * _SPACING


def _show_words(button: QWidget | None, wanted: bool) -> None:
    assert isinstance(button, QToolButton)
    style = Qt.ToolButtonStyle
    button.setToolButtonStyle(style.ToolButtonTextBesideIcon if wanted else style.ToolButtonIconOnly)
