"""The door: files of purchases in, customers out, as the engine takes them from there."""

import datetime as dt
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.finding import Finding, finding
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
from segdesk.scale.decisions import Decisions, NoPurchasesError, decide, look_at_head, with_changes
from segdesk.scale.engines import BY_DUCKDB, ScaleEngine
from segdesk.scale.line_money import MoneyFacts, price_lines
from segdesk.scale.many_customers import FewCustomers, ManyCustomers
from segdesk.scale.order_lines import fill_from_orders
from segdesk.scale.sampling import holds_customers, sample_of_customers
from segdesk.scale.session import Session
from segdesk.scale.sorting import sort_lines
from segdesk.scale.sources import ScaleSource, check_files, open_source
from segdesk.scale.texts import Limits
from segdesk.scale.totals import Summary, summarise, summarise_in_parts
from segdesk.scale.typed_lines import TypedLines, changing_columns, make_typed_lines

LIMITS = Limits()


def customers_of_files(
    data: Data | Sequence[Data],
    recipe: Recipe,
    joined: Table | None = None,
    today: dt.date | None = None,
    progress: Progress = silent,
    *,
    limits: Limits | None = None,
    memory: int | None = None,
    engine: ScaleEngine = BY_DUCKDB,
) -> tuple[Inspection, Purchases]:
    """Summarise purchases that memory need not hold to one row per customer.

    Of more customers than memory holds, some are summarised, drawn evenly, with all that they bought: then the tables
    of the customers and of the purchases say that they are a sample.

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
        lines, gathered = _understood(source, recipe, today, limits, session, engine)
    return _customers(lines, gathered, recipe, joined, today, part(progress, 0.9, 1))


def customers_or_sample(
    data: Data | Sequence[Data],
    recipe: Recipe,
    joined: Table | None = None,
    today: dt.date | None = None,
    progress: Progress = silent,
    *,
    limits: Limits | None = None,
    engine: ScaleEngine = BY_DUCKDB,
) -> tuple[Inspection, Purchases] | Table:
    """Summarise purchases that memory need not hold, or read a sample of a table with one row per customer.

    Parameters
    ----------
    data, recipe, joined, today, progress, limits, engine
        As of `customers_of_files`.

    Raises
    ------
    InputError, UsageError, OutputError
        As of `customers_of_files`.
    """
    check_files(data, engine.words.base.name)
    with engine.session(part(progress, 0, 0.9), None) as session:
        source = open_source(data, recipe.read, session, engine.load)
        if holds_customers(source, recipe, session, engine, look_at_head(source, recipe)):
            return sample_of_customers(source, session, engine)
        try:
            lines, gathered = _understood(source, recipe, today, limits, session, engine)
        except NoPurchasesError:
            return sample_of_customers(source, session, engine)
    return _customers(lines, gathered, recipe, joined, today, part(progress, 0.9, 1))


def customers_in_parts(
    data: Data | Sequence[Data],
    recipe: Recipe,
    joined: Table | None = None,
    today: dt.date | None = None,
    progress: Progress = silent,
    *,
    limits: Limits | None = None,
    engine: ScaleEngine = BY_DUCKDB,
) -> Generator[tuple[Inspection, Purchases]]:
    """Summarise purchases of more customers than memory holds: some of them, drawn evenly, after the other.

    What is found among customers, such as the bounds of scores and the models of lifetime value, is found among the
    first ones, whom `customers_of_files` returns, and holds for all others.

    Parameters
    ----------
    data, recipe, joined, today, progress, limits, engine
        As of `customers_of_files`.

    Yields
    ------
    tuple of Inspection and Purchases

    Raises
    ------
    InputError, UsageError, OutputError
        As of `customers_of_files`.
    """
    check_files(data, engine.words.base.name)
    with engine.session(progress, None) as session:
        source = open_source(data, recipe.read, session, engine.load)
        lines = _sorted(source, recipe, today, limits, session, engine, in_parts=True)
        like: Purchases | None = None
        for summary in _summarised_in_parts(lines, session, engine):
            gathered = _gathered(lines, summary)
            lines = lines if like else _of_some(lines, gathered)
            found = _customers(lines, gathered, recipe, joined, today, silent, like)
            like = like or found[1]
            yield found


@dataclass(frozen=True, eq=False)
class _Lines:
    """The lines of purchases, understood, those that count in the database.

    Attributes
    ----------
    inspection : Inspection
        Of the purchases.
    decided : Decisions
    typed : TypedLines
    facts : MoneyFacts
    account : LineAccount
    """

    inspection: Inspection
    decided: Decisions
    typed: TypedLines
    facts: MoneyFacts
    account: LineAccount


def _customers(
    lines: _Lines,
    gathered: Gathered,
    recipe: Recipe,
    joined: Table | None,
    today: dt.date | None,
    progress: Progress,
    like: Purchases | None = None,
) -> tuple[Inspection, Purchases]:
    other = None if joined is None else inspect(joined, ColumnsSpec(kind="customers"))
    customers, purchases = summarise_purchases(
        lines.inspection,
        recipe.transactions,
        recipe.columns,
        recipe.method.by_rules,
        recipe.output.lang,
        other,
        today,
        progress,
        gathered,
        like,
    )
    if purchases.table.sample_of:
        table = replace(customers.table, sample_of=purchases.reconciled.all_kept.customers)
        customers = replace(customers, table=table)
    return customers, purchases


def _understood(
    source: ScaleSource,
    recipe: Recipe,
    today: dt.date | None,
    limits: Limits | None,
    session: Session,
    engine: ScaleEngine,
) -> tuple[_Lines, Gathered]:
    """Return the purchases understood, and what they tell of the customers, or of some of them."""
    lines = _sorted(source, recipe, today, limits, session, engine)
    known = lines.decided.customers
    if isinstance(known, FewCustomers):
        summary = summarise(
            known.key.names, lines.typed, lines.facts, lines.account.as_of, session, engine.words
        )
        return lines, _gathered(lines, summary)
    gathered = _gathered(lines, next(_summarised_in_parts(lines, session, engine)))
    return _of_some(lines, gathered), gathered


def _sorted(
    source: ScaleSource,
    recipe: Recipe,
    today: dt.date | None,
    limits: Limits | None,
    session: Session,
    engine: ScaleEngine,
    *,
    in_parts: bool = False,
) -> _Lines:
    """Return the purchases understood, their lines sorted."""
    words, limits = engine.words, limits or LIMITS
    session.reach(0.2)
    decided = decide(source, recipe, limits, session, words, in_parts=in_parts)
    session.reach(0.4)
    session.enter(say("Summarising purchases"))
    at_once = limits.customers if isinstance(decided.customers, ManyCustomers) else 0
    with naming_file(source.head.source.path.name):
        typed = make_typed_lines(source, decided, session, words)
        decided = with_changes(decided, changing_columns(decided, typed, session))
        session.reach(0.5)
        n_further = fill_from_orders(decided.chosen, typed, session)
        facts = price_lines(decided, typed, session, words)
        account = sort_lines(
            source,
            decided.chosen,
            typed,
            facts,
            n_further,
            recipe.transactions,
            today,
            session,
            words,
            at_once,
        )
    session.reach(0.7)
    return _Lines(decided.inspection, decided, typed, facts, account)


def _of_some(lines: _Lines, gathered: Gathered) -> _Lines:
    """Return the lines as those of a sample of customers, and say so, unless these are all."""
    n, total = gathered.features.totals.n, lines.account.all_kept.customers
    if n == total:
        return lines
    told = finding("scale.customers_drawn", customers=n, total=total)
    table = lines.inspection.table
    # The first step says that all figures are those of all lines.
    sampled, *steps = table.steps
    assert isinstance(sampled, Finding)
    of_lines = finding("scale.lines_sampled", **sampled.figures)
    table = replace(table, steps=(told, of_lines, *steps), sample_of=table.n_rows)
    return replace(lines, inspection=replace(lines.inspection, table=table))


def _summarised_in_parts(lines: _Lines, session: Session, engine: ScaleEngine) -> Iterator[Summary]:
    return summarise_in_parts(lines.typed, lines.facts, lines.account.as_of, session, engine.words)


def _gathered(lines: _Lines, found: Summary) -> Gathered:
    """Return what the lines tell of customers."""
    with naming_file(lines.inspection.table.source.path.name):
        features = _features(lines.inspection.table, lines.decided, lines.account, found)
    return Gathered(lines.decided.chosen, lines.account, features, found.visits, found.months)


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
