"""What the customers of a segment are worth, and whether they are still there: what advice rests on."""

from enum import Enum

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats
from segdesk.engine.profiles.intervals import difference_interval, share_interval

# What is within a tenth of everyone's is neither high nor low; shares count in points.
MATERIAL = 0.1
Flags = npt.NDArray[np.bool_]


class Worth(Enum):
    """What a customer of a segment brings, beside everyone."""

    HIGH = "high"
    LEVEL = "level"
    LOW = "low"


def worth_of(money: Floats, inside: Flags) -> Worth:
    """Return whether customers inside bring more or less than everyone: by a tenth at least, and not by chance.

    Parameters
    ----------
    money : float64 array of shape (n_customers,)
        NaN where unknown.
    inside : bool array of shape (n_customers,)
    """
    known = ~np.isnan(money)
    own, others, everyone = money[known & inside], money[known & ~inside], money[known]
    if not len(own) or not everyone.mean() > 0:
        return Worth.LEVEL
    times = own.mean() / everyone.mean()
    low, high = difference_interval(own, others)
    if times >= 1 + MATERIAL and low > 0:
        return Worth.HIGH
    return Worth.LOW if times <= 1 - MATERIAL and high < 0 else Worth.LEVEL


def most_are(flags: Flags) -> bool:
    """Return whether something holds for more than half of a segment, beyond chance."""
    return share_interval(int(flags.sum()), len(flags))[0] > 0.5


def silent_by_column(ages: Floats, inside: Flags) -> bool:
    """Return whether customers inside have been silent for longer than everyone, materially and not by chance.

    Parameters
    ----------
    ages : float64 array of shape (n_customers,)
        How long ago each was last there, NaN where unknown.
    inside : bool array of shape (n_customers,)
    """
    known = ~np.isnan(ages)
    own = ages[known & inside]
    if not len(own):
        return False
    middle = float(np.median(ages[known]))
    longer = own > middle
    material = np.median(own) >= (1 + MATERIAL) * middle and longer.mean() >= 0.5 + MATERIAL
    return bool(material) and most_are(longer)
