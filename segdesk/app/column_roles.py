"""Giving a column another role: from what the user asks for to the settings that say so."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from segdesk.engine.data.table import Role
from segdesk.errors import UsageError
from segdesk.messages import say

if TYPE_CHECKING:
    from segdesk.engine.recipe.recipe import Recipe
    from segdesk.engine.schema.inspection import Inspection


def settings_for(
    inspection: "Inspection", recipe: "Recipe", names: Sequence[str], role: Role
) -> dict[str, Any]:
    """Return the settings that give columns a role and leave all other columns as they are.

    From the first such change on `use` lists every column that forms segments, so that what is shown is what the
    recipe says.

    Parameters
    ----------
    inspection : Inspection
        Of one row per customer, with the roles in force.
    recipe : Recipe
        In force.
    names : sequence of str
        Of the columns; only one can be the identifier.
    role : Role

    Returns
    -------
    dict of str to object
        For `Recipe.with_settings`.

    Raises
    ------
    UsageError
        If no column would be left to form segments, several would identify the customers, or the customers were made
        from purchases by one of these columns or would be identified by another than that.
    """
    # Loaded when a role is given: the window shows before it.
    from segdesk.engine.schema.outcomes import named_outcomes

    schema, spec = inspection.schema, recipe.columns
    identifier = next(iter(schema.names(Role.IDENTIFIER)), None)
    if role is Role.IDENTIFIER and len(names) > 1:
        raise UsageError(say("Only one column can identify the customers."), mend=say("Choose one of them."))
    if schema.kind == "transactions" and (
        (role is Role.IDENTIFIER and names[0] != identifier)
        or (role is not Role.IDENTIFIER and identifier in names)
    ):
        raise UsageError(
            say("“{column}” identifies the customers of these orders.", column=identifier),
            mend=say("To change that, open the file again and choose another customer column."),
        )
    forms = [each for each in schema.names(Role.SEGMENTATION) if each not in names]
    if role is Role.SEGMENTATION:
        forms = [each for each in inspection.table.names if each in forms or each in names]
    if not forms:
        raise UsageError(
            say("Without “{column}” no column is left to form segments.", column=names[0])
            if len(names) == 1
            else say("Without {columns} no column is left to form segments.", columns=list(names)),
            mend=say("Choose another column to form segments first."),
        )
    describe = [each for each in spec.describe if each not in names]
    ignore = [each for each in spec.ignore if each not in names]
    # What is said of other outcomes stays, with the value that counts.
    outcome = [
        entry for entry in spec.outcome if not set(names) & set(named_outcomes((entry,), inspection.columns))
    ]
    if role is Role.OUTCOME:
        outcome.extend(names)
    if role is Role.DESCRIPTOR:
        describe.extend(names)
    if role is Role.IGNORED:
        ignore.extend(names)
    chosen = spec.id if spec.id not in names else None
    if role is Role.IDENTIFIER and schema.kind != "transactions":
        chosen = names[0]
    return {
        "use": tuple(forms),
        "describe": tuple(describe),
        "outcome": tuple(outcome),
        "ignore": tuple(ignore),
        "id": chosen,
    }
