"""Lines sorted into kept and left out, reason after reason, and counted."""

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.column_codes import Ints
from segdesk.engine.data.finding import finding
from segdesk.engine.transactions.reconciliation.line_counts import (
    LABELS,
    LineCounts,
    kept_finding,
    left_out_finding,
    lines_finding,
)
from segdesk.engine.transactions.reconciliation.lines import Lines
from segdesk.engine.transactions.reconciliation.money import Money
from segdesk.engine.transactions.reconciliation.order_status import SILENT
from segdesk.errors import InputError
from segdesk.messages import Message, say

# Lines that count do so without what of their money went back; all others are counted with it.
_BY_STATUS = frozenset(map(str, SILENT))
_NET = frozenset({"kept", "repeated", "zero", "return", "last_month"})


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
    all_in, all_kept : LineCounts
    left_out : tuple of LineCounts
        By reason; each line stands under the first that applies. `all_in` is `all_kept` and these added up.
    noted : tuple of LineCounts
        Kinds of lines that are kept: repeated lines, lines without charge, returns, an incomplete last month.
    customers_left_out : tuple of (Message, int)
        Customers of the table who have no kept order, by reason.
    steps, warnings : tuple of Message
    """

    lines: Lines
    as_of: dt.date
    kept: Mask
    is_order: Mask
    all_in: LineCounts
    all_kept: LineCounts
    left_out: tuple[LineCounts, ...]
    noted: tuple[LineCounts, ...]
    customers_left_out: tuple[tuple[Message, int], ...]
    steps: tuple[Message, ...]
    warnings: tuple[Message, ...]

    def rows(self) -> tuple[LineCounts, ...]:
        """Return the table to show: all lines, what is left out by reason, what is kept."""
        return (self.all_in, *self.left_out, self.all_kept)


class Sorting:
    """Lines being sorted into kinds; `open` flags those that no reason has taken yet."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.open: Mask = np.ones(len(lines.day), dtype=bool)
        self._left_out: list[tuple[str, Mask, Mask]] = []
        self._noted: list[tuple[str, Mask]] = []

    def leave_out(self, key: str, flags: Mask) -> None:
        """Leave out the lines that are flagged and not left out yet."""
        self._left_out.append((key, flags & self.open, flags))
        self.open = self.open & ~flags

    def note(self, key: str, flags: Mask) -> None:
        """Remember a kind of lines that is kept."""
        self._noted.append((key, flags))

    def finish(self, as_of: dt.date) -> Reconciliation:
        """Leave out customers without an order, count everything and report it.

        Raises
        ------
        InputError
            If no order is left.
        """
        lines = self.lines
        is_order = self.open & ~lines.is_return
        if not is_order.any():
            raise self.nothing_left()
        ordered = np.zeros(len(lines.customers) + 1, dtype=bool)
        ordered[lines.customer[is_order]] = True
        self.leave_out("no_order", ~ordered[lines.customer] & self.open)
        left_out = tuple(self._count(*each) for each in self._left_out if each[1].any())
        noted = tuple(
            self._count(key, flags & self.open, flags)
            for key, flags in self._noted
            if (flags & self.open).any()
        )
        everything = np.ones(len(lines.day), dtype=bool)
        all_in = self._count("in", everything, everything)
        all_kept = self._count("kept", self.open, self.open)
        gone = _customers_left_out(all_in, all_kept, left_out)
        left_out += self._partial_refunds()
        steps = [lines_finding(all_in, all_kept), *map(left_out_finding, left_out), *map(kept_finding, noted)]
        steps += [finding("reconciliation.customers_left_out", n=n, reason=why) for why, n in gone]
        steps.append(finding("reconciliation.as_of", day=as_of))
        return Reconciliation(
            lines=lines,
            as_of=as_of,
            kept=self.open,
            is_order=is_order,
            all_in=all_in,
            all_kept=all_kept,
            left_out=left_out,
            noted=noted,
            customers_left_out=gone,
            steps=tuple(steps),
            warnings=self._odd_returns(),
        )

    def nothing_left(self) -> InputError:
        """Return the error that says what became of all the lines."""
        counts = [(LABELS[key], int(flags.sum())) for key, flags, _ in self._left_out]
        counts.append((LABELS["return"], int((self.open & self.lines.is_return).sum())))
        reasons = [finding("reconciliation.lines_of_reason", n=n, reason=why) for why, n in counts if n]
        if any(key in _BY_STATUS and flags.any() for key, flags, _ in self._left_out):
            return InputError(
                say("No order is left: {reasons}.", reasons=reasons),
                mend=say(
                    "Say with --count-status which words of a status count, such as --count-status pending."
                ),
            )
        return InputError(
            say("No order is left: {reasons}.", reasons=reasons),
            mend=say("Check the columns of customer, date and amount, and the as-of day."),
        )

    @property
    def _gross(self) -> Ints:
        """Money before refunds."""
        units, refunds = self.lines.units, self.lines.refunds
        assert units is not None
        return units if refunds is None else units + refunds

    def _partial_refunds(self) -> tuple[LineCounts, ...]:
        """Return the money that went back of lines that are kept: of these no line, but money."""
        if self.lines.refunds is None:
            return ()
        flags = self.open & (self.lines.refunds > 0)
        if not flags.any():
            return ()
        counted = self._count("refund", flags, flags)
        money = Money(int(self.lines.refunds[flags].sum()), self.lines.decimals)
        return (replace(counted, lines=0, money=money),)

    def _odd_returns(self) -> tuple[Message, ...]:
        """Warn of credit notes with amounts above zero: they would add money rather than take it off."""
        if self.lines.units is None:
            return ()
        odd = int((self.lines.is_return & self.open & (self.lines.units > 0)).sum())
        if not odd:
            return ()
        return (finding("reconciliation.odd_returns", n=odd),)

    def _count(self, key: str, flags: Mask, in_table: Mask) -> LineCounts:
        """Count some lines, their customers and their money; `in_table` flags all of the kind."""
        # Codes start at -1, for no customer.
        n_customers = int(np.count_nonzero(np.bincount(self.lines.customer[flags] + 1, minlength=1)[1:]))
        money = None
        if self.lines.units is not None:
            units = self.lines.units if key in _NET else self._gross
            money = Money(int(units[flags].sum()), self.lines.decimals)
        return LineCounts(key, LABELS[key], int(flags.sum()), n_customers, money, int(in_table.sum()))


def _customers_left_out(
    all_in: LineCounts, all_kept: LineCounts, left_out: tuple[LineCounts, ...]
) -> tuple[tuple[Message, int], ...]:
    gone = all_in.customers - all_kept.customers
    orderless = next((each.customers for each in left_out if each.key == "no_order"), 0)
    counts = (
        (finding("reconciliation.returns_without_order"), orderless),
        (finding("reconciliation.no_line_counts"), gone - orderless),
    )
    return tuple((why, n) for why, n in counts if n)
