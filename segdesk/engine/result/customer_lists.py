"""Lists of customers to act on: who brings most, who is slipping away, who could as well be in another segment."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from segdesk.engine.assigners.assigner import BORDERLINE
from segdesk.engine.data.arrays import UNASSIGNED, Floats, Positions
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.transactions.lifetime.rhythm import LONG_SILENCE, rhythm_of
from segdesk.messages import Message

# The part of the customers that counts as bringing most; ties at its edge come along, up to twice as many.
TOP_SHARE = 0.1
# Less likely still active than not.
LIKELY_GONE = 0.5
# So many orders make a rhythm of one's own.
RHYTHM_ORDERS = 3
# A list of all customers of a segment is named by it, with the number behind.
_SEGMENT = "segment_"


@dataclass(frozen=True, eq=False)
class CustomerList:
    """Customers to act on.

    Attributes
    ----------
    name : str
        `most_valuable`, `slipping_away`, `borderline`, or `segment_N` of a whole segment.
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


def segment_list(segmentation: Segmentation, number: int) -> CustomerList:
    """Return all customers of a segment, those who bring most first where the table has money.

    Raises
    ------
    KeyError
        If there is no such segment.
    """
    segment = segmentation.segment(number)
    inside = segmentation.fit.labels == number
    if number == UNASSIGNED:
        # Rows that were left out have no segment either, and are nobody's customers.
        inside &= np.isin(np.arange(len(inside)), segmentation.fit.rows)
    value = _money(segmentation)
    total = 0.0 if value is None else float(value.sum())
    if value is None or total <= 0:
        rows, definition, own = np.flatnonzero(inside), finding("lists.segment_in_order"), None
    else:
        rows, own = _by_falling(value, inside), float(value[inside].sum())
        definition = finding("lists.segment_by_value", column=segmentation.source.value_title)
    return CustomerList(
        f"{_SEGMENT}{number}",
        finding("lists.segment", name=segment.name),
        definition,
        finding("lists.segment_finding", n=len(rows), part=len(rows) / len(inside)),
        rows,
        own,
        None if own is None else own / total,
    )


def list_named(segmentation: Segmentation, name: str) -> CustomerList | None:
    """Return the list of a name, such as `borderline` or `segment_2`; None where there is none."""
    number = name.removeprefix(_SEGMENT)
    if number != name and number.isdigit():
        known = {segment.number for segment in segmentation.description.segments}
        return segment_list(segmentation, int(number)) if int(number) in known else None
    return next((each for each in customer_lists(segmentation) if each.name == name), None)


def _most_valuable(segmentation: Segmentation) -> Iterator[CustomerList]:
    value = _money(segmentation)
    if value is None or not len(value) or value.sum() <= 0:
        return
    everyone = segmentation.source.n_participants
    wanted = max(1, round(TOP_SHARE * everyone))
    edge = np.sort(value)[-wanted]
    inside = (value >= edge) & (value > 0)
    count = int(inside.sum())
    # Where many bring the same, nobody stands out.
    if count > 2 * wanted or count == everyone:
        return
    rows = _by_falling(value, inside)
    share = float(value[inside].sum() / value.sum())
    told = (
        finding("lists.most_valuable_finding", n=count, part=count / everyone, share=share)
        if segmentation.source.purchases is not None
        else finding(
            "lists.most_valuable_finding_of",
            n=count,
            part=count / everyone,
            share=share,
            column=segmentation.source.value_title,
        )
    )
    yield CustomerList(
        "most_valuable",
        finding("lists.most_valuable"),
        finding(
            "lists.most_valuable_definition",
            column=segmentation.source.value_title,
            edge=float(edge),
            share=TOP_SHARE,
        ),
        told,
        rows,
        float(value[inside].sum()),
        share,
    )


def _slipping_away(segmentation: Segmentation) -> Iterator[CustomerList]:
    purchases = segmentation.source.purchases
    if purchases is None:
        return
    lifetime = purchases.lifetime
    if lifetime is not None and lifetime.probability_active is not None:
        # Who bought once has nothing to slip away from.
        inside = (lifetime.probability_active < LIKELY_GONE) & (lifetime.repeat_purchases > 0)
        definition = finding("lists.slipping_by_forecast")
    else:
        rhythm = rhythm_of(segmentation.source.columns)
        if rhythm is None:
            return
        inside = (rhythm.orders >= RHYTHM_ORDERS) & rhythm.is_silent
        definition = finding("lists.slipping_by_rhythm", orders=RHYTHM_ORDERS, times=LONG_SILENCE)
    inside = inside & segmentation.source.participating
    count = int(inside.sum())
    if not count:
        return
    value = _money(segmentation)
    title = finding("lists.slipping_away")
    part = count / segmentation.source.n_participants
    if value is None or value.sum() <= 0:
        recency = _numbers(segmentation, "recency_days")
        rows = _by_falling(-recency if recency is not None else np.zeros(len(inside)), inside)
        summary = finding("lists.slipping_finding", n=count, part=part)
        yield CustomerList("slipping_away", title, definition, summary, rows, None, None)
        return
    share = float(value[inside].sum() / value.sum())
    summary = finding("lists.slipping_finding_with_money", n=count, part=part, share=share)
    rows = _by_falling(value, inside)
    yield CustomerList("slipping_away", title, definition, summary, rows, float(value[inside].sum()), share)


def _borderline(segmentation: Segmentation) -> Iterator[CustomerList]:
    if segmentation.k < 2 or segmentation.provenance.recipe.method.by_rules:
        return
    with np.errstate(invalid="ignore"):
        inside = (segmentation.fit.confidence < BORDERLINE) & (segmentation.fit.labels != UNASSIGNED)
    count = int(inside.sum())
    if not count:
        return
    definition = finding("lists.borderline_definition", edge=BORDERLINE)
    if segmentation.validation.size_limit_cost is not None and segmentation.validation.size_limit_cost.moved:
        definition = finding("lists.borderline_with_moved", definition=definition)
    value = _money(segmentation)
    known = value is not None and value.sum() > 0
    segmented = len(segmentation.fit.rows)
    yield CustomerList(
        "borderline",
        finding("lists.borderline"),
        definition,
        finding("lists.borderline_finding", n=count, part=count / segmented),
        _by_falling(-segmentation.fit.confidence, inside),
        float(value[inside].sum()) if value is not None and known else None,
        float(value[inside].sum() / value.sum()) if value is not None and known else None,
    )


def _by_falling(key: Floats, inside: np.ndarray) -> Positions:
    rows = np.flatnonzero(inside)
    return rows[np.argsort(-key[rows], kind="stable")]


def _money(segmentation: Segmentation) -> Floats | None:
    """Return the money of every row of the table; nothing for empty cells, and for who takes no part."""
    if segmentation.source.value_column is None:
        return None
    values = _numbers(segmentation, segmentation.source.value_column)
    return None if values is None else np.where(segmentation.source.participating, np.nan_to_num(values), 0.0)


def _numbers(segmentation: Segmentation, name: str) -> Floats | None:
    for column in segmentation.source.columns:
        if column.name == name and column.type is ColumnType.NUMBER:
            return column.values.astype(np.float64)
    return None
