"""What became of the lines of a purchases table, kind by kind, wherever they were counted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from segdesk.engine.data.finding import finding
from segdesk.engine.transactions.reconciliation.line_counts import (
    LABELS,
    LineCounts,
    kept_finding,
    left_out_finding,
    lines_finding,
)
from segdesk.engine.transactions.reconciliation.order_status import SILENT
from segdesk.errors import InputError
from segdesk.messages import Message, say

# Lines that count do so without what of their money went back; all others are counted with it.
_NET = frozenset({"kept", "repeated", "zero", "return", "last_month"})
_BY_STATUS = frozenset(map(str, SILENT))


@dataclass(frozen=True, eq=False)
class LineAccount:
    """The lines of a purchases table, counted: kept, or left out by reason.

    Attributes
    ----------
    as_of : date
        Day that recency counts back from.
    all_in, all_kept : LineCounts
    left_out : tuple of LineCounts
        By reason; each line stands under the first that applies. `all_in` is `all_kept` and these added up.
    noted : tuple of LineCounts
        Kinds of lines that are kept: repeated lines, lines without charge, returns, an incomplete last month.
    customers_left_out : tuple of (Message, int)
        Customers of the table who have no kept order, by reason.
    steps, warnings : tuple of Message
    """

    as_of: dt.date
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


def counts_net(key: str) -> bool:
    """Return whether lines of a kind are counted without what of their money went back."""
    return key in _NET


def account_of(
    as_of: dt.date,
    all_in: LineCounts,
    all_kept: LineCounts,
    left_out: tuple[LineCounts, ...],
    refunds: tuple[LineCounts, ...],
    noted: tuple[LineCounts, ...],
    odd_returns: int,
) -> LineAccount:
    """Return the account of lines that have been counted.

    Parameters
    ----------
    as_of : date
    all_in, all_kept : LineCounts
    left_out, noted : tuple of LineCounts
        Kinds of which there are lines.
    refunds : tuple of LineCounts
        The money that went back of lines that are kept.
    odd_returns : int
        Credit notes with amounts above zero: they would add money rather than take it off.
    """
    gone = _customers_left_out(all_in, all_kept, left_out)
    left_out += refunds
    steps = [lines_finding(all_in, all_kept), *map(left_out_finding, left_out), *map(kept_finding, noted)]
    steps += [finding("reconciliation.customers_left_out", n=n, reason=why) for why, n in gone]
    steps.append(finding("reconciliation.as_of", day=as_of))
    return LineAccount(
        as_of=as_of,
        all_in=all_in,
        all_kept=all_kept,
        left_out=left_out,
        noted=noted,
        customers_left_out=gone,
        steps=tuple(steps),
        warnings=(finding("reconciliation.odd_returns", n=odd_returns),) if odd_returns else (),
    )


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


def no_order_left(counts: Sequence[tuple[str, int]]) -> InputError:
    """Return the error that says what became of all the lines.

    Parameters
    ----------
    counts : sequence of (str, int)
        Lines by the key of why they do not make an order.
    """
    reasons = [finding("reconciliation.lines_of_reason", n=n, reason=LABELS[key]) for key, n in counts if n]
    if any(key in _BY_STATUS and n for key, n in counts):
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
