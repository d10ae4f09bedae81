"""Giving a column another role: from what the user asks for to the settings that say so."""

from typing import TYPE_CHECKING, Any

from segdesk.engine.data.table import Role
from segdesk.errors import UsageError
from segdesk.messages import say

if TYPE_CHECKING:
    from segdesk.engine.recipe.recipe import Recipe
    from segdesk.engine.schema.inspection import Inspection


def settings_for(inspection: "Inspection", recipe: "Recipe", name: str, role: Role) -> dict[str, Any]:
    """Return the settings that give a column a role and leave all other columns as they are.

    From the first such change on `use` lists every column that forms segments, so that what is shown is what the
    recipe says.

    Parameters
    ----------
    inspection : Inspection
        Of one row per customer, with the roles in force.
    recipe : Recipe
        In force.
    name : str
        Of the column.
    role : Role

    Returns
    -------
    dict of str to object
        For `Recipe.with_settings`.

    Raises
    ------
    UsageError
        If no column would be left to form segments, or the customers were made from purchases by this column or
        would be identified by another than that.
    """
    # Loaded when a role is given: the window shows before it.
    from segdesk.engine.schema.outcomes import named_outcomes

    schema, spec = inspection.schema, recipe.columns
    identifier = next(iter(schema.names(Role.IDENTIFIER)), None)
    if schema.kind == "transactions" and (role is Role.IDENTIFIER) != (name == identifier):
        raise UsageError(
            say("“{column}” identifies the customers of these orders.", column=identifier),
            mend=say("To change that, open the file again and choose another customer column."),
        )
    forms = [each for each in schema.names(Role.SEGMENTATION) if each != name]
    if role is Role.SEGMENTATION:
        forms = [each for each in inspection.table.names if each in forms or each == name]
    if not forms:
        raise UsageError(
            say("Without “{column}” no column is left to form segments.", column=name),
            mend=say("Choose another column to form segments first."),
        )
    describe = [each for each in spec.describe if each != name]
    ignore = [each for each in spec.ignore if each != name]
    # What is said of other outcomes stays, with the value that counts.
    outcome = [entry for entry in spec.outcome if name not in named_outcomes((entry,), inspection.columns)]
    if role is Role.OUTCOME:
        outcome.append(name)
    if role is Role.DESCRIPTOR:
        describe.append(name)
    if role is Role.IGNORED:
        ignore.append(name)
    chosen = spec.id if spec.id != name else None
    if role is Role.IDENTIFIER and schema.kind != "transactions":
        chosen = name
    return {
        "use": tuple(forms),
        "describe": tuple(describe),
        "outcome": tuple(outcome),
        "ignore": tuple(ignore),
        "id": chosen,
    }
