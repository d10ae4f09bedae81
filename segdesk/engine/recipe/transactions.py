"""What the user decides about a table of purchases; None means: find out."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from segdesk.engine.recipe.settings import check, setting
from segdesk.errors import UsageError
from segdesk.messages import Message, Option, say

KEEP_OR_DROP = ("keep", "drop")
KEEP_OR_DROP_WORDS = {"keep": say("Keep"), "drop": say("Leave out")}


@dataclass(frozen=True)
class TransactionsSpec:
    """Columns of a table of purchases, rules for its lines, RFM scores and the horizon of lifetime value."""

    customer: str | None = setting(
        None, say("Customer"), say("column of purchases that says who bought; default: found"), metavar="COL"
    )
    date: str | None = setting(
        None, say("Date"), say("column with the day of the purchase; default: found"), metavar="COL"
    )
    amount: str | None = setting(
        None,
        say("Amount"),
        say("column with the total of each line; default: found, else quantity times price"),
        metavar="COL",
    )
    order: str | None = setting(
        None,
        say("Order number"),
        say("column with the number of order, invoice or receipt; default: found, else each day is an order"),
        metavar="COL",
    )
    quantity: str | None = setting(
        None, say("Quantity"), say("column with the number of pieces; default: found"), metavar="COL"
    )
    price: str | None = setting(
        None, say("Price"), say("column with the price of a piece; default: found"), metavar="COL"
    )
    amount_per: str = setting(
        "auto",
        say("Amount per"),
        say(
            "whether the amount is that of its line, or of the whole order on each of its lines; auto: found"
        ),
        choices=("auto", "line", "order"),
        words={"auto": say("Found"), "line": say("Line"), "order": say("Order")},
        expert=True,
    )
    refund: str | None = setting(
        None,
        say("Refund"),
        say("column with the money that went back, which is taken off; default: found"),
        metavar="COL",
    )
    status: tuple[str, ...] = setting(
        (),
        say("Status"),
        say("columns that say what became of an order, such as paid or cancelled; default: found"),
        metavar="COL[,COL]",
    )
    count_status: tuple[str, ...] = setting(
        (),
        say("Status to count"),
        say(
            "words of a status, or cancelled, failed, pending, refunded, whose lines count all the same; "
            "all: every line"
        ),
        metavar="WORD[,WORD]",
    )
    drop_status: tuple[str, ...] = setting(
        (),
        say("Status to leave out"),
        say("words of a status whose lines are left out"),
        metavar="WORD[,WORD]",
    )
    product: str | None = setting(
        None, say("Product"), say("column that says what was bought; default: found"), metavar="COL"
    )
    category: str | None = setting(
        None, say("Product category"), say("column with groups of products; default: found"), metavar="COL"
    )
    country: str | None = setting(
        None,
        say("Country"),
        say("column with the customer's country or city; default: found"),
        metavar="COL",
    )
    currency_column: str | None = setting(
        None, say("Currency column"), say("column with the currency of a line; default: found"), metavar="COL"
    )
    currency: str | None = setting(
        None,
        say("Currency"),
        say("the currency to keep where lines have several, such as EUR"),
        metavar="CODE",
    )
    join: str | None = setting(
        None,
        say("Customers table"),
        say("a file with one row per customer, joined to the purchases by identifier"),
        metavar="FILE",
    )
    as_of: str | None = setting(
        None,
        say("As-of day"),
        say(
            "day that recency counts back from, such as 2024-12-31; default: the day after the last purchase"
        ),
        metavar="DATE",
    )
    duplicates: str = setting(
        "keep", say("Repeated lines"), say("lines that repeat an earlier one in every column"),
        choices=KEEP_OR_DROP, words=KEEP_OR_DROP_WORDS, expert=True,
    )  # fmt: skip
    zero_lines: str = setting(
        "keep", say("Lines without charge"), say("lines with an amount of zero"),
        choices=KEEP_OR_DROP, words=KEEP_OR_DROP_WORDS, expert=True,
    )  # fmt: skip
    refunds: str = setting(
        "subtract",
        say("Refunds"),
        say("the money of a refund column: subtract takes it off, ignore leaves the money as it is"),
        choices=("subtract", "ignore"),
        words={"subtract": say("Take them off the money"), "ignore": say("Ignore")},
        expert=True,
    )
    returns: str = setting(
        "net",
        say("Returns and cancellations"),
        say("returns and cancellations: net takes them off the money, drop leaves them out"),
        choices=("net", "drop"),
        words={
            "net": say("Take them off the money"),
            "drop": say("Leave out"),
        },
        expert=True,
    )
    last_month: str = setting(
        "keep", say("Incomplete last month"), say("lines of a last month that is not complete"),
        choices=KEEP_OR_DROP, words=KEEP_OR_DROP_WORDS, expert=True,
    )  # fmt: skip
    rfm_bins: int = setting(
        5, say("RFM levels"), say("levels of each RFM score, 3 to 9"), metavar="N", low=3, high=9, expert=True
    )
    rfm_binning: str = setting(
        "independent",
        say("RFM binning"),
        say("independent: each score by itself; nested: frequency within recency, money within both"),
        choices=("independent", "nested"),
        words={
            "independent": say("Each score by itself"),
            "nested": say("Frequency within recency, money within both"),
        },
        expert=True,
    )
    rfm_preset: str = setting(
        "default",
        say("RFM preset"),
        say("rules of the RFM scores; r-rfm counts lines and follows the R package rfm, for comparison"),
        choices=("default", "r-rfm"),
        words={
            "default": say("segdesk’s"),
            "r-rfm": say("As the R package rfm"),
        },
        expert=True,
    )
    rfm_recency: tuple[str, ...] = setting(
        (), say("Recency thresholds"), say("thresholds in days, rising, one fewer than levels; default: quantiles"),
        metavar="A,B", expert=True,
    )  # fmt: skip
    rfm_frequency: tuple[str, ...] = setting(
        (),
        say("Frequency thresholds"),
        say(
            "thresholds in orders, rising, one fewer than levels; nested ones behind the recency score, such as "
            "5: 1 2 4 7; default: quantiles"
        ),
        metavar="A,B",
        expert=True,
    )
    rfm_monetary: tuple[str, ...] = setting(
        (),
        say("Money thresholds"),
        say(
            "thresholds in money, rising, one fewer than levels; nested ones behind the scores of recency and "
            "frequency, such as 54: 20 50 90 200; default: quantiles"
        ),
        metavar="A,B",
        expert=True,
    )
    horizon: int = setting(
        52,
        say("Horizon in weeks"),
        say("weeks ahead that lifetime value looks"),
        metavar="WEEKS",
        low=1,
        high=520,
    )

    def __post_init__(self) -> None:
        check(self)
        self.as_of_day()
        for name in ("rfm_recency", "rfm_frequency", "rfm_monetary"):
            self.cuts(name)

    def as_of_day(self) -> dt.date | None:
        """Return the as-of day that the user chose, None for the default.

        Raises
        ------
        UsageError
            If it is no day.
        """
        if self.as_of is None:
            return None
        try:
            return dt.date.fromisoformat(self.as_of)
        except ValueError:
            raise UsageError(
                say("{setting} can't be “{value}”.", setting=Option("as-of"), value=self.as_of),
                mend=say("Write a day as year-month-day, such as 2024-12-31."),
            ) from None

    def cuts(self, name: str) -> Mapping[str, tuple[float, ...]]:
        """Return the thresholds that the user set under this name, empty for the default.

        They hold for everyone and stand under ''. Nested ones are written behind the scores before them, as
        `5: 1 2 4 7` or `54: 20 50 90 200`, and stand under these.

        Raises
        ------
        UsageError
            If they are no rising numbers, not one fewer than there are levels, or behind scores that there are not.
        """
        texts: tuple[str, ...] = getattr(self, name)
        if not texts:
            return {}
        written = [text.partition(":") for text in texts] if ":" in texts[0] else [("", "", " ".join(texts))]
        found = {scores.strip(): _rising(numbers, self.rfm_bins - 1) for scores, _, numbers in written}
        n_before = {"rfm_recency": 0, "rfm_frequency": 1, "rfm_monetary": 2}[name]
        if not all(found.values()) or len(found) < len(written) or not self._are_before(found, n_before):
            raise UsageError(
                say(
                    "{setting} can't be “{value}”.",
                    setting=Option(name.replace("_", "-")),
                    value=", ".join(texts),
                ),
                mend=self._mend_cuts(n_before),
            )
        return found

    def _are_before(self, groups: Collection[str], n_before: int) -> bool:
        """Return whether thresholds may stand under these groups of scores."""
        if set(groups) == {""}:
            return True
        levels = {str(level) for level in range(1, self.rfm_bins + 1)}
        nested = self.rfm_binning == "nested" and n_before > 0
        return nested and all(len(group) == n_before and set(group) <= levels for group in groups)

    def _mend_cuts(self, n_before: int) -> Message:
        n = self.rfm_bins - 1
        if self.rfm_binning == "nested" and n_before:
            return say(
                "Write {n} rising numbers with decimal points, or so many behind each score, such as “{example}”.",
                n=n,
                example=f"{'54'[:n_before]}: {' '.join(str(10 * i) for i in range(1, n + 1))}",
            )
        return say("Write {n} rising numbers with decimal points.", n=n)


def _rising(text: str, n: int) -> tuple[float, ...]:
    """Return `n` rising numbers that stand in a text; nothing if there are others."""
    try:
        numbers = tuple(float(number) for number in text.split())
    except ValueError:
        return ()
    rising = all(low <= high for low, high in pairwise(numbers)) and all(isfinite(x) for x in numbers)
    return numbers if rising and len(numbers) == n else ()
