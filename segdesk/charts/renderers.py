"""What draws charts: matplotlib's renderers, which measure and outline a text once for all figures and formats.

Shaping texts takes most of the time of drawing, and the same words stand in many charts. Letters are outlines here,
which grow with their size alone, so what was found at one size and resolution holds at every other.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TextIO

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import TextToPath

from segdesk.charts.lettering import families, text_extent

# Dots per inch that places in vector files are counted in.
_POINTS = 72


class _Outlines(TextToPath):
    """Texts as outlines, kept from figure to figure."""

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        if ismath or not _is_ours(prop):
            return super().get_text_width_height_descent(s, prop, ismath)
        return text_extent(s, prop.get_size_in_points(), prop.get_weight() == "bold")

    def get_glyphs_with_font(
        self,
        font: FT2Font,
        s: str,
        glyph_map: Any = None,
        return_new_glyphs_only: bool = False,
        **shaping: Any,
    ) -> Any:
        if any(shaping.values()) or not return_new_glyphs_only:
            return super().get_glyphs_with_font(font, s, glyph_map, return_new_glyphs_only, **shaping)
        places, outlines, boxes = _laid_out(font, s)
        known = glyph_map or {}
        return places, {name: outline for name, outline in outlines.items() if name not in known}, boxes


_outlines = _Outlines()


@lru_cache(maxsize=4096)
def _laid_out(font: FT2Font, text: str) -> Any:
    """Return where each letter of a text stands, and the outlines of its letters."""
    return TextToPath.get_glyphs_with_font(_outlines, font, text)


def _is_ours(prop: FontProperties) -> bool:
    """Tell the fonts of `lettering` from those that matplotlib takes by itself."""
    return (
        tuple(prop.get_family()) == families()
        and prop.get_style() == "normal"
        and prop.get_weight() in ("normal", "bold")
    )


class _PixelRenderer(RendererAgg):
    """Draws pixels."""

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> Any:
        if ismath or not _is_ours(prop):
            return super().get_text_width_height_descent(s, prop, ismath)  # type: ignore[no-untyped-call]
        size = prop.get_size_in_points() * self.dpi / _POINTS
        return text_extent(s, size, prop.get_weight() == "bold")


class PixelCanvas(FigureCanvasAgg):
    """What a figure is laid out on, and drawn on as pixels."""

    _size: tuple[float, float, float] | None = None

    def get_renderer(self) -> RendererAgg:
        """Return the renderer at the figure's size and resolution."""
        wide, high = self.figure.bbox.size
        size = wide, high, self.figure.dpi
        if size != self._size:
            self.renderer: RendererAgg = _PixelRenderer(*size)  # type: ignore[no-untyped-call]
            self._size = size
        return self.renderer


class _VectorRenderer(RendererSVG):
    """Draws SVG, letters as outlines."""

    def __init__(self, *place: Any, **details: Any) -> None:
        super().__init__(*place, **details)  # type: ignore[no-untyped-call]
        self._text2path = _outlines


def draw_svg(figure: Figure, target: TextIO, clouds_dpi: float, metadata: Mapping[str, Any]) -> None:
    """Draw a figure as SVG.

    Parameters
    ----------
    figure : Figure
        On a `PixelCanvas`, which it stays on.
    target : text file
    clouds_dpi : float
        Dots per inch of what is drawn as pixels inside it.
    metadata : mapping
        As matplotlib's.
    """
    wide, high = figure.get_size_inches()
    figure.set_dpi(_POINTS)
    vectors = _VectorRenderer(wide * _POINTS, high * _POINTS, target, image_dpi=clouds_dpi, metadata=metadata)
    mixed: Any = MixedModeRenderer(figure, wide, high, clouds_dpi, vectors)  # type: ignore[no-untyped-call]
    figure.draw(mixed)
    mixed.finalize()
