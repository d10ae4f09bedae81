"""Which lines count, which are left out and why: money in = money kept + money left out by reason, to the cent."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.table import Table, TypedColumn
from segdesk.engine.transactions.codes import NOT_A_DAY, Flags, Ints, n_distinct
from segdesk.engine.transactions.columns import TransactionColumns
from segdesk.engine.transactions.last_month import Month, incomplete_month
from segdesk.engine.transactions.lines import Lines, gather_lines
from segdesk.engine.transactions.money import Money
from segdesk.engine.transactions.spec import TransactionsSpec
from segdesk.errors import InputError
from segdesk.messages import Message, say, say_n

EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True)
class Counted:
    """Lines of one kind.

    Attributes
    ----------
    key : str
        What a program knows the kind by, such as `no_customer`.
    label : Message
        The kind in words, to stand after a colon.
    lines, customers : int
        Lines, and different customers on them.
    money : Money or None
        What they add up to; None for a table without money.
    """

    key: str
    label: Message
    lines: int
    customers: int
    money: Money | None


@dataclass(frozen=True, eq=False)
class Reconciliation:
    """The lines of a purchases table, divided into kept and left out.

    Attributes
    ----------
    lines : Lines
        All of them; the arrays here have their shape.
    as_of : date
        Day that recency counts back from.
    kept : bool array
        Lines that count for the customers' money.
    is_order : bool array
        Kept lines that make an order: no returns and cancellations.
    all_in, all_kept : Counted
    left_out : tuple of Counted
        By reason; each line stands under the first that applies. `all_in` is `all_kept` and these added up.
    noted : tuple of Counted
        Kinds of lines that are kept: repeated lines, lines without charge, returns, an incomplete last month.
    customers_left_out : tuple of (Message, int)
        Customers of the table who have no kept order, by reason.
    steps, warnings : tuple of Message
    """

    lines: Lines
    as_of: dt.date
    kept: Flags
    is_order: Flags
    all_in: Counted
    all_kept: Counted
    left_out: tuple[Counted, ...]
    noted: tuple[Counted, ...]
    customers_left_out: tuple[tuple[Message, int], ...]
    steps: tuple[Message, ...]
    warnings: tuple[Message, ...]

    def rows(self) -> tuple[Counted, ...]:
        """Return the table to show: all lines, what is left out by reason, what is kept."""
        return (self.all_in, *self.left_out, self.all_kept)


def reconcile(
    table: Table,
    columns: Sequence[TypedColumn],
    chosen: TransactionColumns,
    spec: TransactionsSpec | None = None,
    today: dt.date | None = None,
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

    Raises
    ------
    InputError
        If customer or date are not known, amounts come in several currencies, or no order is left.
    """
    rules = spec or TransactionsSpec()
    lines = gather_lines(table, columns, chosen)
    sorting = _Sorting(lines)
    sorting.leave_out("no_date", lines.day == NOT_A_DAY)
    month = _leave_out_by_day(sorting, rules, today)
    _leave_out_currencies(sorting, rules)
    sorting.leave_out("no_customer", lines.customer < 0)
    sorting.leave_out("no_amount", ~lines.has_amount)
    zero = np.zeros(len(lines.day), dtype=bool)
    if lines.units is not None:
        zero = (lines.units == 0) & ~lines.is_return & lines.has_amount
    for key, flags, drop in (
        ("repeated", lines.repeats, rules.duplicates == "drop"),
        ("zero", zero, rules.zero_lines == "drop"),
        ("return", lines.is_return, rules.returns == "drop"),
    ):
        if drop:
            sorting.leave_out(key, flags)
        else:
            sorting.note(key, flags)
    return sorting.finish(month, rules)


def _leave_out_by_day(sorting: "_Sorting", rules: TransactionsSpec, today: dt.date | None) -> Month | None:
    """Settle the as-of day, leave out what is later, and look at the last month; return it where incomplete."""
    days = sorting.lines.day
    wanted = rules.as_of_day()
    latest = wanted or today
    if latest is not None:
        late = (days != NOT_A_DAY) & (days > (latest - EPOCH).days)
        # A clock that says that everything is yet to come is wrong.
        if wanted is not None or not late[sorting.open].all():
            sorting.leave_out("late", late)
    if not sorting.open.any():
        raise _nothing_left(sorting)
    month = incomplete_month(days[sorting.open])
    if month is not None:
        inside = days >= (month.first_day - EPOCH).days
        if rules.last_month == "drop" and not inside[sorting.open].all():
            sorting.leave_out("last_month", inside)
        else:
            sorting.note("last_month", inside)
    sorting.as_of = wanted or EPOCH + dt.timedelta(days=int(days[sorting.open].max()) + 1)
    return month


def _leave_out_currencies(sorting: "_Sorting", rules: TransactionsSpec) -> None:
    lines = sorting.lines
    if lines.currency is None:
        return
    present = np.unique(lines.currency[sorting.open])
    names = [lines.currencies[i] for i in present.tolist() if i >= 0]
    if rules.currency is None:
        if len(names) < 2:
            return
        counts = np.bincount(lines.currency[sorting.open] + 1, minlength=len(lines.currencies) + 1)[1:]
        most = int(np.argmax(counts))
        raise InputError(
            say("The amounts are in several currencies: {names}.", names=names[:12]),
            mend=say(
                "Choose one with --currency, such as --currency {name}; lines in others are left out.",
                name=lines.currencies[most],
            ),
        )
    wanted = [i for i, name in enumerate(lines.currencies) if name.casefold() == rules.currency.casefold()]
    if not wanted:
        raise InputError(
            say("No amount is in the currency “{name}”.", name=rules.currency),
            mend=say("The table has: {names}.", names=names[:12]),
        )
    sorting.leave_out("other_currency", ~np.isin(lines.currency, wanted))


class _Sorting:
    """Lines being sorted into kinds, reason after reason."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.open: Flags = np.ones(len(lines.day), dtype=bool)
        self.as_of = EPOCH
        self._left_out: list[tuple[str, Flags]] = []
        self._noted: list[tuple[str, Flags]] = []

    def leave_out(self, key: str, flags: Flags) -> None:
        """Leave out the lines that are flagged and not left out yet."""
        self._left_out.append((key, flags & self.open))
        self.open = self.open & ~flags

    def note(self, key: str, flags: Flags) -> None:
        """Remember a kind of lines that is kept."""
        self._noted.append((key, flags))

    def finish(self, month: Month | None, rules: TransactionsSpec) -> Reconciliation:
        """Leave out customers without an order, count everything and say it."""
        lines = self.lines
        n_customers = len(lines.customers)
        is_order = self.open & ~lines.is_return
        ordered = np.zeros(n_customers + 1, dtype=bool)
        ordered[lines.customer[is_order]] = True
        orderless = ~ordered[lines.customer] & self.open
        self.leave_out("no_order", orderless)
        if not is_order.any():
            raise _nothing_left(self)
        left_out = tuple(self.count(key, flags) for key, flags in self._left_out if flags.any())
        noted = tuple(
            self.count(key, flags & self.open) for key, flags in self._noted if (flags & self.open).any()
        )
        everything = np.ones(len(lines.day), dtype=bool)
        all_in = self.count("in", everything)
        all_kept = self.count("kept", self.open)
        gone = all_in.customers - all_kept.customers
        n_orderless = next((each.customers for each in left_out if each.key == "no_order"), 0)
        customers_left_out = tuple(
            (reason, count)
            for reason, count in (
                (say("returns or cancellations but no order"), n_orderless),
                (say("none of their lines count"), gone - n_orderless),
            )
            if count
        )
        steps = (
            _divided(all_in, all_kept),
            *map(_left, left_out),
            *map(_kept, noted),
            *(
                say_n(
                    "{n} customer is left out: {reason}.",
                    "{n} customers are left out: {reason}.",
                    n=n,
                    reason=reason,
                )
                for reason, n in customers_left_out
            ),
            say("Recency counts back from {day}.", day=self.as_of),
        )
        warnings = []
        if month is not None and rules.last_month == "keep":
            warnings.append(month.warning())
        return Reconciliation(
            lines, self.as_of, self.open, is_order & self.open, all_in, all_kept, left_out, noted,
            customers_left_out, steps, (*warnings, *self._odd_returns()),
        )  # fmt: skip

    def _odd_returns(self) -> list[Message]:
        """Warn of credit notes with amounts above zero: they would add money rather than take it off."""
        if self.lines.units is None:
            return []
        odd = int((self.lines.is_return & self.open & (self.lines.units > 0)).sum())
        if not odd:
            return []
        return [
            say_n(
                "{n} line of a return or cancellation has an amount above zero and adds to the money.",
                "{n} lines of returns or cancellations have amounts above zero and add to the money.",
                n=odd,
            )
        ]

    def count(self, key: str, flags: Flags) -> Counted:
        """Count some lines, their customers and their money."""
        customers: Ints = self.lines.customer[flags & (self.lines.customer >= 0)]
        money = None
        if self.lines.units is not None:
            money = Money(int(self.lines.units[flags].sum()), self.lines.decimals)
        return Counted(key, _LABELS[key], int(flags.sum()), n_distinct(customers), money)


def _nothing_left(sorting: _Sorting) -> InputError:
    parts = [
        say("{n} lines: {reason}", n=int(flags.sum()), reason=_LABELS[key])
        for key, flags in sorting._left_out
        if flags.any()
    ]
    return InputError(
        say(
            "No order is left: {reasons}.", reasons=[str(part) for part in parts] or [str(_LABELS["return"])]
        ),
        mend=say("Check the columns of customer, date and amount, and the as-of day."),
    )


def _divided(all_in: Counted, all_kept: Counted) -> Message:
    if all_in.money is None:
        return say(
            "{lines} lines in the table, {kept} of {customers} customers are kept.",
            lines=all_in.lines, kept=all_kept.lines, customers=all_kept.customers,
        )  # fmt: skip
    return say(
        "{lines} lines with {money} in the table; {kept} lines of {customers} customers with {money_kept} are kept.",
        lines=all_in.lines, money=all_in.money, kept=all_kept.lines, customers=all_kept.customers,
        money_kept=all_kept.money,
    )  # fmt: skip


def _left(counted: Counted) -> Message:
    if counted.money is None:
        return say_n(
            "{n} line is left out: {reason}.", "{n} lines are left out: {reason}.",
            n=counted.lines, reason=counted.label,
        )  # fmt: skip
    return say_n(
        "{n} line with {money} is left out: {reason}.", "{n} lines with {money} are left out: {reason}.",
        n=counted.lines, reason=counted.label, money=counted.money,
    )  # fmt: skip


def _kept(counted: Counted) -> Message:
    if counted.money is None:
        return say_n(
            "{n} line is kept: {kind}.",
            "{n} lines are kept: {kind}.",
            n=counted.lines,
            kind=_KEPT[counted.key],
        )
    return say_n(
        "{n} line with {money} is kept: {kind}.", "{n} lines with {money} are kept: {kind}.",
        n=counted.lines, kind=_KEPT[counted.key], money=counted.money,
    )  # fmt: skip


_LABELS = {
    "in": say("all lines of the table"),
    "kept": say("kept"),
    "no_date": say("no day of purchase"),
    "late": say("after the as-of day, or in the future"),
    "last_month": say("in the incomplete last month"),
    "other_currency": say("in another currency, or in none"),
    "no_customer": say("no customer"),
    "no_amount": say("no amount"),
    "repeated": say("repeats an earlier line in every column"),
    "zero": say("without charge"),
    "return": say("return or cancellation"),
    "no_order": say("return or cancellation of a customer without an order"),
}
_KEPT = {
    "repeated": say("they repeat an earlier line in every column, and count as bought again"),
    "zero": say("they are without charge, and count as an order"),
    "return": say("returns and cancellations, which take money off but are no order and move no recency"),
    "last_month": say("they lie in the last month, which is not complete"),
}
