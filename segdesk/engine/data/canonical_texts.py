"""Values written for any program: the shortest exact number with a point, ISO dates."""

import math

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats

_LARGEST_WHOLE = 1e15


def number_text(value: float, decimal: str = ".") -> str:
    """Write a number as short as it can be read back exactly; empty for NaN.

    Parameters
    ----------
    value : float
    decimal : str, optional
        Decimal mark.
    """
    if math.isnan(value):
        return ""
    if value.is_integer() and abs(value) < _LARGEST_WHOLE:
        return str(int(value))
    return repr(value).replace(".", decimal)


def number_texts(values: Floats, decimal: str = ".") -> npt.NDArray[np.object_]:
    """Return the text of every number as `number_text` writes it, shape (n,)."""
    whole = (values == np.trunc(values)) & (np.abs(values) < _LARGEST_WHOLE)
    fraction = ~whole & ~np.isnan(values)
    texts = np.full(len(values), "", dtype=object)
    texts[whole] = [str(value) for value in values[whole].astype(np.int64).tolist()]
    written = [repr(value) for value in values[fraction].tolist()]
    texts[fraction] = written if decimal == "." else [text.replace(".", decimal) for text in written]
    return texts


def date_texts(values: npt.NDArray[np.datetime64]) -> npt.NDArray[np.object_]:
    """Return the text of every date, shape (n,): with a time of day where any of them has one; empty for NaT."""
    known = ~np.isnat(values)
    days = values.astype("datetime64[D]")
    with_time = bool((days[known] != values[known]).any())
    written = np.datetime_as_string(values if with_time else days)
    return _objects(
        [text.replace("T", " ") if there else "" for text, there in zip(written.tolist(), known, strict=True)]
    )


def _objects(texts: list[str]) -> npt.NDArray[np.object_]:
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return array
