"""Orders made up by a seed, for tables in the manner of shops, tills and ledgers whose truth is known."""

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from segdesk.engine.pipeline.pipeline import customers_of
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.inspection import Inspection
from segdesk.engine.transactions.purchases import Purchases
from tests.engine.schema.tables import table_of

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Item:
    """A product on an order."""

    product: str
    pieces: int
    price: Decimal

    @property
    def money(self) -> Decimal:
        return self.pieces * self.price


@dataclass(frozen=True)
class Order:
    """An order; `state` is drawn from those that the test offers, `refund` what went back of the money."""

    number: int
    customer: int
    day: dt.date
    items: tuple[Item, ...]
    state: str

    @property
    def money(self) -> Decimal:
        return sum((item.money for item in self.items), Decimal(0))

    @property
    def name(self) -> str:
        return f"{NAMES[self.customer % len(NAMES)]} {chr(65 + self.customer // len(NAMES))}."

    @property
    def mail(self) -> str:
        return f"{NAMES[self.customer % len(NAMES)].lower()}{self.customer}@example.net"


NAMES = ("Ana", "Bo", "Cleo", "Dana", "Emil", "Fritz", "Greta", "Hugo", "Ida", "Juan", "Kira", "Lars")
PRICES = {f"P{i:02}": Decimal(199 + 571 * i % 4801).scaleb(-2) for i in range(14)}


def orders(states: Mapping[str, int], n: int = 150, n_customers: int = 30, seed: int = 7) -> list[Order]:
    """Return orders in falling order of their numbers, as shops list them; `states` with their weights."""
    rng = random.Random(seed)
    found = []
    for number in range(n):
        items = tuple(
            Item(product, rng.choice((1, 1, 2, 3, 4)), PRICES[product])
            for product in rng.sample(sorted(PRICES), rng.choice((1, 1, 2, 3)))
        )
        found.append(
            Order(
                4001 + number,
                rng.randrange(n_customers),
                dt.date(2023, 3, 1) + dt.timedelta(days=number * 4 + rng.randrange(4)),
                items,
                rng.choices(list(states), list(states.values()))[0],
            )
        )
    # Two orders of one customer on one day are two.
    found.append(
        Order(
            4001 + n, found[-1].customer, found[-1].day, (Item("P03", 1, PRICES["P03"]),), next(iter(states))
        )
    )
    return found[::-1]


def cells(rows: Iterable[Mapping[str, object]]) -> dict[str, list[str]]:
    """Return rows as columns of texts."""
    rows = list(rows)
    return {name: ["" if row[name] is None else str(row[name]) for row in rows] for name in rows[0]}


def german(amount: Decimal) -> str:
    """Write money as in Germany: 1.234,50."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


Truth = dict[str, tuple[int, Decimal]]


def truth_of(counted: Iterable[tuple[str, Decimal]]) -> Truth:
    """Return number and money of orders by customer, from customer and money of each order that counts."""
    n: Counter[str] = Counter()
    money: dict[str, Decimal] = defaultdict(Decimal)
    for customer, amount in counted:
        n[customer] += 1
        money[customer] += amount
    return {customer: (n[customer], money[customer]) for customer in n}


def understood(
    columns: Mapping[str, Sequence[str]], delimiter: str = ",", **settings: object
) -> tuple[Inspection, Purchases]:
    """Return the customers that a table of purchases makes."""
    recipe = Recipe(transactions=TransactionsSpec(**settings))  # type: ignore[arg-type]
    customers, purchases = customers_of(table_of(columns, delimiter), recipe)
    assert purchases is not None, customers.schema.kind_reason
    return customers, purchases


def found(customers: Inspection, purchases: Purchases) -> Truth:
    """Return number and money of orders by customer, as they were understood."""
    by_name = {column.name: column for column in customers.columns}
    money = by_name["monetary"].values
    return {
        name: (int(by_name["frequency"].values[i]), Decimal(str(round(float(money[i]), 2))).quantize(CENT))
        for i, name in enumerate(purchases_names(by_name, purchases))
    }


def purchases_names(by_name: Mapping[str, object], purchases: Purchases) -> tuple[str, ...]:
    levels: tuple[str, ...] = by_name[purchases.identifier].levels  # type: ignore[attr-defined]
    return levels


def notes(purchases: Purchases) -> str:
    """Return all that the user is told of the columns and lines."""
    return " ".join(map(str, (*purchases.columns.warnings, *purchases.reconciled.steps)))


def adds_up(purchases: Purchases) -> bool:
    """Whether lines and money of the table are those kept and those left out, to the cent."""
    done = purchases.reconciled
    assert done.all_in.money is not None
    assert done.all_kept.money is not None
    out = [each.money.decimal for each in done.left_out if each.money is not None]
    lines = done.all_kept.lines + sum(each.lines for each in done.left_out)
    return done.all_in.lines == lines and done.all_in.money.decimal == done.all_kept.money.decimal + sum(out)
