"""A customer is taken out of a project: out of its tables, its results and the models in them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import Role, Table, TextColumn
from segdesk.engine.pipeline.pipeline import customers_of, segment
from segdesk.engine.recipe.by_hand import ByHandSpec, Edit, Move, row_ranges, rows_in_words
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.project import Project
from segdesk.engine.result.renaming import carried_over
from segdesk.engine.result.run import Run
from segdesk.engine.schema.inspection import inspect
from segdesk.errors import InputError, Where
from segdesk.messages import Message, say
from segdesk.progress import Progress, part, silent


@dataclass(frozen=True, eq=False)
class Forgotten:
    """A project without a customer.

    Attributes
    ----------
    project : Project
    rows : int
        How many rows of its tables were the customer's.
    """

    project: Project
    rows: int

    @property
    def words(self) -> Message:
        """What was done."""
        return finding("project.customer_deleted", n=self.rows, results=len(self.project.runs))

    @property
    def what_stays(self) -> Message:
        """What it cannot do."""
        return finding("project.exports_stay")


def forget_customer(project: Project, identifier: str, progress: Progress = silent) -> Forgotten:
    """Return a project without one customer: every result is found anew by its own settings, names are kept.

    Parameters
    ----------
    project : Project
    identifier : str
        As it stands in the table, blanks around it aside.
    progress : Progress

    Raises
    ------
    InputError
        If the project's table has no such customer, or does not say which column identifies customers.
    """
    wanted = identifier.strip()
    customers, purchases = customers_of(project.table, project.recipe, project.joined, project.today)
    known = customers.schema.names(Role.IDENTIFIER)
    column = (
        known[0] if purchases is None and known else None if purchases is None else purchases.columns.customer
    )
    if column is None:
        raise InputError(
            say("Which column identifies a customer can't be told."),
            Where(file=project.table.source.path.name),
            say("Name it with --id."),
        )
    of_source = _rows_of(project.table, column, wanted)
    if not of_source.any():
        raise InputError(
            say("No customer is called “{identifier}”.", identifier=wanted),
            Where(file=project.table.source.path.name, column=column),
            say("Write the identifier as it stands in the table."),
        )
    table = _without(project.table, of_source)
    joined, n_joined = project.joined, 0
    if joined is not None:
        of_joined = np.zeros(joined.n_rows, dtype=bool)
        for name in inspect(joined, ColumnsSpec(kind="customers")).schema.names(Role.IDENTIFIER):
            of_joined |= _rows_of(joined, name, wanted)
        joined, n_joined = _without(joined, of_joined), int(of_joined.sum())
    gone = _rows_of(customers.table, known[0], wanted)
    runs: list[Run] = []
    for at, run in enumerate(project.runs):
        recipe = _renumbered(run.recipe, gone)
        steps = part(progress, at / len(project.runs), (at + 1) / len(project.runs))
        found = segment(table, recipe, steps, joined=joined, today=run.today)
        named, new = carried_over(run.segmentation, found)
        runs.append(replace(run, recipe=recipe, segmentation=named, new=new))
    return Forgotten(
        replace(
            project,
            table=table,
            joined=joined,
            recipe=_renumbered(project.recipe, gone),
            runs=tuple(runs),
        ),
        int(of_source.sum()) + n_joined,
    )


def _rows_of(table: Table, column: str, wanted: str) -> Mask:
    """Return the rows whose cell is the identifier, shape (n_rows,)."""
    own = table.column(column)
    fits = np.array([str(text).strip() == wanted for text in own.texts], dtype=bool)
    rows: Mask = fits[own.codes]
    return rows


def _without(table: Table, gone: Mask) -> Table:
    """Return a table without some rows, and without the texts that stood in these alone."""
    columns = []
    for column in table.columns:
        used, codes = np.unique(column.codes[~gone], return_inverse=True)
        columns.append(
            TextColumn(column.name, codes.astype(column.codes.dtype), column.texts[used], column.native)
        )
    return replace(table, columns=tuple(columns))


def _renumbered(recipe: Recipe, gone: Mask) -> Recipe:
    """Return a recipe whose steps by hand speak of the rows by their new numbers."""
    numbers: Mapping[int, int] = {
        int(row) + 1: place for place, row in enumerate(np.flatnonzero(~gone), start=1)
    }
    edits: list[Edit] = []
    for edit in recipe.by_hand.edits:
        if not isinstance(edit, Move):
            edits.append(edit)
            continue
        rows = [row for first, last in row_ranges(edit.move) for row in range(first, last + 1)]
        kept = [numbers[row] for row in rows if row in numbers]
        if kept:
            edits.append(replace(edit, move=rows_in_words(kept)))
    if tuple(edits) == recipe.by_hand.edits:
        return recipe
    return replace(recipe, by_hand=replace(recipe.by_hand or ByHandSpec(), edits=tuple(edits)))
