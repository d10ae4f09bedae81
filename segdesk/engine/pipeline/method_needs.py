"""Which methods need something that a table does not hold."""

from collections.abc import Mapping

from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.method_choices import capabilities, method_names
from segdesk.engine.schema.inspection import Inspection
from segdesk.engine.transactions.purchases import Purchases, under_rules
from segdesk.errors import InputError
from segdesk.messages import Message, say


def methods_in_want(
    inspection: Inspection, spec: ColumnsSpec, purchases: Purchases | None
) -> Mapping[str, Message]:
    """Return the methods that cannot be used of a table, each with a sentence that says why.

    Parameters
    ----------
    inspection : Inspection
        Customers, with the roles in force.
    spec : ColumnsSpec
        Of the recipe.
    purchases : Purchases or None
        That the customers were made of.
    """
    found: dict[str, Message] = {}
    forming = set(inspection.schema.names(Role.SEGMENTATION))
    has_categories = any(
        column.type in (ColumnType.CATEGORY, ColumnType.YES_NO)
        for column in inspection.columns
        if column.name in forming
    )
    for name in method_names():
        method = capabilities(name)
        if method.needs_categories and not has_categories:
            found[name] = say(
                "{method} needs a category among the columns that form segments.", method=method.label
            )
        elif method.by_rules and purchases is None and not _has_rfm_columns(inspection, spec):
            found[name] = say(
                "{method} needs purchases, or columns of recency and number of orders.", method=method.label
            )
    return found


def _has_rfm_columns(inspection: Inspection, spec: ColumnsSpec) -> bool:
    try:
        return under_rules(inspection, spec, by_rules=True).schema.rfm is not None
    except InputError:
        # Named, but not there or of another kind.
        return False
