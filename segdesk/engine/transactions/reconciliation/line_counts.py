"""Lines counted by kind, and what is said of them."""

from dataclasses import dataclass

from segdesk.engine.data.finding import finding
from segdesk.engine.transactions.reconciliation.money import Money
from segdesk.messages import Message


@dataclass(frozen=True)
class LineCounts:
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
    in_table : int
        All lines of the kind, with those that an earlier reason took.
    """

    key: str
    label: Message
    lines: int
    customers: int
    money: Money | None
    in_table: int


def lines_finding(all_in: LineCounts, all_kept: LineCounts) -> Message:
    """Return how much of the table counts."""
    if all_in.money is None or all_kept.money is None:
        return finding(
            "reconciliation.lines", lines=all_in.lines, kept=all_kept.lines, customers=all_kept.customers
        )
    return finding(
        "reconciliation.lines_with_money",
        lines=all_in.lines,
        money=all_in.money,
        kept=all_kept.lines,
        customers=all_kept.customers,
        money_kept=all_kept.money,
    )


def left_out_finding(counts: LineCounts) -> Message:
    """Return how many lines are left out, and why."""
    if counts.key == "refund":
        return finding("reconciliation.refunds_taken_off", n=counts.in_table, money=counts.money)
    if counts.money is None:
        return finding("reconciliation.left_out", n=counts.lines, reason=counts.label)
    return finding(
        "reconciliation.left_out_with_money", n=counts.lines, reason=counts.label, money=counts.money
    )


def kept_finding(counts: LineCounts) -> Message:
    """Return how many lines of a kind are kept, and how they count."""
    if counts.money is None:
        return finding(
            "reconciliation.kept_kind",
            n=counts.lines,
            all=counts.in_table,
            kind=_KINDS[counts.key],
            rule=_RULES[counts.key],
        )
    return finding(
        "reconciliation.kept_kind_with_money",
        n=counts.lines,
        all=counts.in_table,
        kind=_KINDS[counts.key],
        money=counts.money,
        rule=_RULES[counts.key],
    )


LABELS = {
    "in": finding("reconciliation.label_in"),
    "kept": finding("reconciliation.label_kept"),
    "cancelled": finding("reconciliation.label_cancelled"),
    "failed": finding("reconciliation.label_failed"),
    "refunded": finding("reconciliation.label_refunded"),
    "pending": finding("reconciliation.label_pending"),
    "settled": finding("reconciliation.label_settled"),
    "dropped": finding("reconciliation.label_dropped"),
    "returned_unbought": finding("reconciliation.label_returned_unbought"),
    "refund": finding("reconciliation.label_refund"),
    "no_date": finding("reconciliation.label_no_date"),
    "late": finding("reconciliation.label_future"),
    "last_month": finding("reconciliation.label_incomplete_month"),
    "other_currency": finding("reconciliation.label_currency"),
    "no_customer": finding("reconciliation.label_no_customer"),
    "no_amount": finding("reconciliation.label_no_amount"),
    "repeated": finding("reconciliation.label_repeated"),
    "zero": finding("reconciliation.label_free"),
    "return": finding("reconciliation.label_return"),
    "no_order": finding("reconciliation.label_return_without_order"),
}
_KINDS = {
    "repeated": finding("reconciliation.kind_repeated"),
    "zero": finding("reconciliation.kind_free"),
    "return": finding("reconciliation.kind_return"),
    "last_month": finding("reconciliation.kind_incomplete_month"),
}
_RULES = {
    "repeated": finding("reconciliation.rule_repeated"),
    "zero": finding("reconciliation.rule_free"),
    "return": finding("reconciliation.rule_return"),
    "last_month": finding("reconciliation.rule_incomplete_month"),
}
