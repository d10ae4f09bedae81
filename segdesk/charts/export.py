"""Figures as files: the same figure gives the same bytes."""

import io
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from segdesk.charts.renderers import PixelCanvas, draw_svg

# Settings that matplotlib takes from its global parameters only, while it writes. A notebook may have changed
# them (inline figures are cropped, for one).
_SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "segdesk",
    "svg.fonttype": "path",
    "svg.image_inline": True,
    "pdf.fonttype": 42,
    "savefig.bbox": None,
    "savefig.transparent": False,
    # At the resolution of a screen, hinting makes lines of text up to 5% longer than they were measured.
    "text.hinting": "none",
}
# Clouds of points in vector files: any finer, and 20,000 of them take more than a megabyte.
_CLOUDS_DPI = 130
# How hard PNG files are packed, 0 to 9.
_QUICK = 1
_lock = threading.Lock()


@contextmanager
def settled() -> Iterator[None]:
    """Draw with the settings of every export, whatever the global ones are."""
    # Global parameters are shared by all threads: one export at a time.
    with _lock, mpl.rc_context(_SETTINGS):
        yield


def to_png(figure: Figure, dpi: int = 160, texts: Mapping[str, str] | None = None) -> bytes:
    """Return a figure as a PNG file, with texts that no viewer shows, by keyword."""
    about = PngInfo()
    for keyword, text in (texts or {}).items():
        about.add_text(keyword, text)
    # Charts are opaque; packed more tightly they would be a tenth smaller, and take twice the time.
    picture = Image.fromarray(to_image(figure, dpi)).convert("RGB")
    target = io.BytesIO()
    picture.save(target, "PNG", pnginfo=about, dpi=(dpi, dpi), compress_level=_QUICK)
    return target.getvalue()


def to_image(figure: Figure, dpi: float = 100) -> npt.NDArray[np.uint8]:
    """Return a figure as pixels: red, green, blue and opacity, shape (height, width, 4), in one block.

    The figure keeps this resolution, so places asked of it afterwards are those of the picture.
    """
    figure.set_dpi(dpi)
    with settled():
        # The canvas on which the figure was laid out, where it has one.
        canvas = figure.canvas if isinstance(figure.canvas, PixelCanvas) else PixelCanvas(figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        picture: memoryview = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
        return np.array(picture, dtype=np.uint8, order="C")


def to_pdf(figure: Figure, title: str | None = None, keywords: str | None = None) -> bytes:
    """Return a figure as a PDF file of one page, letters as text and clouds of points as pictures."""
    target = io.BytesIO()
    metadata = {
        "CreationDate": None,
        "Creator": "segdesk",
        "Producer": "segdesk",
        "Title": title,
        "Keywords": keywords,
    }
    with settled():
        figure.savefig(target, format="pdf", dpi=_CLOUDS_DPI, facecolor="auto", metadata=metadata)
    return target.getvalue()


def to_svg(figure: Figure, title: str | None = None, description: str | None = None) -> str:
    """Return a figure as the text of an SVG file, letters as outlines and clouds of points as pictures."""
    target = io.StringIO()
    # No date and no name of a program's version: they would differ where the picture does not.
    metadata = {"Date": None, "Creator": "segdesk"}
    if title is not None:
        # What cannot be printed may not stand in XML either.
        metadata["Title"] = "".join(c for c in title if c.isprintable())
    if description is not None:
        metadata["Description"] = description
    with settled():
        draw_svg(figure, target, _CLOUDS_DPI, metadata)
    return target.getvalue()
