"""TableSchema a table: the first stage of every run, and all that `inspect` needs."""

from dataclasses import dataclass

from segdesk.engine.data.table import Table, TypedColumn
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.roles import TableSchema, infer_schema
from segdesk.engine.schema.types import type_columns
from segdesk.errors import naming_file
from segdesk.messages import say
from segdesk.progress import Progress, silent


@dataclass(frozen=True, eq=False)
class Inspection:
    """A table understood: type and role of every column, with reasons."""

    table: Table
    columns: tuple[TypedColumn, ...]
    schema: TableSchema


def inspect(table: Table, recipe: Recipe, progress: Progress = silent) -> Inspection:
    """Decide type and role of every column.

    Raises
    ------
    InputError
        If the recipe names columns that do not exist.
    UsageError
        If it gives a column two roles.
    """
    progress(say("Understanding the columns"), 0.0)
    columns = type_columns(table, recipe.read)
    with naming_file(table.source.path.name):
        schema = infer_schema(columns, recipe.columns, recipe.transactions)
    progress(say("Understanding the columns"), 1.0)
    return Inspection(table, columns, schema)
