"""Placing the customers of a new file with a model."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from segdesk.engine.data.column_matching import match_names
from segdesk.engine.data.column_terms import TYPE_WORDS
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Table, TypedColumn
from segdesk.engine.drift.drift import Drift, find_drift
from segdesk.engine.drift.unlike import Unlike, count_unlike
from segdesk.engine.prediction.matching import match_variables, told_of_duplicates
from segdesk.engine.prediction.model import AssignedCustomers, Model, assign_customers
from segdesk.engine.prediction.units import in_units_of_model
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.computed import compute_again
from segdesk.engine.schema.inspection import inspect
from segdesk.engine.schema.titles import told_apart
from segdesk.engine.schema.types import type_columns
from segdesk.engine.transactions.purchases import summarise_purchases
from segdesk.errors import InputError, Where
from segdesk.messages import Message, say


@dataclass(frozen=True, eq=False)
class Prediction:
    """A new file with its customers placed.

    Attributes
    ----------
    table : Table
    columns : tuple of TypedColumn
        One per column of the table.
    inputs : tuple of TypedColumn
        What the model was given: under its names and in its units.
    sources : mapping of str to str
        Column of the table by input.
    model : Model
    placed : AssignedCustomers
    drift : Drift
    steps, warnings : tuple of Message
    """

    table: Table
    columns: tuple[TypedColumn, ...]
    inputs: tuple[TypedColumn, ...]
    sources: Mapping[str, str]
    model: Model
    placed: AssignedCustomers
    drift: Drift
    steps: tuple[Message, ...]
    warnings: tuple[Message, ...]


def predict(
    table: Table, model: Model, spec: ReadSpec, matches: Mapping[str, str] | None = None
) -> Prediction:
    """Place every row of a table.

    Parameters
    ----------
    table : Table
    model : Model
    spec : ReadSpec
        How the file is to be read, where the user says so.
    matches : mapping of str to str, optional
        Column of the table by variable of the model, where the names differ.

    Raises
    ------
    InputError
        If a column that the segments need is missing or holds something else.
    """
    sources = match_variables(table, model, matches)
    every = type_columns(
        table,
        spec,
        force={sources[name]: model.types[name] for name in model.inputs},
        formats={sources[name]: model.formats[name] for name in model.inputs},
    )
    # Only segdesk calls a column so: the table was summed up from purchases.
    every = told_apart(every, computed="recency_days" in sources)
    typed = {column.name: column for column in every}
    columns = {name: replace(typed[source], name=name) for name, source in sources.items()}
    _refuse_empty(columns, table)
    columns, told = in_units_of_model(columns, model)
    placed = assign_customers(model, columns)
    drift = drift_of(model, columns, placed)
    steps = [
        finding(
            "prediction.customers_placed", n=int((placed.assignment.labels > 0).sum()), k=len(model.names)
        )
    ]
    warnings = [*told_of_duplicates(table, sources), *told, *_warnings(placed, columns, drift.unlike)]
    if model.computation.condition is not None:
        steps.append(
            finding(
                "computed.only_some_take_part",
                n=int(placed.participants.sum()),
                total=table.n_rows,
                condition=model.computation.condition.text,
            )
        )
    if drift.unlike.n and not drift.unlike.is_excess:
        steps.append(_told_of_unlike("prediction.unlike_as_expected", drift.unlike))
    if model.limited:
        warnings.append(finding("prediction.placed_without_limits"))
    if model.moved:
        warnings.append(finding("prediction.placed_without_moves"))
    return Prediction(
        table, every, tuple(columns.values()), sources, model, placed, drift, tuple(steps), tuple(warnings)
    )


def customers_to_place(
    table: Table,
    model: Model,
    recipe: Recipe,
    joined: Table | None = None,
    today: dt.date | None = None,
) -> tuple[Table, ReadSpec]:
    """Return what a model places: the table itself, or the customers of a purchases table.

    Purchases are summarised by the rules of the recipe that the model was made with, as of the day after the last of
    them, and `joined` to them by identifier. A file that holds the model's columns already is taken as it is.

    Raises
    ------
    InputError
        If the purchases cannot be summarised.
    """
    if recipe.columns.kind != "transactions":
        return table, recipe.read
    match = match_names(model.inputs, table.names)
    if {*match.found, *match.rivals} == set(model.inputs):
        return table, recipe.read
    rules = replace(recipe.transactions, as_of=None, join=None)
    types = tuple(
        entry
        for entry, name in zip(recipe.columns.type, recipe.columns.types(), strict=True)
        if match_names((name,), table.names).found
    )
    plain = Recipe(read=recipe.read, columns=ColumnsSpec(kind="transactions", type=types), transactions=rules)
    other = None if joined is None else inspect(joined, ColumnsSpec(kind="customers"))
    customers, _ = summarise_purchases(
        inspect(table, plain.columns, plain.read, plain.transactions),
        plain.transactions,
        plain.columns,
        plain.method.by_rules,
        # Of the run that the model comes from.
        recipe.output.lang,
        other,
        today,
    )
    return customers.table, ReadSpec()


def _refuse_empty(columns: dict[str, TypedColumn], table: Table) -> None:
    """Refuse a column of another kind: numbers are expected and none of its cells is one."""
    for name, column in columns.items():
        if column.type is ColumnType.CATEGORY or column.n_missing < len(column.values):
            continue
        texts = [str(t) for t in table.column(column.name).texts if str(t).strip()]
        if not texts:
            continue
        raise InputError(
            say(
                "The segments need a {type} here, and no cell is one: “{example}”.",
                type=TYPE_WORDS[column.type],
                example=texts[0],
            ),
            where=Where(file=table.source.path.name, column=name),
            mend=say("Check that this is the right column and file."),
        )


def drift_of(model: Model, columns: Mapping[str, TypedColumn], placed: AssignedCustomers) -> Drift:
    """Return what has changed between the customers that a model was made from and those that it placed.

    Parameters
    ----------
    model : Model
    columns : mapping of str to TypedColumn
        Its inputs, of the customers that were placed.
    placed : AssignedCustomers
    """
    made, _ = compute_again(model.computation, tuple(columns.values()))
    variables = {column.name: column for column in made if column.name in model.variables}
    labels, reference = placed.assignment.labels, model.reference
    unlike = count_unlike(labels, placed.unlike, None if reference is None else reference.segments)
    return find_drift(reference, variables, placed.participants, labels, unlike, model.names)


def _told_of_unlike(code: str, unlike: Unlike) -> Message:
    return finding(code, n=unlike.n, total=unlike.total, share=unlike.share, expected=unlike.expected)


def _warnings(placed: AssignedCustomers, columns: dict[str, TypedColumn], unlike: Unlike) -> list[Message]:
    warnings: list[Message] = [w for column in columns.values() for w in column.warnings]
    n_out = int((placed.not_placed & placed.participants).sum())
    if n_out:
        warnings.append(finding("prediction.not_placed", n=n_out))
    for name, count in placed.unknown.items():
        if count:
            warnings.append(finding("prediction.unknown_categories", n=count, column=name))
    if unlike.is_excess:
        warnings.append(_told_of_unlike("prediction.more_unlike", unlike))
    return warnings
