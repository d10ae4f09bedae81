"""The columns of customers whom a model placed, as the model saw them."""

from dataclasses import replace

from segdesk.engine.data.table import TypedColumn
from segdesk.engine.prediction.matching import match_variables
from segdesk.engine.prediction.predict import Prediction
from segdesk.engine.prediction.units import in_units_of_model
from segdesk.engine.schema.computed import compute_again


def variables_of(prediction: Prediction) -> tuple[TypedColumn, ...]:
    """Return the columns of placed customers: under the names and in the units of the model, what it computes behind.

    The table's other columns stand behind them.
    """
    model = prediction.model
    sources = match_variables(prediction.table, model)
    typed = {column.name: column for column in prediction.columns}
    named = {name: replace(typed[source], name=name) for name, source in sources.items()}
    columns, _ = in_units_of_model(named, model)
    made, _ = compute_again(model.computation, tuple(columns.values()))
    taken = {*sources.values(), *(column.name for column in made)}
    return (*made, *(column for column in prediction.columns if column.name not in taken))
