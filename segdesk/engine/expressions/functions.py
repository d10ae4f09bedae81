"""What the functions of expressions compute; `function_names` says how each is called."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.expressions.compare import together
from segdesk.engine.expressions.syntax import ExpressionError, Node
from segdesk.engine.expressions.values import KIND_WORDS, Kind, Value, dates_of
from segdesk.messages import say

MOST_KNOTS = 1000
"""Values that a rank keeps of all customers; between them it is a straight line."""
_MOST_GROUPS = 100
_DAYS_PER_MONTH, _DAYS_PER_YEAR = 30.4375, 365.25


@dataclass(frozen=True, eq=False)
class Given:
    """What a function is called with.

    Attributes
    ----------
    values : sequence of Value
    nodes : sequence of Node
        Where each stands.
    fitted : callable
        Called with what computes numbers from all rows; returns these, or those of the rows that were there first.
    """

    values: Sequence[Value]
    nodes: Sequence[Node]
    fitted: Callable[[Callable[[], Sequence[float]]], Sequence[float]]

    def array(self, at: int, *kinds: Kind) -> Floats:
        """Return the values given at a place.

        Raises
        ------
        ExpressionError
            If they are of none of these kinds.
        """
        value = self.values[at]
        if value.kind not in kinds:
            raise wrong_kind(value, self.nodes[at], kinds)
        return value.array

    def numbers(self, at: int) -> Floats:
        """Return the numbers given at a place; yes and no count as 1 and 0."""
        return self.array(at, Kind.NUMBER, Kind.YES_NO)

    def written(self, at: int) -> float:
        """Return the number written at a place; raises ExpressionError where it is none."""
        value = self.values[at]
        if value.kind is not Kind.NUMBER or not value.is_constant:
            raise ExpressionError(say("A number must be written here."), self.nodes[at].at)
        return float(value.array)


def wrong_kind(value: Value, node: Node, kinds: Sequence[Kind]) -> ExpressionError:
    """Return the error for a value of a kind that does not fit where it stands."""
    return ExpressionError(
        say(
            "A {wanted} is needed here, and this is a {found}.",
            wanted=KIND_WORDS[kinds[0]],
            found=KIND_WORDS[value.kind],
        ),
        node.at,
    )


FUNCTIONS: dict[str, Callable[[Given], Value]] = {}


def _function(*names: str) -> Callable[[Callable[[Given], Value]], Callable[[Given], Value]]:
    def put(run: Callable[[Given], Value]) -> Callable[[Given], Value]:
        for name in names:
            FUNCTIONS[name] = run
        return run

    return put


def _number(array: Floats) -> Value:
    """Return numbers, with what is no finite number as missing."""
    return Value(Kind.NUMBER, np.where(np.isfinite(array), array, np.nan))


_OF_ONE_NUMBER: Mapping[str, Callable[[Floats], Floats]] = {
    "ln": np.log,
    "log": np.log,
    "log10": np.log10,
    "log1p": np.log1p,
    "exp": np.exp,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "floor": np.floor,
    "ceiling": np.ceil,
}


def _of_one_number(compute: Callable[[Floats], Floats]) -> Callable[[Given], Value]:
    return lambda given: _number(compute(given.numbers(0)))


for _name, _compute in _OF_ONE_NUMBER.items():
    FUNCTIONS[_name] = _of_one_number(_compute)


@_function("round")
def _round(given: Given) -> Value:
    places = int(given.written(1)) if len(given.values) > 1 else 0
    return _number(np.round(given.numbers(0), min(max(places, -12), 12)))


@_function("ratio")
def _ratio(given: Given) -> Value:
    return _number(given.numbers(0) / given.numbers(1))


@_function("if")
def _if(given: Given) -> Value:
    condition = given.array(0, Kind.YES_NO)
    arrays, like = together(given.values[1:], given.nodes[1:])
    chosen = np.where(condition == 1, arrays[0], arrays[1])
    return Value(like.kind, np.where(np.isnan(condition), np.nan, chosen), like.levels, like.is_ordered)


@_function("coalesce")
def _coalesce(given: Given) -> Value:
    arrays, like = together(given.values, given.nodes)
    found = arrays[0]
    for array in arrays[1:]:
        found = np.where(np.isnan(found), array, found)
    return Value(like.kind, found, like.levels, like.is_ordered)


def _extreme(pick: Callable[..., Floats]) -> Callable[[Given], Value]:
    def run(given: Given) -> Value:
        kinds = (Kind.DATE,) if given.values[0].kind is Kind.DATE else (Kind.NUMBER,)
        found = given.array(0, *kinds)
        for at in range(1, len(given.values)):
            found = pick(found, given.array(at, *kinds))
        return Value(kinds[0], found)

    return run


# A missing value is not looked at while another is there.
FUNCTIONS["min"], FUNCTIONS["max"] = _extreme(np.fmin), _extreme(np.fmax)


def _between(days_per_unit: float) -> Callable[[Given], Value]:
    return lambda given: _number((given.array(1, Kind.DATE) - given.array(0, Kind.DATE)) / days_per_unit)


FUNCTIONS["days_between"] = _between(1)
FUNCTIONS["months_between"] = _between(_DAYS_PER_MONTH)
FUNCTIONS["years_between"] = _between(_DAYS_PER_YEAR)


@_function("year")
def _year(given: Given) -> Value:
    days = given.array(0, Kind.DATE)
    years = dates_of(days).astype("datetime64[Y]").astype(np.float64) + 1970
    return _number(np.where(np.isnan(days), np.nan, years))


@_function("month")
def _month(given: Given) -> Value:
    days = given.array(0, Kind.DATE)
    months = np.mod(dates_of(days).astype("datetime64[M]").astype(np.float64), 12) + 1
    return _number(np.where(np.isnan(days), np.nan, months))


@_function("weekday")
def _weekday(given: Given) -> Value:
    # 1970-01-01 was a Thursday.
    return _number(np.mod(np.floor(given.array(0, Kind.DATE)) + 3, 7) + 1)


@_function("bin")
def _bin(given: Given) -> Value:
    values = given.numbers(0)
    limits = [given.written(at) for at in range(1, len(given.values))]
    for at, (low, high) in enumerate(pairwise(limits), start=2):
        if high <= low:
            raise ExpressionError(say("Limits must rise."), given.nodes[at].at)
    classes = np.searchsorted(limits, values, side="right").astype(np.float64)
    written = [f"{limit:.15g}" for limit in limits]
    inner = [f"{low}–<{high}" for low, high in pairwise(written)]
    levels = (f"<{written[0]}", *inner, f"≥{written[-1]}")
    return Value(Kind.TEXT, np.where(np.isnan(values), np.nan, classes), levels, is_ordered=True)


@_function("rank")
def _rank(given: Given) -> Value:
    values = given.numbers(0)
    kept = given.fitted(lambda: _knots(values))
    half = len(kept) // 2
    if not half:
        return _number(np.full(values.shape, np.nan))
    return _number(np.interp(values, kept[:half], kept[half:]))


def _knots(values: Floats) -> list[float]:
    """Return values of all customers, rising, and behind them the share of customers below each."""
    known = np.sort(values[~np.isnan(values)].ravel())
    distinct, first = np.unique(known, return_index=True)
    if len(distinct) > MOST_KNOTS:
        at = np.unique(np.round(np.linspace(0, len(distinct) - 1, MOST_KNOTS)).astype(np.intp))
        distinct, first = distinct[at], first[at]
    return [*distinct.tolist(), *(first / max(len(known), 1)).tolist()]


@_function("groups")
def _groups(given: Given) -> Value:
    values, n = given.numbers(0), given.written(1)
    if not n.is_integer() or not 2 <= n <= _MOST_GROUPS:
        raise ExpressionError(
            say("The number of groups must be a whole number from 2 to {most}.", most=_MOST_GROUPS),
            given.nodes[1].at,
        )
    known = values[~np.isnan(values)]
    shares = np.arange(1, n) / n
    cuts = given.fitted(lambda: np.quantile(known, shares).tolist() if known.size else [])
    groups = np.searchsorted(np.asarray(cuts), values, side="right") + 1.0
    return _number(np.where(np.isnan(values), np.nan, groups))


def _of_all(compute: Callable[[Floats], np.floating], *kinds: Kind) -> Callable[[Given], Value]:
    def run(given: Given) -> Value:
        values = given.array(0, *kinds)
        known = values[~np.isnan(values)]
        found = given.fitted(lambda: [float(compute(known))] if known.size else [])
        return Value(given.values[0].kind, np.asarray(found[0] if len(found) else np.nan))

    return run


FUNCTIONS["average"] = _of_all(np.mean, Kind.NUMBER, Kind.YES_NO)
FUNCTIONS["median"] = _of_all(np.median, Kind.NUMBER)
FUNCTIONS["total"] = _of_all(np.sum, Kind.NUMBER, Kind.YES_NO)
FUNCTIONS["lowest"] = _of_all(np.min, Kind.NUMBER, Kind.DATE)
FUNCTIONS["highest"] = _of_all(np.max, Kind.NUMBER, Kind.DATE)


def _text_test(holds: Callable[[str, str], bool]) -> Callable[[Given], Value]:
    def run(given: Given) -> Value:
        texts, wanted = given.values
        array = given.array(0, Kind.TEXT)
        if wanted.kind is not Kind.TEXT or not wanted.is_constant:
            raise ExpressionError(say("A text in quotes must be written here."), given.nodes[1].at)
        part = wanted.levels[0].casefold()
        # One more for the missing.
        of_level = np.array([*(float(holds(level.casefold(), part)) for level in texts.levels), np.nan])
        return Value(Kind.YES_NO, of_level[np.where(np.isnan(array), -1, array).astype(np.intp)])

    return run


FUNCTIONS["contains"] = _text_test(lambda text, part: part in text)
FUNCTIONS["starts"] = _text_test(str.startswith)
FUNCTIONS["ends"] = _text_test(str.endswith)
