"""Draw the program's icon for Windows and macOS from the drawing that the window uses.

    python tools/make_icon.py

writes packaging/segdesk.png, 1024 pixels square, of which PyInstaller makes what each system wants, and
packaging/windows/segdesk.ico for the installer. Both are committed.
"""

import os
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).parents[1]
SIDE = 1024
# What Windows shows on the desktop, in lists and in title bars; the compiler of installers reads no larger ones.
SIDES = (64, 48, 32, 24, 16)


def main() -> None:
    """Write the pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QGuiApplication([])
    picture = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "segdesk.svg")).render(painter)
    painter.end()
    target = ROOT / "packaging" / "segdesk.png"
    picture.save(str(target))
    with Image.open(target) as drawn:
        sizes = [(side, side) for side in SIDES]
        drawn.save(ROOT / "packaging" / "windows" / "segdesk.ico", sizes=sizes, bitmap_format="bmp")


if __name__ == "__main__":
    main()
