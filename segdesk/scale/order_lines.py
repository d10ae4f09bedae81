"""What lines have from their orders: customer, day, state, money and refunds that stand on another line."""

from segdesk.engine.schema.purchase_columns.columns import TransactionColumns
from segdesk.engine.transactions.reconciliation.further_lines import are_further_lines, is_shown_once
from segdesk.engine.transactions.reconciliation.order_status import REFUNDED
from segdesk.errors import InputError
from segdesk.messages import say
from segdesk.scale.session import Session
from segdesk.scale.typed_lines import TYPED, TypedLines

FILLED = "filled"


def fill_from_orders(chosen: TransactionColumns, typed: TypedLines, session: Session) -> int:
    """Make the lines with the customer, the day and the states of their orders where they have none of their own.

    The relation `filled` has the columns of the typed lines, `state`, `takes_back` and `whole`. Returns how many lines
    have their customer or day from another line.

    Raises
    ------
    InputError
        If lines go on with the order above: a database knows no above.
    """
    if typed.has_order:
        _refuse_further_lines(chosen, session)
    who, when = _are_filled(session) if typed.has_order else (False, False)
    blanks = [i for i in range(len(typed.status)) if typed.has_order and _has_blanks(f"NOT k{i}", session)]
    facts = []
    for column, wanted in (("customer", who), ("day", when)):
        if wanted:
            once = f"CASE WHEN COUNT({column}) = 1 THEN MAX({column}) END AS {column}_of_order"
            facts.append(once)
    for i in blanks:
        facts.append(f"MAX(CASE WHEN k{i} THEN s{i} ELSE 0 END) AS s{i}_of_order")
        facts.append(f"MAX(CASE WHEN k{i} AND w{i} THEN 1 ELSE 0 END) AS w{i}_of_order")
    source = f"{TYPED} AS t"
    if facts:
        session.run(
            f"CREATE TABLE of_orders AS SELECT ord, {', '.join(facts)} FROM {TYPED} WHERE ord IS NOT NULL GROUP BY ord"
        )
        source += " LEFT JOIN of_orders AS o ON o.ord = t.ord"
    customer = "COALESCE(t.customer, o.customer_of_order)" if who else "t.customer"
    day = "COALESCE(t.day, o.day_of_order)" if when else "t.day"
    states = _states(typed, blanks)
    session.run(
        f"CREATE {'TABLE' if facts else 'VIEW'} {FILLED} AS SELECT {customer} AS customer, {day} AS day, "
        f"{', '.join(f't.{name}' for name in typed.others)}, {states} FROM {source}"
    )
    if not facts:
        return 0
    n = session.number(
        f"SELECT COUNT(*) FROM {TYPED} AS t JOIN {FILLED} AS f ON f.line = t.line "
        "WHERE (t.customer IS NULL OR t.day IS NULL) AND f.customer IS NOT NULL AND f.day IS NOT NULL"
    )
    session.drop("of_orders", TYPED)
    return n


def _has_blanks(condition: str, session: Session) -> bool:
    return session.number(f"SELECT COUNT(*) FROM {TYPED} WHERE ord IS NOT NULL AND {condition}") > 0


def _refuse_further_lines(chosen: TransactionColumns, session: Session) -> None:
    goods = "product" if chosen.product else "quantity" if chosen.quantity else None
    if goods is None:
        return
    unnumbered, further, first = session.row(
        f"SELECT COUNT(*), SUM(CASE WHEN customer IS NULL AND day IS NULL AND {goods} IS NOT NULL THEN 1 ELSE 0 END), "
        f"MIN(line) FROM {TYPED} WHERE ord IS NULL"
    )
    if unnumbered and are_further_lines(int(further or 0), unnumbered, first == 0):
        raise InputError(
            say(
                "Lines without an order number go on with the order above, which the {engine} engine cannot tell.",
                engine=session.engine,
            ),
            mend=say("Use {option}, or fill in the numbers.", option="--engine memory"),
        )


def _are_filled(session: Session) -> tuple[bool, bool]:
    """Return whether orders show their customer, or their day, on a single line, which holds for their other lines."""
    names = ("customer", "day")
    blank = [name for name in names if _has_blanks(f"{name} IS NULL", session)]
    if not blank:
        return False, False
    sums = [
        f"SUM({name}_shown), SUM(CASE WHEN n > 1 AND {name}_shown = 1 THEN 1 ELSE 0 END)" for name in blank
    ]
    shown = [f"COUNT({name}) AS {name}_shown" for name in blank]
    several, *found = session.row(
        f"SELECT SUM(CASE WHEN n > 1 THEN 1 ELSE 0 END), {', '.join(sums)} FROM (SELECT COUNT(*) AS n, "
        f"{', '.join(shown)} FROM {TYPED} WHERE ord IS NOT NULL GROUP BY ord) AS counted"
    )
    are = {
        name: bool(found[2 * i]) and is_shown_once(int(found[2 * i + 1] or 0), int(several or 0))
        for i, name in enumerate(blank)
    }
    return are.get("customer", False), are.get("day", False)


def _states(typed: TypedLines, blanks: list[int]) -> str:
    """Return the expressions of what the columns of status say of each line."""
    found, back, whole = "0", [], []
    for i, status in enumerate(typed.status):
        of_order = i in blanks
        own = f"CASE WHEN t.k{i} THEN t.s{i} ELSE COALESCE(o.s{i}_of_order, 0) END" if of_order else f"t.s{i}"
        is_whole = (
            f"CASE WHEN t.k{i} THEN t.w{i} ELSE COALESCE(o.w{i}_of_order, 0) > 0 END"
            if of_order
            else f"t.w{i}"
        )
        whole.append(is_whole)
        if status.is_entry:
            back.append(f"({own}) = {REFUNDED}")
            own = f"NULLIF({own}, {REFUNDED})"
        own = f"NULLIF({own}, 0)"
        # Of several columns the first of the states counts; whatever says nothing is no state.
        found = own if found == "0" else f"LEAST({found}, {own})"
    found = "0" if found == "0" else f"COALESCE({found}, 0)"
    return f"{found} AS state, {' OR '.join(back) or 'FALSE'} AS takes_back, {' OR '.join(whole) or 'FALSE'} AS whole"
