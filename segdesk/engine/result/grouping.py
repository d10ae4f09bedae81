"""Any column of a result as groups of its customers: the segments, the levels of a category, the answers 1 to 5."""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import UNASSIGNED, Floats, Positions
from segdesk.engine.data.column_titles import column_title
from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.preparation.apply import as_number
from segdesk.engine.result.explored_columns import column_to_explore, is_grouping
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.schema.ordered_levels import order_by_scale
from segdesk.errors import InputError
from segdesk.messages import Message, number_in_words, say, say_n

# Levels that are told apart; what is rarer stands together at the end.
MOST_LEVELS = 20
# A category with more levels is no set of answers.
MOST_ORDERED = 9
_A_PAIR = 2

_NUMBERED = re.compile(r"\D{0,3}(\d+)")


@dataclass(frozen=True, eq=False)
class Grouping:
    """The segmented customers of a result in groups.

    Attributes
    ----------
    name : str or None
        The column; None for the segments.
    labels : tuple of Message or str
        What each group is called.
    codes : int array of shape (n_segmented,)
        Position in `labels` of each segmented customer, -1 without a value.
    is_ordered : bool
        Whether the groups stand in an order of their own, as answers do.
    segments : tuple of Segment
        One per group where these are the segments, else empty.
    label : str
        What the user calls the column; empty for its name.
    """

    name: str | None
    labels: tuple[Message | str, ...]
    codes: Positions
    is_ordered: bool
    segments: tuple[Segment, ...] = ()
    label: str = ""

    @cached_property
    def sizes(self) -> npt.NDArray[np.int64]:
        """Customers of each group."""
        counts: npt.NDArray[np.int64] = np.bincount(self.codes[self.codes >= 0], minlength=len(self.labels))
        return counts

    @property
    def title(self) -> Message | str:
        """What the groups are groups of."""
        return say("Segment") if self.name is None else column_title(self.name, self.label)


def segment_groups(segmentation: Segmentation) -> Grouping:
    """Return the segments 1 to k, then the unassigned where there are some."""
    inside = segmentation.segmented_labels
    unassigned = [s for s in segmentation.description.segments if s.number == UNASSIGNED]
    segments = (*segmentation.named, *(unassigned if (inside == UNASSIGNED).any() else ()))
    places = np.full(max(s.number for s in segments) + 1, -1, dtype=np.intp)
    for place, segment in enumerate(segments):
        places[segment.number] = place
    return Grouping(None, tuple(s.name for s in segments), places[inside], False, segments)


def groups_of(segmentation: Segmentation, name: str | None) -> Grouping:
    """Return the groups that a column makes, None for the segments.

    Of two levels the first is yes, or the case of an outcome. More stand in the order that the recipe gives, else by
    the numbers that they begin with or by the words of a common scale, else by falling frequency; beyond `MOST_LEVELS`
    the rarest are one group.

    Raises
    ------
    InputError
        If the column makes no groups.
    """
    if name is None:
        return segment_groups(segmentation)
    column = column_to_explore(segmentation.source.columns, name)
    rows = segmentation.fit.rows
    if column.type is ColumnType.YES_NO:
        codes = np.where(column.is_missing, -1, np.nan_to_num(1 - column.values.astype(np.float64)))[rows]
        labels = (column.format.yes or say("yes"), column.format.no or say("no"))
        if _case_of(segmentation, name) == labels[1]:
            labels, codes = labels[::-1], np.where(codes < 0, -1, 1 - codes)
        return Grouping(name, labels, codes.astype(np.intp), True, label=column.label)
    if column.type is ColumnType.CATEGORY:
        return _levels(segmentation, column)
    if not is_grouping(column):
        raise InputError(
            say("“{column}” holds too many different values to make groups.", column=name),
            mend=say("Name a column with yes and no, categories or answers."),
        )
    values = column.values.astype(np.float64)[rows]
    answers = np.unique(values[~np.isnan(values)])
    codes = np.where(np.isnan(values), -1, np.searchsorted(answers, values))
    written = tuple(number_in_words(float(a)) for a in answers)
    return Grouping(name, written, codes.astype(np.intp), True, label=column.label)


def numbers_of(segmentation: Segmentation, name: str) -> Floats:
    """Return a column's numbers for the segmented customers, NaN where missing; dates in days since 1970-01-01."""
    return as_number(column_to_explore(segmentation.source.columns, name))[segmentation.fit.rows]


def _case_of(segmentation: Segmentation, name: str) -> str | None:
    """Return the value of an outcome that is counted, None where the column is no outcome."""
    return next(
        (c.case.value for c in segmentation.source.choices if c.name == name and c.case is not None), None
    )


def _levels(segmentation: Segmentation, column: TypedColumn) -> Grouping:
    codes = column.values.astype(np.intp)[segmentation.fit.rows]
    counts = np.bincount(codes[codes >= 0], minlength=len(column.levels))
    present = [code for code in range(len(column.levels)) if counts[code]]
    order, is_ordered = _in_order(segmentation, column, present)
    kept, pooled = order, order[:0]
    if len(order) > MOST_LEVELS:
        kept, pooled = order[: MOST_LEVELS - 1], order[MOST_LEVELS - 1 :]
    # One place more for customers without a value, whose code is -1.
    places = np.full(len(column.levels) + 1, -1, dtype=np.intp)
    places[kept] = np.arange(len(kept))
    places[pooled] = len(kept)
    labels: list[Message | str] = [column.levels[code] for code in kept]
    if pooled:
        labels.append(say_n("{n} other value", "{n} other values", n=len(pooled)))
    return Grouping(column.name, tuple(labels), places[codes], is_ordered, label=column.label)


def _in_order(segmentation: Segmentation, column: TypedColumn, present: list[int]) -> tuple[list[int], bool]:
    """Return the levels that occur in the order in which they are shown, and whether it is one of their own."""
    if len(present) > MOST_LEVELS:
        return present, False
    if len(present) == _A_PAIR:
        case = _case_of(segmentation, column.name)
        return sorted(present, key=lambda code: column.levels[code] != case), True
    given = segmentation.provenance.recipe.prepare.variables.get(column.name)
    said = column.order if given is None else given.order or column.order
    if said:
        wanted = {level_key(level): place for place, level in enumerate(said)}
        return sorted(present, key=lambda c: wanted.get(level_key(column.levels[c]), len(wanted))), True
    numbered = [_NUMBERED.match(column.levels[code]) for code in present]
    if all(numbered):
        numbers = [int(match.group(1)) for match in numbered if match is not None]
        if len(set(numbers)) == len(numbers) and len(present) <= MOST_ORDERED:
            return [code for _, code in sorted(zip(numbers, present, strict=True))], True
    by_scale = order_by_scale([column.levels[code] for code in present])
    if by_scale:
        return sorted(present, key=lambda code: by_scale.index(column.levels[code])), True
    return present, False
