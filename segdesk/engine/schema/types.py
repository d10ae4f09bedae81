"""Decide what each column of a table holds, and turn its texts into values."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnFormat, ColumnType, Table, TypedColumn
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.schema.column_evidence import ENOUGH, ColumnEvidence, evidence_of
from segdesk.engine.schema.column_values import build_column
from segdesk.engine.schema.consensus import Consensus, order_evidence
from segdesk.engine.schema.infer_type import infer_type
from segdesk.engine.schema.not_understood import not_understood
from segdesk.messages import say
from segdesk.progress import Progress, part, silent


def type_columns(
    table: Table,
    spec: ReadSpec | None = None,
    force: Mapping[str, ColumnType] | None = None,
    formats: Mapping[str, ColumnFormat] | None = None,
    progress: Progress = silent,
) -> tuple[TypedColumn, ...]:
    """Return the columns of a table with type and values, in the order of the table.

    Parameters
    ----------
    table : Table
    spec : ReadSpec, optional
        Decimal mark and date order as the user wants them; they settle what the values leave open.
    force : mapping of str to ColumnType, optional
        Types that are settled, by name of column, as a model has them.
    formats : mapping of str to ColumnFormat, optional
        How the columns were written elsewhere; taken where the values alone can't decide.
    progress : Progress, optional
        Is told of each column.
    """
    return type_evidence(evidence_of(table.columns), table.source.delimiter, spec, force, formats, progress)


def type_evidence(
    evidence: Sequence[ColumnEvidence],
    delimiter: str | None,
    spec: ReadSpec | None = None,
    force: Mapping[str, ColumnType] | None = None,
    formats: Mapping[str, ColumnFormat] | None = None,
    progress: Progress = silent,
) -> tuple[TypedColumn, ...]:
    """Return columns with type and values, of which the evidence is known: it may be of more rows than are there.

    Parameters
    ----------
    evidence : sequence of ColumnEvidence
        One for each column of a table.
    delimiter : str or None
        What separates the columns of its file.
    spec, force, formats, progress
        As for `type_columns`.
    """
    spec = spec or ReadSpec()
    force, formats = force or {}, formats or {}
    consensus = _consensus(evidence, delimiter, spec, part(progress, 0, 0.5))
    typed = []
    for i, each in enumerate(evidence):
        progress(say("Understanding the columns"), 0.5 + 0.5 * i / len(evidence))
        wanted = force.get(each.column.name)
        known = formats.get(each.column.name, ColumnFormat())
        if wanted is None:
            decision = infer_type(each, consensus, known)
            column = build_column(
                each, decision.type, decision.reason, consensus, known, personal=decision.personal
            )
            note = not_understood(each, decision.type, decision.personal)
            typed.append(column if note is None else replace(column, warnings=(*column.warnings, note)))
        else:
            reason = finding("schema.settled_beforehand")
            typed.append(build_column(each, wanted, reason, consensus, known))
    return tuple(typed)


def _consensus(
    evidence: Sequence[ColumnEvidence], delimiter: str | None, spec: ReadSpec, progress: Progress
) -> Consensus:
    """Gather what the columns that speak clearly say for those that do not."""
    decimals: Counter[str] = Counter()
    orders: Counter[str] = Counter()
    elsewhere: set[str] = set()
    for i, each in enumerate(evidence):
        progress(say("Understanding the columns"), i / len(evidence))
        if each.column.native is not None:
            continue
        if each.dates is not None and each.share(each.dates.is_date) >= ENOUGH:
            order = order_evidence(each)
            if order is not None:
                orders[order] += 1
        elif each.numbers is not None and each.share(each.numbers.is_number) >= ENOUGH:
            marks = each.numbers.marks()
            if marks.sure and marks.decimal is not None:
                decimals[marks.decimal] += 1
        else:
            continue
        elsewhere.update(each.texts[i].strip() for i in np.flatnonzero(each.marks & ~each.answers))
    return Consensus(
        decimal=spec.decimal or (decimals.most_common(1)[0][0] if decimals else None),
        date_order=orders.most_common(1)[0][0] if orders else None,
        wanted_order=None if spec.date_order is None else spec.date_order.replace("-", " "),
        comma_likely=delimiter == ";",
        missing_elsewhere=frozenset(elsewhere),
    )
