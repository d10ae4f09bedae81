"""Draw the program's icon for Windows and macOS from the drawing that the window uses.

    python tools/make_icon.py

writes packaging/segdesk.png, 1024 pixels square; PyInstaller makes of it what each system wants. It is committed.
"""

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).parents[1]
SIDE = 1024


def main() -> None:
    """Write the picture."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QGuiApplication([])
    picture = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "segdesk.svg")).render(painter)
    painter.end()
    picture.save(str(ROOT / "packaging" / "segdesk.png"))


if __name__ == "__main__":
    main()
