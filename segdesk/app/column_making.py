"""What the user makes of columns, as settings: conditions, computed columns, merged values, orders."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from segdesk.engine.expressions.conditions import joined
from segdesk.engine.expressions.evaluate import columns_named
from segdesk.engine.expressions.parser import conjuncts, parse
from segdesk.engine.recipe.columns import ORDERED, type_entry
from segdesk.engine.recipe.computed import DerivedColumn, MergedLevels
from segdesk.engine.recipe.labels import ColumnLabel
from segdesk.errors import UsageError
from segdesk.messages import say

if TYPE_CHECKING:
    from segdesk.engine.recipe.recipe import Recipe


def conditions_of(recipe: "Recipe") -> tuple[str, ...]:
    """Return the conditions that customers must fulfil to take part, each as it is written."""
    return () if recipe.columns.condition() is None else conjuncts(recipe.columns.where or "")


def with_conditions(conditions: Sequence[str]) -> dict[str, Any]:
    """Return the settings with which these conditions decide who takes part.

    Raises
    ------
    UsageError
        If one cannot be understood.
    """
    return {"where": joined(conditions) if conditions else None}


def with_computed(recipe: "Recipe", column: DerivedColumn, instead_of: str | None = None) -> dict[str, Any]:
    """Return the settings with a computed column more, or another in the place of one.

    Parameters
    ----------
    recipe : Recipe
        In force.
    column : DerivedColumn
    instead_of : str, optional
        Name of the computed column that it takes the place of.
    """
    spec = recipe.columns
    if instead_of is None:
        derived = (*spec.derived, column)
    else:
        derived = tuple(column if each.name == instead_of else each for each in spec.derived)
    settings: dict[str, Any] = {"derived": derived}
    # Where the user says which columns form the segments, a new one is meant to.
    if spec.use and instead_of is None:
        settings["use"] = (*spec.use, column.name)
    if instead_of is not None and instead_of != column.name:
        _refuse_in_use(recipe, instead_of)
        settings.update(_renamed(recipe, instead_of, (column.name,)))
    return settings


def without_computed(recipe: "Recipe", name: str) -> dict[str, Any]:
    """Return the settings without a computed column.

    Raises
    ------
    UsageError
        If another computed column or the condition uses it.
    """
    _refuse_in_use(recipe, name)
    derived = tuple(each for each in recipe.columns.derived if each.name != name)
    return {"derived": derived, **_renamed(recipe, name, ())}


def with_merged(recipe: "Recipe", column: str, merges: Sequence[MergedLevels]) -> dict[str, Any]:
    """Return the settings with these values of a column merged, in place of what was merged before."""
    others = tuple(each for each in recipe.columns.merged if each.column.casefold() != column.casefold())
    return {"merged": (*others, *merges)}


def with_order(recipe: "Recipe", column: str, order: Sequence[str]) -> dict[str, Any]:
    """Return the settings with the values of a category in this order, from low to high."""
    spec = recipe.columns
    others = [entry for entry, known in zip(spec.type, spec.types(), strict=True) if known != column]
    return {"type": (*others, type_entry(column, ORDERED, order))}


def with_label(recipe: "Recipe", label: ColumnLabel) -> dict[str, Any]:
    """Return the settings with what a column is called and means, in place of what was said of it before."""
    others = tuple(
        each for each in recipe.columns.labels if each.column.casefold() != label.column.casefold()
    )
    return {"labels": others if label == ColumnLabel(label.column) else (*others, label)}


def _refuse_in_use(recipe: "Recipe", name: str) -> None:
    for each in recipe.columns.derived:
        if each.name != name and _names(each.formula, name):
            raise UsageError(
                say("“{column}” is computed from “{name}”.", column=each.name, name=name),
                mend=say("Remove or change “{column}” first.", column=each.name),
            )
    condition = recipe.columns.where or ""
    if recipe.columns.condition() is not None and _names(condition, name):
        raise UsageError(
            say("The condition {condition} looks at “{name}”.", condition=condition, name=name),
            mend=say("Take the condition away first."),
        )


def _names(expression: str, column: str) -> bool:
    return column.casefold() in {name.strip().casefold() for name in columns_named(parse(expression))}


def _renamed(recipe: "Recipe", name: str, to: tuple[str, ...]) -> dict[str, Any]:
    """Return the roles with a column under other names, or none."""
    spec = recipe.columns
    roles = {"use": spec.use, "describe": spec.describe, "ignore": spec.ignore}
    return {
        role: tuple(new for each in names for new in (to if each == name else (each,)))
        for role, names in roles.items()
        if name in names
    }
