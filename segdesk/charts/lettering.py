"""Texts in charts: fonts that are the same everywhere, names of any length and script made to fit.

Names come from data. They may be 3,000 letters long, hold `$` or `_`, or be written in a script that no font
at hand has. Everything here takes them as plain text: mathematical notation is always off (`parse_math`).
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.textpath import text_to_path

from segdesk.messages import cut_at_word

# DejaVu Sans comes with matplotlib, so Latin, Greek and Cyrillic look the same on every machine. The others
# are asked only for letters that it lacks, and only where they are installed.
FONTS = (
    "DejaVu Sans",
    "Noto Sans",
    "Noto Sans CJK SC",
    "Microsoft YaHei",
    "Yu Gothic",
    "Malgun Gothic",
    "PingFang SC",
    "Hiragino Sans",
    "Apple SD Gothic Neo",
    "Segoe UI",
    "Arial Unicode MS",
)

# Stands for a letter that no font has.
BOX = "□"

# A name is never examined beyond this many letters: what is shown is far shorter.
LONGEST_NAME = 300

# Natural breaks of a line; within a number or a date there is none.
_BREAKS = re.compile(r"(?<=[ \t\n_\-/.,;:])(?!(?<=\d[\-/.,:])\d)|(?<=[a-z])(?=[A-Z])")

# Every kind of blank but those that hold together, as between a number and its unit.
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")


@cache
def families() -> tuple[str, ...]:
    """Return the fonts of `FONTS` that this machine has."""
    installed = set(fontManager.get_font_names())
    return tuple(name for name in FONTS if name in installed) or ("DejaVu Sans",)


@cache
def font(size: float, bold: bool = False) -> FontProperties:
    """Return the font of a text."""
    return FontProperties(family=list(families()), size=size, weight="bold" if bold else "normal")


def lettering(size: float, colour: str, bold: bool = False) -> dict[str, Any]:
    """Return the arguments that every text of a chart is made with."""
    return {"fontproperties": font(size, bold), "color": colour, "parse_math": False}


def drawable(text: object, longest: int = LONGEST_NAME) -> str:
    """Return a text as it can be drawn: one line, no control characters, a box for letters without a font.

    What is beyond the `longest` letters is not looked at: names come from data.
    """
    line = _BLANKS.sub(" ", str(text)[: 2 * longest]).strip()[:longest]
    if line.isascii() and line.isprintable():
        return line
    known = _letters()
    kept = (c for c in line if unicodedata.category(c) not in ("Cc", "Cf"))
    return "".join(c if ord(c) in known else BOX for c in kept)


def width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide one line of text is, in points."""
    return _extent_per_point(text, bold)[0] * size


def text_extent(text: str, size: float, bold: bool = False) -> tuple[float, float, float]:
    """Return width, height and depth below the base line of one line of text, in points."""
    wide, high, deep = _extent_per_point(text, bold)
    return wide * size, high * size, deep * size


@lru_cache(maxsize=8192)
def _extent_per_point(text: str, bold: bool) -> tuple[float, float, float]:
    """Return the extent of a line at a size of one point: letters are outlines, and grow with their size alone."""
    wide, high, deep = text_to_path.get_text_width_height_descent(text, font(1.0, bold), False)
    return float(wide), float(high), float(deep)


def cut_to_width(
    text: object, points: float, size: float, bold: bool = False, longest: int = LONGEST_NAME
) -> str:
    """Return the text, cut with an ellipsis if it is wider than `points`."""
    line = drawable(text, longest)
    if width(line, size, bold) <= points:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if width(line[:middle].rstrip() + "…", size, bold) <= points:
            low = middle
        else:
            high = middle - 1
    return cut_at_word(line, max(low, 1) + 1)


def size_for_words(
    texts: Iterable[object], points: float, size: float, bold: bool = False, least: float = 0.8
) -> float:
    """Return the size, down to `least` of `size`, at which the longest word of some texts is no wider than `points`.

    Below it a word would be broken in its middle.
    """
    pieces = {piece for text in texts for piece in _BREAKS.split(drawable(text)) if piece}
    widest = max((width(piece.rstrip(), size, bold) for piece in pieces), default=0.0)
    return size * min(1.0, max(least, points / widest if widest else 1.0))


def wrap(
    text: object,
    points: float,
    size: float,
    lines: int = 2,
    bold: bool = False,
    longest: int = LONGEST_NAME,
) -> str:
    """Return the text in at most so many lines no wider than `points`; what is left over becomes `…`.

    Lines break at spaces, after `_ - / . , ; :` (not within a number) and within camelCase; a longer word is cut where
    it must be.
    """
    rest = drawable(text, longest)
    done: list[str] = []
    while rest and len(done) < lines - 1 and width(rest, size, bold) > points:
        head = _head(rest, points, size, bold)
        done.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    if rest:
        done.append(cut_to_width(rest, points, size, bold, longest))
    return "\n".join(done)


def _head(text: str, points: float, size: float, bold: bool) -> str:
    """Return as much of `text` as fits one line, ending at a natural break if there is one."""
    # Not at spaces that hold together, as between a number and its unit.
    places = [m.start() for m in _BREAKS.finditer(text) if m.start() > 0]
    fitting = bisect_right(places, points, key=lambda place: width(text[:place].rstrip(), size, bold))
    if fitting:
        return text[: places[fitting - 1]]
    end = bisect_right(range(2, len(text) + 1), points, key=lambda place: width(text[:place], size, bold))
    return text[: end + 1]


@cache
def _letters() -> frozenset[int]:
    found: set[int] = set()
    for family in families():
        found.update(get_font(findfont(FontProperties(family=family))).get_charmap())
    return frozenset(found)
