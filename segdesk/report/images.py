"""Charts as the writers of reports need them: without title, which is printed as text, and in the format they take.

A chart is drawn once with its title, as it stands among the files of a run; a report shows it from below that.
"""

import io
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from matplotlib.figure import Figure
from PIL import Image

from segdesk.charts.export import settled, to_png, to_svg
from segdesk.charts.frame import title_height
from segdesk.charts.style import LIGHT, Look
from segdesk.io.recipe_in_export import PNG_KEYWORD

# Dots per inch: what a screen of twice the usual density, and an office printer, can show.
_DPI = 160
# The narrowest that every chart is legible at; a phone shows it at three quarters of its size.
_PHONE = Look(titled=False, width=5.0, text_size=11.0)
_SIZE = re.compile(r'width="([\d.]+)pt" height="([\d.]+)pt" viewBox="0 0 [\d.]+ [\d.]+"')


class ChartImage(ABC):
    """A chart as a picture without title."""

    @property
    @abstractmethod
    def size(self) -> tuple[float, float]:
        """Width and height in inches."""

    @abstractmethod
    def png(self) -> bytes:
        """Return the picture as a PNG file."""

    @abstractmethod
    def titled_png(self) -> bytes:
        """Return the picture with its title, as a PNG file."""

    @property
    @abstractmethod
    def covered(self) -> float:
        """Inches that the title takes at the top of the picture with it."""

    def svg(self) -> str | None:
        """Return the picture as the text of an SVG file, None where there are pixels only."""
        return None

    def narrow_svg(self) -> str | None:
        """Return the picture drawn for a phone as the text of an SVG file, None where it cannot be drawn anew."""
        return None


@dataclass(frozen=True, eq=False)
class DrawnImage(ChartImage):
    """A chart that is drawn when it is first asked for.

    Attributes
    ----------
    draw : callable
        Returns the figure in a look.
    recipe : str
        What its file holds beside the picture; empty for nothing.
    """

    draw: Callable[[Look], Figure]
    recipe: str = ""

    @cached_property
    def _drawn(self) -> tuple[Figure, float]:
        """The figure with everything in its place, and the inches that its title takes.

        Finding the places takes a third of the time of drawing: it is done once, and holds in every format.
        """
        figure = self.draw(LIGHT)
        covered = title_height(figure)
        figure.set_dpi(_DPI)
        layout = figure.get_layout_engine()
        assert layout is not None
        with settled():
            layout.execute(figure)
        figure.set_layout_engine("none")
        return figure, covered

    @property
    def _figure(self) -> Figure:
        return self._drawn[0]

    @property
    def covered(self) -> float:
        """Inches that the title takes at the top of the picture with it."""
        return self._drawn[1]

    @cached_property
    def size(self) -> tuple[float, float]:
        """Width and height in inches."""
        wide, high = self._figure.get_size_inches()
        return float(wide), float(high) - self.covered

    @cached_property
    def _titled(self) -> bytes:
        return to_png(self._figure, _DPI, {PNG_KEYWORD: self.recipe} if self.recipe else None)

    def titled_png(self) -> bytes:
        """Return the picture with its title, as a PNG file."""
        return self._titled

    def png(self) -> bytes:
        """Return the picture as a PNG file."""
        return below_title(self._titled, self.covered / float(self._figure.get_size_inches()[1]))

    @cached_property
    def _svg(self) -> str:
        return _from_below(to_svg(self._figure), self.covered)

    def svg(self) -> str:
        """Return the picture as the text of an SVG file."""
        return self._svg

    @cached_property
    def _narrow_svg(self) -> str:
        return to_svg(self.draw(_PHONE))

    def narrow_svg(self) -> str:
        """Return the picture drawn for a phone as the text of an SVG file."""
        return self._narrow_svg


@dataclass(frozen=True)
class StoredImage(ChartImage):
    """A chart that stands in a folder as a PNG file with its title.

    Attributes
    ----------
    file : bytes
        The PNG file.
    full_size : tuple of two floats
        Its width and height in inches.
    covered_by_title : float
        Inches.
    """

    file: bytes
    full_size: tuple[float, float]
    covered_by_title: float

    @property
    def covered(self) -> float:
        """Inches that the title takes at the top of the picture with it."""
        return self.covered_by_title

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in inches."""
        return self.full_size[0], self.full_size[1] - self.covered_by_title

    def titled_png(self) -> bytes:
        """Return the picture with its title, as a PNG file."""
        return self.file

    def png(self) -> bytes:
        """Return the picture as a PNG file."""
        return below_title(self.file, self.covered_by_title / self.full_size[1])


def _from_below(svg: str, covered: float) -> str:
    """Return an SVG file that shows itself from below so many inches."""
    cut = covered * 72

    def window(found: re.Match[str]) -> str:
        wide, high = float(found[1]), float(found[2]) - cut
        return f'width="{wide:g}pt" height="{high:.6g}pt" viewBox="0 {cut:.6g} {wide:g} {high:.6g}"'

    return _SIZE.sub(window, svg, count=1)


def below_title(png: bytes, covered: float) -> bytes:
    """Return a PNG file without the part of its height, 0 to 1, that a title takes at the top."""
    with Image.open(io.BytesIO(png)) as picture:
        top = round(covered * picture.height)
        target = io.BytesIO()
        # A workbook shows a picture as large as its density says.
        density = picture.info.get("dpi", (_DPI, _DPI))
        below = picture.crop((0, top, picture.width, picture.height))
        below.save(target, "PNG", optimize=False, dpi=density)
    return target.getvalue()
