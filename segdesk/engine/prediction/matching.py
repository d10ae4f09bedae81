"""Which column of a new file is which variable of a model."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from segdesk.engine.data.column_matching import (
    NameMatch,
    closest_name,
    match_columns,
    match_names,
    several_columns,
)
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import Table
from segdesk.engine.prediction.model import Model
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import InputError, UsageError, Where
from segdesk.messages import Message, say

# Columns of purchases that a recipe names one by one.
_ROLES = (
    "customer",
    "date",
    "amount",
    "order",
    "quantity",
    "price",
    "refund",
    "product",
    "category",
    "country",
    "currency_column",
)


@dataclass(frozen=True, eq=False)
class Mapped:
    """A table with what the user says of its columns.

    Attributes
    ----------
    table : Table
        Of purchases with the columns renamed; of customers as it was.
    matches : mapping of str to str
        Column of a table of customers, by variable.
    """

    table: Table
    matches: Mapping[str, str] = field(default_factory=dict)


def apply_map(table: Table, model: Model, recipe: Recipe, entries: Sequence[str]) -> Mapped:
    """Return a table whose columns are called otherwise than the model calls them.

    Parameters
    ----------
    table : Table
    model : Model
    recipe : Recipe
        That the model was made with.
    entries : sequence of str
        `OLD=NEW`: the column OLD of the file is what the model calls NEW. The other way round is understood where OLD
        is no column of the file.

    Raises
    ------
    InputError
        If there is no such column, or the model knows none of that name.
    UsageError
        If an entry is not written so, or two speak of one column.
    """
    purchases = recipe.columns.kind == "transactions"
    known = tuple(dict.fromkeys((*model.inputs, *(_named_by(recipe) if purchases else ()))))
    by_target: dict[str, str] = {}
    for entry in entries:
        column, target = _read_entry(entry, table, known)
        if by_target.get(target, column) != column or column in by_target.values():
            raise UsageError(
                say("--map names “{column}” twice.", column=target if target in by_target else column),
                mend=say("Name each column once."),
            )
        by_target[target] = column
    if not purchases:
        return Mapped(table, by_target)
    return Mapped(_renamed(table, {column: target for target, column in by_target.items()}))


def _named_by(recipe: Recipe) -> Iterator[str]:
    """Return the columns of purchases that a recipe names."""
    rules = recipe.transactions
    yield from (name for role in _ROLES if (name := getattr(rules, role)) is not None)
    yield from rules.status
    yield from recipe.columns.types()


def _read_entry(entry: str, table: Table, known: Sequence[str]) -> tuple[str, str]:
    """Return the column of the file and the column of the model that an entry speaks of."""
    pairs = [(entry[:i].strip(), entry[i + 1 :].strip()) for i, letter in enumerate(entry) if letter == "="]
    if not any(old and new for old, new in pairs):
        raise UsageError(
            say("--map needs OLD=NEW, not “{entry}”.", entry=entry),
            mend=say("OLD is a column of the file, NEW what the model calls it."),
        )
    ways = [*pairs, *((new, old) for old, new in pairs)]
    for column, target in ways:
        of_file = match_names((column,), table.names).found
        of_model = match_names((target,), known).found
        if of_file and of_model:
            return of_file[column], of_model[target]
    file = Where(file=table.source.path.name)
    for column, target in ways:
        if match_names((target,), known).found:
            # Says what columns there are.
            match_columns((column,), table.columns)
    _, target = pairs[0]
    raise InputError(
        say("The model has no column “{column}”.", column=target),
        where=file,
        mend=_did_you_mean(closest_name(target, known), known),
    )


def _did_you_mean(near: str | None, known: Sequence[str]) -> Message:
    columns = ", ".join(known)
    if near is None:
        return say("The segments need: {columns}.", columns=columns)
    return say("Did you mean “{near}”? The segments need: {columns}.", near=near, columns=columns)


def _renamed(table: Table, names: Mapping[str, str]) -> Table:
    """Return the table with some columns called otherwise; who had such a name before makes way."""
    taken = {*table.names, *names.values()}
    columns = []
    for column in table.columns:
        name = names.get(column.name, column.name)
        if column.name not in names and name in names.values():
            number = 2
            while f"{name}_{number}" in taken:
                number += 1
            name = f"{name}_{number}"
            taken.add(name)
        columns.append(replace(column, name=name))
    return replace(table, columns=tuple(columns))


def match_variables(table: Table, model: Model, matches: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return which column of the table is which variable: as named by hand, else by name, however it is written.

    Raises
    ------
    InputError
        If a variable has no column, or two that it could be.
    """
    match = find_variables(table, model, matches)
    unused = [name for name in table.names if name not in match.found.values()]
    for name in model.inputs:
        if name in match.rivals:
            error = several_columns(name, match.rivals[name])
            error.where = Where(file=table.source.path.name)
            error.mend = say(
                'Say which one it is: --map "{column}={name}".', column=match.rivals[name][0], name=name
            )
            raise error
        if name not in match.found:
            near = closest_name(name, unused)
            needed = ", ".join(model.inputs)
            raise InputError(
                say("The file has no column “{column}”, which the segments need.", column=name),
                where=Where(file=table.source.path.name),
                mend=say(
                    "Add the column or rename the one that holds it; the segments need: {columns}.",
                    columns=needed,
                )
                if near is None
                else say(
                    'Did you mean “{near}”? Then add --map "{near}={column}"; the segments need: {columns}.',
                    near=near,
                    column=name,
                    columns=needed,
                ),
            )
    return {name: match.found[name] for name in model.inputs}


def find_variables(table: Table, model: Model, matches: Mapping[str, str] | None = None) -> NameMatch:
    """Return which column of the table is which variable, without the variables that have none."""
    named = {name: column for name, column in (matches or {}).items() if column in table.names}
    match = match_names(
        [name for name in model.inputs if name not in named],
        [column for column in table.names if column not in named.values()],
    )
    return NameMatch({**named, **match.found}, match.rivals)


def told_of_duplicates(table: Table, sources: Mapping[str, str]) -> list[Message]:
    """Return a warning for each variable whose heading stands over several columns that differ."""
    headings = [heading.strip() for heading in table.headings]
    told: list[Message] = []
    for name, source in sources.items():
        own = table.names.index(source)
        cells = table.columns[own].cells()
        others = [
            i for i, heading in enumerate(headings) if i != own and heading and heading == headings[own]
        ]
        if any(not np.array_equal(table.columns[i].cells(), cells) for i in others):
            told.append(finding("prediction.heading_twice", column=headings[own], name=name, at=own + 1))
    return told
