"""Roles that a recipe keeps because they were found when it was filled in: their reasons are those of the file at hand.

A recipe that a run wrote names every column. Run again, nobody chose them; where the file would have been understood in
the same way, the reason is what it was, and elsewhere the recipe is.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from segdesk.engine.data.column_matching import match_columns, match_names
from segdesk.engine.data.finding import Finding, finding
from segdesk.engine.data.table import TypedColumn
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.schema.outcomes import named_outcomes
from segdesk.messages import Message

_KEPT = "roles.as_in_recipe"


def kept_reason() -> Message:
    """Return the reason of what the recipe keeps against what the file suggests."""
    return finding(_KEPT)


def is_kept(reason: Message) -> bool:
    """Return whether the recipe is the reason."""
    return isinstance(reason, Finding) and reason.code == _KEPT


def with_reasons_of_found_roles(
    choices: tuple[ColumnChoice, ...],
    columns: Sequence[TypedColumn],
    spec: ColumnsSpec,
    choose: Callable[[ColumnsSpec], tuple[ColumnChoice, ...]],
) -> tuple[ColumnChoice, ...]:
    """Return the choices; a role that was found has its own reason where it would be found again.

    Parameters
    ----------
    choices : tuple of ColumnChoice
        By the spec.
    columns : sequence of TypedColumn
    spec : ColumnsSpec
    choose : callable
        Returns the choices by another spec.
    """
    if not spec.found:
        return choices
    found = set(spec.found)
    asked = spec.as_asked()
    kept = {
        exact
        for names in (spec.use, spec.describe, spec.ignore)
        for name, exact in zip(names, match_columns(names, columns), strict=True)
        if name in found
    }
    kept |= set(named_outcomes(spec.outcome, columns)) - set(named_outcomes(asked.outcome, columns))
    return tuple(
        choice
        if choice.name not in kept
        else own
        if _agree(choice, own)
        else replace(choice, reason=kept_reason())
        for choice, own in zip(choices, choose(asked), strict=True)
    )


def without_absent_features(spec: ColumnsSpec, columns: Sequence[TypedColumn]) -> ColumnsSpec:
    """Return the spec without features that only described, or were left out, and are not made of these purchases.

    Nobody asked for them: a category that nothing was bought of has no share.

    Parameters
    ----------
    spec : ColumnsSpec
    columns : sequence of TypedColumn
        Made of purchases.
    """
    present = [column.name for column in columns]
    absent = {name for name in spec.found if name not in match_names((name,), present).found}
    return replace(
        spec,
        describe=tuple(name for name in spec.describe if name not in absent),
        ignore=tuple(name for name in spec.ignore if name not in absent),
    )


def _agree(choice: ColumnChoice, own: ColumnChoice) -> bool:
    same_case = (choice.case and choice.case.value) == (own.case and own.case.value)
    return choice.role is own.role and same_case


def names_found(
    spec: ColumnsSpec, filled_in: Sequence[str], columns: Sequence[TypedColumn]
) -> tuple[str, ...]:
    """Return those of the columns that a filled-in recipe names whose role nobody asked for.

    Parameters
    ----------
    spec : ColumnsSpec
        As it was before.
    filled_in : sequence of str
        Names of columns.
    columns : sequence of TypedColumn
    """
    asked = spec.as_asked()
    named = match_columns((*asked.use, *asked.describe, *asked.ignore), columns)
    chosen = {*named, *named_outcomes(asked.outcome, columns)}
    return tuple(name for name in filled_in if name not in chosen)
