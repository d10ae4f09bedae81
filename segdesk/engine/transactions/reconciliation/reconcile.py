"""Which lines count, which are left out and why: money in = money kept + money left out by reason, to the cent."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from segdesk.engine.data.column_codes import EPOCH, NOT_A_DAY
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import Table, TypedColumn
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns
from segdesk.engine.schema.purchase_columns.status_words import OrderState
from segdesk.engine.transactions.reconciliation.counting import how_lines_count
from segdesk.engine.transactions.reconciliation.last_month import incomplete_month
from segdesk.engine.transactions.reconciliation.lines import gather_lines
from segdesk.engine.transactions.reconciliation.order_status import SILENT, of_state, taken_back
from segdesk.engine.transactions.reconciliation.sorting import Reconciliation, Sorting
from segdesk.errors import InputError
from segdesk.messages import Message, say
from segdesk.progress import Step, unseen

# What was cancelled or refunded may stand in the table with the line that takes it back.
_RETURNED = (OrderState.CANCELLED, OrderState.REFUNDED)


def reconcile(
    table: Table,
    columns: Sequence[TypedColumn],
    chosen: TransactionColumns,
    spec: TransactionsSpec | None = None,
    today: dt.date | None = None,
    step: Step = unseen,
) -> Reconciliation:
    """Decide which lines count.

    Parameters
    ----------
    table : Table
    columns : sequence of TypedColumn
        Its columns, understood.
    chosen : TransactionColumns
    spec : TransactionsSpec, optional
        The rules; the defaults keep all but lines without customer, day or amount and lines after the as-of day.
    today : date, optional
        Later lines are mistakes, and the default as-of day is looked for before them. Without it no line is too late.
    step : Step, optional

    Raises
    ------
    InputError
        If customer or date are not known, amounts come in several currencies, or no order is left.
    """
    rules = spec or TransactionsSpec()
    lines = gather_lines(table, columns, chosen, step)
    step(0.8)
    sorting = Sorting(lines)
    _leave_out_by_status(sorting)
    sorting.leave_out("no_date", lines.day == NOT_A_DAY)
    as_of, warnings = _leave_out_by_day(sorting, rules, today)
    _leave_out_currencies(sorting, rules)
    sorting.leave_out("no_customer", lines.customer < 0)
    sorting.leave_out("no_amount", ~lines.has_amount)
    for key, flags, drop in (
        ("repeated", lines.repeats, rules.duplicates == "drop"),
        ("zero", lines.is_free, rules.zero_lines == "drop"),
        ("return", lines.is_return, rules.returns == "drop"),
    ):
        if drop:
            sorting.leave_out(key, flags)
        else:
            sorting.note(key, flags)
    step(0.9)
    done = sorting.finish(as_of)
    step(1.0)
    return replace(
        done,
        steps=(*done.steps, *how_lines_count(chosen, rules)),
        warnings=(*further_lines_note(lines.n_further), *warnings, *done.warnings),
    )


def further_lines_note(n: int) -> tuple[Message, ...]:
    """Say how many lines have their customer or day from their order."""
    return (finding("reconciliation.further_lines", n=n),) if n else ()


def _leave_out_by_status(sorting: Sorting) -> None:
    """Leave out what was cancelled, failed, is pending or went back whole, and the returns of that."""
    lines = sorting.lines
    back = lines.is_return
    for state in SILENT:
        flags = of_state(lines.states, state)
        if state in _RETURNED:
            # A return by itself takes money off; what it takes back may count.
            flags = flags & ~back
        if state is OrderState.REFUNDED:
            # How much of the money went back says more than that something did.
            if lines.refunds is not None:
                flags = flags & (lines.refunds == 0)
            flags = flags | lines.is_refunded
        sorting.leave_out(str(state), flags)
        if state in _RETURNED and lines.units is not None and flags.any():
            gross = lines.units if lines.refunds is None else lines.units + lines.refunds
            again = taken_back(lines.customer, gross, flags, back & sorting.open)
            sorting.leave_out("returned_unbought", again)


def _leave_out_by_day(
    sorting: Sorting, rules: TransactionsSpec, today: dt.date | None
) -> tuple[dt.date, list[Message]]:
    """Leave out what is too late, look at the last month, and return the as-of day and warnings."""
    days = sorting.lines.day
    wanted = rules.as_of_day()
    latest = wanted or today
    if latest is not None:
        late = (days != NOT_A_DAY) & (days > (latest - EPOCH).days)
        # A clock that says that everything is yet to come is wrong.
        if wanted is not None or not late[sorting.open].all():
            sorting.leave_out("late", late)
    if not sorting.open.any():
        raise sorting.nothing_left()
    warnings = []
    month = incomplete_month(days[sorting.open])
    if month is not None:
        inside = days >= (month.first_day - EPOCH).days
        if rules.last_month == "drop" and not inside[sorting.open].all():
            sorting.leave_out("last_month", inside)
        else:
            sorting.note("last_month", inside)
            warnings.append(month.warning())
    return wanted or EPOCH + dt.timedelta(days=int(days[sorting.open].max()) + 1), warnings


def _leave_out_currencies(sorting: Sorting, rules: TransactionsSpec) -> None:
    lines = sorting.lines
    if lines.currency is None:
        return
    counts = np.bincount(lines.currency[sorting.open] + 1, minlength=len(lines.currencies) + 1)[1:]
    wanted = wanted_currencies(lines.currencies, counts.tolist(), rules.currency)
    if wanted is not None:
        sorting.leave_out("other_currency", ~np.isin(lines.currency, wanted))


def wanted_currencies(names: Sequence[str], counts: Sequence[int], chosen: str | None) -> list[int] | None:
    """Return the positions of the currencies whose lines count; None where all do.

    Parameters
    ----------
    names : sequence of str
    counts : sequence of int
        Lines in each that are not left out yet.
    chosen : str or None
        What the user wants.

    Raises
    ------
    InputError
        If there are several, and the user chose none of them.
    """
    present = [name for name, n in zip(names, counts, strict=True) if n]
    if chosen is None:
        if len(present) < 2:
            return None
        most = names[max(range(len(names)), key=counts.__getitem__)]
        raise InputError(
            say("The amounts are in several currencies: {names}.", names=present[:12]),
            mend=say(
                "Choose one with --currency, such as --currency {name}; lines in others are left out.",
                name=most,
            ),
        )
    wanted = [i for i, name in enumerate(names) if name.casefold() == chosen.casefold()]
    if not wanted:
        raise InputError(
            say("No amount is in the currency “{name}”.", name=chosen),
            mend=say("The table has: {names}.", names=present[:12]),
        )
    return wanted
