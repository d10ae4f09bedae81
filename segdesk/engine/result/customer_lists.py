"""Lists of customers to act on: who brings most, who is slipping away, who could as well be in another segment."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import UNASSIGNED, Floats, Positions
from segdesk.engine.data.table import ColumnType
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.transactions.lifetime.lifetime_value import SHORT_WEEKS
from segdesk.messages import Figure, Message, Percent, say, say_n

# The part of the customers that counts as bringing most; ties at its edge come along, up to twice as many.
TOP_SHARE = 0.1
# Below this confidence a customer is about as close to the second segment as to the own.
BORDERLINE = 0.1
# Less likely still active than not.
LIKELY_GONE = 0.5
# Silence as a multiple of a customer's usual time between orders, and the orders that make it a rhythm.
LONG_SILENCE = 3
RHYTHM_ORDERS = 3


@dataclass(frozen=True, eq=False)
class CustomerList:
    """Customers to act on.

    Attributes
    ----------
    name : str
        `most_valuable`, `slipping_away` or `borderline`.
    title : Message
    definition : Message
        Who is in it.
    finding : Message
        How many they are and what they bring.
    rows : int array of shape (n_customers,)
        Rows of the table, the most important first.
    value, value_share : float or None
        Money that they bring, and its share of everyone's; None where the table has no money.
    """

    name: str
    title: Message
    definition: Message
    finding: Message
    rows: Positions
    value: float | None
    value_share: float | None


def customer_lists(segmentation: Segmentation) -> tuple[CustomerList, ...]:
    """Return the lists that the table can give; a list without customers is not there.

    Parameters
    ----------
    segmentation : Segmentation
    """
    makers = (_most_valuable, _slipping_away, _borderline)
    return tuple(each for make in makers for each in make(segmentation))


def _most_valuable(segmentation: Segmentation) -> Iterator[CustomerList]:
    value = _money(segmentation)
    if value is None or not len(value) or value.sum() <= 0:
        return
    wanted = max(1, round(TOP_SHARE * len(value)))
    edge = np.sort(value)[-wanted]
    inside = (value >= edge) & (value > 0)
    count = int(inside.sum())
    # Where many bring the same, nobody stands out.
    if count > 2 * wanted or count == len(value):
        return
    rows = _by_falling(value, inside)
    share = float(value[inside].sum() / value.sum())
    yield CustomerList(
        "most_valuable",
        say("Who matters most"),
        say(
            "Customers with {column} of {edge} or more: the top {share} of all.",
            column=segmentation.value_column,
            edge=Figure(float(edge), 2),
            share=Percent(TOP_SHARE),
        ),
        say_n(
            "{n} customer ({part} of all) brings {share} of the money.",
            "{n} customers ({part} of all) bring {share} of the money.",
            n=count,
            part=Percent(count / len(value)),
            share=Percent(share),
        ),
        rows,
        float(value[inside].sum()),
        share,
    )


def _slipping_away(segmentation: Segmentation) -> Iterator[CustomerList]:
    purchases = segmentation.purchases
    if purchases is None:
        return
    if purchases.lifetime is not None:
        inside = purchases.lifetime.probability_active < LIKELY_GONE
        definition = say(
            "Customers who bought repeatedly and are, by the forecast of their orders (BG/NBD), less likely still "
            "active than not."
        )
    else:
        recency = _numbers(segmentation, "recency_days")
        gap = _numbers(segmentation, "days_between_orders")
        orders = _numbers(segmentation, "frequency")
        tenure = _numbers(segmentation, "tenure_days")
        if recency is None or gap is None or orders is None or tenure is None or np.isnan(gap).all():
            return
        # In so short a time nobody shows a rhythm, let alone that it broke off.
        if tenure.max() < 7 * SHORT_WEEKS:
            return
        # An own rhythm of a day or two is chance: nobody is missed before the usual gap of all has passed.
        usual = float(np.nanmedian(gap))
        with np.errstate(invalid="ignore"):
            inside = (orders >= RHYTHM_ORDERS) & (recency > np.fmax(LONG_SILENCE * gap, usual))
        definition = say(
            "Customers with at least {orders} orders whose last one is more than {times} times as long ago as their "
            "usual time between orders.",
            orders=RHYTHM_ORDERS,
            times=LONG_SILENCE,
        )
    count = int(inside.sum())
    if not count:
        return
    value = _money(segmentation)
    title = say("Who is slipping away")
    part = Percent(count / len(inside))
    if value is None or value.sum() <= 0:
        recency = _numbers(segmentation, "recency_days")
        rows = _by_falling(-recency if recency is not None else np.zeros(len(inside)), inside)
        finding = say_n(
            "{n} customer ({part} of all) is slipping away.",
            "{n} customers ({part} of all) are slipping away.",
            n=count,
            part=part,
        )
        yield CustomerList("slipping_away", title, definition, finding, rows, None, None)
        return
    share = float(value[inside].sum() / value.sum())
    finding = say_n(
        "{n} customer ({part} of all) is slipping away, who brought {share} of the money so far.",
        "{n} customers ({part} of all) are slipping away, who brought {share} of the money so far.",
        n=count,
        part=part,
        share=Percent(share),
    )
    rows = _by_falling(value, inside)
    yield CustomerList("slipping_away", title, definition, finding, rows, float(value[inside].sum()), share)


def _borderline(segmentation: Segmentation) -> Iterator[CustomerList]:
    if segmentation.k < 2 or segmentation.recipe.method.by_rules:
        return
    with np.errstate(invalid="ignore"):
        inside = (segmentation.confidence < BORDERLINE) & (segmentation.labels != UNASSIGNED)
    count = int(inside.sum())
    if not count:
        return
    definition = say(
        "Customers with a confidence below {edge}: about as close to a second segment as to their own.",
        edge=Figure(BORDERLINE, 1),
    )
    if segmentation.size_limit_cost is not None and segmentation.size_limit_cost.moved:
        definition = say(
            "{definition} Those whom the limits on size moved stand first: their second segment suits them better.",
            definition=definition,
        )
    value = _money(segmentation)
    known = value is not None and value.sum() > 0
    segmented = len(segmentation.rows)
    yield CustomerList(
        "borderline",
        say("Who could as well be in another segment"),
        definition,
        say_n(
            "{n} customer ({part} of all in segments) is on the border between two segments.",
            "{n} customers ({part} of all in segments) are on the border between two segments.",
            n=count,
            part=Percent(count / segmented),
        ),
        _by_falling(-segmentation.confidence, inside),
        float(value[inside].sum()) if value is not None and known else None,
        float(value[inside].sum() / value.sum()) if value is not None and known else None,
    )


def _by_falling(key: Floats, inside: np.ndarray) -> Positions:
    rows = np.flatnonzero(inside)
    return rows[np.argsort(-key[rows], kind="stable")]


def _money(segmentation: Segmentation) -> Floats | None:
    """Return the money of every row of the table, empty cells as nothing."""
    if segmentation.value_column is None:
        return None
    values = _numbers(segmentation, segmentation.value_column)
    return None if values is None else np.nan_to_num(values)


def _numbers(segmentation: Segmentation, name: str) -> Floats | None:
    for column in segmentation.columns:
        if column.name == name and column.type is ColumnType.NUMBER:
            return column.values.astype(np.float64)
    return None
