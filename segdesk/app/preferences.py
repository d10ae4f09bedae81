"""What the window remembers between sessions."""

from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QSettings

MOST_RECENT = 8


class Preferences:
    """Typed access to the settings of this user; tests hand over a file of their own.

    Parameters
    ----------
    settings : QSettings
    """

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def presets_folder(self) -> Path:
        """Where presets for reports lie: beside the settings, where these are a file."""
        if self._settings.format() is QSettings.Format.IniFormat:
            return Path(self._settings.fileName()).parent / "report-presets"
        return platformdirs.user_config_path("segdesk", appauthor=False) / "report-presets"

    @property
    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return self._text("theme", "system")

    @theme.setter
    def theme(self, value: str) -> None:
        self._settings.setValue("theme", value)

    @property
    def language(self) -> str:
        """`system`, or a language's code."""
        return self._text("language", "system")

    @language.setter
    def language(self, value: str) -> None:
        self._settings.setValue("language", value)

    @property
    def text_size(self) -> int:
        """Size of the text in percent."""
        try:
            return min(max(int(self._text("text_size", "100")), 80), 200)
        except ValueError:
            return 100

    @text_size.setter
    def text_size(self, value: int) -> None:
        self._settings.setValue("text_size", str(value))

    @property
    def updates_itself(self) -> bool:
        """Whether a quick result follows the settings by itself."""
        return self._text("updates_itself", "yes") == "yes"

    @updates_itself.setter
    def updates_itself(self, value: bool) -> None:
        self._settings.setValue("updates_itself", "yes" if value else "no")

    @property
    def shows_customers(self) -> bool | None:
        """Whether the table of customers is unfolded; None: where there is room for it."""
        return {"yes": True, "no": False}.get(self._text("shows_customers", ""))

    @shows_customers.setter
    def shows_customers(self, value: bool) -> None:
        self._settings.setValue("shows_customers", "yes" if value else "no")

    @property
    def tour_seen(self) -> bool:
        """Whether the tour was shown or skipped."""
        return self._text("tour_seen", "no") == "yes"

    @tour_seen.setter
    def tour_seen(self, value: bool) -> None:
        self._settings.setValue("tour_seen", "yes" if value else "no")

    @property
    def recent_files(self) -> list[Path]:
        """The files opened last, newest first; those that are gone are left out."""
        stored = self._settings.value("recent", [])
        # An INI file gives a list of one back as a text.
        names = stored if isinstance(stored, list) else [stored] if stored else []
        return [Path(str(name)) for name in names if Path(str(name)).is_file()]

    def add_recent(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        path = path.absolute()
        others = [each for each in self.recent_files if each != path]
        self._settings.setValue("recent", [str(each) for each in [path, *others][:MOST_RECENT]])

    def forget_recent(self) -> None:
        """Forget the files opened so far."""
        self._settings.remove("recent")

    @property
    def last_folder(self) -> Path:
        """Where a file was last chosen or opened, if that is still there; else where the latest file lies."""
        stored = self._text("last_folder", "")
        if stored and Path(stored).is_dir():
            return Path(stored)
        recent = self.recent_files
        return recent[0].parent if recent else Path.home()

    @last_folder.setter
    def last_folder(self, value: Path) -> None:
        self._settings.setValue("last_folder", str(value.absolute()))

    def layout(self, name: str) -> QByteArray | None:
        """Return the stored geometry of a window or splitter."""
        value = self._settings.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else None

    def keep_layout(self, name: str, state: QByteArray) -> None:
        """Store the geometry of a window or splitter."""
        self._settings.setValue(f"layout/{name}", state)

    def forget_layout(self) -> None:
        """Forget all stored geometry."""
        self._settings.remove("layout")

    def _text(self, key: str, default: str) -> str:
        return str(self._settings.value(key, default))
