"""Long codes that a spreadsheet program made numbers and shortened: 4.00631E+12 for 4006381333931."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

# Programs that keep every digit write none of these: a capital E, a plus, and two digits of a power.
_SHORTENED = re.compile(r"\d(?:[.,]\d{1,7})?E\+(?:0[6-9]|1\d|2\d)", re.ASCII)


def is_shortened(texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return which texts were long codes before a spreadsheet rounded them, shape (n_texts,)."""
    return np.array(
        ["E+" in text and _SHORTENED.fullmatch(text.strip()) is not None for text in texts], dtype=bool
    )
