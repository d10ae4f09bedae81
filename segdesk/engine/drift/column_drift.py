"""One column among new customers against the same among those that segments were made from."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.column_codes import EPOCH
from segdesk.engine.data.column_titles import ColumnTitle
from segdesk.engine.data.finding import finding
from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.drift.reference import LEAST_CUSTOMERS, ReferenceColumn
from segdesk.engine.drift.stability_index import shift
from segdesk.engine.preparation.apply import as_number
from segdesk.engine.schema.computed import rows_of
from segdesk.messages import Message, Value

# Under so many rows chance alone moves shares by more than what matters.
FEWEST_ROWS = 200
TOO_FEW = "too few"
# Standard deviations above what is expected.
_SURELY = 3.0


@dataclass(frozen=True)
class VariableDrift:
    """One variable, before and now.

    Attributes
    ----------
    variable : str
    level : str
        `none`, `some`, `large`, or `too few`.
    psi, chance : float or None
        The stability index and what chance gives; None with too few rows.
    missing_before, missing_now : float
        Shares without a value.
    typical_before, typical_now : float or None
        Medians of a number, date or yes/no.
    new_values : tuple of str
        Values of a category that were not there before, or for fewer than five customers, most frequent first.
    new_share : float
        Share of the rows that hold one of them.
    is_number : bool
        It has a size that a unit may change: no date, no yes/no, no category.
    moved : Message or None
        What changed most, in words; None where nothing did.
    called : str or ColumnTitle
        How sentences name it.
    """

    variable: str
    level: str
    psi: float | None
    chance: float | None
    missing_before: float
    missing_now: float
    typical_before: float | None = None
    typical_now: float | None = None
    new_values: tuple[str, ...] = ()
    new_share: float = 0.0
    is_number: bool = False
    moved: Message | None = None
    called: str | ColumnTitle = ""


def compare_column(known: ReferenceColumn, column: TypedColumn, rows: Mask, n_compared: int) -> VariableDrift:
    """Compare a column of new customers with what is known of the earlier ones.

    Parameters
    ----------
    known : ReferenceColumn
    column : TypedColumn
        Of the same type.
    rows : bool array of shape (n_rows,)
        Who takes part.
    n_compared : int
        Columns that are compared at once.
    """
    here = rows_of(column, np.flatnonzero(rows))
    n, m = known.n, len(here.values)
    counts = known.count(here)
    typical = None
    if column.type is not ColumnType.CATEGORY and here.n_missing < m:
        typical = float(np.nanmedian(as_number(here)))
    level, psi, chance, moved = TOO_FEW, None, None, None
    if m >= FEWEST_ROWS and n:
        is_ordered = column.type is not ColumnType.CATEGORY
        found = shift(known.counts, counts, is_ordered, (known.missing, here.n_missing), n_compared)
        level, psi, chance = found.level, found.psi, found.chance
        if level != "none":
            moved = _moved(known, here, counts, typical, {"psi": psi, "chance": chance})
    new_values, new_share = _new_values(known, here)
    return VariableDrift(
        variable=known.name,
        level=level,
        psi=psi,
        chance=chance,
        missing_before=known.missing / max(n, 1),
        missing_now=here.n_missing / max(m, 1),
        typical_before=known.typical,
        typical_now=typical,
        new_values=new_values,
        new_share=new_share,
        is_number=column.type is ColumnType.NUMBER,
        moved=moved,
        called=column.as_read,
    )


def _moved(
    known: ReferenceColumn,
    here: TypedColumn,
    counts: Sequence[int],
    typical: float | None,
    index: dict[str, float],
) -> Message:
    """Return what of a column has changed most, in words."""
    n, m = known.n, len(here.values)
    about: dict[str, Value] = {"column": here.as_read, **index}
    empty = known.missing / n, here.n_missing / m
    change = [now / m - before / n for before, now in zip(known.counts, counts, strict=True)]
    most = max(range(len(change)), key=lambda i: abs(change[i]))
    if abs(empty[1] - empty[0]) >= abs(change[most]):
        return finding("drift.emptiness_moved", **about, before=empty[0], now=empty[1])
    if here.type is ColumnType.YES_NO or here.type is ColumnType.CATEGORY:
        shares = {"before": known.counts[most] / n, "now": counts[most] / m}
        if here.type is ColumnType.YES_NO:
            name = here.format.no if most == 0 and len(counts) > 1 else here.format.yes
            return finding("drift.level_moved", **about, level=name or "", **shares)
        if most == len(known.levels):
            return finding("drift.other_levels_moved", **about, **shares)
        return finding("drift.level_moved", **about, level=known.levels[most], **shares)
    if known.typical is None or typical is None or known.typical == typical:
        return finding("drift.spread_moved", **about)
    if here.type is ColumnType.DATE:
        return finding("drift.number_moved", **about, before=_day(known.typical), now=_day(typical))
    return finding("drift.number_moved", **about, before=known.typical, now=typical)


def _day(days: float) -> dt.date:
    first, last = (dt.date.min - EPOCH).days, (dt.date.max - EPOCH).days
    return EPOCH + dt.timedelta(days=round(min(max(days, first), last)))


def _new_values(known: ReferenceColumn, here: TypedColumn) -> tuple[tuple[str, ...], float]:
    """Return the values that were not there before, or hardly ever, and the share of the rows with one of them.

    Of a value that is not among those that are kept, it is not known whether nobody had it or up to four customers
    had: where there are such, it is new when there are more of it than four would lead to expect.
    """
    if here.type is not ColumnType.CATEGORY or not len(here.values) or not known.n:
        return (), 0.0
    levels = {level_key(level) for level in known.levels}
    expected = (LEAST_CUSTOMERS - 1) / known.n * len(here.values) if known.counts[-1] else 0.0
    most = expected + _SURELY * expected**0.5
    codes = here.values[~here.is_missing].astype(np.intp)
    counts = np.bincount(codes, minlength=len(here.levels))
    new = [i for i, level in enumerate(here.levels) if level_key(level) not in levels and counts[i] > most]
    return tuple(here.levels[i] for i in new), float(counts[new].sum() / len(here.values)) if new else 0.0
