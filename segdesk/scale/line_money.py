"""The money of each line as whole numbers of its smallest unit, and what of it went back."""

from dataclasses import dataclass

from segdesk.engine.data.column_codes import as_floats
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns
from segdesk.engine.transactions.reconciliation.line_amounts import (
    are_refunds_of_orders,
    is_amount_shown_once,
)
from segdesk.engine.transactions.reconciliation.money import (
    CENTS,
    LARGEST,
    MOST_DECIMALS,
    NEAR,
    ROUNDED_DECIMALS,
    exact,
    too_large,
)
from segdesk.scale.decisions import Decisions
from segdesk.scale.dialect import ScaleDialect
from segdesk.scale.order_lines import FILLED
from segdesk.scale.session import Session
from segdesk.scale.typed_lines import TypedLines

PRICED = "priced"
_WANTED = "CASE WHEN customer IS NOT NULL AND day IS NOT NULL THEN 0 ELSE 1 END"


@dataclass(frozen=True)
class MoneyFacts:
    """What holds for the money of all lines.

    Attributes
    ----------
    has_money, has_refunds : bool
    decimals : int
    """

    has_money: bool
    has_refunds: bool
    decimals: int


class _Relation:
    """The lines, with columns put behind them layer by layer."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._views: list[str] = []
        self.name = FILLED

    def add(self, columns: str, source: str = "") -> None:
        """Put columns behind those that there are; `source` joins what they are made of."""
        name = f"money_{len(self._views)}"
        self._session.run(f"CREATE VIEW {name} AS SELECT l.*, {columns} FROM {self.name} AS l {source}")
        self._views.append(name)
        self.name = name

    def freeze(self) -> None:
        """Work out what has been added so far: layers with joins and ranks are used several times."""
        name = f"money_{len(self._views)}"
        self._session.run(f"CREATE TABLE {name} AS SELECT * FROM {self.name}")
        self._views.append(name)
        self.name = name


def price_lines(decided: Decisions, typed: TypedLines, session: Session, words: ScaleDialect) -> MoneyFacts:
    """Make the relation `priced`: the lines with their money.

    Its columns beyond those of the lines are `units` (before refunds), `refunds`, `known`, `beside` and `is_refunded`.

    Raises
    ------
    InputError
        If amounts are too large to be added up.
    """
    chosen = decided.chosen
    lines = _Relation(session)
    facts = MoneyFacts(False, False, 0)
    if not chosen.has_money:
        lines.add("0 AS units, 0 AS refunds, TRUE AS known, FALSE AS beside, FALSE AS is_refunded")
    else:
        facts = _Pricing(decided, typed, session, words, lines).price()
    session.run(f"CREATE VIEW {PRICED} AS SELECT * FROM {lines.name}")
    return facts


class _Pricing:
    """The layers of money, one after the other."""

    def __init__(
        self,
        decided: Decisions,
        typed: TypedLines,
        session: Session,
        words: ScaleDialect,
        lines: _Relation,
    ) -> None:
        self._decided = decided
        self._chosen: TransactionColumns = decided.chosen
        self._has_order = typed.has_order
        self._session = session
        self._words = words
        self._lines = lines
        self._money = "gross"

    def price(self) -> MoneyFacts:
        """Add all layers."""
        decimals = self._gross()
        self._beside()
        back = None if self._chosen.refund is None else self._back()
        if back is None:
            units, decimals = self._in_cents(self._money, decimals)
            self._lines.add(f"{units} AS units, 0 AS refunds, FALSE AS is_refunded")
            return MoneyFacts(True, False, decimals)
        units, decimals_of_units = self._in_cents(self._money, decimals)
        refunds, more = self._in_cents("back", back)
        decimals = max(decimals_of_units, more)
        units = f"{units} * {10 ** (decimals - decimals_of_units)}"
        refunds = f"{refunds} * {10 ** (decimals - more)}"
        self._lines.add(f"{units} AS units, {refunds} AS all_refunds")
        self._refunds_of_orders()
        self._fully_refunded()
        return MoneyFacts(True, True, decimals)

    def _gross(self) -> int:
        """Add `gross`, 0 where it is not known, and `has_own`, whether it is known; return its decimals."""
        chosen = self._chosen
        if chosen.amount is not None:
            decimals = self._decimals("amount", chosen.amount)
            self._lines.add(f"{self._units('amount', decimals)} AS gross, amount IS NOT NULL AS has_own")
            self._check("ABS(gross) * 100e0")
            return decimals
        known = "price IS NOT NULL" + ("" if chosen.quantity is None else " AND quantity IS NOT NULL")
        assert chosen.price is not None
        if chosen.discount is not None:
            return self._discounted(known)
        of_price = self._decimals("price", chosen.price)
        of_pieces = 0 if chosen.quantity is None else self._decimals("quantity", chosen.quantity)
        pieces = "1" if chosen.quantity is None else self._units("quantity", of_pieces)
        prices = self._units("price", of_price)
        number = self._words.base.number
        self._check(f"ABS({number(pieces)} * {number(prices)})")
        self._lines.add(f"CASE WHEN {known} THEN {pieces} * {prices} ELSE 0 END AS gross, {known} AS has_own")
        return of_pieces + of_price

    def _discounted(self, known: str) -> int:
        whole = self._chosen.discount_whole
        money, off = "(quantity * price)", "ABS(COALESCE(off, 0e0))"
        less = f"SIGN{money} * {off}" if whole is None else f"{money} * {off} / {float(whole)!r}e0"
        self._lines.add(f"{money} - {less} AS net_price")
        decimals = self._decimals_of_lines("net_price")
        self._lines.add(f"{self._units('net_price', decimals)} AS gross, {known} AS has_own")
        self._check("ABS(gross) * 100e0")
        return decimals

    def _decimals(self, column: str, name: str) -> int:
        """Return the decimals of a column, from its dictionary where that holds all of it."""
        if self._decided.texts[name].are_all:
            return exact(as_floats(self._decided.values[name]))[1]
        return self._decimals_of_lines(column)

    def _decimals_of_lines(self, column: str) -> int:
        scaled = [f"(COALESCE({column}, 0e0) * {10.0**d!r}e0)" for d in range(MOST_DECIMALS + 1)]
        off = ", ".join(f"MAX(ABS({each} - {self._words.nearest(each)}))" for each in scaled)
        for decimals, most in enumerate(self._session.row(f"SELECT {off} FROM {self._lines.name}")):
            if (most or 0.0) <= NEAR:
                return decimals
        return ROUNDED_DECIMALS

    def _units(self, column: str, decimals: int) -> str:
        scaled = f"COALESCE({column}, 0e0) * {10.0**decimals!r}e0"
        return self._words.as_whole(self._words.nearest(scaled))

    def _check(self, size: str) -> None:
        total = self._session.row(f"SELECT SUM({self._words.base.number(size)}) FROM {self._lines.name}")[0]
        if (total or 0.0) >= LARGEST:
            raise too_large()

    def _beside(self) -> None:
        """Add `known` and `beside`, and leave the money of an order on one of its lines."""
        beside = "FALSE"
        if self._has_order and self._chosen.amount is not None and self._is_shown_once():
            self._of_orders("SUM(CASE WHEN has_own THEN 1 ELSE 0 END) = 1 AS is_alone")
            self._lines.add(
                "NOT l.has_own AND COALESCE(o.is_alone, FALSE) AS goes_on",
                "LEFT JOIN facts AS o ON o.ord = l.ord",
            )
            self._lines.freeze()
            beside = "goes_on"
        if not (self._chosen.once_per_order and self._has_order):
            self._lines.add(f"has_own OR {beside} AS known, {beside} AS beside")
            return
        product = "COALESCE(product, -1), " if self._chosen.product is not None else ""
        self._lines.add(
            f"has_own OR {beside} AS known, ord IS NOT NULL AND ROW_NUMBER() OVER (PARTITION BY ord ORDER BY "
            f"CASE WHEN has_own THEN 0 ELSE 1 END, {_WANTED}, {product}line) > 1 AS is_further"
        )
        self._lines.add(
            "known AND is_further AS beside, CASE WHEN known AND is_further THEN 0 ELSE gross END AS of_line"
        )
        self._money = "of_line"
        self._lines.freeze()

    def _is_shown_once(self) -> bool:
        if not self._session.number(f"SELECT COUNT(*) FROM {self._lines.name} WHERE NOT has_own"):
            return False
        once, several = self._session.row(
            "SELECT SUM(CASE WHEN shown = 1 THEN 1 ELSE 0 END), COUNT(*) FROM (SELECT COUNT(*) AS n, "
            f"SUM(CASE WHEN has_own THEN 1 ELSE 0 END) AS shown FROM {self._lines.name} "
            "WHERE ord IS NOT NULL GROUP BY ord) AS counted WHERE n > 1"
        )
        return is_amount_shown_once(int(once or 0), several)

    def _back(self) -> int | None:
        """Add `back`, what went back of each line; return its decimals, None where nothing did."""
        assert self._chosen.refund is not None
        self._lines.add("CASE WHEN whole THEN 0e0 ELSE ABS(COALESCE(refund, 0e0)) END AS back_money")
        if not self._session.number(f"SELECT COUNT(*) FROM {self._lines.name} WHERE back_money > 0"):
            return None
        decimals = self._decimals_of_lines("back_money")
        self._lines.add(f"{self._units('back_money', decimals)} AS back")
        self._check("ABS(back) * 100e0")
        if not self._session.number(f"SELECT COUNT(*) FROM {self._lines.name} WHERE back <> 0"):
            return None
        return decimals

    def _refunds_of_orders(self) -> None:
        """Add `refunds`: one that stands on all lines of an order counts once."""
        if self._has_order and self._are_of_orders():
            self._lines.add(
                "CASE WHEN ord IS NULL OR ROW_NUMBER() OVER (PARTITION BY ord ORDER BY "
                f"CASE WHEN all_refunds > 0 THEN 0 ELSE 1 END, {_WANTED}, line) = 1 "
                "THEN all_refunds ELSE 0 END AS refunds"
            )
            self._lines.freeze()
        else:
            self._lines.add("all_refunds AS refunds")

    def _are_of_orders(self) -> bool:
        alike, several = self._session.row(
            "SELECT SUM(CASE WHEN low = high THEN 1 ELSE 0 END), COUNT(*) FROM (SELECT COUNT(*) AS n, "
            f"MIN(all_refunds) AS low, MAX(all_refunds) AS high FROM {self._lines.name} "
            "WHERE ord IS NOT NULL GROUP BY ord) AS counted WHERE high > 0 AND n > 1"
        )
        return are_refunds_of_orders(int(alike or 0), several)

    def _fully_refunded(self) -> None:
        """Add `is_refunded`: lines of orders of which nothing is left after refunds."""
        by_line = "(l.refunds > 0 AND l.units <= l.refunds)"
        if not self._has_order:
            self._lines.add(f"{by_line} AS is_refunded")
            return
        self._of_orders("SUM(refunds) > 0 AND SUM(units - refunds) <= 0 AS is_gone")
        self._lines.add(
            f"CASE WHEN l.ord IS NULL THEN {by_line} ELSE COALESCE(o.is_gone, FALSE) END AS is_refunded",
            "LEFT JOIN facts AS o ON o.ord = l.ord",
        )
        self._lines.freeze()

    def _in_cents(self, column: str, decimals: int) -> tuple[str, int]:
        """Return a column with two decimals, or as many as it needs, and how many these are."""
        if decimals > CENTS:
            rests = ", ".join(f"MAX(ABS({column} % {10**cut}))" for cut in range(1, decimals - CENTS + 1))
            found = self._session.row(f"SELECT {rests} FROM {self._lines.name}")
            cut = next((i for i, rest in enumerate(found) if rest), len(found))
            if cut:
                return self._words.quotient(column, 10**cut), decimals - cut
        if decimals < CENTS:
            return f"{column} * {10 ** (CENTS - decimals)}", CENTS
        return column, decimals

    def _of_orders(self, facts: str) -> None:
        """Make the table of what holds for each order."""
        self._session.drop("facts")
        self._session.run(
            f"CREATE TABLE facts AS SELECT ord, {facts} FROM {self._lines.name} WHERE ord IS NOT NULL GROUP BY ord"
        )
