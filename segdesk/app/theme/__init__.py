"""How the window looks: palette, style sheet and icons of the light and the dark theme."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from segdesk.app.theme.colours import is_dark, palette_of, tokens_of
from segdesk.app.theme.icons import icon
from segdesk.app.theme.style_sheet import style_sheet
from segdesk.charts.palette import Tokens
from segdesk.resources import resource

__all__ = ["Theme"]

_SMALLEST_TEXT = 12
_INDICATORS = ("check-on", "check-off", "radio-on", "radio-off", "arrow-down", "arrow-up")


class Theme(QObject):
    """The look in force; widgets that paint themselves listen to `changed`.

    Parameters
    ----------
    application : QApplication
    choice : str
        `system`, `light` or `dark`.
    text_size : int
        In percent of the system's.
    """

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = "system", text_size: int = 100) -> None:
        super().__init__(application)
        self._application = application
        self._choice, self._text_size = choice, text_size
        self._system_font = QFont(application.font())
        # Style sheets take pictures from files only; the tinted ones live as long as the program.
        self._folder = tempfile.TemporaryDirectory(prefix="segdesk-look-")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        application.setStyle("Fusion")
        self._apply()

    @property
    def dark(self) -> bool:
        """Whether the dark theme is in force."""
        return is_dark(self._choice)

    @property
    def tokens(self) -> Tokens:
        """Colours in force."""
        return tokens_of(self.dark)

    @property
    def choice(self) -> str:
        """`system`, `light` or `dark`."""
        return self._choice

    @property
    def text_size(self) -> int:
        """Size of text in percent of the system's."""
        return self._text_size

    @property
    def text_pixels(self) -> int:
        """Height of ordinary text in pixels."""
        return self._pixels()

    def choose(self, choice: str) -> None:
        """Follow the system, or be light or dark."""
        if choice != self._choice:
            self._choice = choice
            self._apply()

    def set_text_size(self, percent: int) -> None:
        """Make all text larger or smaller."""
        if percent != self._text_size:
            self._text_size = percent
            self._apply()

    def close(self) -> None:
        """Take the tinted pictures away; nothing is drawn after this."""
        self._folder.cleanup()

    def icon(self, name: str) -> QIcon:
        """Return an icon in the colour of text."""
        return icon(name, self.tokens.text, self.tokens.muted)

    def _follow_system(self) -> None:
        if self._choice == "system":
            self._apply()

    def _pixels(self) -> int:
        screen = QGuiApplication.primaryScreen()
        dots = 96.0 if screen is None else screen.logicalDotsPerInch()
        font = self._system_font
        size = font.pixelSize() if font.pixelSize() > 0 else font.pointSizeF() * dots / 72
        return max(_SMALLEST_TEXT, round(max(size, 13) * self._text_size / 100))

    def _apply(self) -> None:
        font = QFont(self._system_font)
        font.setPixelSize(self._pixels())
        # With a style sheet in force every change of font or palette would polish each widget once more.
        self._application.setStyleSheet("")
        self._application.setPalette(palette_of(self.dark))
        self._application.setFont(font)
        self._application.setStyleSheet(style_sheet(self.tokens, self._pixels(), self._indicators()))
        # A new style sheet brings back the fonts that Windows, macOS and KDE have for menus and lists, of another size.
        # PySide6 takes the name as str only, whatever its types say.
        menu_font = QApplication.font("QMenu")  # type: ignore[call-overload]
        if menu_font.pixelSize() != font.pixelSize():
            self._application.setFont(font)
        self.changed.emit()

    def _indicators(self) -> str:
        """Write the check marks and radio buttons in the theme's colours and return their folder."""
        folder = Path(self._folder.name) / ("dark" if self.dark else "light")
        folder.mkdir(exist_ok=True)
        tokens = self.tokens
        for name in _INDICATORS:
            drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
            for word, colour in (
                ("accent", tokens.accent),
                ("muted", tokens.muted),
                ("text", tokens.text),
                ("pane", tokens.pane),
            ):
                drawing = drawing.replace(f"var(--{word})", colour)
            (folder / f"{name}.svg").write_text(drawing, encoding="utf-8", newline="\n")
        return str(folder)
