"""What a campaign brought: those written to against those held back, segment by segment and in all.

References
----------
Newcombe 1998, Interval estimation for the difference between independent proportions, method 10. Yan & Su 2010,
Stratified Wilson and Newcombe confidence intervals: the difference in all is weighted by the sizes of the segments.
Fisher 1935, The design of experiments: exact tests, and permutations of who was held back. Ernst 2004, Permutation
methods, section 2.3: intervals by them. Holm 1979, A simple sequentially rejective multiple test procedure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from segdesk.engine.comparison.side import Texts
from segdesk.engine.data.arrays import Floats, Mask
from segdesk.engine.profiles.intervals import difference_interval, share_interval

LEVEL = 0.05
_DRAWS = 4_999
# So many on each side at least, or nothing is said of the segment.
LEAST = 2


@dataclass(frozen=True)
class Effect:
    """What being written to made of a measure, in a segment or in all of them.

    Attributes
    ----------
    segment : str or None
        None for all together.
    n_test, n_control : int
        Customers who were written to, and who were held back.
    test, control : float
        Of each side: the share that responded, or the mean of the amounts.
    difference, low, high : float
        Test less control, with its 95% interval. In all it is the mean of the segments' by their sizes.
    p_value, p_adjusted : float
        How often lots alone give as large a difference; adjusted for everything that is judged together (Holm).
    """

    segment: str | None
    n_test: int
    n_control: int
    test: float
    control: float
    difference: float
    low: float
    high: float
    p_value: float
    p_adjusted: float = 1.0

    @property
    def is_beyond_chance(self) -> bool:
        """Whether neither lots nor the number of segments explain it."""
        return self.p_adjusted <= LEVEL and self.leaves_out_nothing

    @property
    def leaves_out_nothing(self) -> bool:
        """Whether its own interval lies on one side of 0."""
        return self.low > 0 or self.high < 0

    @property
    def gained(self) -> tuple[float, float, float]:
        """What it comes to among all who were written to, with the ends of its interval."""
        return self.n_test * self.difference, self.n_test * self.low, self.n_test * self.high


@dataclass(frozen=True)
class Measured:
    """The effects on one measure: in all first, then segment by segment.

    Attributes
    ----------
    is_money : bool
        Amounts per customer; else the share that responded.
    effects : tuple of Effect
    too_few : tuple of str
        Segments with fewer than two customers on a side.
    """

    is_money: bool
    effects: tuple[Effect, ...]
    too_few: tuple[str, ...] = ()

    @property
    def in_all(self) -> Effect:
        """All segments together."""
        return self.effects[0]

    @property
    def by_segment(self) -> tuple[Effect, ...]:
        """Each segment."""
        return self.effects[1:]


def measure(segments: Texts, is_control: Mask, values: Mask | Floats, seed: int) -> Measured | None:
    """Return the effects on responses (yes or no) or on amounts; None where no segment has two on each side.

    Parameters
    ----------
    segments : str array of shape (n_customers,)
    is_control : bool array of shape (n_customers,)
    values : bool or float64 array of shape (n_customers,)
        Who responded, or the amount of each, 0 for none.
    seed : int
        Of the permutations.
    """
    rng = np.random.default_rng(seed)
    is_money = values.dtype.kind == "f"
    effects: list[Effect] = []
    drawn: list[Floats] = []
    too_few = []
    for segment in sorted(np.unique(segments).tolist(), key=_by_number):
        inside = segments == segment
        test, control = values[inside & ~is_control], values[inside & is_control]
        if min(len(test), len(control)) < LEAST:
            too_few.append(segment)
            continue
        differences = _drawn_differences(values[inside], len(control), rng)
        effect = _of_segment(segment, test, control)
        if is_money:
            effect = _by_permutations(effect, differences)
        effects.append(effect)
        drawn.append(differences)
    if not effects:
        return None
    return Measured(is_money, (_in_all(effects, drawn), *effects), tuple(too_few))


def adjusted(measures: Sequence[Measured]) -> tuple[Measured, ...]:
    """Return measures with p-values adjusted for everything that is judged together (Holm)."""
    found = [effect.p_value for each in measures for effect in each.effects]
    order = np.argsort(found, kind="stable").tolist()
    values, running = [1.0] * len(found), 0.0
    for place, at in enumerate(order):
        running = max(running, min(1.0, (len(found) - place) * found[at]))
        values[at] = running
    left = iter(values)
    return tuple(
        replace(each, effects=tuple(replace(effect, p_adjusted=next(left)) for effect in each.effects))
        for each in measures
    )


def share_difference_interval(x: int, n: int, y: int, m: int) -> tuple[float, float]:
    """Return Newcombe's 95% interval of the share `x` of `n` less that of `y` of `m`."""
    one, other = x / n, y / m
    (low_one, high_one), (low_other, high_other) = share_interval(x, n), share_interval(y, m)
    below = float(np.hypot(one - low_one, high_other - other))
    above = float(np.hypot(high_one - one, other - low_other))
    return one - other - below, one - other + above


def _of_segment(segment: str, test: Mask | Floats, control: Mask | Floats) -> Effect:
    """Return the effect in a segment; of amounts without the p-value, which takes permutations."""
    n, m = len(test), len(control)
    mean, other = float(test.mean()), float(control.mean())
    p_value = 1.0
    if test.dtype.kind == "f":
        low, high = difference_interval(test.astype(np.float64), control.astype(np.float64))
    else:
        x, y = int(test.sum()), int(control.sum())
        low, high = share_difference_interval(x, n, y, m)
        p_value = float(stats.fisher_exact([[x, n - x], [y, m - y]]).pvalue)
    return Effect(segment, n, m, mean, other, mean - other, low, high, p_value)


def _by_permutations(effect: Effect, drawn: Floats) -> Effect:
    """Return the effect on amounts with the p-value of permutations, and an interval no narrower than theirs.

    Few customers pay anything and few of these pay much, so that a handful held back may differ by less than amounts
    do: Welch's interval alone is then far too narrow.
    """
    below, above = np.quantile(drawn, [LEVEL / 2, 1 - LEVEL / 2]).tolist()
    return replace(
        effect,
        low=min(effect.low, effect.difference - above),
        high=max(effect.high, effect.difference - below),
        p_value=_p_value(effect.difference, drawn),
    )


def _in_all(effects: Sequence[Effect], drawn: Sequence[Floats]) -> Effect:
    """Return the effect in all segments together: each counts by its size, so that unequal lots favour nobody."""
    sizes = np.array([effect.n_test + effect.n_control for effect in effects], dtype=np.float64)
    weights = (sizes / sizes.sum()).tolist()
    weighted = list(zip(weights, effects, strict=True))
    difference = sum(weight * effect.difference for weight, effect in weighted)
    below = sum((weight * (effect.difference - effect.low)) ** 2 for weight, effect in weighted)
    above = sum((weight * (effect.high - effect.difference)) ** 2 for weight, effect in weighted)
    together = np.zeros(_DRAWS)
    for weight, differences in zip(weights, drawn, strict=True):
        together += weight * differences
    return Effect(
        None,
        sum(effect.n_test for effect in effects),
        sum(effect.n_control for effect in effects),
        sum(weight * effect.test for weight, effect in weighted),
        sum(weight * effect.control for weight, effect in weighted),
        difference,
        difference - float(np.sqrt(below)),
        difference + float(np.sqrt(above)),
        _p_value(difference, together),
    )


def _drawn_differences(values: Mask | Floats, n_control: int, rng: np.random.Generator) -> Floats:
    """Return the differences that other lots would have given, had nobody minded being written to."""
    n, total = len(values), float(values.sum())
    if values.dtype.kind == "b":
        of_control = rng.hypergeometric(int(total), n - int(total), n_control, _DRAWS).astype(np.float64)
    else:
        # Whichever side is the smaller one is drawn.
        n_drawn = min(n_control, n - n_control)
        drawn = np.array(
            [values[rng.choice(n, n_drawn, replace=False, shuffle=False)].sum() for _ in range(_DRAWS)]
        )
        of_control = drawn if n_drawn == n_control else total - drawn
    differences: Floats = (total - of_control) / (n - n_control) - of_control / n_control
    return differences


def _p_value(difference: float, drawn: Floats) -> float:
    # Sums in another order differ in their last digits.
    least = abs(difference) * (1 - 1e-9)
    return (1 + int((np.abs(drawn) >= least).sum())) / (1 + len(drawn))


def _by_number(segment: str) -> tuple[int, str]:
    return (int(segment), "") if segment.isdecimal() else (2**31, segment)
