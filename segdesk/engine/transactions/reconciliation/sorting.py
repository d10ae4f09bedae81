"""Lines sorted into kept and left out, reason after reason, and counted."""

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.column_codes import Ints
from segdesk.engine.transactions.reconciliation.account import (
    LineAccount,
    account_of,
    counts_net,
    no_order_left,
)
from segdesk.engine.transactions.reconciliation.line_counts import LABELS, LineCounts
from segdesk.engine.transactions.reconciliation.lines import Lines
from segdesk.engine.transactions.reconciliation.money import Money
from segdesk.errors import InputError


@dataclass(frozen=True, eq=False)
class Reconciliation(LineAccount):
    """The lines of a purchases table in memory, divided into kept and left out.

    Attributes
    ----------
    lines : Lines
        All of them; the arrays here have their shape.
    kept : bool array
        Lines that count for the customers' money.
    is_order : bool array
        Kept lines that make an order: no returns and cancellations.
    """

    lines: Lines
    kept: Mask
    is_order: Mask


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
        account = account_of(
            as_of, all_in, all_kept, left_out, self._partial_refunds(), noted, self._odd_returns()
        )
        return Reconciliation(**vars(account), lines=lines, kept=self.open, is_order=is_order)

    def nothing_left(self) -> InputError:
        """Return the error that says what became of all the lines."""
        counts = [(key, int(flags.sum())) for key, flags, _ in self._left_out]
        return no_order_left([*counts, ("return", int((self.open & self.lines.is_return).sum()))])

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

    def _odd_returns(self) -> int:
        """Return how many credit notes have amounts above zero."""
        if self.lines.units is None:
            return 0
        return int((self.lines.is_return & self.open & (self.lines.units > 0)).sum())

    def _count(self, key: str, flags: Mask, in_table: Mask) -> LineCounts:
        """Count some lines, their customers and their money; `in_table` flags all of the kind."""
        # Codes start at -1, for no customer.
        n_customers = int(np.count_nonzero(np.bincount(self.lines.customer[flags] + 1, minlength=1)[1:]))
        money = None
        if self.lines.units is not None:
            units = self.lines.units if counts_net(key) else self._gross
            money = Money(int(units[flags].sum()), self.lines.decimals)
        return LineCounts(key, LABELS[key], int(flags.sum()), n_customers, money, int(in_table.sum()))
