"""The changes of one customer's values that are tried, and where they lead: any number of them at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from segdesk.engine.data.arrays import Floats, Mask
from segdesk.engine.data.finding import finding
from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.drift.reference import ReferenceColumn
from segdesk.engine.prediction.given_values import from_number
from segdesk.engine.prediction.model import Model, assign_customers
from segdesk.engine.prediction.single_customer import CellValue
from segdesk.engine.preparation.apply import apply_preparation
from segdesk.engine.schema.computed import compute_again

# Values of a number that are tried, from one end of what occurs to the other.
_MOST_OPTIONS = 41
_ROWS_AT_ONCE = 4_096


@dataclass(frozen=True, eq=False)
class Field:
    """One input of a customer whose values are tried, as numbers: of a category the place among the levels.

    Attributes
    ----------
    name : str
    kind : ColumnType
    now : float
        NaN where it is empty.
    options : float64 array of shape (n,)
        Rising, within what occurs; without the present value.
    levels : tuple of str
        Of a category.
    step : float
        Numbers between two options may be tried in steps of this size; 0: of any size; NaN: none.
    """

    name: str
    kind: ColumnType
    now: float
    options: Floats
    levels: tuple[str, ...] = ()
    step: float = np.nan

    @property
    def has_sizes(self) -> bool:
        """Whether values between two options are values, too."""
        return not np.isnan(self.step)

    def allowed(self, numbers: Floats) -> Floats:
        """Return the nearest numbers that may be tried, of a field with sizes."""
        held = np.clip(numbers, self.options.min(), self.options.max())
        return np.rint(held / self.step) * self.step if self.step else held

    def value(self, number: float) -> CellValue:
        """Return the value that a number stands for."""
        if np.isnan(number):
            return None
        return self.levels[int(number)] if self.levels else from_number(number, self.kind)


def field_of(model: Model, name: str, value: CellValue) -> Field:
    """Return an input with its present value and those that occur among the customers of the model."""
    kind = model.types[name]
    known = None if model.reference is None else model.reference.by_name.get(name)
    if kind not in (ColumnType.NUMBER, ColumnType.DATE, ColumnType.YES_NO):
        levels = () if known is None else known.levels
        if value is not None and level_key(str(value)) not in {level_key(level) for level in levels}:
            levels = (*levels, str(value))
        places = {level_key(level): i for i, level in enumerate(levels)}
        now = np.nan if value is None else float(places[level_key(str(value))])
        n_known = 0 if known is None else len(known.levels)
        return Field(name, kind, now, _without(np.arange(float(n_known)), now), levels or ("",))
    now = np.nan if value is None else _as_number(value)
    if known is None or known.low is None:
        return Field(name, kind, now, np.empty(0))
    if kind is ColumnType.YES_NO:
        return Field(name, kind, now, _without(np.array([0.0, 1.0]), now))
    if known.values:
        return Field(name, kind, now, _without(np.array(known.values), now))
    step = 1.0 if known.whole or kind is ColumnType.DATE else 0.0
    return Field(name, kind, now, _without(_spread(known, step), now), step=step)


def _as_number(value: CellValue) -> float:
    if isinstance(value, np.datetime64):
        return float(value.astype("datetime64[s]").astype(np.int64)) / 86_400
    assert isinstance(value, float | int)
    return float(value)


def _without(options: Floats, now: float) -> Floats:
    others: Floats = options[options != now]
    return others


def _spread(known: ReferenceColumn, step: float) -> Floats:
    """Return values from the lowest to the highest that occur, denser where there are more customers."""
    assert known.low is not None
    assert known.high is not None
    knots = [known.low, *(edge for edge in known.edges if known.low < edge < known.high), known.high]
    places = np.linspace(0, len(knots) - 1, _MOST_OPTIONS)
    options = np.interp(places, np.arange(len(knots)), np.array(knots))
    found: Floats = np.unique(np.rint(options / step) * step if step else options)
    return found


@dataclass(frozen=True, eq=False)
class Tried:
    """Where changed customers belong.

    Attributes
    ----------
    reaches : bool array of shape (n,)
        They belong to the segment that is aimed at.
    distance : float64 array of shape (n,)
        From the customer as he is, between prepared values.
    from_target : float64 array of shape (n,)
        Squared, from the centre of the segment that is aimed at.
    """

    reaches: Mask
    distance: Floats
    from_target: Floats


@dataclass(frozen=True, eq=False)
class Trials:
    """A customer whose values can be changed.

    Attributes
    ----------
    model : Model
    fields : tuple of Field
        All inputs, in the model's order.
    target : int
        The segment that is aimed at.
    may_be_unlike : bool
        Who is farther from the segment than 99% of the customers it was made from counts as one of it.
    """

    model: Model
    fields: tuple[Field, ...]
    target: int
    may_be_unlike: bool = False

    @cached_property
    def now(self) -> Floats:
        """The present values, shape (n_inputs,)."""
        return np.array([field.now for field in self.fields])

    @cached_property
    def _prepared_now(self) -> Floats:
        row: Floats = self._prepared(self._columns(self.now[None, :]))[0]
        return row

    def try_all(self, points: Floats) -> Tried:
        """Return where customers with these values belong; `points` has shape (n, n_inputs)."""
        parts = [self._try(points[at : at + _ROWS_AT_ONCE]) for at in range(0, len(points), _ROWS_AT_ONCE)]
        return Tried(
            np.concatenate([part.reaches for part in parts]),
            np.concatenate([part.distance for part in parts]),
            np.concatenate([part.from_target for part in parts]),
        )

    def _try(self, points: Floats) -> Tried:
        columns = self._columns(points)
        prepared = self._prepared(columns)
        placed = assign_customers(self.model, columns)
        reaches = placed.assignment.labels == self.target
        return Tried(
            reaches if self.may_be_unlike else reaches & ~placed.unlike,
            np.sqrt(((prepared - self._prepared_now) ** 2).sum(axis=1)),
            ((prepared - self.model.centres[self.target - 1]) ** 2).sum(axis=1),
        )

    def _prepared(self, columns: Mapping[str, TypedColumn]) -> Floats:
        made, _ = compute_again(self.model.computation, tuple(columns.values()))
        return apply_preparation(self.model.preparation, {column.name: column for column in made}).matrix

    def _columns(self, points: Floats) -> dict[str, TypedColumn]:
        return {field.name: _column(self.model, field, points[:, i]) for i, field in enumerate(self.fields)}


def _column(model: Model, field: Field, numbers: Floats) -> TypedColumn:
    values: np.ndarray = numbers
    if field.kind is ColumnType.DATE:
        values = np.full(len(numbers), np.datetime64("NaT"), dtype="datetime64[s]")
        known = ~np.isnan(numbers)
        values[known] = np.rint(numbers[known] * 86_400).astype(np.int64).astype("datetime64[s]")
    elif field.levels:
        values = np.where(np.isnan(numbers), -1, numbers).astype(np.int32)
    reason = finding("prediction.given_by_hand")
    return TypedColumn(field.name, field.kind, values, field.levels, model.formats[field.name], reason)


def changed(now: Floats, places: Sequence[int], options: Sequence[Floats]) -> Floats:
    """Return every combination of options of some fields, the others as they are; shape (n, n_inputs)."""
    grids = np.meshgrid(*options, indexing="ij")
    points = np.tile(now, (grids[0].size, 1))
    for place, grid in zip(places, grids, strict=True):
        points[:, place] = grid.ravel()
    return points
