"""Which customers the table shows and in which order: positions of rows, never the data.

All of it works on arrays and on distinct texts, in steps short enough for the window to move meanwhile: a lane runs
it, and a newer wish replaces it at its next report of progress.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.table import ColumnType
from segdesk.messages import say
from segdesk.progress import Progress, silent

if TYPE_CHECKING:
    from segdesk.engine.data.table import TextColumn, TypedColumn
    from segdesk.engine.schema.inspection import Inspection

Positions = npt.NDArray[np.intp]
Rows = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]
Keys = npt.NDArray[np.float64] | npt.NDArray[np.int64] | npt.NDArray[np.int32]

_STEP = 10_000
# Texts that agree so far count as equal in the order; numbers inside them are compared with so many digits.
_KEY_BYTES = 64
_DIGITS = 12
_WORD = 8
_NUMBER = re.compile(r"\d+")
# A sign that no text is expected to hold; and what counts as few of the texts, one in so many.
_BETWEEN = "\x00"
_FEW = 10


@dataclass(frozen=True, eq=False)
class Groups:
    """The segment of each row, as far as arranging needs to know it.

    Attributes
    ----------
    labels : int32 array of shape (n_rows,)
    names : mapping of int to str
        What each label is called; 0 is unassigned.
    """

    labels: npt.NDArray[np.int32]
    names: Mapping[int, str]


@dataclass(frozen=True, eq=False)
class Wish:
    """What to show.

    Attributes
    ----------
    search : str
        Text that a row must hold; empty for all rows.
    columns : tuple of str or None
        Columns to search; None for all of them and the segment's name.
    only : bool array of shape (n_rows,), optional
        Rows to choose from; an empty array for none.
    segment : int, optional
        The only segment to show.
    sort_by : str, optional
        Column to sort by.
    by_segment : bool
        Sort by the segment's name instead.
    falling : bool
    """

    search: str = ""
    columns: tuple[str, ...] | None = None
    only: Rows | None = field(default=None, repr=False)
    segment: int | None = None
    sort_by: str | None = None
    by_segment: bool = False
    falling: bool = False


def arrange(
    inspection: "Inspection", groups: Groups | None, wish: Wish, progress: Progress = silent
) -> Positions:
    """Return the positions of the rows to show, in order.

    Rows without a value come last in either direction; equal ones stay in the order of the file.

    Parameters
    ----------
    inspection : Inspection
    groups : Groups or None
        None without a result.
    wish : Wish
    progress : Progress
    """
    n_rows = inspection.table.n_rows
    shown = np.ones(n_rows, dtype=bool) if wish.only is None else wish.only
    if len(shown) != n_rows:
        return np.empty(0, dtype=np.intp)
    if wish.segment is not None and groups is not None:
        shown = shown & (groups.labels == wish.segment)
    if wish.search.strip():
        shown = shown & _holding(inspection, groups, wish, progress)
    if wish.by_segment and groups is not None:
        order = _by_segment(groups, wish.falling)
    elif wish.sort_by is not None:
        written = inspection.table.column(wish.sort_by)
        typed = next(each for each in inspection.columns if each.name == wish.sort_by)
        order = sorted_rows(written, typed, wish.falling, progress)
    else:
        return np.flatnonzero(shown)
    arranged: Positions = order[shown[order]]
    return arranged


def sorted_rows(
    written: "TextColumn", typed: "TypedColumn", falling: bool = False, progress: Progress = silent
) -> Positions:
    """Return all rows sorted by a column: numbers and dates by value, texts in natural order."""
    missing = typed.is_missing
    if typed.type is ColumnType.NUMBER:
        keys: Keys = typed.values.astype(np.float64, copy=False)
    elif typed.type is ColumnType.DATE:
        keys = typed.values.astype(np.int64)
    else:
        keys = natural_ranks(written.texts, progress)[written.codes]
    return _ordered(keys, missing, falling)


def natural_ranks(texts: Texts, progress: Progress = silent) -> npt.NDArray[np.int32]:
    """Return the rank of each text, whatever its case, with numbers inside compared by value.

    Bytes are sorted rather than Python's texts, which would hold up every other thread.
    """
    even = _keys_of_even_texts(texts, progress)
    if even is not None:
        order = np.lexsort(even.T[::-1])
        return _ranks(order, (even[order[1:]] != even[order[:-1]]).any(axis=1))
    keys = np.empty(len(texts), dtype=f"S{_KEY_BYTES}")
    for start in range(0, len(texts), _STEP):
        progress(say("Sorting customers"), start / len(texts))
        keys[start : start + _STEP] = [_natural_key(text) for text in texts[start : start + _STEP].tolist()]
    order = np.argsort(keys, kind="stable")
    differs = np.zeros(max(0, len(texts) - 1), dtype=bool)
    for start in range(0, len(differs), _STEP):
        end = min(start + _STEP, len(differs))
        differs[start:end] = keys[order[start + 1 : end + 1]] != keys[order[start:end]]
    return _ranks(order, differs)


def _ranks(order: Positions, differs: Rows) -> npt.NDArray[np.int32]:
    """Return ranks from an order, and whether each in it differs from the one before, but for the first."""
    ranks = np.zeros(len(order), dtype=np.int32)
    ranks[order[1:]] = np.cumsum(differs)
    return ranks


def _keys_of_even_texts(texts: Texts, progress: Progress) -> npt.NDArray[np.uint64] | None:
    """Return what sorts texts that are alike, such as customer numbers: shape (n_texts, n_words).

    None unless all are as long, in plain letters, with digits at the same places: then no number inside has to be read.
    """
    width = len(texts[0]) if len(texts) else 0
    if not 0 < width <= _KEY_BYTES:
        return None
    signs = np.zeros((len(texts), -(-width // _WORD) * _WORD), dtype=np.uint8)
    digits = None
    for start in range(0, len(texts), _STEP):
        progress(say("Sorting customers"), start / len(texts))
        part = texts[start : start + _STEP]
        try:
            written = part.astype(np.bytes_)
        except UnicodeEncodeError:
            return None
        if written.dtype.itemsize != width:
            return None
        read = written.view(np.uint8).reshape(len(part), width)
        is_digit = (read >= ord("0")) & (read <= ord("9"))
        digits = is_digit[0] if digits is None else digits
        # No sign at all where one is shorter, and blanks at the ends do not count.
        if (read == 0).any() or (read[:, [0, -1]] <= ord(" ")).any() or (is_digit != digits).any():
            return None
        is_capital = (read >= ord("A")) & (read <= ord("Z"))
        signs[start : start + len(part), :width] = read + np.uint8(ord("a") - ord("A")) * is_capital
    return signs.view(f">u{_WORD}").astype(np.uint64)


def texts_holding(texts: Texts, search: str, progress: Progress = silent) -> Rows:
    """Return which texts hold what is searched, in any case, shape (n_texts,)."""
    wanted = search.strip().casefold()
    found = np.zeros(len(texts), dtype=bool)
    for start in range(0, len(texts), _STEP):
        progress(say("Searching customers"), start / len(texts))
        part = texts[start : start + _STEP].tolist()
        found[start : start + _STEP] = _places_holding(part, wanted)
    return found


def _places_holding(texts: list[str], wanted: str) -> Rows:
    """Return which of some texts hold another in small letters; texts that few of them hold are found in one go."""
    found = np.zeros(len(texts), dtype=bool)
    joined = _BETWEEN.join(texts).casefold()
    hits = joined.count(wanted)
    if not hits:
        return found
    is_plain = joined.count(_BETWEEN) == len(texts) - 1 and _BETWEEN not in wanted
    if hits * _FEW > len(texts) or not is_plain:
        found[:] = [wanted in text.casefold() for text in texts]
        return found
    place, seen, at = 0, 0, joined.find(wanted)
    while at >= 0:
        place += joined.count(_BETWEEN, seen, at)
        found[place] = True
        seen = at
        at = joined.find(wanted, at + 1)
    return found


def _holding(inspection: "Inspection", groups: Groups | None, wish: Wish, progress: Progress) -> Rows:
    """Return the rows that hold the text searched for, in any of the columns wanted."""
    found = np.zeros(inspection.table.n_rows, dtype=bool)
    for column in inspection.table.columns:
        if wish.columns is None or column.name in wish.columns:
            hits = texts_holding(column.texts, wish.search, progress)
            if hits.any():
                found |= hits[column.codes]
    if groups is not None and wish.columns is None:
        for label, name in groups.names.items():
            if wish.search.strip().casefold() in name.casefold():
                found |= groups.labels == label
    return found


def _by_segment(groups: Groups, falling: bool) -> Positions:
    numbers = sorted(groups.names)
    ranks = np.zeros(max([0, *numbers]) + 1, dtype=np.int32)
    ranks[numbers] = natural_ranks(np.array([groups.names[number] for number in numbers], dtype=object))
    return _ordered(ranks[groups.labels], groups.labels == 0, falling)


def _ordered(keys: Keys, missing: Rows, falling: bool) -> Positions:
    known = np.flatnonzero(~missing)
    values = keys[known]
    order = np.argsort(-values if falling else values, kind="stable")
    return np.concatenate([known[order], np.flatnonzero(missing)])


def _natural_key(text: str) -> bytes:
    plain = text.strip().casefold()
    if not plain.isalpha():
        plain = _NUMBER.sub(lambda digits: digits[0].zfill(_DIGITS), plain)
    return plain.encode("utf-8", "replace")[:_KEY_BYTES]
