"""A sample of what memory does not hold, as a table like any other that says what it is a sample of."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.inspection import inspect
from segdesk.errors import InputError, Where
from segdesk.io.databases import KINDS
from segdesk.io.reading import Data
from segdesk.messages import say
from segdesk.progress import Progress, silent
from segdesk.scale.decisions import HeadLook, look_at_head
from segdesk.scale.engines import BY_DUCKDB, ScaleEngine
from segdesk.scale.session import Session
from segdesk.scale.sources import ScaleSource, check_files, open_source
from segdesk.scale.texts import Limits, sampled_lines, table_of_cells

# Of so many customers the segments are found: up to twice as many are read.
CUSTOMERS = Limits(sample=150_000)
# Lines of purchases, which are fewer customers.
LINES = Limits(sample=500_000)
# Lines of so few customers tell whether customers come more than once.
_TELLING = Limits(sample=50_000)


def read_sample(
    data: Data | Sequence[Data],
    spec: ReadSpec,
    recipe: Recipe,
    progress: Progress = silent,
    *,
    engine: ScaleEngine = BY_DUCKDB,
    customers: Limits | None = None,
    lines: Limits | None = None,
) -> Table:
    """Read a sample of files: some rows of customers, or all lines of some customers.

    Parameters
    ----------
    data : str or Path, or sequence of them
        CSV or Parquet, or a folder of either.
    spec : ReadSpec
        How they are read.
    recipe : Recipe
        Says whether they are customers or purchases, where their first lines do not.
    progress : Progress
        Hears of it ten times a second; what it raises stops the work.
    engine : ScaleEngine, optional
    customers, lines : Limits, optional
        About how many rows of customers, and how many lines of purchases, are wanted; by default `CUSTOMERS` and
        `LINES`.

    Returns
    -------
    Table
        All rows, if there are not more of them; the same rows for the same files.

    Raises
    ------
    InputError
        If the files cannot be read so.
    OutputError
        If the temporary disk is full.
    """
    check_files(data, engine.words.base.name)
    with engine.session(progress, None) as session:
        source = open_source(data, spec, session, engine.load)
        session.reach(0.8)
        first = look_at_head(source, recipe)
        if holds_customers(source, recipe, session, engine, first):
            return sample_of_customers(source, session, engine, customers)
        customer = first.customer
        sample = _sampled(source, customer, session, engine, lines or LINES)
        # The first lines may be taken for something else than all of the sample.
        chosen = inspect(sample, recipe.columns, spec, recipe.transactions).schema
        if chosen.purchases is None:
            return sample_of_customers(source, session, engine, customers)
        who = chosen.purchases.customer
        if who is not None and (customer is None or source.head.names[customer] != who):
            return _sampled(source, source.head.names.index(who), session, engine, lines or LINES)
        return sample


def origin_of(sample: Table) -> Data | tuple[Path, ...]:
    """Return what a table is a sample of, to be read as a whole.

    Raises
    ------
    InputError
        If it is a database whose address is not known any more.
    """
    source = sample.source
    if source.address is not None:
        return source.address
    if source.format in (title for _, title in KINDS.values()):
        raise InputError(
            say("The address of the database is not known any more: no project keeps it."),
            Where(file=source.path.name),
            say("Open the database again, with the settings of the project."),
        )
    return source.origin


def holds_customers(
    source: ScaleSource, recipe: Recipe, session: Session, engine: ScaleEngine, first: HeadLook
) -> bool:
    """Return whether a table has one row per customer.

    Of purchases of very many customers the first lines look so, too: hardly anybody comes twice in them. All lines of
    some customers tell.

    Parameters
    ----------
    source : ScaleSource
    recipe : Recipe
    session : Session
    engine : ScaleEngine
    first : HeadLook
        What its first lines are taken for.
    """
    if first.kind != "customers":
        return False
    if first.customer is None:
        return True
    sample = _sampled(source, first.customer, session, engine, _TELLING)
    return inspect(sample, recipe.columns, recipe.read, recipe.transactions).schema.kind == "customers"


def sample_of_customers(
    source: ScaleSource, session: Session, engine: ScaleEngine, limits: Limits | None = None
) -> Table:
    """Return a sample of a table with one row per customer that a database holds.

    Parameters
    ----------
    source : ScaleSource
    session : Session
    engine : ScaleEngine
    limits : Limits, optional
        About how many rows are wanted; by default `CUSTOMERS`.
    """
    return _sampled(source, None, session, engine, limits or CUSTOMERS)


def _sampled(
    source: ScaleSource, customer: int | None, session: Session, engine: ScaleEngine, limits: Limits
) -> Table:
    sample = sampled_lines(source, customer, limits, session, engine.words)
    table = table_of_cells(source, sample.cells)
    if table.n_rows >= source.n_rows:
        return table
    if customer is None:
        told = finding("scale.rows_sampled", lines=table.n_rows, rows=source.n_rows)
    else:
        told = finding("scale.customers_sampled", lines=table.n_rows, rows=source.n_rows)
    return replace(table, steps=(told, *table.steps), sample_of=source.n_rows)
