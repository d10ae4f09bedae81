"""What purchases add up to for each customer: all that the features are made of, wherever the lines were added up."""

from collections.abc import Sequence
from dataclasses import dataclass

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_codes import Ints

# So many product categories get a share of their own.
MOST_CATEGORIES = 5


@dataclass(frozen=True, eq=False)
class CustomerTotals:
    """The kept lines and orders of each customer, added up; arrays of shape (n_customers,).

    Money is in units of 10 to the power of minus `decimals`, and weights are the money of purchases, or one for each
    line where there is no money: whole numbers, so that they are the same in whatever order they were added up.

    Attributes
    ----------
    customers : tuple of str
        Identifiers, sorted as texts.
    as_of : int
        Day that recency counts back from, since 1970-01-01.
    decimals : int
    lines, orders : int64 arrays
    first, last : int64 arrays
        Days of the first and the last purchase.
    gaps : float64 array
        Median days between one order and the next, NaN with a single order.
    weekend : int64 array
        Orders on Saturdays and Sundays.
    net : int64 array or None
        Money less returns; None without money.
    bought, late : float64 arrays
        Weight of all purchases, and of those in the last third of the tenure.
    returned : float64 array or None
        Weight of what came back; None where nothing did.
    products : int64 array or None
        Different products bought; None where they are not known.
    categories : sequence of (str, float64 array)
        The product categories that bring most, by name, with the weight of each customer's purchases.
    place : tuple of int64 array and tuple of str, or None
        Country or city of the last order that has one, as a position in the names, -1 where none has.
    """

    customers: tuple[str, ...]
    as_of: int
    decimals: int
    lines: Ints
    orders: Ints
    first: Ints
    last: Ints
    gaps: Floats
    weekend: Ints
    net: Ints | None
    bought: Floats
    late: Floats
    returned: Floats | None
    products: Ints | None
    categories: Sequence[tuple[str, Floats]]
    place: tuple[Ints, tuple[str, ...]] | None

    @property
    def n(self) -> int:
        """Number of customers."""
        return len(self.customers)


def largest_categories(weights: Sequence[float], names: Sequence[str]) -> list[int]:
    """Return the positions of the categories that bring most, in the order of their names."""
    largest = sorted(range(len(names)), key=lambda i: (-weights[i], names[i]))[:MOST_CATEGORIES]
    return sorted(largest, key=lambda i: names[i])
