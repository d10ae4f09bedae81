"""Would customers be in another segment if their empty cells had been filled another way?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from segdesk.engine.assigners.assigner import Assigner
from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import TypedColumn
from segdesk.engine.preparation.apply import apply_preparation, as_number
from segdesk.engine.preparation.donors import fit_donors
from segdesk.engine.preparation.steps import CategoryStep, NumberStep, Preparation
from segdesk.messages import Message

# Customers with empty cells of whom so many move make a segmentation that hangs on guesses.
MANY_MOVED = 0.1


@dataclass(frozen=True)
class ImputationSensitivity:
    """What filling empty cells another way would change.

    Attributes
    ----------
    customers : int
        With an empty cell that was filled with a number.
    moved : int
        Of them, those who would then be in another segment.
    borrowed : bool
        The cells were filled from the most similar customers, and for comparison with the usual value; else the other
        way round.
    """

    customers: int
    moved: int
    borrowed: bool


def imputation_sensitivity(
    columns: Mapping[str, TypedColumn],
    preparation: Preparation,
    assigner: Assigner,
    rows: Positions,
    matrix: Floats,
    seed: int,
) -> ImputationSensitivity | None:
    """Fill empty numbers the other way, place these customers again, and count who moves.

    Numbers that were filled with one value for all (the median, say) are taken from the five most similar customers
    instead, and the other way round; scales, fences and segments stay as they are.

    Parameters
    ----------
    columns : mapping of str to TypedColumn
        Every variable of the preparation.
    preparation : Preparation
    assigner : Assigner
    rows : int array of shape (n_rows,)
        Rows of the table that are in segments.
    matrix : float64 array of shape (n_rows, n_features)
        These rows as they were prepared.
    seed : int
        Of the recipe.

    Returns
    -------
    ImputationSensitivity or None
        None where no number was filled in.
    """
    numbers = {step.name: step for step in preparation.steps if isinstance(step, NumberStep)}
    guessed = [name for name, step in numbers.items() if step.missing in ("fill", "knn")]
    empty = np.zeros(len(rows), dtype=bool)
    for name in guessed:
        empty |= columns[name].is_missing[rows]
    if not empty.any():
        return None
    borrowed = any(numbers[name].missing == "knn" for name in guessed)
    if borrowed:
        other = replace(preparation, steps=tuple(_with(step, "knn", "fill") for step in preparation.steps))
    else:
        values = {name: as_number(columns[name], step.order) for name, step in numbers.items()}
        other = replace(
            preparation,
            steps=tuple(_with(step, "fill", "knn") for step in preparation.steps),
            donors=fit_donors(values, seed),
        )
    # Limits on size may have moved customers: what counts is where the assigner puts them, both times.
    before = assigner.labels(matrix[empty])
    moved = assigner.labels(apply_preparation(other, columns).matrix[rows[empty]]) != before
    return ImputationSensitivity(int(empty.sum()), int(moved.sum()), borrowed)


def _with(
    step: NumberStep | CategoryStep, now: Literal["fill", "knn"], then: Literal["fill", "knn"]
) -> NumberStep | CategoryStep:
    if isinstance(step, NumberStep) and step.missing == now:
        return replace(step, missing=then)
    return step


def is_sensitive(sensitivity: ImputationSensitivity) -> bool:
    """Return whether so many customers would move that it must be said first."""
    return sensitivity.moved > MANY_MOVED * sensitivity.customers and sensitivity.moved > 1


def imputation_finding(sensitivity: ImputationSensitivity) -> Message:
    """Return what filling another way would change."""
    share = sensitivity.moved / sensitivity.customers
    if sensitivity.borrowed:
        return finding(
            "imputation.borrowed_against_usual", n=sensitivity.customers, moved=sensitivity.moved, share=share
        )
    return finding(
        "imputation.usual_against_borrowed", n=sensitivity.customers, moved=sensitivity.moved, share=share
    )
