"""What stands over a report beside its title: its date, the logo and the colour of whoever it is from."""

import datetime as dt
import struct
from dataclasses import dataclass

from segdesk.charts.palette import LIGHT_TOKENS
from segdesk.messages import Message, say

# Where the header of a PNG file holds its width and height.
_PNG_SIZE = slice(16, 24)


@dataclass(frozen=True)
class Logo:
    """A picture of the house that a report is from, as a PNG file of `io/logo.py`."""

    png: bytes

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height in pixels."""
        width, height = struct.unpack(">II", self.png[_PNG_SIZE])
        return width, height

    def fitted(self, wide: float, high: float) -> tuple[float, float]:
        """Return its width and height where it fills a room as far as its shape allows, in the units of the room."""
        width, height = self.size
        scale = min(wide / width, high / height)
        return scale * width, scale * height


@dataclass(frozen=True)
class Letterhead:
    """What a report bears.

    Attributes
    ----------
    date : date or None
    accent : str
        A colour that can be read on a light ground, as `#RRGGBB`; empty for the program's own.
    logo : Logo or None
    """

    date: dt.date | None = None
    accent: str = ""
    logo: Logo | None = None

    @property
    def rule_colour(self) -> str:
        """The colour of rules, and of what stands out."""
        return self.accent or LIGHT_TOKENS.accent

    @property
    def heading_colour(self) -> str:
        """The colour of headings: that of the text where none was chosen."""
        return self.accent or LIGHT_TOKENS.text


def day_in_words(day: dt.date) -> Message:
    """Return a day as a letter is dated."""
    # As texts: numbers would be grouped.
    values = {"day": str(day.day), "year": str(day.year)}
    return (
        say("{day} January {year}", **values),
        say("{day} February {year}", **values),
        say("{day} March {year}", **values),
        say("{day} April {year}", **values),
        say("{day} May {year}", **values),
        say("{day} June {year}", **values),
        say("{day} July {year}", **values),
        say("{day} August {year}", **values),
        say("{day} September {year}", **values),
        say("{day} October {year}", **values),
        say("{day} November {year}", **values),
        say("{day} December {year}", **values),
    )[day.month - 1]
