"""What of one customer would have to be otherwise for another segment: the smallest change that is found.

Fewest columns first, then the smallest distance between prepared values. All of it asks the assigner itself where a
changed customer belongs, so it holds for every method; nothing in it is random.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_matching import match_names
from segdesk.engine.data.finding import finding
from segdesk.engine.prediction.changes_tried import Trials, changed, field_of
from segdesk.engine.prediction.given_values import given_value
from segdesk.engine.prediction.model import Model
from segdesk.engine.prediction.single_customer import AssignedCustomer, CellValue, assign_one
from segdesk.errors import InputError, UsageError
from segdesk.messages import Message, say

# Columns that are changed together, how many of the most promising are, and how many values of each are tried.
_TOGETHER = {2: (10, 9), 3: (6, 6)}
_REFINED = 8
_PARTS = 32
_ROUNDS = 3
_SHRINKS, _OFFSETS = 10, 7


@dataclass(frozen=True)
class Change:
    """One column with another value."""

    column: str
    before: CellValue
    after: CellValue


@dataclass(frozen=True)
class WhatIf:
    """What of a customer would have to be otherwise.

    Attributes
    ----------
    target : int
        The segment that is aimed at.
    placed : AssignedCustomer
        The customer as he is.
    changes : tuple of Change or None
        None where no change was found; empty where he is there already.
    reached : AssignedCustomer or None
        The customer so changed.
    text : Message
    """

    target: int
    placed: AssignedCustomer
    changes: tuple[Change, ...] | None
    reached: AssignedCustomer | None
    text: Message


def what_if(
    model: Model, values: Mapping[str, CellValue], target: int, changeable: Sequence[str] | None = None
) -> WhatIf:
    """Find the smallest change that leads a customer into a segment.

    Parameters
    ----------
    model : Model
    values : mapping of str to value
        As of `assign_one`.
    target : int
        Number of the segment.
    changeable : sequence of str, optional
        Inputs of the model that may change; all without it. They change within what occurs among the customers that
        the model was made from.

    Raises
    ------
    UsageError
        If there is no such segment, or a value is missing.
    InputError
        If the model keeps no reference of its customers.
    """
    if not 1 <= target <= len(model.names):
        raise UsageError(
            say("There is no segment {segment}.", segment=target),
            mend=say("The segments are 1 to {k}.", k=len(model.names)),
        )
    placed = assign_one(model, values)
    name = model.names[target - 1]
    if placed.segment == target:
        return WhatIf(target, placed, (), placed, finding("what_if.there_already", name=name))
    if model.reference is None:
        raise InputError(
            say(
                "What occurs among customers is not known: this model keeps no reference of those it was made from."
            ),
            mend=say("Run again to have a model with one."),
        )
    fields = tuple(field_of(model, each, values[each]) for each in model.inputs)
    places = [
        i
        for i, field in enumerate(fields)
        if len(field.options) and (changeable is None or field.name in changeable)
    ]
    # Somebody unlike anyone is no realistic customer, but better than none.
    for may_be_unlike in (False, True):
        trials = Trials(model, fields, target, may_be_unlike)
        point = _smallest(trials, places) if places else None
        if point is None:
            continue
        changes = _changes(trials, values, point)
        reached = assign_one(model, {**values, **{each.column: each.after for each in changes}})
        if reached.segment == target:
            return WhatIf(target, placed, changes, reached, _told(model, name, changes, reached))
    columns = list(model.inputs if changeable is None else changeable)
    return WhatIf(target, placed, None, None, finding("what_if.no_change", columns=columns, name=name))


def segment_named(model: Model, text: str) -> int:
    """Return the number of the segment that a person means by number or name.

    Raises
    ------
    UsageError
        If there is none, or two could be meant.
    """
    names = model.names
    if text.strip().isdecimal() and text not in names:
        return int(text)
    match = match_names((text,), names)
    if text in match.found:
        return names.index(match.found[text]) + 1
    listed = ", ".join(f"{i} {name}" for i, name in enumerate(names, start=1))
    raise UsageError(
        say("There is no segment “{segment}”.", segment=text),
        mend=say("The segments are: {segments}.", segments=listed),
    )


def _changes(trials: Trials, values: Mapping[str, CellValue], point: Floats) -> tuple[Change, ...]:
    return tuple(
        Change(field.name, values[field.name], field.value(float(number)))
        for field, number in zip(trials.fields, point, strict=True)
        if not _same(number, field.now)
    )


def _told(model: Model, name: str, changes: Sequence[Change], reached: AssignedCustomer) -> Message:
    told = [
        finding(
            "what_if.change",
            column=each.column,
            after=given_value(model, each.column, each.after),
            before=given_value(model, each.column, each.before),
        )
        for each in changes
    ]
    code = "what_if.reached_but_unlike" if reached.unlike else "what_if.reached"
    return finding(code, changes=told, name=name)


def _same(one: float, other: float) -> bool:
    return one == other or bool(np.isnan(one) and np.isnan(other))


def _smallest(trials: Trials, places: Sequence[int]) -> Floats | None:
    """Return the values of the customer with the smallest change, None where none was found."""
    singles = {place: changed(trials.now, [place], [trials.fields[place].options]) for place in places}
    tried = trials.try_all(np.vstack(list(singles.values())))
    hits = np.flatnonzero(tried.reaches)
    points = np.vstack(list(singles.values()))
    if len(hits):
        return _best(trials, points[hits], tried.distance[hits])
    # Which columns lead nearest to the segment by themselves.
    ends = np.cumsum([len(each) for each in singles.values()])
    nearest = [part.min() for part in np.split(tried.from_target, ends[:-1])]
    ranked = [places[i] for i in np.argsort(nearest, kind="stable")]
    for together, (most_places, most_options) in _TOGETHER.items():
        groups = list(combinations(sorted(ranked[:most_places]), together))
        if not groups:
            break
        points = np.vstack(
            [
                changed(trials.now, group, [_coarse(trials.fields[i].options, most_options) for i in group])
                for group in groups
            ]
        )
        tried = trials.try_all(points)
        hits = np.flatnonzero(tried.reaches)
        if len(hits):
            return _best(trials, points[hits], tried.distance[hits])
    return _by_leaving_out(trials, places, singles)


def _coarse(options: Floats, most: int) -> Floats:
    """Return some options, evenly from first to last."""
    places = np.linspace(0, len(options) - 1, min(most, len(options)))
    some: Floats = options[np.unique(places.round().astype(int))]
    return some


def _by_leaving_out(trials: Trials, places: Sequence[int], singles: Mapping[int, Floats]) -> Floats | None:
    """Return a change of many columns towards the middle of the segment, without those that it does not take."""
    point = trials.now.copy()
    for place in places:
        points = np.tile(point, (len(singles[place]) + 1, 1))
        points[1:, place] = singles[place][:, place]
        point = points[int(np.argmin(trials.try_all(points).from_target))]
    if not trials.try_all(point[None, :]).reaches[0]:
        return None
    while True:
        moved = [i for i in places if not _same(point[i], trials.now[i])]
        without = np.tile(point, (len(moved), 1))
        for row, place in enumerate(moved):
            without[row, place] = trials.now[place]
        tried = trials.try_all(without)
        still = np.flatnonzero(tried.reaches)
        if not len(still):
            return _refined(trials, point)
        point = without[still[int(np.argmin(tried.distance[still]))]]


def _best(trials: Trials, points: Floats, distances: Floats) -> Floats:
    """Return the nearest of some changes after each was made as small as it goes."""
    # One or two of the same columns lead to one end.
    chosen: dict[tuple[bool, ...], int] = {}
    for i in np.argsort(distances, kind="stable").tolist():
        key = tuple(bool(moved) for moved in ~np.equal(points[i], trials.now))
        if len(chosen) < _REFINED:
            chosen.setdefault(key, i)
    refined = np.array([_refined(trials, points[i]) for i in chosen.values()])
    best: Floats = refined[int(np.argmin(trials.try_all(refined).distance))]
    return best


def _refined(trials: Trials, point: Floats) -> Floats:
    """Return a change with each of its columns as near to the present value as it may be, in round numbers."""
    moved = [i for i in range(len(point)) if not _same(point[i], trials.now[i])]
    for _ in range(_ROUNDS):
        before = point.copy()
        for place in moved:
            point = _nearer(trials, point, place)
        if np.array_equal(before, point, equal_nan=True):
            break
    point = _around(trials, point, moved)
    for place in moved:
        point = _rounder(trials, point, place)
    return point


def _around(trials: Trials, point: Floats, moved: Sequence[int]) -> Floats:
    """Return the nearest change near by, where two or three values have sizes that can be traded for each other."""
    sized = [i for i in moved if trials.fields[i].has_sizes and not np.isnan(trials.now[i])]
    if not 2 <= len(sized) <= 3:
        return point
    radius = np.abs(point - trials.now)[sized] / 4
    for _ in range(_SHRINKS):
        options = [
            np.unique(trials.fields[i].allowed(point[i] + around * np.linspace(-1, 1, _OFFSETS)))
            for i, around in zip(sized, radius, strict=True)
        ]
        points = changed(point, sized, options)
        tried = trials.try_all(points)
        hits = np.flatnonzero(tried.reaches)
        if len(hits):
            point = points[hits[int(np.argmin(tried.distance[hits]))]]
        radius = radius * 0.6
    return point


def _nearer(trials: Trials, point: Floats, place: int) -> Floats:
    """Return the change with one value as near to the present one as still reaches the segment."""
    field, now, reached = trials.fields[place], float(trials.now[place]), float(point[place])
    if np.isnan(now) or field.levels:
        return point
    if not field.has_sizes:
        between = field.options[(field.options - now) * (field.options - reached) < 0]
        tries = between[np.argsort(np.abs(between - now), kind="stable")]
        return _first_that_reaches(trials, point, place, tries)
    missed = now
    for _ in range(_ROUNDS):
        tries = field.allowed(missed + (reached - missed) * np.arange(1, _PARTS) / _PARTS)
        tries = tries[(tries != missed) & (tries != reached)]
        if not len(tries):
            break
        found = _first_that_reaches(trials, point, place, tries)
        if found[place] != reached:
            at = int(np.flatnonzero(tries == found[place])[0])
            missed, reached, point = float(tries[at - 1]) if at else missed, float(found[place]), found
        else:
            missed = float(tries[-1])
    return point


def _first_that_reaches(trials: Trials, point: Floats, place: int, tries: Floats) -> Floats:
    """Return the change with the first of some values of one column that reaches the segment, or as it is."""
    if not len(tries):
        return point
    points = np.tile(point, (len(tries), 1))
    points[:, place] = tries
    hits = np.flatnonzero(trials.try_all(points).reaches)
    return points[hits[0]] if len(hits) else point


def _rounder(trials: Trials, point: Floats, place: int) -> Floats:
    """Return the change with a number of any size rounded away from the present one, by a tenth at most."""
    field, now, reached = trials.fields[place], float(trials.now[place]), float(point[place])
    if field.step != 0 or np.isnan(now):
        return point
    change = abs(reached - now)
    digits = -int(np.floor(np.log10(change))) + np.arange(4)
    away = np.ceil if reached > now else np.floor
    tries = np.array([round(float(away(reached * 10.0**d) / 10.0**d), int(d)) for d in digits])
    inside = (tries >= field.options.min()) & (tries <= field.options.max())
    return _first_that_reaches(trials, point, place, tries[inside & (np.abs(tries - now) <= 1.1 * change)])
