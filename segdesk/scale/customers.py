"""The door: files of purchases in, customers out, as the engine takes them from there."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from segdesk.engine.data.table import Table, TextColumn
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.inspection import Inspection, inspect
from segdesk.engine.transactions.features.customer_features import CustomerFeatures, features_of_totals
from segdesk.engine.transactions.features.derived_columns import ColumnPair, free_name
from segdesk.engine.transactions.features.picked_rows import columns_at_rows
from segdesk.engine.transactions.purchases import Gathered, Purchases, summarise_purchases
from segdesk.engine.transactions.reconciliation.account import LineAccount
from segdesk.errors import naming_file
from segdesk.io.reading import Data
from segdesk.messages import say
from segdesk.progress import Progress, part, silent
from segdesk.scale.decisions import Decisions, NoPurchasesError, decide, kind_of_head, with_changes
from segdesk.scale.engines import BY_DUCKDB, ScaleEngine
from segdesk.scale.line_money import price_lines
from segdesk.scale.order_lines import fill_from_orders
from segdesk.scale.sampling import sample_of_customers
from segdesk.scale.session import Session
from segdesk.scale.sorting import sort_lines
from segdesk.scale.sources import ScaleSource, check_files, open_source
from segdesk.scale.texts import Limits
from segdesk.scale.totals import Summary, summarise
from segdesk.scale.typed_lines import changing_columns, make_typed_lines

LIMITS = Limits()


def customers_of_files(
    data: Data | Sequence[Data],
    recipe: Recipe,
    joined: Table | None = None,
    today: dt.date | None = None,
    progress: Progress = silent,
    *,
    limits: Limits = LIMITS,
    memory: int | None = None,
    engine: ScaleEngine = BY_DUCKDB,
) -> tuple[Inspection, Purchases]:
    """Summarise purchases that memory need not hold to one row per customer.

    Parameters
    ----------
    data : str or Path, or sequence of them
        CSV or Parquet, or a folder of either.
    recipe : Recipe
    joined : Table, optional
        A customers table to join by identifier.
    today : date, optional
        Purchases after it are in the future.
    progress : Progress
        Hears of it ten times a second; what it raises stops the work.
    limits : Limits, optional
        How much is held in memory.
    memory : int, optional
        The bytes that the database may take.
    engine : ScaleEngine, optional
        The database.

    Returns
    -------
    tuple of Inspection and Purchases
        What `customers_of` gives of the same lines in memory, and as `segment` takes it.

    Raises
    ------
    InputError, UsageError
        If the files or the recipe cannot be used.
    OutputError
        If the temporary disk is full.
    """
    check_files(data, engine.words.base.name)
    with engine.session(part(progress, 0, 0.9), memory) as session:
        source = open_source(data, recipe.read, session, engine.load)
        inspection, gathered = _gathered(source, recipe, today, limits, session, engine)
    return _customers(inspection, gathered, recipe, joined, today, part(progress, 0.9, 1))


def customers_or_sample(
    data: Data | Sequence[Data],
    recipe: Recipe,
    joined: Table | None = None,
    today: dt.date | None = None,
    progress: Progress = silent,
    *,
    engine: ScaleEngine = BY_DUCKDB,
) -> tuple[Inspection, Purchases] | Table:
    """Summarise purchases that memory need not hold, or read a sample of a table with one row per customer.

    Parameters
    ----------
    data, recipe, joined, today, progress, engine
        As of `customers_of_files`.

    Raises
    ------
    InputError, UsageError, OutputError
        As of `customers_of_files`.
    """
    check_files(data, engine.words.base.name)
    with engine.session(part(progress, 0, 0.9), None) as session:
        source = open_source(data, recipe.read, session, engine.load)
        if kind_of_head(source, recipe) == "customers":
            sample = sample_of_customers(source, session, engine)
            if inspect(sample, recipe.columns, recipe.read, recipe.transactions).schema.kind == "customers":
                return sample
        try:
            inspection, gathered = _gathered(source, recipe, today, LIMITS, session, engine)
        except NoPurchasesError:
            return sample_of_customers(source, session, engine)
    return _customers(inspection, gathered, recipe, joined, today, part(progress, 0.9, 1))


def _customers(
    inspection: Inspection,
    gathered: Gathered,
    recipe: Recipe,
    joined: Table | None,
    today: dt.date | None,
    progress: Progress,
) -> tuple[Inspection, Purchases]:
    other = None if joined is None else inspect(joined, ColumnsSpec(kind="customers"))
    return summarise_purchases(
        inspection,
        recipe.transactions,
        recipe.columns,
        recipe.method.by_rules,
        recipe.output.lang,
        other,
        today,
        progress,
        gathered,
    )


def _gathered(
    source: ScaleSource,
    recipe: Recipe,
    today: dt.date | None,
    limits: Limits,
    session: Session,
    engine: ScaleEngine,
) -> tuple[Inspection, Gathered]:
    """Return the purchases understood, and what their lines tell."""
    words = engine.words
    session.reach(0.2)
    decided = decide(source, recipe, limits, session, words)
    session.reach(0.4)
    session.enter(say("Summarising purchases"))
    with naming_file(source.head.source.path.name):
        typed = make_typed_lines(source, decided, session, words)
        decided = with_changes(decided, changing_columns(decided, typed, session))
        session.reach(0.5)
        n_further = fill_from_orders(decided.chosen, typed, session)
        facts = price_lines(decided, typed, session, words)
        account = sort_lines(
            source, decided.chosen, typed, facts, n_further, recipe.transactions, today, session, words
        )
        session.reach(0.7)
        found = summarise(decided.customers.names, typed, facts, account.as_of, session, words)
    inspection = decided.inspection
    features = _features(inspection.table, decided, account, found)
    return inspection, Gathered(decided.chosen, account, features, found.visits, found.months)


def _features(table: Table, decided: Decisions, account: LineAccount, found: Summary) -> CustomerFeatures:
    columns = {column.name: column for column in decided.inspection.columns}

    def own(taken: Sequence[str]) -> list[ColumnPair]:
        names: dict[str, str] = {}
        texts: list[TextColumn] = []
        for name, at in zip(decided.chosen.of_customer, found.own, strict=True):
            names[name] = free_name(name, (*taken, *names.values()))
            column = decided.texts[name].column
            # Of millions of texts only those that customers have are needed.
            used, codes = np.unique(at[at >= 0], return_inverse=True)
            place = np.full(len(at), -1, dtype=np.int32)
            place[at >= 0] = codes
            texts.append(replace(column, codes=place, texts=column.texts[used]))
        small = Table(tuple(texts), tuple(names), table.source)
        rows = {
            text.name: np.where(text.codes >= 0, np.arange(len(text.codes)), -1).astype(np.int64)
            for text in texts
        }
        return columns_at_rows(small, [columns[name] for name in names], rows, names)

    return features_of_totals(table, columns, decided.chosen, account, found.totals, own)
