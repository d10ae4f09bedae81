"""Two segmentations of the same customers compared: who stayed, who moved, and what was set otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from segdesk.engine.comparison.matching import Matched, match_segments
from segdesk.engine.comparison.reasons import Reasons, find_reasons, reason_findings
from segdesk.engine.comparison.shared_values import SharedValues, shared_values
from segdesk.engine.comparison.side import UNASSIGNED_KEY, Side, Texts
from segdesk.engine.data.agreement import adjusted_rand
from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.column_titles import as_read
from segdesk.engine.data.finding import finding
from segdesk.engine.recipe.differences import Difference, recipe_differences
from segdesk.messages import Message


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
    matched_by : Matched
        What segments were matched by.
    measured_by : tuple of str
        Columns whose values both sides know, by their titles; empty where there are none.
    reasons : Reasons or None
        Why customers moved; None where their values are not known on both sides.
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
    matched_by: Matched
    measured_by: tuple[str, ...]
    reasons: Reasons | None = None

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


def compare(old: Side, new: Side, same_segments: bool = False) -> Comparison:
    """Compare two segmentations by the customers whom both know.

    Segments match so that as many customers as possible stay in a matching segment (Hungarian method on the shared
    customers), or by their middles where too few are shared; unassigned matches unassigned. A customer's value is that
    of the new side, of those gone that of the old.

    Parameters
    ----------
    old, new : Side
    same_segments : bool
        Both sides name the segments of one model: each matches itself, whoever is in it.
    """
    shared, at_old, at_new = np.intersect1d(
        old.identifiers, new.identifiers, assume_unique=True, return_indices=True
    )
    old_keys, new_keys = (
        _ordered_keys(side, (old, new) if same_segments else (side,)) for side in (old, new)
    )
    place_old, place_new = _places(old, old_keys), _places(new, new_keys)
    before, after = place_old[at_old], place_new[at_new]
    shape = (len(old_keys), len(new_keys))
    customers = _summed(before, after, np.ones(len(shared)), shape).astype(np.int64)
    known = shared_values(old, new)
    matches, matched_by = (
        ({key: key for key in old_keys}, Matched.NUMBERS)
        if same_segments
        else match_segments(customers, (old, new), (old_keys, new_keys), known)
    )
    only_old, only_new = _others(len(place_old), at_old), _others(len(place_new), at_new)
    groups = _groups(old, new, (old_keys, new_keys), (place_old, place_new), matches)
    comparison = Comparison(
        old.title,
        new.title,
        *groups,
        customers,
        None if new.values is None else _summed(before, after, np.nan_to_num(new.values[at_new]), shape),
        np.bincount(place_old[only_old], minlength=shape[0]),
        np.bincount(place_new[only_new], minlength=shape[1]),
        _sums(old.values, place_old, only_old, shape[0]),
        _sums(new.values, place_new, only_new, shape[1]),
        shared,
        before,
        after,
        adjusted_rand(before, after) if len(shared) else None,
        None if old.recipe is None or new.recipe is None else recipe_differences(old.recipe, new.recipe),
        new.value_column,
        matched_by,
        () if known is None else tuple(known.new[name].title for name in known.variables),
    )
    if known is None:
        return comparison
    return replace(comparison, reasons=_reasons(old, new, known, comparison, (at_old, at_new)))


def _reasons(
    old: Side, new: Side, known: SharedValues, comparison: Comparison, rows: tuple[Positions, Positions]
) -> Reasons:
    moved = comparison.has_moved
    keys = tuple(
        np.array([group.key for group in groups], dtype=str)[places[moved]]
        for groups, places in ((comparison.old, comparison.before), (comparison.new, comparison.after))
    )
    return find_reasons(old, new, known, (rows[0][moved], rows[1][moved]), (keys[0], keys[1]))


def _groups(
    old: Side,
    new: Side,
    keys: tuple[Sequence[str], Sequence[str]],
    places: tuple[Positions, Positions],
    matches: Mapping[str, str],
) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """Return the segments of both sides with their sizes, matches and colours."""
    back = {b: a for a, b in matches.items()}
    found = []
    for side, own, place, partner, colours in zip(
        (old, new), keys, places, (matches, back), _colours(old, new, *keys, matches), strict=True
    ):
        sizes = np.bincount(place, minlength=len(own)).tolist()
        found.append(
            tuple(
                Group(key, side.names.get(key, key), size, partner.get(key), colours[key])
                for key, size in zip(own, sizes, strict=True)
            )
        )
    return found[0], found[1]


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


def remarks(comparison: Comparison, for_experts: bool = True) -> tuple[Message, ...]:
    """Return what else there is to say: agreement, new and vanished segments, customers on one side only.

    Whoever is no expert is not told of indices, nor of where values come from.
    """
    found: list[Message] = []
    if for_experts and comparison.agreement is not None:
        found.append(finding("comparison.agreement", agreement=comparison.agreement))
    if for_experts and comparison.matched_by is Matched.CENTRES:
        found.append(
            finding(
                "comparison.matched_by_centres", n=comparison.shared, columns=list(comparison.measured_by)
            )
        )
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
    found += reason_findings(comparison.reasons, int(comparison.has_moved.sum()))
    if for_experts and comparison.value_column is not None:
        found.append(finding("comparison.value_column", column=as_read(comparison.value_column)))
    return tuple(found)


def _ordered_keys(side: Side, present_in: Sequence[Side]) -> list[str]:
    """Return the segments that a side is told by: numbers by size of number, then words, the unassigned last.

    Those that anyone is in on one of the sides `present_in`; of several, with all that the model knows beside.
    """
    keys = {str(key) for each in present_in for key in np.unique(each.segments)}
    if len(present_in) > 1:
        keys |= {key for key in side.names if key != UNASSIGNED_KEY}

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
