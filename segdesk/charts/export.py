"""Figures as files: the same figure gives the same bytes."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib as mpl
from matplotlib.figure import Figure

# Settings that matplotlib takes from its global parameters only, while it writes. A notebook may have changed
# them (inline figures are cropped, for one).
_SETTINGS = {
    "svg.hashsalt": "segdesk",
    "svg.fonttype": "path",
    "svg.image_inline": True,
    "savefig.bbox": None,
    "savefig.transparent": False,
}
_lock = threading.Lock()


@contextmanager
def _settled() -> Iterator[None]:
    # Global parameters are shared by all threads: one export at a time.
    with _lock, mpl.rc_context(_SETTINGS):  # type: ignore[arg-type]
        yield


def to_png(figure: Figure, dpi: int = 160) -> bytes:
    """Return a figure as a PNG file."""
    target = io.BytesIO()
    with _settled():
        figure.savefig(target, format="png", dpi=dpi, facecolor="auto", metadata={"Software": None})
    return target.getvalue()


def to_svg(figure: Figure, title: str | None = None) -> str:
    """Return a figure as the text of an SVG file, letters as outlines and clouds of points as pictures."""
    target = io.StringIO()
    # No date and no name of a program's version: they would differ where the picture does not.
    metadata = {"Date": None, "Creator": "segdesk"}
    if title is not None:
        # What cannot be printed may not stand in XML either.
        metadata["Title"] = "".join(c for c in title if c.isprintable())
    with _settled():
        figure.savefig(target, format="svg", dpi=150, facecolor="auto", metadata=metadata)
    return target.getvalue()
