"""Why customers moved: the variable whose change took each of them from the old segment to the new one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.assigners.rfm_rules import RfmAssigner, counted_back
from segdesk.engine.comparison.shared_values import SharedValues
from segdesk.engine.comparison.side import UNASSIGNED_KEY, Side, Texts
from segdesk.engine.data.arrays import Floats, Mask, Positions
from segdesk.engine.data.finding import finding
from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.prediction.model import assign_customers
from segdesk.engine.preparation.apply import values_of
from segdesk.engine.preparation.feature_groups import group_features
from segdesk.engine.schema.computed import Computation
from segdesk.engine.transactions.rfm.scores import cell_of, score
from segdesk.messages import Message, say

# In place of a variable.
SEGMENTS_CHANGED, NO_SINGLE_VARIABLE = -1, -2
# Variables that a sentence names.
_MOST_NAMED = 5


@dataclass(frozen=True, eq=False)
class Reasons:
    """Why the customers moved who did; arrays of shape (n_moved,), in the order of the comparison's identifiers.

    Attributes
    ----------
    variables : tuple of str
        Those that the segments are told apart by.
    titles : tuple of str
        What each is called.
    variable : int array
        Position in `variables` of the one that moved the customer, or `SEGMENTS_CHANGED` where the customer would
        have stayed with the old segments, or `NO_SINGLE_VARIABLE`.
    before, after : str arrays
        Its values, in the user's units; empty where there is no such variable, or no value.
    is_guess : bool
        No model says which variables the segments are told apart by.
    """

    variables: tuple[str, ...]
    titles: tuple[str, ...]
    variable: Positions
    before: Texts
    after: Texts
    is_guess: bool

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many customers each variable moved, by its title, most first; those that moved nobody are left out."""
        numbers = np.bincount(self.variable[self.variable >= 0], minlength=len(self.variables)).tolist()
        ranked = sorted(zip(self.titles, numbers, strict=True), key=lambda pair: -pair[1])
        return tuple((title, n) for title, n in ranked if n)

    @property
    def segments_changed(self) -> int:
        """Number of customers who would have stayed with the old segments."""
        return int((self.variable == SEGMENTS_CHANGED).sum())

    @property
    def no_single_variable(self) -> int:
        """Number of customers whose move no variable explains."""
        return int((self.variable == NO_SINGLE_VARIABLE).sum())

    def names(self) -> list[str]:
        """Return the variable that moved each customer, an empty text where it is none."""
        return ["" if at < 0 else self.variables[at] for at in self.variable.tolist()]

    def sentences(self, most: int | None = None) -> list[Message]:
        """Return why each customer moved, in words; of the first `most` only, where that is given."""
        found: list[Message] = []
        for at, before, after in zip(
            self.variable[:most].tolist(),
            self.before[:most].tolist(),
            self.after[:most].tolist(),
            strict=True,
        ):
            if at == SEGMENTS_CHANGED:
                found.append(say("the segments changed, not the customer"))
            elif at == NO_SINGLE_VARIABLE:
                found.append(say("no single variable"))
            else:
                found.append(
                    say(
                        "{variable}: {before} → {after}",
                        variable=self.titles[at],
                        before=before or str(say("empty")),
                        after=after or str(say("empty")),
                    )
                )
        return found


def find_reasons(
    old: Side, new: Side, values: SharedValues, rows: tuple[Positions, Positions], keys: tuple[Texts, Texts]
) -> Reasons:
    """Return why customers moved.

    Of the variables that form the segments it is the one whose change between the two sides, in prepared units,
    contributes most to the way from the middle of the old segment to that of the new one: for the nearest centre that
    is by how much its change alone brought the new centre nearer than the old one. Of RFM rules it is the condition
    that no longer holds. Whoever the old segments would have kept did not move: the segments did.

    Parameters
    ----------
    old, new : Side
    values : SharedValues
    rows : two int arrays of shape (n_moved,)
        Rows of the old and the new side of the customers who moved.
    keys : two str arrays of shape (n_moved,)
        Their old and new segments.
    """
    before = [_taken(values.old[name], rows[0]) for name in values.variables]
    after = [_taken(values.new[name], rows[1]) for name in values.variables]
    differs = np.column_stack([_differs(a, b) for a, b in zip(before, after, strict=True)])
    rules = None if values.model is None else values.model.assigner
    pull = (
        _pull_of_rules(rules, before, after)
        if isinstance(rules, RfmAssigner)
        else _pull_of_centres(old, new, values, rows, keys)
    )
    pull = np.where(differs, pull, -np.inf)
    strongest = pull.argmax(axis=1) if len(pull) else np.zeros(0, dtype=np.intp)
    chosen = np.where(pull[np.arange(len(pull)), strongest] > 0, strongest, NO_SINGLE_VARIABLE)
    stays = ~differs.any(axis=1)
    if values.model is None:
        stays |= _kept_by_old_model(old, new, rows[1], keys[0])
    chosen = np.where(stays, SEGMENTS_CHANGED, chosen).astype(np.intp)
    return Reasons(
        values.variables,
        tuple(values.new[name].title for name in values.variables),
        chosen,
        _texts(before, chosen),
        _texts(after, chosen),
        values.is_guess,
    )


def reason_findings(reasons: Reasons | None, n_moved: int) -> list[Message]:
    """Return what there is to say of why customers moved."""
    if not n_moved:
        return []
    if reasons is None:
        return [finding("comparison.reasons_unknown")]
    found: list[Message] = []
    if reasons.counts:
        named = [say("{variable} ({n})", variable=title, n=n) for title, n in reasons.counts[:_MOST_NAMED]]
        found.append(finding("comparison.reasons", variables=named))
    if reasons.segments_changed:
        found.append(finding("comparison.segments_changed", n=reasons.segments_changed, moved=n_moved))
    if reasons.no_single_variable:
        found.append(finding("comparison.no_single_variable", n=reasons.no_single_variable, moved=n_moved))
    if reasons.is_guess:
        found.append(finding("comparison.reasons_among", columns=list(reasons.titles)))
    return found


def _taken(column: TypedColumn, rows: Positions) -> TypedColumn:
    return replace(column, values=column.values[rows])


def _differs(before: TypedColumn, after: TypedColumn) -> Mask:
    """Return which values changed; spellings of one category are the same."""
    if before.type is ColumnType.CATEGORY:
        keys_before, keys_after = (
            np.array([*(level_key(level) for level in column.levels), ""], dtype=object)[
                column.values.astype(np.intp)
            ]
            for column in (before, after)
        )
        changed: Mask = keys_before != keys_after
        return changed
    same = (before.values == after.values) | (before.is_missing & after.is_missing)
    return np.asarray(~same, dtype=bool)


def _pull_of_centres(
    old: Side, new: Side, values: SharedValues, rows: tuple[Positions, Positions], keys: tuple[Texts, Texts]
) -> Floats:
    """Return by how much the change of each variable speaks for the new segment against the old one.

    Shape (n_moved, n_variables). The unassigned have no middle: there the size of the change decides.
    """
    change = values.new_matrix[rows[1]] - values.old_matrix[rows[0]]
    way = _centres(keys[1], new, values.new_matrix, values) - _centres(
        keys[0], old, values.old_matrix, values
    )
    nowhere = (keys[0] == UNASSIGNED_KEY) | (keys[1] == UNASSIGNED_KEY)
    way[nowhere] = change[nowhere]
    pull = np.zeros((len(change), len(values.variables)))
    at = {name: place for place, name in enumerate(values.variables)}
    for group in group_features(values.preparation):
        pull[:, at[group.variable]] += (change[:, group.columns] * way[:, group.columns]).sum(axis=1)
    return pull


def _centres(keys: Texts, side: Side, matrix: Floats, values: SharedValues) -> Floats:
    """Return the middle of each customer's segment, shape (n_moved, n_features)."""
    distinct, codes = np.unique(keys, return_inverse=True)
    if not len(distinct):
        return np.zeros((0, matrix.shape[1]))
    middles: Floats = np.array([values.centre(str(key), side, matrix) for key in distinct])[codes]
    return middles


def _pull_of_rules(rules: RfmAssigner, before: Sequence[TypedColumn], after: Sequence[TypedColumn]) -> Floats:
    """Return how many levels each score changed by, more where that change alone leads to another segment.

    Shape (n_moved, n_variables). Scores that stayed pull nowhere.
    """
    earlier, later = (counted_back(values_of(list(each)), rules.as_of) for each in (before, after))
    known = ~(np.isnan(earlier).any(axis=1) | np.isnan(later).any(axis=1))
    pull = np.zeros(earlier.shape)
    earlier, later = earlier[known], later[known]
    scores = [score(values, rules.thresholds) for values in (earlier, later)]
    segment = rules.cells[cell_of(scores[0], rules.thresholds)]
    for place in range(earlier.shape[1]):
        was, now = scores[0][place], scores[1][place]
        if was is None or now is None:
            continue
        alone = earlier.copy()
        alone[:, place] = later[:, place]
        elsewhere = rules.cells[cell_of(score(alone, rules.thresholds), rules.thresholds)] != segment
        # No score has more than nine levels.
        pull[known, place] = np.abs(now - was) + 10 * (elsewhere & (now != was))
    # Whoever lacks a value is in no cell: what is empty on one side only decides.
    pull[~known] = 1.0
    return pull


def _kept_by_old_model(old: Side, new: Side, rows: Positions, segments: Texts) -> Mask:
    """Return who would have stayed where the old segments are asked with the values of the new side."""
    nobody = np.zeros(len(rows), dtype=bool)
    model = None if old.known is None else old.known.model
    if model is None or new.known is None or not len(rows):
        return nobody
    columns = {
        column.name: _taken(column, rows) for column in new.known.columns if column.name in model.variables
    }
    if any(name not in columns or columns[name].type is not model.types[name] for name in model.variables):
        return nobody
    # What is computed from other columns has been computed.
    placed = assign_customers(replace(model, computation=Computation()), columns)
    kept: Mask = placed.assignment.labels.astype(str) == segments
    return kept


def _texts(columns: Sequence[TypedColumn], chosen: Positions) -> Texts:
    """Return the value of each customer's variable as a text."""
    found = np.full(len(chosen), "", dtype=object)
    for place, column in enumerate(columns):
        rows = np.flatnonzero(chosen == place)
        found[rows] = [value_text(column, row) for row in rows.tolist()]
    return found.astype(str)


def value_text(column: TypedColumn, row: int) -> str:
    """Return one value as it is written down: the shortest exact number, an ISO date, a category; empty for none."""
    value = column.values[row]
    if column.is_missing[row]:
        return ""
    if column.type is ColumnType.DATE:
        return str(value).removesuffix("T00:00:00")
    if column.type is ColumnType.YES_NO:
        return (column.format.yes if value else column.format.no) or ("1" if value else "0")
    if column.type is not ColumnType.NUMBER:
        return column.levels[int(value)]
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 2**53 else repr(number)
