"""Find the rules of all segments, and measure them."""

from collections.abc import Sequence

import numpy as np

from segdesk.engine.data.arrays import Floats, Labels, Mask, Positions
from segdesk.engine.data.row_order import even_sample
from segdesk.engine.data.table import Table, TypedColumn
from segdesk.engine.rules.condition import Condition
from segdesk.engine.rules.offers import offered_conditions
from segdesk.engine.rules.rule import Rule, fits
from segdesk.engine.rules.search import Float32s, search
from segdesk.messages import say
from segdesk.progress import Progress, part, silent
from segdesk.threads import in_background

# Below this precision on customers that had no say in making it, a rule is none.
LEAST_HELD_OUT = 0.7

# A segment of fewer customers leaves too few to check its rule on.
FEWEST = 10

_FOLDS = 5
_MOST_ROWS = 10_000


def find_rules(
    table: Table,
    columns: Sequence[TypedColumn],
    labels: Labels,
    seed: int = 0,
    progress: Progress = silent,
) -> dict[int, Rule]:
    """Return a short rule for each segment that has one.

    The search sees up to 10,000 rows, a sample beyond; the figures are of all rows. For the held-out precision the
    search is repeated five times without a fifth of the rows each, and what each of these rules is right about in
    the fifth that it has not seen is added up. Where to cut is chosen from the columns alone, without their labels.

    Parameters
    ----------
    table : Table
        With the columns as written.
    columns : sequence of TypedColumn
        That rules may speak of, the most telling first.
    labels : int32 array of shape (n_rows,)
        1..k, 0 for the unassigned, who count as matching when a rule fits them.
    seed : int
    progress : Progress

    Returns
    -------
    dict of int to Rule
        By number of the segment. A rule that is right about under 70% of the customers held out is left out, and so
        are those of segments of under ten customers, or of all.
    """
    conditions = [c for column in columns for c in offered_conditions(table.column(column.name), column)]
    numbers = [
        number for number, size in enumerate(np.bincount(labels)) if number and FEWEST <= size < len(labels)
    ]
    if not conditions or not numbers:
        return {}
    stage = say("Looking for short rules")
    progress(stage, 0.0)
    order = in_background(lambda: _canonical(columns, labels), stage, part(progress, 0, 0))
    rows = order[even_sample(len(order), _MOST_ROWS, seed)]
    masks = _masks(conditions, columns, rows)
    inside = np.stack([labels[rows] == number for number in numbers], axis=1).astype(np.float32)
    hits, matching = _held_out(masks, inside, _folds(labels[rows], seed), progress)
    rules = {}
    for segment, chosen in enumerate(search(masks, inside, np.ones(len(rows), dtype=np.float32))):
        if not chosen or hits[segment] < LEAST_HELD_OUT * matching[segment] or not matching[segment]:
            continue
        taken = [conditions[place] for place in sorted(chosen)]
        found = fits(taken, columns)
        held_out = float(hits[segment] / matching[segment])
        rules[numbers[segment]] = _measured(taken, found, labels == numbers[segment], held_out)
    return rules


def _held_out(
    masks: Float32s, inside: Float32s, fold: Positions, progress: Progress
) -> tuple[Floats, Floats]:
    """Return how many customers kept aside matched the rule of their own segment, and how many matched it at all."""
    hits, matching = np.zeros(inside.shape[1]), np.zeros(inside.shape[1])
    for number in range(_FOLDS):
        progress(say("Looking for short rules"), number / (_FOLDS + 1))
        apart = (fold == number).astype(np.float32)
        for segment, chosen in enumerate(search(masks, inside, 1 - apart)):
            if chosen:
                fitting = masks[list(chosen)].prod(axis=0) * apart
                hits[segment] += float(fitting @ inside[:, segment])
                matching[segment] += float(fitting.sum())
    return hits, matching


def _measured(taken: list[Condition], found: Mask, inside: Mask, held_out: float) -> Rule:
    hits, matching = int((found & inside).sum()), int(found.sum())
    return Rule(tuple(taken), matching, hits / matching, hits / int(inside.sum()), held_out)


def _canonical(columns: Sequence[TypedColumn], labels: Labels) -> Positions:
    """Return positions that sort the rows by label and values: rows equal in all of them are interchangeable."""
    keys = [column.values.astype(np.float64) for column in reversed(columns)]
    return np.lexsort([*keys, labels.astype(np.float64)])


def _masks(conditions: list[Condition], columns: Sequence[TypedColumn], rows: Positions) -> Float32s:
    """Return which rows each condition fits, shape (n_conditions, n_rows)."""
    by_name = {column.name: column for column in columns}
    masks = np.empty((len(conditions), len(rows)), dtype=np.float32)
    for place, condition in enumerate(conditions):
        masks[place] = condition.fits(by_name[condition.column])[rows]
    return masks


def _folds(labels: Labels, seed: int) -> Positions:
    """Return the fifth that each row is in; each segment, whose rows are side by side, is dealt out evenly."""
    fold = np.empty(len(labels), dtype=np.intp)
    generator = np.random.default_rng([seed, len(labels)])
    for number in np.unique(labels):
        members = np.flatnonzero(labels == number)
        fold[generator.permutation(members)] = np.arange(len(members)) % _FOLDS
    return fold
