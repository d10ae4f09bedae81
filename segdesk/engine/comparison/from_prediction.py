"""The customers whom a model placed as one side of a comparison."""

import numpy as np

from segdesk.engine.comparison.side import UNASSIGNED_KEY, Side, checked_identifiers, known_values
from segdesk.engine.data.column_matching import match_names
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.prediction.predict import Prediction
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.computed import compute_again
from segdesk.errors import InputError, Where
from segdesk.messages import say


def side_of_prediction(
    prediction: Prediction, title: str, recipe: Recipe, identifier: str | None, value: str | None
) -> Side:
    """Return the customers who take part, with the segments that the model gives them.

    Parameters
    ----------
    prediction : Prediction
    title : str
        What the side is called.
    recipe : Recipe
        What the model was made with; says which columns identify customers and hold money unless that is said here.
    identifier, value : str or None

    Raises
    ------
    InputError
        If the columns are not there, or customers cannot be told apart.
    """
    table, model = prediction.table, prediction.model
    file = table.source.path.name
    identifier = identifier or recipe.columns.id
    found = match_names(tuple(name for name in (identifier, value) if name), table.names).found
    if identifier is None or identifier not in found:
        raise InputError(
            say("Which column identifies a customer can't be told.")
            if identifier is None
            else say("There is no column “{column}”.", column=identifier),
            where=Where(file=file),
            mend=say("Name it with --id."),
        )
    if value is not None and value not in found:
        raise InputError(
            say("There is no column “{column}”.", column=value),
            where=Where(file=file),
            mend=say("Check the name in --value."),
        )
    identifier = found[identifier]
    rows = np.flatnonzero(prediction.placed.participants)
    known = match_names((recipe.columns.value,), table.names).found if recipe.columns.value else {}
    money_column = found.get(value or "") or known.get(recipe.columns.value or "")
    money = next((c for c in prediction.columns if c.name == money_column), None)
    has_money = money is not None and money.type is ColumnType.NUMBER
    return Side(
        title,
        checked_identifiers(table.column(identifier).cells()[rows], file, identifier),
        prediction.placed.assignment.labels[rows].astype(str),
        {
            UNASSIGNED_KEY: str(finding("segments.unassigned")),
            **{str(i): name for i, name in enumerate(model.names, start=1)},
        },
        money.values[rows].astype(np.float64) if money is not None and has_money else None,
        recipe,
        value_column=money.name if money is not None and has_money else None,
        known=known_values(variables_of(prediction), model, rows),
    )


def variables_of(prediction: Prediction) -> tuple[TypedColumn, ...]:
    """Return the columns of placed customers: under the names and in the units of the model, what it computes behind.

    The table's other columns stand behind them.
    """
    made, _ = compute_again(prediction.model.computation, prediction.inputs)
    taken = {*prediction.sources.values(), *(column.name for column in made)}
    return (*made, *(column for column in prediction.columns if column.name not in taken))
