"""Kept lines added up by customer, some customers after the other, so that memory holds what a statement needs."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_codes import NOT_A_DAY, Ints
from segdesk.engine.transactions.features.customer_totals import CustomerTotals
from segdesk.engine.transactions.lifetime.history import DAYS_PER_WEEK, History
from segdesk.engine.transactions.lifetime.holdout import split_day
from segdesk.engine.transactions.months_bought import MonthsBought, packed_months
from segdesk.scale.dialect import ScaleDialect
from segdesk.scale.line_money import MoneyFacts
from segdesk.scale.session import Arrays, Session
from segdesk.scale.sorting import KEPT, NAMES
from segdesk.scale.together import Together, month_numbers
from segdesk.scale.typed_lines import TypedLines

# What a customer lacks, in columns where 0 says something.
_NOTHING = NOT_A_DAY
_MAY_BE_NOTHING = ("own_", "place")


@dataclass(frozen=True, eq=False)
class TalliedVisits:
    """Purchases as the models of lifetime value ask for them, counted in advance.

    Attributes
    ----------
    first_day, as_of : int
    all_time, seen : History
        Of everybody, and of those who bought before the day that parts what the model is shown.
    counts_after, days_after : int64 arrays
        What those bought from that day on.
    """

    first_day: int
    as_of: int
    all_time: History
    seen: History
    counts_after: Ints
    days_after: Ints

    def history(self, end: int | None = None) -> History:
        """Return the history of the customers who first bought before a day: that which was counted for."""
        assert end in (None, split_day(self.first_day, self.as_of))
        return self.all_time if end is None else self.seen

    def after(self, split: int) -> tuple[Ints, Ints]:
        """Return the purchases of each customer from that day on, and their days."""
        assert split == split_day(self.first_day, self.as_of)
        return self.counts_after, self.days_after


@dataclass(frozen=True, eq=False)
class Summary:
    """What the kept lines add up to.

    Attributes
    ----------
    totals : CustomerTotals
    visits : TalliedVisits
    months : MonthsBought
    own : sequence of int64 arrays of shape (n_customers,)
        Of each column that says something of the customer: which text, -1 for none.
    """

    totals: CustomerTotals
    visits: TalliedVisits
    months: MonthsBought
    own: tuple[Ints, ...]


def summarise(
    names: tuple[str, ...],
    typed: TypedLines,
    facts: MoneyFacts,
    as_of: dt.date,
    session: Session,
    words: ScaleDialect,
) -> Summary:
    """Add up the kept lines.

    Parameters
    ----------
    names : tuple of str
        Identifiers by code of customer.
    typed : TypedLines
    facts : MoneyFacts
    as_of : date
    session : Session
    words : ScaleDialect
    """
    adding = _Adding(len(names), 1, Together(typed, facts, as_of, session, words), session)
    parts = list(session.parts(KEPT))
    for i, rows in parts:
        if rows is not None:
            adding.add_part(rows)
        session.reach(0.7 + 0.3 * (i + 1) / len(parts))
    return adding.summary(names)


def summarise_in_parts(
    typed: TypedLines,
    facts: MoneyFacts,
    as_of: dt.date,
    session: Session,
    words: ScaleDialect,
) -> Iterator[Summary]:
    """Add up the kept lines of some customers after the other: those of each part by themselves.

    Parameters
    ----------
    typed, facts, as_of, session, words
        As of `summarise`.
    """
    together = Together(typed, facts, as_of, session, words)
    parts = list(session.parts(KEPT))
    names_of_parts = dict(session.parts(NAMES))
    for i, rows in parts:
        if rows is not None:
            names = _names(names_of_parts[i], len(parts), session)
            adding = _Adding(len(names), len(parts), together, session)
            adding.add_part(rows)
            yield adding.summary(names)
        session.reach(0.7 + 0.3 * (i + 1) / len(parts))


def _names(rows: str | None, step: int, session: Session) -> tuple[str, ...]:
    """Return what the customers of a part are called, by code; those between them have no name."""
    found = session.arrays(f"SELECT code, name FROM {rows}")
    place = np.asarray(found["code"].data, dtype=np.int64) // step
    names = np.full(place.max() + 1, "", dtype=object)
    names[place] = found["name"].data
    return tuple(names.tolist())


class _Adding:
    """Arrays by code of customer that are filled, some customers after the other.

    Parameters
    ----------
    n : int
        Customers.
    step : int
        How far the codes of one and the next are apart: 1 for all customers, the number of parts for those of one.
    together : Together
    session : Session
    """

    def __init__(self, n: int, step: int, together: Together, session: Session) -> None:
        self._n, self._step, self._together = n, step, together
        self._typed, self._facts, self._words = together.typed, together.facts, together.words
        self._session = session
        self._whole: dict[str, Ints] = {}
        self._floats: dict[str, Floats] = {"gap": np.full(n, np.nan)}
        time = together.time
        first, last = time.months
        self._bits = np.zeros((n, (last - first) // 8 + 1), dtype=np.uint8)
        self._after = np.zeros(time.as_of - time.split + 1, dtype=np.int64)

    def add_part(self, rows: str) -> None:
        """Add up the customers of a part."""
        self._session.drop("days")
        self._session.run(
            "CREATE TABLE days AS SELECT customer, day, SUM(net) AS net "
            f"FROM {rows} WHERE NOT is_return GROUP BY customer, day"
        )
        self._add_visits()
        self._add_lines(rows)
        if self._typed.products:
            self._add_products(rows)
        self._add_orders(rows)
        self._add_months()
        for i in range(len(self._typed.own)):
            self._add_own(rows, i)

    def _places_of(self, codes: "np.ma.MaskedArray[Any, Any]") -> Ints:
        return np.asarray(codes.data, dtype=np.int64) // self._step

    def _take(self, found: Arrays, skip: str = "customer") -> None:
        """Put columns of an answer at the places of its customers; what a customer lacks is 0."""
        who = self._places_of(found[skip])
        for name, values in found.items():
            if name == skip:
                continue
            if name in self._floats:
                self._floats[name][who] = values.filled(np.nan)
                continue
            empty = _NOTHING if name.startswith(_MAY_BE_NOTHING) else 0
            if name not in self._whole:
                self._whole[name] = np.full(self._n, empty, dtype=np.int64)
            self._whole[name][who] = np.ma.filled(values.astype(np.int64), empty)

    def _whole_sum(self, expression: str) -> str:
        return self._words.as_whole(f"SUM({expression})")

    def _add_visits(self) -> None:
        """Add what the models of lifetime value ask for."""
        split = self._together.time.split
        seen = f"day < {split}"
        sums = {
            "first": "MIN(day)",
            "last": "MAX(day)",
            "visits": "COUNT(*)",
            "spent": self._whole_sum("net"),
            "spent_first": self._whole_sum("CASE WHEN day = begun THEN net ELSE 0 END"),
            "seen": self._whole_sum(f"CASE WHEN {seen} THEN 1 ELSE 0 END"),
            "seen_last": f"MAX(CASE WHEN {seen} THEN day END)",
            "seen_spent": self._whole_sum(f"CASE WHEN {seen} THEN net ELSE 0 END"),
        }
        chosen = ", ".join(f"{expression} AS {name}" for name, expression in sums.items())
        with_begin = "(SELECT *, MIN(day) OVER (PARTITION BY customer) AS begun FROM days) AS visits"
        self._take(self._session.arrays(f"SELECT customer, {chosen} FROM {with_begin} GROUP BY customer"))
        for day, n in self._session.run(
            f"SELECT day, COUNT(*) FROM {with_begin} WHERE begun < {split} AND day >= {split} GROUP BY day"
        ):
            self._after[day - split] += n

    def _add_lines(self, rows: str) -> None:
        """Add sums over lines."""
        as_of = self._together.time.as_of
        weight = self._together.weight
        late = f"3 * ({as_of} - p.day) <= {as_of} - s.begun"
        returned = "CASE WHEN net < 0 THEN -net ELSE 0 END" if self._facts.has_money else "1"
        sums = {
            "lines": "COUNT(*)",
            "net": self._whole_sum("net"),
            "bought": self._whole_sum(weight),
            "late": self._whole_sum(f"CASE WHEN {late} THEN {weight} ELSE 0 END"),
            "returned": self._whole_sum(f"CASE WHEN is_return THEN {returned} ELSE 0 END"),
        }
        for i in self._together.categories:
            sums[f"category_{i}"] = self._whole_sum(f"CASE WHEN category = {i} THEN {weight} ELSE 0 END")
        if self._typed.places:
            # Of several on the last day, the commonest of the table counts, whatever the order of the rows.
            n = len(self._typed.places)
            key = self._words.as_whole("p.day") + f" * {n} + ({n - 1} - place)"
            sums["place"] = f"MAX(CASE WHEN NOT is_return THEN {key} END)"
        chosen = ", ".join(f"{expression} AS {name}" for name, expression in sums.items())
        begun = "(SELECT customer AS who, MIN(day) AS begun FROM days GROUP BY customer) AS s"
        self._take(
            self._session.arrays(
                f"SELECT customer, {chosen} FROM {rows} AS p JOIN {begun} ON s.who = p.customer GROUP BY customer"
            )
        )

    def _add_products(self, rows: str) -> None:
        """Add the number of different products."""
        different = (
            f"SELECT DISTINCT customer, product FROM {rows} WHERE NOT is_return AND product IS NOT NULL"
        )
        self._take(
            self._session.arrays(
                f"SELECT customer, COUNT(*) AS products FROM ({different}) AS bought GROUP BY customer"
            )
        )

    def _add_orders(self, rows: str) -> None:
        """Add orders, gaps between them and those on weekends."""
        keys = ["customer"]
        if self._typed.has_order:
            # A line without a number belongs to an order of its day.
            keys += ["ord", "day" if self._together.restarts else "CASE WHEN ord IS NULL THEN day END"]
        else:
            keys.append("day")
        orders = (
            f"SELECT customer, MIN(day) AS day FROM {rows} WHERE NOT is_return GROUP BY {', '.join(keys)}"
        )
        gap = "day - LAG(day) OVER (PARTITION BY customer ORDER BY day)"
        spaced = f"SELECT customer, day, {gap} AS gap FROM ({orders}) AS o"
        # 1970-01-01 was a Thursday, the fourth day of a week from Monday; days before it have numbers below zero.
        weekend = "CASE WHEN (((day + 3) % 7) + 7) % 7 >= 5 THEN 1 ELSE 0 END"
        self._take(
            self._session.arrays(
                f"SELECT customer, COUNT(*) AS orders, {self._whole_sum(weekend)} AS weekend, "
                f"{self._words.base.number(self._words.median('gap'))} AS gap FROM ({spaced}) AS spaced "
                "GROUP BY customer"
            )
        )

    def _add_months(self) -> None:
        """Add the months in which each bought."""
        found = self._session.arrays("SELECT customer, day FROM days")
        who = self._places_of(found["customer"])
        first, last = self._together.time.months
        month = month_numbers(np.asarray(found["day"].data, dtype=np.int64)) - first
        there, place = np.unique(who, return_inverse=True)
        self._bits[there] = packed_months(month, place, (len(there), last - first + 1))

    def _add_own(self, rows: str, i: int) -> None:
        """Add which text of a column each customer has: of several values the latest, on one day the commonest."""
        known = f"FROM {rows} WHERE o{i} IS NOT NULL"
        latest = self._words.together(["day", f"r{i}", "line"])
        self._take(
            self._session.arrays(
                f"SELECT customer, CASE WHEN MIN(v{i}) = MAX(v{i}) THEN MAX_BY(o{i}, line) "
                f"ELSE MAX_BY(o{i}, {latest}) END AS own_{i} {known} GROUP BY customer"
            )
        )

    def summary(self, names: tuple[str, ...]) -> Summary:
        """Return what was added up, by the identifiers as texts."""
        whole = self._whole
        there = np.flatnonzero(whole["orders"]).tolist()
        there.sort(key=names.__getitem__)
        order = np.array(there, dtype=np.int64)
        whole = {name: values[order] for name, values in whole.items()}
        first, last = self._together.time.months
        # What a column of a part lacks altogether, nobody has.
        own = tuple(whole.get(f"own_{i}", np.full(len(order), _NOTHING)) for i in range(len(self._typed.own)))
        return Summary(
            self._totals(tuple(names[i] for i in there), whole, self._floats["gap"][order]),
            self._visits(whole),
            MonthsBought(first, last - first + 1, self._bits[order], self._together.time.last_is_whole),
            own,
        )

    def _totals(self, customers: tuple[str, ...], whole: dict[str, Ints], gaps: Floats) -> CustomerTotals:
        typed = self._typed
        categories = [
            (typed.categories[i], whole[f"category_{i}"].astype(np.float64))
            for i in self._together.categories
        ]
        return CustomerTotals(
            customers=customers,
            as_of=self._together.time.as_of,
            decimals=self._facts.decimals,
            lines=whole["lines"],
            orders=whole["orders"],
            first=whole["first"],
            last=whole["last"],
            gaps=gaps,
            weekend=whole["weekend"],
            net=whole["net"] if self._facts.has_money else None,
            bought=whole["bought"].astype(np.float64),
            late=whole["late"].astype(np.float64),
            returned=whole["returned"].astype(np.float64) if self._together.returned else None,
            products=whole["products"] if typed.products else None,
            categories=categories,
            place=self._places(whole),
        )

    def _places(self, whole: dict[str, Ints]) -> tuple[Ints, tuple[str, ...]] | None:
        names = self._typed.places
        if not names:
            return None
        key = whole["place"]
        return np.where(key == _NOTHING, -1, len(names) - 1 - key % len(names)), names

    def _visits(self, whole: dict[str, Ints]) -> TalliedVisits:
        time = self._together.time
        everybody = np.arange(len(whole["visits"]))
        money = self._facts.has_money
        scale = 10**self._facts.decimals
        begun = whole["first"]

        def history(rows: Ints, n: Ints, last: Ints, spent: Ints, end: int) -> History:
            x = (n[rows] - 1).astype(np.float64)
            more = (spent - whole["spent_first"])[rows] / scale
            spend = np.divide(more, x, out=np.zeros(len(x)), where=x > 0) if money else None
            return History(
                x=x,
                t_x=(last - begun)[rows] / DAYS_PER_WEEK,
                T=(end - begun[rows]) / DAYS_PER_WEEK,
                spend=spend,
                customers=rows,
            )

        had_bought = np.flatnonzero(whole["seen"])
        after = np.where(whole["seen"] > 0, whole["visits"] - whole["seen"], 0)
        return TalliedVisits(
            time.first,
            time.as_of,
            history(everybody, whole["visits"], whole["last"], whole["spent"], time.as_of),
            history(had_bought, whole["seen"], whole["seen_last"], whole["seen_spent"], time.split),
            after,
            np.repeat(np.arange(len(self._after)) + time.split, self._after),
        )
