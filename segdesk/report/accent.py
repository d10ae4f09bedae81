"""The accent colour of a report: read from a text, and made dark or light enough to be read."""

import re

from segdesk.charts.palette import LIGHT_TOKENS, luminance
from segdesk.errors import UsageError
from segdesk.messages import Message, say

# Of WCAG 2 for text of ordinary size.
LEAST_CONTRAST = 4.5
_HEX = re.compile("#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_STEPS = 100


def accent_of(text: str) -> str:
    """Return the colour that a text such as `#0a5`, `00aa55` or `#00AA55` names, as `#RRGGBB`; empty for an empty text.

    Raises
    ------
    UsageError
        If it names none.
    """
    if not text.strip():
        return ""
    found = _HEX.fullmatch(text.strip())
    if found is None:
        raise UsageError(
            say("“{text}” is no colour.", text=text),
            mend=say("Write it with six digits from 0 to F, such as #00AA55, or three, such as #0A5."),
        )
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    return f"#{digits.upper()}"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, ground: str = LIGHT_TOKENS.window) -> str:
    """Return a colour as it is, or as little darker, on a dark ground lighter, as makes text of it readable there."""
    end = 0 if luminance(ground) > luminance("#777777") else 255
    start = bytes.fromhex(colour.removeprefix("#"))
    for step in range(_STEPS + 1):
        mixed = bytes(round(each + (end - each) * step / _STEPS) for each in start)
        found = f"#{mixed.hex().upper()}"
        if contrast(found, ground) >= LEAST_CONTRAST:
            return found
    raise ValueError(f"nothing can be read on {ground}")


def darkened(colour: str) -> Message | None:
    """Say that a colour is too light to be read, and what is taken; None where it is not."""
    taken = readable(colour) if colour else colour
    if taken == colour:
        return None
    return say(
        "The colour {colour} is too light for text, so the report takes {taken}.",
        colour=colour,
        taken=taken,
    )
