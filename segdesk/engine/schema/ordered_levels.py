"""The order of a category's values, from low to high."""

import re
from collections.abc import Sequence
from dataclasses import replace

from segdesk.engine.data.finding import finding
from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.schema.scale_words import SCALES
from segdesk.errors import InputError
from segdesk.messages import say

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_BELOW = re.compile(r"^\s*(<|under|below|unter|menos|hasta|bis|up to)", re.IGNORECASE)


def in_order(column: TypedColumn, wanted: Sequence[str] = ()) -> TypedColumn:
    """Return a category with its values in order.

    Parameters
    ----------
    column : TypedColumn
        CATEGORY.
    wanted : sequence of str, optional
        All its values from low to high; without them the order is found: by numbers in them, by words of common scales,
        else by the alphabet, and told.

    Raises
    ------
    InputError
        If a value has no place in the order that is wanted.
    """
    assert column.type is ColumnType.CATEGORY
    if not wanted:
        order = found_order(column.levels)
        told = finding("computed.order_found", column=column.name, levels=list(order))
        return replace(column, order=order, warnings=(*column.warnings, told))
    place = {level_key(level): i for i, level in enumerate(wanted)}
    homeless = [level for level in column.levels if level_key(level) not in place]
    if homeless:
        raise InputError(
            say("The order of “{column}” has no place for: {values}.", column=column.name, values=homeless),
            mend=say(
                "Name every value of the column, from low to high: {values}.", values=list(column.levels)
            ),
        )
    return replace(column, order=tuple(sorted(column.levels, key=lambda level: place[level_key(level)])))


def found_order(levels: Sequence[str]) -> tuple[str, ...]:
    """Return values in the order that they suggest."""
    numbers = [_NUMBER.search(level) for level in levels]
    if levels and all(numbers):
        # Of "under 18" and "18 to 25", the first is lower.
        size = {
            level: (float(found.group().replace(",", ".")), _BELOW.match(level) is None)
            for level, found in zip(levels, numbers, strict=True)
            if found is not None
        }
        return tuple(sorted(levels, key=lambda level: (size[level], level)))
    return order_by_scale(levels) or tuple(sorted(levels))


def order_by_scale(levels: Sequence[str]) -> tuple[str, ...]:
    """Return values from low to high where all are words of one common scale, else nothing."""
    scale = _scale_of(levels)
    place = {word: i for i, words in enumerate(scale) for word in words}
    return tuple(sorted(levels, key=lambda level: place[level_key(level)])) if scale else ()


def is_two_sided(levels: Sequence[str]) -> bool:
    """Whether values are words of a scale that runs over a middle from one extreme to the other: of agreement, say."""
    return any("neutral" in words for words in _scale_of(levels))


def _scale_of(levels: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    keys = {level_key(level) for level in levels}
    for scale in SCALES:
        if keys and keys <= {word for words in scale for word in words}:
            return scale
    return ()
