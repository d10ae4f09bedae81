"""The values that both sides of a comparison know, prepared alike, so that a change can be measured."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from segdesk.engine.comparison.side import KnownValues, Side
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import TypedColumn
from segdesk.engine.prediction.model import Model
from segdesk.engine.preparation.apply import apply_preparation
from segdesk.engine.preparation.fit import fit_preparation
from segdesk.engine.preparation.steps import Preparation
from segdesk.engine.recipe.preparation import PrepareSpec


@dataclass(frozen=True, eq=False)
class SharedValues:
    """Both sides' values of the variables that form the segments.

    Attributes
    ----------
    old, new : mapping of str to TypedColumn
        By variable; a row per customer of the side.
    preparation : Preparation
        Of the new side's model, else of the old one's, else fitted on the old side.
    old_matrix, new_matrix : float64 arrays of shape (n_customers, n_features)
        Prepared values.
    model : Model or None
        What both sides were placed with, where that is one and the same.
    is_guess : bool
        No model says which columns form the segments: they are those of both sides that could.
    """

    old: Mapping[str, TypedColumn]
    new: Mapping[str, TypedColumn]
    preparation: Preparation
    old_matrix: Floats
    new_matrix: Floats
    model: Model | None
    is_guess: bool

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the variables, in the order of the preparation."""
        return self.preparation.names

    def centre(self, key: str, side: Side, matrix: Floats) -> Floats:
        """Return the middle of a segment of one side in prepared units, shape (n_features,).

        With one model for both sides it is the model's, which the customers were placed by.
        """
        if self.model is not None and key.isdecimal() and 1 <= int(key) <= len(self.model.centres):
            middle: Floats = self.model.centres[int(key) - 1]
            return middle
        mean: Floats = matrix[side.segments == key].mean(axis=0)
        return mean


def shared_values(old: Side, new: Side) -> SharedValues | None:
    """Return what both sides know of the variables that form the segments; None where that is nothing."""
    if old.known is None or new.known is None:
        return None
    here = {column.name: column for column in old.known.columns}
    there = {column.name: column for column in new.known.columns}
    for known in (new.known, old.known):
        if known.model is not None and _can_prepare(known.model, here) and _can_prepare(known.model, there):
            both = known.model if _same_model(old.known, new.known) else None
            return _prepared(known.model.preparation, here, there, both, is_guess=False)
    names = [name for name, column in here.items() if name in there and _measurable(column, there[name])]
    if not names:
        return None
    fitted = fit_preparation({name: here[name] for name in names}, PrepareSpec(), 0)
    return _prepared(fitted.preparation, here, there, None, is_guess=True)


def _prepared(
    preparation: Preparation,
    here: Mapping[str, TypedColumn],
    there: Mapping[str, TypedColumn],
    model: Model | None,
    is_guess: bool,
) -> SharedValues:
    old = {name: here[name] for name in preparation.names}
    new = {name: there[name] for name in preparation.names}
    return SharedValues(
        old,
        new,
        preparation,
        apply_preparation(preparation, old).matrix,
        apply_preparation(preparation, new).matrix,
        model,
        is_guess,
    )


def _can_prepare(model: Model, columns: Mapping[str, TypedColumn]) -> bool:
    """Return whether columns hold the variables of a model, of the types that it knows."""
    return all(
        name in columns and columns[name].type is model.types.get(name, columns[name].type)
        for name in model.variables
    )


def _measurable(old: TypedColumn, new: TypedColumn) -> bool:
    """Return whether a change between two columns can be measured, and there is one to measure by."""
    return old.type is new.type and old.n_distinct > 1 and new.n_missing < len(new.values)


def _same_model(old: KnownValues, new: KnownValues) -> bool:
    """Return whether both sides were placed with the same model, read from one file or from copies of it."""
    if old.model is None or new.model is None:
        return False
    return old.model is new.model or (
        old.model.preparation == new.model.preparation
        and type(old.model.assigner) is type(new.model.assigner)
        and np.array_equal(old.model.centres, new.model.centres)
        and np.array_equal(old.model.limits, new.model.limits)
    )
