"""Tables that are read as one may write numbers and dates differently: then all of them are written in one way.

What was written alike stays letter for letter. Files of one make are taken to write alike, as the rows of one file are,
until a column proves the opposite: the point in one file and the comma in another, or the day first here and the month
first there. Only then is each file read by itself, and a column that does not mean the same together is written anew.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Table, TextColumn, TypedColumn
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.schema.column_evidence import ENOUGH, evidence_of
from segdesk.engine.schema.consensus import order_evidence
from segdesk.engine.schema.dates import DateTexts
from segdesk.engine.schema.numbers import NumberTexts
from segdesk.engine.schema.types import type_columns
from segdesk.errors import InputError, Where
from segdesk.messages import Message, say

_DECIMALS = frozenset(".,")
Proofs = Mapping[str, str]


@dataclass(frozen=True)
class _Notation:
    """How one table writes a column: its decimal mark, or its order of dates; and whether that is certain."""

    value: str
    sure: bool


def harmonise(tables: Sequence[Table], spec: ReadSpec) -> tuple[list[Table], list[Message]]:
    """Return tables whose numbers and dates can be read together, and what was done for it.

    Parameters
    ----------
    tables : sequence of Table
        Columns of one name belong together.
    spec : ReadSpec
        Decimal mark and date order settle what the values leave open.

    Raises
    ------
    InputError
        If the tables are written differently, and one of them does not show how.
    """
    proofs = [_proofs(table) for table in tables]
    if not _differ(tables, proofs):
        return list(tables), []
    typed = [{column.name: column for column in type_columns(table, spec)} for table in tables]
    new: list[dict[str, TextColumn]] = [{} for _ in tables]
    findings = []
    for name in dict.fromkeys(name for table in tables for name in table.names):
        for kind in (ColumnType.NUMBER, ColumnType.DATE):
            notations = [
                _notation(table, types[name], kind, proof, spec)
                if name in types and types[name].type is kind
                else None
                for table, types, proof in zip(tables, typed, proofs, strict=True)
            ]
            if _mean_the_same(tables, name, kind, notations):
                continue
            _refuse_unsure(tables, name, notations)
            findings.append(_rewrite(tables, name, kind, notations, new))
    return [
        replace(table, columns=tuple(changed.get(c.name, c) for c in table.columns))
        for table, changed in zip(tables, new, strict=True)
    ], findings


def _proofs(table: Table) -> dict[str, str]:
    """Return the decimal mark or the order of dates that each column proves, by name, where it proves one."""
    found = {}
    for column in table.columns:
        proof = _proof(column)
        if proof is not None:
            found[column.name] = proof
    return found


def _proof(column: TextColumn) -> str | None:
    if column.native is not None:
        has_point = column.native is ColumnType.NUMBER and any("." in text for text in column.texts)
        return "." if has_point else None
    (each,) = evidence_of([column])
    if each.dates is not None and each.share(each.dates.is_date) >= ENOUGH:
        return each.dates.proven_order()
    if each.numbers is not None and each.share(each.numbers.is_number) >= ENOUGH:
        return each.numbers.proven_decimal()
    return None


def _differ(tables: Sequence[Table], proofs: Sequence[Proofs]) -> bool:
    """Whether the tables are of different makes, or a column proves that they are written differently."""
    if len({table.source.delimiter for table in tables}) > 1:
        return True
    names = {name for proof in proofs for name in proof}
    return any(len({proof[name] for proof in proofs if name in proof}) > 1 for name in names)


def _notation(
    table: Table, typed: TypedColumn, kind: ColumnType, proofs: Proofs, spec: ReadSpec
) -> _Notation | None:
    """Return how a table writes one of its columns; None where any way would do."""
    column = table.column(typed.name)
    if column.native is not None:
        return _Notation(proofs[typed.name], True) if typed.name in proofs else None
    if kind is ColumnType.NUMBER:
        return _number_notation(table, column, proofs, spec)
    return _date_notation(column, typed, proofs, spec)


def _number_notation(table: Table, column: TextColumn, proofs: Proofs, spec: ReadSpec) -> _Notation | None:
    numbers = NumberTexts(list(column.texts))
    if not any(mark in core for core in numbers.cores if core is not None for mark in _DECIMALS):
        return None
    known = proofs.get(column.name) or _usual(proofs, numbers=True) or spec.decimal
    if known is not None:
        return _Notation(known, True)
    marks = numbers.marks("," if table.source.delimiter == ";" else None)
    return _Notation(marks.decimal or ".", marks.sure)


def _date_notation(
    column: TextColumn, typed: TypedColumn, proofs: Proofs, spec: ReadSpec
) -> _Notation | None:
    (each,) = evidence_of([column])
    if each.dates is None or each.dates.starts_with_year() or each.dates.named_only():
        return None
    wanted = None if spec.date_order is None else spec.date_order.replace("-", " ")
    known = proofs.get(column.name) or _usual(proofs, numbers=False) or wanted or order_evidence(each)
    if known is not None:
        return _Notation(known, True)
    return None if typed.format.date_order is None else _Notation(typed.format.date_order, False)


def _usual(proofs: Proofs, numbers: bool) -> str | None:
    """Return what most columns of a table prove of its numbers or of its dates."""
    found = Counter(each for each in proofs.values() if (each in _DECIMALS) == numbers)
    return found.most_common(1)[0][0] if found else None


def _mean_the_same(
    tables: Sequence[Table], name: str, kind: ColumnType, notations: Sequence[_Notation | None]
) -> bool:
    """Whether the column, read together, means what it means in each table."""
    found = {each.value for each in notations if each is not None}
    if not found:
        return True
    if len(found) > 1:
        return False
    texts = [
        text
        for table, each in zip(tables, notations, strict=True)
        if name in table.names and (each is not None or kind is ColumnType.NUMBER)
        for text in table.column(name).texts
    ]
    if kind is ColumnType.DATE:
        return DateTexts(texts).proven_order() in found
    marks = NumberTexts(texts).marks()
    return marks.sure and marks.decimal in found


def _refuse_unsure(tables: Sequence[Table], name: str, notations: Sequence[_Notation | None]) -> None:
    for table, each in zip(tables, notations, strict=True):
        if each is not None and not each.sure:
            numbers = each.value in _DECIMALS
            raise InputError(
                say("The files are not written alike, and this one does not show its decimal mark.")
                if numbers
                else say("The files are not written alike, and this one does not show its order of dates."),
                Where(file=table.source.path.name, sheet=table.source.sheet, column=name),
                say("Name it with --decimal, or save all files in the same form.")
                if numbers
                else say("Name it with --date-order, or save all files in the same form."),
            )


def _rewrite(
    tables: Sequence[Table],
    name: str,
    kind: ColumnType,
    notations: Sequence[_Notation | None],
    new: Sequence[dict[str, TextColumn]],
) -> Message:
    """Write a column anew in the tables where it matters, and return what to tell of it."""
    for table, each, changed in zip(tables, notations, new, strict=True):
        if each is not None and table.column(name).native is None:
            column = table.column(name)
            texts = list(column.texts)
            dates = kind is ColumnType.DATE
            changed[name] = _with_texts(
                column, _dated(texts, each.value) if dates else NumberTexts(texts).pointed(each.value)
            )
    if kind is ColumnType.DATE:
        return finding("schema.dates_written_anew", column=name)
    there = [(i, table.column(name)) for i, table in enumerate(tables) if name in table.names]
    marks = NumberTexts([text for i, column in there for text in new[i].get(name, column).texts]).marks()
    if not (marks.sure and marks.decimal in (None, ".")):
        # 1.613 beside 575 would be taken for thousands; 1.6130 is not.
        for i in [i for i, _ in there if name in new[i]]:
            new[i][name] = _with_texts(new[i][name], [_lengthened(text) for text in new[i][name].texts])
    return finding("schema.numbers_written_anew", column=name)


def _dated(texts: list[str], order: str) -> list[str]:
    values = DateTexts(texts).values(order)
    with_time = bool((values[~np.isnat(values)].astype(np.int64) % 86400 != 0).any())
    return [
        text if np.isnat(value) else str(value).replace("T", " ")[: 19 if with_time else 10]
        for text, value in zip(texts, values, strict=True)
    ]


def _lengthened(text: str) -> str:
    """Return a number that might be taken for thousands with one digit more."""
    whole, point, decimals = text.partition(".")
    digits = len(decimals) - len(decimals.lstrip("0123456789"))
    return f"{whole}.{decimals[:3]}0{decimals[3:]}" if point and digits == 3 else text


def _with_texts(column: TextColumn, texts: Sequence[str]) -> TextColumn:
    """Return the column with other texts, each still there once."""
    position: dict[str, int] = {}
    place = np.fromiter(
        (position.setdefault(text, len(position)) for text in texts), dtype=np.int32, count=len(texts)
    )
    distinct = np.empty(len(position), dtype=object)
    distinct[:] = list(position)
    return replace(column, codes=place[column.codes], texts=distinct)
