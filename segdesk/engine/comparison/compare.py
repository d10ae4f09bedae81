"""Two segmentations of the same customers compared: who stayed, who moved, and what was set otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import adjusted_rand_score

from segdesk.engine.data.arrays import UNASSIGNED, Floats, Positions
from segdesk.engine.data.finding import finding
from segdesk.engine.recipe.differences import Difference, recipe_differences
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import InputError, Where
from segdesk.messages import Message, say, say_n

# What stands for the unassigned, as in the labeled file.
UNASSIGNED_KEY = str(UNASSIGNED)

Texts = npt.NDArray[np.str_]


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two segmentations, customer by customer.

    Attributes
    ----------
    title : str
        What it is called, such as the name of its file.
    identifiers : str array of shape (n_customers,)
        All different.
    segments : str array of shape (n_customers,)
        Segment of each customer, as in the labeled file: a number as a rule, `0` for unassigned.
    names : mapping of str to str
        Name by segment.
    values : float64 array of shape (n_customers,) or None
        What each customer is worth; NaN where not known.
    recipe : Recipe or None
        What it was made with, where that is known.
    colours : mapping of str to int
        Place in the palette by segment, where it is known.
    value_column : str or None
        Where the values come from.
    """

    title: str
    identifiers: Texts
    segments: Texts
    names: Mapping[str, str]
    values: Floats | None = None
    recipe: Recipe | None = None
    colours: Mapping[str, int] | None = None
    value_column: str | None = None


@dataclass(frozen=True)
class Group:
    """A segment of one side.

    Attributes
    ----------
    key : str
        As in the labeled file.
    name : str
    size : int
        Customers of its own table.
    match : str or None
        Key of the matching segment of the other side; None for a segment that is new, or is no more.
    colour : int
        Place in the palette, from 1; 0 for the unassigned. Matching segments have the same.
    """

    key: str
    name: str
    size: int
    match: str | None
    colour: int

    @property
    def label(self) -> str:
        """Number and name."""
        return self.name if self.key in (UNASSIGNED_KEY, self.name) else f"{self.key} {self.name}"


@dataclass(frozen=True, eq=False)
class Comparison:
    """What became of the customers.

    Attributes
    ----------
    old_title, new_title : str
    old, new : tuple of Group
        Segments of both sides in order, unassigned last.
    customers : int array of shape (n_old, n_new)
        In both tables, by old and new segment.
    values : float64 array of shape (n_old, n_new) or None
        What they are worth.
    gone, come : int arrays of shape (n_old,) and (n_new,)
        Customers of the old table only, and of the new one only, by segment.
    gone_values, come_values : float64 arrays or None
    identifiers, before, after : str arrays of shape (n_shared,)
        Of the customers in both tables: identifier, and place in `old` and `new` as integers.
    agreement : float or None
        Adjusted Rand index of the customers in both tables, None where there are none.
    differences : tuple of Difference or None
        What the recipes say otherwise; None where a recipe is not known.
    value_column : str or None
        The money column of the new side.
    """

    old_title: str
    new_title: str
    old: tuple[Group, ...]
    new: tuple[Group, ...]
    customers: npt.NDArray[np.int64]
    values: Floats | None
    gone: npt.NDArray[np.int64]
    come: npt.NDArray[np.int64]
    gone_values: Floats | None
    come_values: Floats | None
    identifiers: Texts
    before: Positions
    after: Positions
    agreement: float | None
    differences: tuple[Difference, ...] | None
    value_column: str | None

    @property
    def shared(self) -> int:
        """Customers in both tables."""
        return len(self.identifiers)

    @property
    def has_moved(self) -> npt.NDArray[np.bool_]:
        """Whether each shared customer left for a segment that does not match the old one."""
        at = {group.key: place for place, group in enumerate(self.new)}
        partner = np.array([-1 if g.match is None else at[g.match] for g in self.old], dtype=np.intp)
        moved: npt.NDArray[np.bool_] = partner[self.before] != self.after
        return moved

    @property
    def stayed(self) -> int:
        """Shared customers in a matching segment."""
        return self.shared - int(self.has_moved.sum())


def checked_identifiers(cells: Sequence[str] | npt.NDArray[np.object_], file: str, column: str) -> Texts:
    """Return identifiers without blanks around them.

    Raises
    ------
    InputError
        If one is empty, or stands in two rows.
    """
    texts = np.array([str(cell).strip() for cell in cells], dtype=str)
    where = Where(file=file, column=column)
    empty = int((texts == "").sum())
    if empty:
        raise InputError(
            say_n("{n} customer has no identifier.", "{n} customers have no identifier.", n=empty),
            where=where,
            mend=say("Fill the cells, or name another column with --id."),
        )
    distinct, counts = np.unique(texts, return_counts=True)
    if len(distinct) < len(texts):
        raise InputError(
            say(
                "“{identifier}” stands in {rows} rows, and {n} identifiers in all stand in more than one.",
                identifier=str(distinct[counts.argmax()]),
                rows=int(counts.max()),
                n=int((counts > 1).sum()),
            ),
            where=where,
            mend=say("Keep one row per customer, or name another column with --id."),
        )
    return texts


def compare(old: Side, new: Side) -> Comparison:
    """Compare two segmentations by the customers whom both know.

    Segments match so that as many customers as possible stay in a matching segment (Hungarian method on the shared
    customers); unassigned matches unassigned. A customer's value is that of the new side, of those gone that of the
    old.
    """
    shared, at_old, at_new = np.intersect1d(
        old.identifiers, new.identifiers, assume_unique=True, return_indices=True
    )
    old_keys, new_keys = _ordered(old), _ordered(new)
    place_old, place_new = _places(old, old_keys), _places(new, new_keys)
    before, after = place_old[at_old], place_new[at_new]
    shape = (len(old_keys), len(new_keys))
    customers = _summed(before, after, np.ones(len(shared)), shape).astype(np.int64)
    matches = _matches(customers, old_keys, new_keys)
    back = {b: a for a, b in matches.items()}
    colours = _colours(old, new, old_keys, new_keys, matches)
    only_old, only_new = _others(len(place_old), at_old), _others(len(place_new), at_new)
    gone = np.bincount(place_old[only_old], minlength=shape[0])
    come = np.bincount(place_new[only_new], minlength=shape[1])
    return Comparison(
        old.title,
        new.title,
        tuple(
            Group(
                key, old.names.get(key, key), int((place_old == i).sum()), matches.get(key), colours[0][key]
            )
            for i, key in enumerate(old_keys)
        ),
        tuple(
            Group(key, new.names.get(key, key), int((place_new == i).sum()), back.get(key), colours[1][key])
            for i, key in enumerate(new_keys)
        ),
        customers,
        None if new.values is None else _summed(before, after, np.nan_to_num(new.values[at_new]), shape),
        gone,
        come,
        _sums(old.values, place_old, only_old, shape[0]),
        _sums(new.values, place_new, only_new, shape[1]),
        shared,
        before,
        after,
        float(adjusted_rand_score(before, after)) if len(shared) else None,
        None if old.recipe is None or new.recipe is None else recipe_differences(old.recipe, new.recipe),
        new.value_column,
    )


def headline(comparison: Comparison) -> Message:
    """Return in a sentence how many customers stayed."""
    if not comparison.shared:
        return finding("comparison.nobody_in_both")
    return finding(
        "comparison.stayed_in_matching",
        share=comparison.stayed / comparison.shared,
        stayed=comparison.stayed,
        shared=comparison.shared,
    )


def remarks(comparison: Comparison) -> tuple[Message, ...]:
    """Return what else there is to say: agreement, new and vanished segments, customers on one side only."""
    found: list[Message] = []
    if comparison.agreement is not None:
        found.append(finding("comparison.agreement", agreement=comparison.agreement))
    vanished = [
        group.label for group in comparison.old if group.match is None and group.key != UNASSIGNED_KEY
    ]
    fresh = [group.label for group in comparison.new if group.match is None and group.key != UNASSIGNED_KEY]
    if vanished:
        found.append(finding("comparison.vanished", names=vanished))
    if fresh:
        found.append(finding("comparison.new", names=fresh))
    if comparison.gone.sum():
        found.append(finding("comparison.gone", n=int(comparison.gone.sum())))
    if comparison.come.sum():
        found.append(finding("comparison.come", n=int(comparison.come.sum())))
    if comparison.value_column is not None:
        found.append(finding("comparison.value_column", column=comparison.value_column))
    return tuple(found)


def _ordered(side: Side) -> list[str]:
    """Return the segments of a side: numbers by size of number, then words, the unassigned last."""
    keys = {str(key) for key in np.unique(side.segments)}

    def rank(key: str) -> tuple[bool, bool, int, str]:
        return key == UNASSIGNED_KEY, not key.isdecimal(), int(key) if key.isdecimal() else 0, key

    return sorted(keys, key=rank)


def _places(side: Side, keys: Sequence[str]) -> Positions:
    distinct, codes = np.unique(side.segments, return_inverse=True)
    return np.array([keys.index(str(key)) for key in distinct], dtype=np.intp)[codes]


def _summed(before: Positions, after: Positions, weights: Floats, shape: tuple[int, int]) -> Floats:
    cells = before * shape[1] + after
    summed = np.bincount(cells, weights=weights, minlength=shape[0] * shape[1])
    return np.asarray(summed, dtype=np.float64).reshape(shape)


def _sums(values: Floats | None, places: Positions, rows: Positions, n: int) -> Floats | None:
    if values is None:
        return None
    summed = np.bincount(places[rows], weights=np.nan_to_num(values[rows]), minlength=n)
    return np.asarray(summed, dtype=np.float64)


def _others(n: int, taken: Positions) -> Positions:
    left = np.ones(n, dtype=bool)
    left[taken] = False
    return np.flatnonzero(left)


def _matches(customers: npt.NDArray[np.int64], old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Return the new segment by old segment, for pairs that share customers."""
    segments_old = [i for i, key in enumerate(old) if key != UNASSIGNED_KEY]
    segments_new = [j for j, key in enumerate(new) if key != UNASSIGNED_KEY]
    shared = customers[np.ix_(segments_old, segments_new)]
    found = {
        old[segments_old[i]]: new[segments_new[j]]
        for i, j in zip(*linear_sum_assignment(shared, maximize=True), strict=True)
        if shared[i, j]
    }
    if UNASSIGNED_KEY in old and UNASSIGNED_KEY in new:
        found[UNASSIGNED_KEY] = UNASSIGNED_KEY
    return found


def _colours(
    old: Side, new: Side, old_keys: Sequence[str], new_keys: Sequence[str], matches: Mapping[str, str]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the place in the palette of each segment: the new side's own, and the same for what matches it."""
    given = new.colours or {}
    later = {
        key: 0 if key == UNASSIGNED_KEY else given.get(key, i) for i, key in enumerate(new_keys, start=1)
    }
    earlier: dict[str, int] = {}
    free = max(later.values(), default=0) + 1
    for key in old_keys:
        if key == UNASSIGNED_KEY:
            earlier[key] = 0
        elif key in matches:
            earlier[key] = later[matches[key]]
        else:
            earlier[key] = free
            free += 1
    return earlier, later
