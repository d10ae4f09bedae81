"""What the columns of purchases are, decided by the engine's own code on distinct texts and a sample of lines."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.finding import Finding, finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.computed import rows_of
from segdesk.engine.schema.inspection import Inspection, as_the_user_says, settled_types
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns, find_columns
from segdesk.engine.schema.purchase_columns.status_columns import (
    StatusColumn,
    status_notes,
    status_texts,
    unknown_words_note,
)
from segdesk.engine.schema.roles import TableSchema, infer_schema
from segdesk.engine.schema.table_kind import kind_of
from segdesk.engine.schema.types import type_columns, type_evidence
from segdesk.errors import InputError, Where
from segdesk.memory import available_memory
from segdesk.messages import Message, say
from segdesk.scale.dialect import ScaleDialect
from segdesk.scale.many_customers import FewCustomers, ManyCustomers, know_customers, known_customers
from segdesk.scale.session import Session
from segdesk.scale.sources import ScaleSource
from segdesk.scale.texts import (
    QUARTERS,
    Limits,
    Sample,
    Texts,
    sampled_lines,
    table_of_sample,
    texts_of_columns,
    too_many_texts,
)

ROLES = (
    "customer", "date", "order", "quantity", "price", "amount", "refund", "product", "category", "currency", "country",
    "discount",
)  # fmt: skip
# What is made of a customer takes so many bytes of memory until segments are found.
_OF_CUSTOMER = 1500
# Columns with so few levels keep them all in the sample: words of a status that are rare.
_FEW_LEVELS = 1000
# What is said of columns, by the ends of its codes: what is counted anew on all lines, and what stands behind that.
_COUNTED = frozenset(
    {
        "status_left_out", "entries_subtracted", "nobody", "decimals_merged", "emails_merged", "keys_alike",
        "latest_is_taken",
    }
)  # fmt: skip
_OF_STATUS = frozenset({"status_of_customers", "status_of_no_line"})


class NoPurchasesError(InputError):
    """The table has one row per customer."""


@dataclass(frozen=True)
class HeadLook:
    """What the first lines of a table are taken for.

    Attributes
    ----------
    kind : str
        Customers or transactions.
    customer : int or None
        The position of the column that says whose a line is; only which lines are sampled hangs on it.
    """

    kind: str
    customer: int | None


@dataclass(frozen=True, eq=False)
class Decisions:
    """What purchases are taken for.

    Attributes
    ----------
    inspection : Inspection
        The outline of the table, with the columns understood on the lines of the sample.
    chosen : TransactionColumns
        Which column is what.
    texts : mapping of str to Texts
        By name of column.
    values : mapping of str to TypedColumn
        What each text means, of the columns in use.
    customers : FewCustomers or ManyCustomers
        Whose each text of the customer's column is.
    """

    inspection: Inspection
    chosen: TransactionColumns
    texts: Mapping[str, Texts]
    values: Mapping[str, TypedColumn]
    customers: FewCustomers | ManyCustomers


def decide(
    source: ScaleSource,
    recipe: Recipe,
    limits: Limits,
    session: Session,
    words: ScaleDialect,
    *,
    in_parts: bool = False,
) -> Decisions:
    """Decide what each column is.

    Customers are known in the database where memory does not hold them, or `in_parts` where it may.

    Raises
    ------
    InputError
        If the table is none of purchases, or one that only memory can take.
    """
    customer = look_at_head(source, recipe).customer
    sample = sampled_lines(source, customer, limits, session, words)
    session.reach(0.25)
    texts = texts_of_columns(source, sample.cells, limits, session, words)
    session.reach(0.35)
    table = table_of_sample(source, texts)
    settled = settled_types(table, recipe.columns)
    delimiter = source.head.source.delimiter
    evidence = [each.evidence for each in texts]

    def alive(stage: Message, fraction: float) -> None:
        session.alive()

    typed = as_the_user_says(
        type_evidence(evidence, delimiter, recipe.read, settled, progress=alive), recipe.columns
    )
    seen = tuple(map(_levels_of_sample, typed))
    schema, chosen = _purchases_of(seen, source, recipe, session.engine)
    who, _ = chosen.require()
    doubts = _doubts(seen, sample, chosen, recipe)
    values = type_evidence(
        [each.evidence_of_texts for each in texts],
        delimiter,
        recipe.read,
        {column.name: column.type for column in typed},
        {column.name: column.format for column in typed},
        alive,
    )
    by_text = {column.name: column for column in values if column.name in columns_in_use(chosen)}
    by_name = {each.column.name: each for each in texts}
    _refuse_too_many(chosen, by_name, source, session.engine)
    of_customer = by_name[who]
    if in_parts or not of_customer.are_all or len(of_customer.joins) * _OF_CUSTOMER > available_memory():
        customers: FewCustomers | ManyCustomers = know_customers(
            by_text[who], of_customer, source, session, words
        )
    else:
        customers = known_customers(by_text[who], of_customer)
    whole = _as_of_all_lines(chosen, by_name, by_text, customers)
    reason = _kind_of_all_lines(schema.kind_reason, customers)
    told = (
        finding("scale.sampled", engine=session.title, lines=len(sample.cells[0]), rows=source.n_rows),
        *source.head.steps,
    )
    inspection = Inspection(
        replace(source.outline, steps=told, warnings=(*source.head.warnings, *doubts)),
        typed,
        replace(schema, kind_reason=reason, purchases=whole, warnings=whole.warnings),
    )
    return Decisions(inspection, whole, by_name, by_text, customers)


def _purchases_of(
    seen: Sequence[TypedColumn], source: ScaleSource, recipe: Recipe, engine: str
) -> tuple[TableSchema, TransactionColumns]:
    """Return what the columns of the sample are taken for; these must be purchases."""
    kind = kind_of(seen, recipe.columns, recipe.transactions)
    if kind[0] != "transactions":
        raise NoPurchasesError(
            say(
                "The {engine} engine summarises purchases, and this is one row per customer: {reason}.",
                engine=engine,
                reason=kind[1],
            ),
            Where(file=source.head.source.path.name),
            say("Use {option}, or add --kind transactions.", option="--engine memory"),
        )
    schema = infer_schema(seen, recipe.columns, recipe.transactions, kind)
    assert schema.purchases is not None
    return schema, schema.purchases


def _doubts(
    seen: Sequence[TypedColumn], sample: Sample, chosen: TransactionColumns, recipe: Recipe
) -> tuple[Message, ...]:
    """Say which columns a quarter of the sample would not take for what all of it does."""
    if sample.quarter is None:
        return ()
    in_doubt: set[tuple[str, str]] = set()
    for quarter in range(QUARTERS):
        rows = np.flatnonzero(sample.quarter == quarter)
        some = [_levels_of_sample(replace(each, values=each.values[rows])) for each in seen]
        other = find_columns(some, recipe.transactions)
        in_doubt |= {*_uses(chosen)} ^ {*_uses(other)}
    names = sorted({name for _, name in in_doubt})
    return (finding("scale.sample_in_doubt", columns=names),) if names else ()


def _uses(chosen: TransactionColumns) -> list[tuple[str, str]]:
    """Return what each column in use is taken for."""
    uses = [(role, name) for role in ROLES if (name := getattr(chosen, role)) is not None]
    uses += [("status", each.name) for each in chosen.status]
    uses += [("of_customer", name) for name in chosen.of_customer]
    if chosen.once_per_order and chosen.amount is not None:
        uses.append(("once", chosen.amount))
    return uses


def columns_in_use(chosen: TransactionColumns) -> tuple[str, ...]:
    """Return the names of the columns that say something of a purchase or its customer."""
    return tuple(dict.fromkeys(name for _, name in _uses(chosen)))


def look_at_head(source: ScaleSource, recipe: Recipe) -> HeadLook:
    """Return what the first lines are taken for.

    Parameters
    ----------
    source : ScaleSource
    recipe : Recipe
    """
    typed = type_columns(source.head, recipe.read, settled_types(source.head, recipe.columns))
    name = find_columns(typed, recipe.transactions).customer
    return HeadLook(
        kind_of(typed, recipe.columns, recipe.transactions)[0],
        None if name is None else source.head.names.index(name),
    )


def _levels_of_sample(column: TypedColumn) -> TypedColumn:
    """Return a column with the levels that lines of the sample have, if there are many: each may be a customer."""
    if len(column.levels) <= _FEW_LEVELS:
        return column
    as_words = replace(column, type=ColumnType.CATEGORY)
    return replace(rows_of(as_words, np.arange(len(column.values))), type=column.type)


def _refuse_too_many(
    chosen: TransactionColumns, texts: Mapping[str, Texts], source: ScaleSource, engine: str
) -> None:
    """Refuse columns whose texts memory would not hold; those of customers, orders and money may be so many."""
    free = {chosen.customer, chosen.order, chosen.quantity, chosen.price, chosen.amount}
    for name in columns_in_use(chosen):
        if not texts[name].are_all and name not in free:
            raise too_many_texts(name, source, engine)


def _as_of_all_lines(
    chosen: TransactionColumns,
    texts: Mapping[str, Texts],
    values: Mapping[str, TypedColumn],
    customers: FewCustomers | ManyCustomers,
) -> TransactionColumns:
    """Return the columns with what is said of them counted on all lines rather than on the sample."""
    status = tuple(_counted(each, texts[each.name], values[each.name]) for each in chosen.status)
    before: list[Message] = []
    unknown: list[Message] = []
    for warning in chosen.warnings:
        code = warning.code.rpartition(".")[2] if isinstance(warning, Finding) else ""
        if code == "unknown_status":
            unknown.append(_unknown_of_all_lines(warning, status))
        elif code in _OF_STATUS:
            unknown.append(warning)
        elif code not in _COUNTED:
            before.append(warning)
    notes = (*status_notes(status), *unknown, *customers.notes)
    return replace(chosen, status=status, warnings=(*before, *notes))


def with_changes(decided: Decisions, changing: Collection[str]) -> Decisions:
    """Return the decisions with a note on each column of which some customers have several values.

    Parameters
    ----------
    decided : Decisions
    changing : collection of str
    """
    chosen = decided.chosen
    country = () if chosen.country is None else (chosen.country,)
    notes = [
        finding("purchase_columns.latest_is_taken", column=name)
        for name in (*chosen.of_customer, *country)
        if name in changing
    ]
    told = replace(chosen, warnings=(*chosen.warnings, *notes))
    schema = replace(decided.inspection.schema, purchases=told, warnings=told.warnings)
    return replace(decided, chosen=told, inspection=replace(decided.inspection, schema=schema))


def _unknown_of_all_lines(warning: Message, status: Sequence[StatusColumn]) -> Message:
    assert isinstance(warning, Finding)
    name = str(warning.figures["column"])
    column = next((each for each in status if each.name == name), None)
    if column is None:
        return warning
    return unknown_words_note(name, [w for w in column.words if w.meant is None and w.state is None])


def _counted(status: StatusColumn, texts: Texts, column: TypedColumn) -> StatusColumn:
    """Return a column of status with the lines of each word."""
    codes, names = status_texts(column)
    known = codes >= 0
    lines = np.bincount(codes[known], texts.counts[known], len(names)).astype(np.int64).tolist()
    by_text = dict(zip(names, lines, strict=True))
    return replace(
        status, words=tuple(replace(word, lines=by_text.get(word.text, 0)) for word in status.words)
    )


def _kind_of_all_lines(reason: Message, customers: FewCustomers | ManyCustomers) -> Message:
    """Return why these are purchases, counted on all lines rather than on the sample."""
    if not isinstance(reason, Finding) or reason.code != "purchase_columns.lines_of_customers":
        return reason
    return replace(reason, figures={**reason.figures, "rows": customers.n_lines, "customers": customers.n})
