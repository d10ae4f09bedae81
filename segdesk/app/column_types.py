"""Saying what a column holds: from what the user asks for to the settings that say so."""

from typing import TYPE_CHECKING, Any

from segdesk.engine.data.table import ColumnType, Role

if TYPE_CHECKING:
    from segdesk.engine.recipe.recipe import Recipe
    from segdesk.engine.schema.inspection import Inspection

_NEVER_FORM = (ColumnType.TEXT, ColumnType.IDENTIFIER)


def type_settings(inspection: "Inspection", recipe: "Recipe", name: str, kind: ColumnType) -> dict[str, Any]:
    """Return the settings that give a column a type and leave all other columns as they are.

    Parameters
    ----------
    inspection : Inspection
        Of the table as read.
    recipe : Recipe
        In force.
    name : str
        Of the column.
    kind : ColumnType

    Returns
    -------
    dict of str to object
        For `Recipe.with_settings`.
    """
    spec = recipe.columns
    others = [entry for entry, known in zip(spec.type, spec.types(), strict=True) if known != name]
    settings: dict[str, Any] = {"type": (*others, f"{name}={kind}")}
    if spec.value == name and kind is not ColumnType.NUMBER:
        settings["value"] = None
    # Of purchases, the user names the columns that are made of them.
    if spec.use and inspection.schema.kind == "customers":
        # Texts and identifiers cannot form segments; what the user calls an amount or a category shall.
        forms = [each for each in spec.use if each != name]
        role = next(each.role for each in inspection.schema.choices if each.name == name)
        keeps = kind not in _NEVER_FORM and role in (Role.SEGMENTATION, Role.IGNORED)
        settings["use"] = (*forms, name) if keeps else tuple(forms)
    return settings
