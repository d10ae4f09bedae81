"""Every action of the window, once: its text, key, icon and place in the menus."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from segdesk.app.theme import Theme

Keys = QKeySequence.StandardKey | str | tuple[str, ...] | None


class Actions(QObject):
    """The actions of a window, by name.

    Parameters
    ----------
    window : QMainWindow
        Whose actions they are.
    theme : Theme
        Tints their icons.
    """

    def __init__(self, window: QMainWindow, theme: Theme) -> None:
        # A child of the window: nobody calls it once the window is gone.
        super().__init__(window)
        self._window, self._theme = window, theme
        self._named: dict[str, QAction] = {}
        self._icons: dict[str, str] = {}
        self._tips: dict[str, str] = {}
        theme.changed.connect(self._tint)

    def __getitem__(self, name: str) -> QAction:
        return self._named[name]

    def all(self) -> tuple[QAction, ...]:
        """Return every action."""
        return tuple(self._named.values())

    def add(
        self,
        name: str,
        text: str,
        run: Callable[[], object],
        keys: Keys = None,
        icon: str | None = None,
        tip: str | None = None,
    ) -> QAction:
        """Add an action.

        Parameters
        ----------
        name : str
            How code speaks of it.
        text : str
            As in a menu, with the letter to press marked.
        run : callable
            Called without arguments.
        keys : standard key, str or tuple of str, optional
        icon : str, optional
            Name in `resources/icons`.
        tip : str, optional
            What it does, where the text alone does not say it.
        """
        action = QAction(text, self._window)
        action.setObjectName(name)
        action.triggered.connect(lambda checked=False: run())
        if isinstance(keys, QKeySequence.StandardKey):
            action.setShortcuts(keys)
        elif isinstance(keys, tuple):
            action.setShortcuts([QKeySequence(key) for key in keys])
        elif keys:
            action.setShortcut(QKeySequence(keys))
        words = tip or text.replace("&", "").rstrip("…")
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._tips[name] = f"{words} ({key})" if key else words
        action.setToolTip(self._tips[name])
        if icon is not None:
            self._icons[name] = icon
            action.setIcon(self._theme.icon(icon))
        # Keys work wherever the focus is in the window, also where the menu bar is hidden.
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._window.addAction(action)
        self._named[name] = action
        return action

    def adopt(self, name: str, action: QAction, icon: str | None = None) -> QAction:
        """Take an action that Qt made, such as those of an undo stack."""
        action.setObjectName(name)
        if icon is not None:
            self._icons[name] = icon
            action.setIcon(self._theme.icon(icon))
        self._window.addAction(action)
        self._named[name] = action
        return action

    def menu(self, title: str, *names: str | None) -> QMenu:
        """Add a menu with these actions; None is a line between two."""
        menu = self._window.menuBar().addMenu(title)
        self.fill(menu, *names)
        return menu

    def fill(self, where: QMenu | QToolBar, *names: str | None) -> None:
        """Put actions into a menu or tool bar; None is a line between two."""
        for name in names:
            if name is None:
                where.addSeparator()
            else:
                where.addAction(self._named[name])

    def enable(self, wanted: bool, *names: str, why_not: str = "") -> None:
        """Enable or disable actions; their tool tips tell the reason against them, if there is one to tell."""
        for name in names:
            self._named[name].setEnabled(wanted)
            self._named[name].setToolTip("\n".join(filter(None, (self._tips[name], why_not))))

    def _tint(self) -> None:
        for name, icon in self._icons.items():
            self._named[name].setIcon(self._theme.icon(icon))
