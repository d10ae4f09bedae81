"""Placing the customers of a new file with a model."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from segdesk.engine.data.column_matching import match_names
from segdesk.engine.data.column_terms import TYPE_WORDS
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Table, TypedColumn
from segdesk.engine.drift.drift import Drift, find_drift
from segdesk.engine.drift.unlike import Unlike, count_unlike, unlike_among
from segdesk.engine.prediction.counts import PlacedCounts, counts_of
from segdesk.engine.prediction.matching import match_variables, told_of_duplicates
from segdesk.engine.prediction.model import AssignedCustomers, Model, assign_customers
from segdesk.engine.prediction.units import unit_changes, with_changes
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.column_evidence import evidence_beside
from segdesk.engine.schema.computed import compute_again
from segdesk.engine.schema.inspection import inspect
from segdesk.engine.schema.titles import told_apart
from segdesk.engine.schema.types import type_columns, type_evidence
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
    units : mapping of str to int
        What brought inputs to the model's units, as of `unit_changes`.
    model : Model
    placed : AssignedCustomers
    counts : PlacedCounts
        Of all rows of the file, of which the table may be a sample.
    drift : Drift
        Of the rows of the table.
    notes : tuple of Message
        Warnings of the columns of the table.
    """

    table: Table
    columns: tuple[TypedColumn, ...]
    inputs: tuple[TypedColumn, ...]
    sources: Mapping[str, str]
    units: Mapping[str, int]
    model: Model
    placed: AssignedCustomers
    counts: PlacedCounts
    drift: Drift
    notes: tuple[Message, ...]

    @property
    def unlike(self) -> Unlike:
        """How many are far from their segment, against what chance gives."""
        reference = self.model.reference
        made_of = None if reference is None else reference.segments
        return unlike_among(self.counts.sizes[1:], self.counts.far, made_of)

    @property
    def steps(self) -> tuple[Message, ...]:
        """What was done."""
        counts, condition = self.counts, self.model.computation.condition
        steps = [finding("prediction.customers_placed", n=counts.placed, k=len(self.model.names))]
        if condition is not None:
            steps.append(
                finding(
                    "computed.only_some_take_part",
                    n=counts.participants,
                    total=counts.rows,
                    condition=condition.text,
                )
            )
        if self.unlike.n and not self.unlike.is_excess:
            steps.append(_told_of_unlike("prediction.unlike_as_expected", self.unlike))
        return tuple(steps)

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What the user must be told."""
        warnings = [*self.notes]
        if self.counts.not_placed:
            warnings.append(finding("prediction.not_placed", n=self.counts.not_placed))
        for name, count in self.counts.unknown.items():
            if count:
                warnings.append(finding("prediction.unknown_categories", n=count, column=name))
        if self.unlike.is_excess:
            warnings.append(_told_of_unlike("prediction.more_unlike", self.unlike))
        if self.model.limited:
            warnings.append(finding("prediction.placed_without_limits"))
        if self.model.moved:
            warnings.append(finding("prediction.placed_without_moves"))
        return tuple(warnings)


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
    changes, told = unit_changes(columns, model)
    columns = with_changes(columns, changes)
    placed = assign_customers(model, columns)
    notes = [*told_of_duplicates(table, sources), *told]
    notes += [warning for column in columns.values() for warning in column.warnings]
    return Prediction(
        table,
        every,
        tuple(columns.values()),
        sources,
        changes,
        model,
        placed,
        counts_of(placed, len(model.names)),
        drift_of(model, columns, placed),
        tuple(notes),
    )


def predict_more(table: Table, like: Prediction, spec: ReadSpec) -> Prediction:
    """Place more rows of the file that a prediction is of.

    Types and units are taken as they were found there, and how texts are written is decided with those rows beside,
    so all rows of a file are placed alike.

    Parameters
    ----------
    table : Table
        Of the same columns; they are called as they are called there.
    like : Prediction
        Its drift and notes are kept.
    spec : ReadSpec
    """
    known = like.table
    table = replace(
        known,
        columns=tuple(
            replace(column, name=name) for column, name in zip(table.columns, known.names, strict=True)
        ),
    )
    every = type_evidence(
        [evidence_beside(*pair) for pair in zip(table.columns, known.columns, strict=True)],
        table.source.delimiter,
        spec,
        {column.name: column.type for column in like.columns},
        {column.name: column.format for column in like.columns},
    )
    typed = {column.name: column for column in every}
    columns = {name: replace(typed[source], name=name) for name, source in like.sources.items()}
    columns = with_changes(columns, like.units)
    placed = assign_customers(like.model, columns)
    return replace(
        like,
        table=table,
        columns=every,
        inputs=tuple(columns.values()),
        placed=placed,
        counts=counts_of(placed, len(like.model.names)),
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
    if not holds_purchases(table, model, recipe):
        return table, recipe.read
    plain = rules_of_purchases(recipe, table.names)
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


def holds_purchases(table: Table, model: Model, recipe: Recipe) -> bool:
    """Return whether a table is to be summarised before its customers are placed.

    Parameters
    ----------
    table : Table
    model : Model
    recipe : Recipe
        That the model was made with.
    """
    match = match_names(model.inputs, table.names)
    return recipe.columns.kind == "transactions" and {*match.found, *match.rivals} != set(model.inputs)


def rules_of_purchases(recipe: Recipe, names: Sequence[str]) -> Recipe:
    """Return the recipe by which purchases are summarised as those were that a model was made from.

    Parameters
    ----------
    recipe : Recipe
        That the model was made with.
    names : sequence of str
        The columns of the new purchases.
    """
    types = tuple(
        entry
        for entry, name in zip(recipe.columns.type, recipe.columns.types(), strict=True)
        if match_names((name,), tuple(names)).found
    )
    return Recipe(
        read=recipe.read,
        columns=ColumnsSpec(kind="transactions", type=types),
        transactions=replace(recipe.transactions, as_of=None, join=None),
    )


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
