"""Smallest and largest size of a segment: what `--min-size` and `--max-size` mean for a number of customers."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from segdesk.engine.recipe.method import MethodSpec, parse_size


@dataclass(frozen=True)
class SizeLimits:
    """Bounds that the size of every segment keeps.

    Attributes
    ----------
    least, most : int
        Customers, both included.
    """

    least: int
    most: int

    def allow(self, k: int, n_rows: int) -> bool:
        """Return whether `k` segments of so many customers can keep the bounds."""
        return k * self.least <= n_rows <= k * self.most

    def scaled(self, n_rows: int, of: int, k: int) -> "SizeLimits":
        """Return bounds of the same shares for `n_rows` drawn `of` all rows, such that `k` segments can keep them."""
        least = min(self.least * n_rows // of, n_rows // k)
        most = max(-(-self.most * n_rows // of), -(-n_rows // k))
        return SizeLimits(least, most)


def limits_of(spec: MethodSpec, n_customers: int, n_rows: int) -> SizeLimits | None:
    """Return the bounds that the recipe asks for, None if it asks for none.

    Parameters
    ----------
    spec : MethodSpec
    n_customers : int
        Of the whole table: what a share is of, as the shares of segments are.
    n_rows : int
        Customers that take part.
    """
    if not spec.limits_sizes:
        return None
    least, most = 1, n_rows
    if spec.min_size is not None:
        least = max(1, ceil(_customers("min_size", spec.min_size, n_customers)))
    if spec.max_size is not None:
        most = floor(_customers("max_size", spec.max_size, n_customers))
    return SizeLimits(least, most)


def _customers(name: str, text: str, n_customers: int) -> Decimal:
    size, is_share = parse_size(name, text)
    return size * n_customers / 100 if is_share else size
