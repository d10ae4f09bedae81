"""Lines counted by kind, and what is said of them."""

from dataclasses import dataclass

from segdesk.engine.transactions.reconciliation.money import Money
from segdesk.messages import Message, say, say_n


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


def say_divided(all_in: LineCounts, all_kept: LineCounts) -> Message:
    """Say how much of the table counts."""
    if all_in.money is None or all_kept.money is None:
        return say(
            "{lines} lines in the table; {kept} lines of {customers} customers are kept.",
            lines=all_in.lines,
            kept=all_kept.lines,
            customers=all_kept.customers,
        )
    return say(
        "{lines} lines with {money} in the table; {kept} lines of {customers} customers with {money_kept} are kept.",
        lines=all_in.lines,
        money=all_in.money,
        kept=all_kept.lines,
        customers=all_kept.customers,
        money_kept=all_kept.money,
    )


def say_left_out(counted: LineCounts) -> Message:
    """Say how many lines are left out, and why."""
    if counted.money is None:
        return say_n(
            "{n} line is left out: {reason}.",
            "{n} lines are left out: {reason}.",
            n=counted.lines,
            reason=counted.label,
        )
    return say_n(
        "{n} line with {money} is left out: {reason}.",
        "{n} lines with {money} are left out: {reason}.",
        n=counted.lines,
        reason=counted.label,
        money=counted.money,
    )


def say_kept(counted: LineCounts) -> Message:
    """Say how many lines of a kind are kept, and how they count."""
    if counted.money is None:
        return say_n(
            "{n} of {all} lines {kind} is kept: {rule}.",
            "{n} of {all} lines {kind} are kept: {rule}.",
            n=counted.lines,
            all=counted.in_table,
            kind=_KINDS[counted.key],
            rule=_RULES[counted.key],
        )
    return say_n(
        "{n} of {all} lines {kind} is kept, with {money}: {rule}.",
        "{n} of {all} lines {kind} are kept, with {money}: {rule}.",
        n=counted.lines,
        all=counted.in_table,
        kind=_KINDS[counted.key],
        money=counted.money,
        rule=_RULES[counted.key],
    )


LABELS = {
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
_KINDS = {
    "repeated": say("that repeat an earlier one in every column"),
    "zero": say("without charge"),
    "return": say("of returns and cancellations"),
    "last_month": say("in the incomplete last month"),
}
_RULES = {
    "repeated": say("what is on them counts as bought again"),
    "zero": say("they count as an order"),
    "return": say("they take money off, but are no order and move no recency"),
    "last_month": say("they count like all others"),
}
