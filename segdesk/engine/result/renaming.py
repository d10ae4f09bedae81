"""Names and colours that the user gives to segments, and what of them outlives a new run.

No other text of a result quotes a segment's name: what speaks of one segment gives its number.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from segdesk.engine.data.arrays import UNASSIGNED, Labels
from segdesk.engine.data.column_matching import match_names
from segdesk.engine.data.finding import finding
from segdesk.engine.prediction.model import Model, assign_customers
from segdesk.engine.recipe.output import GivenNames
from segdesk.engine.result.given_names import given_names, with_names_in_recipe
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation, with_provenance, with_segments
from segdesk.errors import UsageError
from segdesk.messages import Message, Value, say

LONGEST_NAME = 60
_BETWEEN_PARTS = re.compile(r"[,;/]|\s[–-]\s")

# Colours come round beyond so many: the palette of the charts has as many.
N_COLOURS = 12

# A segment is the same as an earlier one if they share at least this part of the customers of either.
SAME = 0.5


def renamed(segmentation: Segmentation, names: Mapping[int, str]) -> Segmentation:
    """Return the segmentation with the user's names for some of its segments.

    Parameters
    ----------
    segmentation : Segmentation
    names : mapping of int to str
        New names by number, 1 to k. White space around and between words is tidied. The unassigned keep theirs.

    Raises
    ------
    UsageError
        If there is no such segment, or a name is empty, longer than 60 letters or given to two segments,
        compared in any case and any order of its words.
    """
    tidied = {number: " ".join(name.split()) for number, name in names.items()}
    for number, name in tidied.items():
        _check_number(segmentation, number)
        if not name:
            raise UsageError(say("A segment needs a name."))
        if len(name) > LONGEST_NAME:
            raise UsageError(
                say(
                    "This name has {n} letters; a name may have up to {most}.", n=len(name), most=LONGEST_NAME
                )
            )
    segments = tuple(
        replace(segment, name=finding("segments.given_name", name=tidied[segment.number]), named_by_user=True)
        if segment.number in tidied
        else segment
        for segment in segmentation.description.segments
    )
    taken: list[Message] = [finding("segments.unassigned")]
    for segment in segments:
        if segment.number == UNASSIGNED:
            continue
        same = next((name for name in taken if _say_the_same(name, segment.name)), None)
        if same is not None:
            raise UsageError(say("Another segment is called “{name}” already.", name=same))
        taken.append(segment.name)
    return _with_segments(segmentation, segments)


def recoloured(segmentation: Segmentation, number: int, colour: int) -> Segmentation:
    """Return the segmentation with another colour for a segment.

    Parameters
    ----------
    segmentation : Segmentation
    number : int
        1 to k.
    colour : int
        Place in the palette, from 1. A segment that has this colour takes the one that becomes free.

    Raises
    ------
    UsageError
        If there is no such segment or no such colour.
    """
    _check_number(segmentation, number)
    if not 1 <= colour <= N_COLOURS:
        raise UsageError(say("The palette has colours 1 to {n}.", n=N_COLOURS))
    freed = segmentation.segment(number).palette_place

    def painted(segment: Segment) -> Segment:
        if segment.number == number:
            return replace(segment, colour=colour)
        return replace(segment, colour=freed) if segment.palette_place == colour else segment

    segments = tuple(painted(segment) for segment in segmentation.description.segments)
    return _with_segments(segmentation, segments)


def carried_over(earlier: Segmentation, later: Segmentation) -> tuple[Segmentation, frozenset[int]]:
    """Give the segments of a new run the names and colours of the earlier segments that they go on.

    A later segment goes on an earlier one if they share at least half of the customers of each: most of the old
    ones are in it, and they are most of it. Of the customers only those count that are in both tables: the rows,
    if it is the same table, otherwise those with the same identifier; without identifiers, tables of the same
    number of rows are taken to have the same order.

    Parameters
    ----------
    earlier, later : Segmentation

    Returns
    -------
    Segmentation
        `later` with the names that the user had given and with the earlier colours; new segments have the first
        free ones.
    frozenset of int
        Numbers of the later segments that go on no earlier one.
    """
    predecessors = _predecessors(*_shared_labels(earlier, later), earlier.k, later.k)
    return _going_on(_earlier_names(earlier), later, predecessors)


def carried_over_by_model(earlier: Segmentation, later: Segmentation) -> tuple[Segmentation, frozenset[int]]:
    """Give the segments of other customers the names and colours of the earlier segments that they go on.

    As `carried_over`, but the customers that two segments share are those whom the model of the earlier run places in
    the one and the later run found in the other: so last month's and this month's need have nobody in common.
    """
    return _going_on(_earlier_names(earlier), later, _predecessors_by_model(earlier.fit.model, later))


def named_like(model: Model, given: GivenNames | None, later: Segmentation) -> Segmentation:
    """Give the segments of a run the names and colours that belong to a model, and tell how many go on.

    Parameters
    ----------
    model : Model
    given : GivenNames or None
        Names and colours given by hand, as the recipe of the model has them.
    later : Segmentation
    """
    by_hand = () if given is None else given.segments
    earlier = _Names(
        {each.segment: finding("segments.given_name", name=each.name) for each in by_hand if each.name},
        {number: number for number in range(1, len(model.names) + 1)}
        | {each.segment: each.colour for each in by_hand if each.colour is not None},
    )
    named, fresh = _going_on(earlier, later, _predecessors_by_model(model, later))
    figures: dict[str, Value] = {"n": named.k - len(fresh), "k": named.k}
    told = finding("names.carried_over", **figures)
    if earlier.given:
        n_names = sum(segment.named_by_user for segment in named.named)
        told = finding("names.carried_over_with_names", **figures, names=n_names, earlier=len(earlier.given))
    return with_provenance(named, warnings=(*named.provenance.warnings, told))


@dataclass(frozen=True)
class _Names:
    """Names that earlier segments were given by hand, and the place in the palette of each, by number."""

    given: Mapping[int, Message]
    places: Mapping[int, int]


def _earlier_names(earlier: Segmentation) -> _Names:
    return _Names(
        {segment.number: segment.name for segment in earlier.named if segment.named_by_user},
        {segment.number: segment.palette_place for segment in earlier.named},
    )


def _predecessors_by_model(model: Model, later: Segmentation) -> dict[int, int]:
    return _predecessors(_placed_by_model(model, later), later.fit.labels, len(model.names), later.k)


def _placed_by_model(model: Model, later: Segmentation) -> Labels:
    """Return where the model of an earlier run places the customers of a later one; nowhere if it lacks a column."""
    columns = {column.name: column for column in later.source.columns}
    found = match_names(model.inputs, tuple(columns)).found
    typed = {name: replace(columns[column], name=name) for name, column in found.items()}
    if len(typed) < len(model.inputs) or any(
        column.type is not model.types[name] for name, column in typed.items()
    ):
        return np.zeros(len(later.fit.labels), dtype=np.int32)
    return assign_customers(model, typed).assignment.labels


def _going_on(
    earlier: _Names, later: Segmentation, predecessors: Mapping[int, int]
) -> tuple[Segmentation, frozenset[int]]:
    """Return the later result with the names and colours that go on, and the segments that go on none."""
    given = {
        number: earlier.given[predecessor]
        for number, predecessor in predecessors.items()
        if predecessor in earlier.given
    }
    taken = list(given.values())
    colours = _colours(earlier, later, predecessors)
    segments = []
    for segment in later.description.segments:
        if segment.number == UNASSIGNED:
            segments.append(segment)
            continue
        if segment.number in given:
            named = replace(segment, name=given[segment.number], named_by_user=True)
        else:
            name = segment.name
            while any(_say_the_same(name, other) for other in taken):
                name = finding("segments.numbered_name", name=name, number=segment.number)
            taken.append(name)
            named = replace(segment, name=name)
        segments.append(replace(named, colour=colours[segment.number]))
    fresh = frozenset(segment.number for segment in later.named if segment.number not in predecessors)
    return _with_segments(later, tuple(segments)), fresh


def _check_number(segmentation: Segmentation, number: int) -> None:
    if number == UNASSIGNED:
        raise UsageError(say("The unassigned customers are no segment: they keep their name and colour."))
    if number not in {segment.number for segment in segmentation.named}:
        raise UsageError(say("There is no segment {number}.", number=number))


def _say_the_same(one: Message, other: Message) -> bool:
    """Return whether two names hold the same words, in whatever order: “High spend, recent” and “Recent, high spend”.

    Where both have parts, a word belongs to its part: “High spend, low age” is not “Low spend, high age”.
    """
    first, second = _parts(one), _parts(other)
    if len(first) > 1 and len(second) > 1:
        return sorted(first) == sorted(second)
    return sorted(word for part in first for word in part) == sorted(word for part in second for word in part)


def _parts(name: Message) -> list[tuple[str, ...]]:
    parts = (tuple(sorted(part.split())) for part in _BETWEEN_PARTS.split(str(name).casefold()))
    return [part for part in parts if part]


def _with_segments(segmentation: Segmentation, segments: tuple[Segment, ...]) -> Segmentation:
    names = tuple(str(segment.name) for segment in segments if segment.number != UNASSIGNED)
    fit = replace(segmentation.fit, model=replace(segmentation.fit.model, names=names))
    named = replace(with_segments(segmentation, segments), fit=fit)
    return with_names_in_recipe(named, given_names(named))


def _shared_labels(earlier: Segmentation, later: Segmentation) -> tuple[Labels, Labels]:
    """Return the labels of the customers that are in both tables, in one order."""
    nobody = np.empty(0, dtype=np.int32)
    if earlier.source.table is later.source.table:
        return earlier.fit.labels, later.fit.labels
    if earlier.identifier is not None and later.identifier is not None:
        first, at_first = _single_identifiers(earlier)
        second, at_second = _single_identifiers(later)
        _, i, j = np.intersect1d(first, second, assume_unique=True, return_indices=True)
        return earlier.fit.labels[at_first[i]], later.fit.labels[at_second[j]]
    if len(earlier.fit.labels) == len(later.fit.labels):
        return earlier.fit.labels, later.fit.labels
    return nobody, nobody


def _single_identifiers(segmentation: Segmentation) -> tuple[npt.NDArray[np.str_], npt.NDArray[np.intp]]:
    """Return the identifiers that stand in one row only, with that row."""
    assert segmentation.identifier is not None
    cells = segmentation.source.table.column(segmentation.identifier.name).cells()
    texts, rows, counts = np.unique(
        np.array([text.strip() for text in cells], dtype=str), return_index=True, return_counts=True
    )
    single = (counts == 1) & (texts != "")
    return texts[single], rows[single]


def _predecessors(first: Labels, second: Labels, n_earlier: int, n_later: int) -> dict[int, int]:
    """Return the earlier segment that each later one goes on, where there is one."""
    counts = np.zeros((n_earlier + 1, n_later + 1), dtype=np.int64)
    np.add.at(counts, (first, second), 1)
    largest = np.maximum(counts.sum(axis=1)[1:, None], counts.sum(axis=0)[None, 1:])
    shared = counts[1:, 1:]
    same = np.where((shared > 0) & (shared >= SAME * largest), shared, 0)
    # At half and half exactly two later segments may claim one earlier segment; the assignment settles it.
    before, after = linear_sum_assignment(same, maximize=True)
    return {int(j) + 1: int(i) + 1 for i, j in zip(before, after, strict=True) if same[i, j]}


def _colours(earlier: _Names, later: Segmentation, predecessors: Mapping[int, int]) -> dict[int, int]:
    """Return the place in the palette of each later segment, all distinct."""
    places = {number: earlier.places[before] for number, before in predecessors.items()}
    # Places beyond the palette look like those within it, so they are given anew.
    places = {number: place for number, place in places.items() if place <= N_COLOURS}
    for segment in later.named:
        if segment.number not in places:
            used = set(places.values())
            places[segment.number] = next(
                p for p in range(1, len(later.named) + 1 + len(used)) if p not in used
            )
    return places
