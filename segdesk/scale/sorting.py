"""Lines sorted into kept and left out, reason after reason, and counted, in SQL."""

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.column_codes import EPOCH
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns
from segdesk.engine.schema.purchase_columns.status_words import OrderState
from segdesk.engine.transactions.reconciliation.account import (
    LineAccount,
    account_of,
    counts_net,
    no_order_left,
)
from segdesk.engine.transactions.reconciliation.counting import how_lines_count
from segdesk.engine.transactions.reconciliation.last_month import incomplete_month
from segdesk.engine.transactions.reconciliation.line_counts import LABELS, LineCounts
from segdesk.engine.transactions.reconciliation.money import Money
from segdesk.engine.transactions.reconciliation.order_status import SILENT
from segdesk.engine.transactions.reconciliation.reconcile import further_lines_note, wanted_currencies
from segdesk.messages import Message
from segdesk.scale.dialect import ScaleDialect
from segdesk.scale.line_money import PRICED, MoneyFacts
from segdesk.scale.many_customers import PEOPLE
from segdesk.scale.raw_files import RAW
from segdesk.scale.session import Session
from segdesk.scale.sources import ScaleSource
from segdesk.scale.typed_lines import TypedLines

LINES, KEPT, NAMES = "lines", "kept", "names"
# So many lines are added up at a time.
LINES_OF_PART = 6_000_000
# The number of the reason that nothing but returns is left.
_NO_ORDER = -1
# What was cancelled or refunded may stand in the table with the line that takes it back.
_RETURNED = (OrderState.CANCELLED, OrderState.REFUNDED)
_FLAG = "CASE WHEN {} THEN 1 ELSE 0 END"


@dataclass(frozen=True)
class _Reason:
    """Why lines are left out, or a kind of lines that is noted: the key and the condition."""

    key: str
    condition: str


class _Sorting:
    """Lines being sorted; each reason takes those that none before it took."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.reasons: list[_Reason] = []
        self.noted: list[_Reason] = []

    def leave_out(self, key: str, condition: str) -> None:
        """Leave out the lines that meet a condition."""
        self.reasons.append(_Reason(key, condition))

    def note(self, key: str, condition: str) -> None:
        """Remember a kind of lines that is kept."""
        self.noted.append(_Reason(key, condition))

    @property
    def reason(self) -> str:
        """The expression of the number of the reason why a line is left out, 0 for none."""
        whens = " ".join(f"WHEN {each.condition} THEN {i}" for i, each in enumerate(self.reasons, start=1))
        return f"CASE {whens} ELSE 0 END" if whens else "0"

    @property
    def open(self) -> str:
        """The condition that no reason has taken a line yet."""
        return f"({self.reason}) = 0"

    def nothing_left(self) -> Exception:
        """Return the error that says what became of all the lines."""
        counts = dict(
            self._session.run(
                f"SELECT r, COUNT(*) FROM (SELECT {self.reason} AS r FROM {LINES}) AS sorted GROUP BY r"
            )
        )
        returns = self._session.number(f"SELECT COUNT(*) FROM {LINES} WHERE {self.open} AND is_return")
        told = [(each.key, int(counts.get(i, 0))) for i, each in enumerate(self.reasons, start=1)]
        return no_order_left([*told, ("return", returns)])


def sort_lines(
    source: ScaleSource,
    chosen: TransactionColumns,
    typed: TypedLines,
    facts: MoneyFacts,
    n_further: int,
    rules: TransactionsSpec,
    today: dt.date | None,
    session: Session,
    words: ScaleDialect,
    customers_of_part: int = 0,
) -> LineAccount:
    """Make the table `kept` of the lines that count, and the account of all.

    With `customers_of_part`, the parts of `kept` hold about so many customers each, and `names` holds in the same
    parts what these are called.

    Raises
    ------
    InputError
        If amounts come in several currencies, or no order is left.
    """
    _flag_lines(source, chosen, typed, facts, session, words)
    session.reach(0.6)
    sorting = _Sorting(session)
    _by_status(sorting, facts, session)
    sorting.leave_out("no_date", "day IS NULL")
    as_of, warnings = _by_day(sorting, rules, today, session)
    _by_currency(sorting, typed, rules, session)
    sorting.leave_out("no_customer", "customer IS NULL")
    sorting.leave_out("no_amount", "NOT known")
    for key, condition, drop in (
        ("repeated", "repeats", rules.duplicates == "drop"),
        ("zero", "is_free", rules.zero_lines == "drop"),
        ("return", "is_return", rules.returns == "drop"),
    ):
        (sorting.leave_out if drop else sorting.note)(key, condition)
    session.reach(0.65)
    account = _counted(sorting, facts, as_of, session)
    _keep(sorting, typed, session, customers_of_part)
    return replace(
        account,
        steps=(*account.steps, *how_lines_count(chosen, rules)),
        warnings=(*further_lines_note(n_further), *warnings, *account.warnings),
    )


def _flag_lines(
    source: ScaleSource,
    chosen: TransactionColumns,
    typed: TypedLines,
    facts: MoneyFacts,
    session: Session,
    words: ScaleDialect,
) -> None:
    """Make the relation `lines`: money net of refunds, returns, lines without charge, repeated lines."""
    _find_repeats(source, session, words)
    is_return = "l.takes_back"
    if typed.has_order:
        is_return += " OR l.credit"
    if chosen.quantity is not None:
        is_return += " OR COALESCE(l.quantity < 0, FALSE)"
    net = "l.units"
    is_free = "FALSE"
    if facts.has_money:
        is_return += " OR l.units < 0"
        # A line that says it is a refund takes its money off, with a sign or without.
        net = "CASE WHEN l.takes_back THEN -ABS(l.units) ELSE l.units END - l.refunds"
        is_free = f"l.units = 0 AND l.known AND NOT l.beside AND NOT ({is_return})"
    carried = [*_carried(typed), *(("currency",) if typed.currencies else ())]
    session.run(
        f"CREATE VIEW {LINES} AS SELECT l.line, l.customer, l.day, {net} AS net, "
        f"l.refunds, l.known, l.state, l.is_refunded, ({is_return}) AS is_return, ({is_free}) AS is_free, "
        f"d.line IS NOT NULL AS repeats{''.join(f', l.{name}' for name in carried)} "
        f"FROM {PRICED} AS l LEFT JOIN repeated AS d ON d.line = l.line"
    )


def _carried(typed: TypedLines) -> list[str]:
    """Return the columns that say more of a line that is kept."""
    own = [f"{letter}{i}" for i in range(len(typed.own)) for letter in "ovr"]
    known = [name for name in ("ord", "product", "category", "place") if name in typed.others]
    return [*known, *own]


def _keep(sorting: _Sorting, typed: TypedLines, session: Session, customers_of_part: int) -> None:
    """Make `kept`: the lines that count, in parts that hold some customers each."""
    names = ["customer", "day", "net", "is_return", *_carried(typed), *(("line",) if typed.own else ())]
    columns = ", ".join(f"l.{name}" for name in names)
    parts = max(1, -(-session.number(f"SELECT COUNT(*) FROM {LINES}") // LINES_OF_PART))
    if customers_of_part:
        parts = max(parts, -(-session.number("SELECT COUNT(*) FROM buyers") // customers_of_part))
    session.spread(
        KEPT,
        f"SELECT {columns}, l.customer % {parts} AS part FROM (SELECT * FROM {LINES} WHERE {sorting.open}) AS l "
        "JOIN buyers AS b ON b.customer = l.customer",
        parts,
    )
    if customers_of_part:
        columns = f"code, name, code % {parts} AS part"
        session.spread(
            NAMES, f"SELECT DISTINCT {columns} FROM {PEOPLE} JOIN buyers ON customer = code", parts
        )
    session.clear()


def _find_repeats(source: ScaleSource, session: Session, words: ScaleDialect) -> None:
    """Make the table of lines that repeat an earlier one in the text of every cell."""
    cells = ", ".join(source.expressions)
    mixture = words.fingerprint(source.expressions)
    session.run(
        f"CREATE TABLE alike AS SELECT {mixture} AS fp FROM {RAW} GROUP BY {mixture} HAVING COUNT(*) > 1"
    )
    session.run(
        "CREATE TABLE repeated AS SELECT line FROM (SELECT l.line, ROW_NUMBER() OVER (PARTITION BY "
        f"{cells} ORDER BY l.line) AS number FROM (SELECT {words.row_number} AS line, {cells}, "
        f"{mixture} AS fp FROM {RAW}) AS l JOIN alike ON alike.fp = l.fp) AS numbered WHERE number > 1"
    )
    session.drop("alike", RAW)


def _by_status(sorting: _Sorting, facts: MoneyFacts, session: Session) -> None:
    """Leave out what was cancelled, failed, is pending or went back whole, and the returns of that."""
    for code, state in enumerate(SILENT, start=1):
        condition = f"state = {code}"
        if state in _RETURNED:
            # A return by itself takes money off; what it takes back may count.
            condition += " AND NOT is_return"
        if state is OrderState.REFUNDED:
            # How much of the money went back says more than that something did.
            if facts.has_refunds:
                condition += " AND refunds = 0"
            condition = f"({condition} OR is_refunded)"
        sorting.leave_out(str(state), condition)
        if state in _RETURNED and facts.has_money:
            _by_return(sorting, state, condition, session)


def _by_return(sorting: _Sorting, state: OrderState, condition: str, session: Session) -> None:
    """Leave out the returns whose purchase is left out already: the same customer and money, one for one."""
    if not session.number(f"SELECT COUNT(*) FROM {LINES} WHERE {condition}"):
        return
    table = f"unbought_{state}"
    gross = "(net + refunds)"
    session.run(
        f"CREATE TABLE {table} AS SELECT b.line FROM (SELECT line, customer, -{gross} AS size, ROW_NUMBER() OVER "
        f"(PARTITION BY customer, {gross} ORDER BY line) AS number FROM {LINES} "
        f"WHERE {sorting.open} AND is_return AND {gross} < 0 AND customer IS NOT NULL) AS b "
        f"JOIN (SELECT customer, {gross} AS size, COUNT(*) AS n FROM {LINES} "
        f"WHERE {condition} AND {gross} > 0 AND customer IS NOT NULL GROUP BY customer, {gross}) AS p "
        "ON p.customer = b.customer AND p.size = b.size WHERE b.number <= p.n"
    )
    sorting.leave_out("returned_unbought", f"line IN (SELECT line FROM {table})")


def _by_day(
    sorting: _Sorting, rules: TransactionsSpec, today: dt.date | None, session: Session
) -> tuple[dt.date, list[Message]]:
    """Leave out what is too late, look at the last month, and return the as-of day and warnings."""
    wanted = rules.as_of_day()
    latest = wanted or today
    if latest is not None:
        late = f"day > {(latest - EPOCH).days}"
        in_time = session.number(f"SELECT COUNT(*) FROM {LINES} WHERE {sorting.open} AND NOT ({late})")
        # A clock that says that everything is yet to come is wrong.
        if wanted is not None or in_time:
            sorting.leave_out("late", late)
    found = session.arrays(f"SELECT DISTINCT day FROM {LINES} WHERE {sorting.open} ORDER BY day")
    days = np.asarray(found["day"].data, dtype=np.int64)
    if not len(days):
        raise sorting.nothing_left()
    warnings = []
    month = incomplete_month(days)
    if month is not None:
        first = (month.first_day - EPOCH).days
        inside = f"day >= {first}"
        if rules.last_month == "drop" and days[0] < first:
            sorting.leave_out("last_month", inside)
            days = days[days < first]
        else:
            sorting.note("last_month", f"COALESCE({inside}, FALSE)")
            warnings.append(month.warning())
    return wanted or EPOCH + dt.timedelta(days=int(days.max()) + 1), warnings


def _by_currency(sorting: _Sorting, typed: TypedLines, rules: TransactionsSpec, session: Session) -> None:
    if not typed.currencies:
        return
    counts = dict(
        session.run(f"SELECT currency, COUNT(*) FROM {LINES} WHERE {sorting.open} GROUP BY currency")
    )
    names = typed.currencies
    wanted = wanted_currencies(names, [int(counts.get(i, 0)) for i in range(len(names))], rules.currency)
    if wanted is not None:
        listed = ", ".join(map(str, wanted))
        sorting.leave_out("other_currency", f"(currency IS NULL OR currency NOT IN ({listed}))")


def _counted(sorting: _Sorting, facts: MoneyFacts, as_of: dt.date, session: Session) -> LineAccount:
    """Find the customers with an order, and count all kinds of lines."""
    session.run(
        f"CREATE TABLE buyers AS SELECT DISTINCT customer FROM {LINES} WHERE {sorting.open} AND NOT is_return"
    )
    if not session.number("SELECT COUNT(*) FROM buyers"):
        raise sorting.nothing_left()
    kinds = [*sorting.reasons, *sorting.noted]
    marks = "".join(f", {each.condition} AS m{i}" for i, each in enumerate(kinds))
    # Money of whoever only returned is left out behind all other reasons.
    sums = [f"SUM({_FLAG.format(f's.m{i}')})" for i in range(len(kinds))]
    for i in range(len(sorting.reasons), len(kinds)):
        sums.append(f"COUNT(DISTINCT CASE WHEN s.m{i} THEN s.customer END)")
        sums.append(f"SUM(CASE WHEN s.m{i} THEN s.net ELSE 0 END)")
    sums.append(f"SUM({_FLAG.format('s.is_return AND s.net > 0')})")
    sums += [
        "COUNT(DISTINCT CASE WHEN s.refunds > 0 THEN s.customer END)",
        f"SUM({_FLAG.format('s.refunds > 0')})",
    ]
    number = f"CASE WHEN s.reason = 0 AND b.customer IS NULL THEN {_NO_ORDER} ELSE s.reason END"
    rows = session.run(
        f"SELECT {number} AS r, COUNT(*), COUNT(DISTINCT s.customer), SUM(s.net), SUM(s.net + s.refunds), "
        f"{', '.join(sums)} FROM (SELECT *, {sorting.reason} AS reason{marks} FROM {LINES}) AS s "
        "LEFT JOIN buyers AS b ON b.customer = s.customer GROUP BY r"
    )
    counting = _Counting(facts, rows, len(sorting.reasons), len(sorting.noted))
    everybody = session.number(f"SELECT COUNT(DISTINCT customer) FROM {LINES}")
    left_out = [
        counting.left_out(each.key, i, counting.in_table(i - 1))
        for i, each in enumerate(sorting.reasons, start=1)
    ]
    left_out.append(counting.left_out("no_order", _NO_ORDER))
    noted = [counting.noted(each.key, i) for i, each in enumerate(sorting.noted)]
    return account_of(
        as_of,
        counting.all_in(everybody),
        counting.kept(),
        tuple(each for each in left_out if each.lines),
        counting.refunded(),
        tuple(each for each in noted if each.lines),
        counting.odd_returns(),
    )


class _Counting:
    """Lines, customers and money of the lines by the reason why they are left out."""

    def __init__(self, facts: MoneyFacts, rows: list[tuple[int, ...]], n_reasons: int, n_noted: int) -> None:
        self._facts = facts
        self._rows = {int(row[0]): row[1:] for row in rows}
        self._n_reasons = n_reasons
        self._more = 4 + n_reasons + n_noted
        self._last = self._more + 2 * n_noted

    def left_out(self, key: str, reason: int, in_table: int | None = None) -> LineCounts:
        """Return the counts of a reason; by default all lines of the kind are taken by it."""
        n, customers, net, gross = self._rows.get(reason, (0, 0, 0, 0))[:4]
        money = net if counts_net(key) else gross
        return _line_counts(key, n, customers, money, n if in_table is None else in_table, self._facts)

    def in_table(self, mark: int) -> int:
        """Return how many lines of the table are of a kind, whatever reason took them."""
        return int(sum(row[4 + mark] for row in self._rows.values()))

    def kept(self) -> LineCounts:
        """Return the counts of the lines that are kept."""
        n, customers, net, _ = self._rows[0][:4]
        return _line_counts("kept", n, customers, net, n, self._facts)

    def noted(self, key: str, place: int) -> LineCounts:
        """Return the counts of a kind of the lines that are kept."""
        row = self._rows[0]
        mark = self._n_reasons + place
        customers, net = row[self._more + 2 * place : self._more + 2 * place + 2]
        return _line_counts(key, row[4 + mark], customers, net, self.in_table(mark), self._facts)

    def odd_returns(self) -> int:
        """Return how many credit notes that are kept have amounts above zero."""
        return int(self._rows[0][self._last]) if self._facts.has_money else 0

    def refunded(self) -> tuple[LineCounts, ...]:
        """Return the money that went back of lines that are kept: of these no line, but money."""
        _, _, net, gross = self._rows[0][:4]
        customers, n = self._rows[0][self._last + 1 : self._last + 3]
        if not self._facts.has_refunds or not n:
            return ()
        return (_line_counts("refund", 0, customers, gross - net, n, self._facts),)

    def all_in(self, customers: int) -> LineCounts:
        """Return the counts of all lines."""
        n = sum(row[0] for row in self._rows.values())
        gross = sum(row[3] for row in self._rows.values())
        return _line_counts("in", n, customers, gross, n, self._facts)


def _line_counts(
    key: str, lines: int, customers: int, units: int, in_table: int, facts: MoneyFacts
) -> LineCounts:
    money = Money(int(units or 0), facts.decimals) if facts.has_money else None
    return LineCounts(key, LABELS[key], int(lines), int(customers), money, int(in_table))
