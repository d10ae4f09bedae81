"""Saying what a column holds: from what the user asks for to the settings that say so."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.recipe.columns import type_entry

if TYPE_CHECKING:
    from segdesk.engine.recipe.recipe import Recipe
    from segdesk.engine.schema.inspection import Inspection

_NEVER_FORM = (ColumnType.TEXT, ColumnType.IDENTIFIER)


def type_settings(
    inspection: "Inspection", recipe: "Recipe", names: Sequence[str], kind: ColumnType
) -> dict[str, Any]:
    """Return the settings that give columns a type and leave all other columns as they are.

    Parameters
    ----------
    inspection : Inspection
        Of the table as read.
    recipe : Recipe
        In force.
    names : sequence of str
        Of the columns.
    kind : ColumnType

    Returns
    -------
    dict of str to object
        For `Recipe.with_settings`.
    """
    spec = recipe.columns
    others = [entry for entry, known in zip(spec.type, spec.types(), strict=True) if known not in names]
    settings: dict[str, Any] = {"type": (*others, *(type_entry(name, kind) for name in names))}
    if spec.value in names and kind is not ColumnType.NUMBER:
        settings["value"] = None
    # Of purchases, the user names the columns that are made of them.
    if spec.use and inspection.schema.kind == "customers":
        # Texts and identifiers cannot form segments; what the user calls an amount or a category shall.
        roles = {each.name: each.role for each in inspection.schema.choices}
        forms = [each for each in spec.use if each not in names]
        if kind not in _NEVER_FORM:
            forms += [name for name in names if roles[name] in (Role.SEGMENTATION, Role.IGNORED)]
        settings["use"] = tuple(forms)
    return settings
