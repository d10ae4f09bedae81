"""One of the results that are kept together: of a file that is open, and in a project."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from segdesk.engine.recipe.recipe import Recipe

if TYPE_CHECKING:
    from segdesk.engine.result.segmentation import Segmentation

# The latest results are kept, older ones go.
MOST_RUNS = 10


@dataclass(frozen=True, eq=False)
class Run:
    """One result with what it answers.

    Attributes
    ----------
    number : int
        Counts from 1 since the file was opened.
    recipe : Recipe
        As it was asked for; `segmentation.recipe` has every choice filled in.
    segmentation : Segmentation
        With the names and colours that the user gave.
    seconds : float
        From click to result.
    today : date
        The day on which it was found: purchases after it are in the future.
    new : frozenset of int
        Segments that match none of the run before.
    """

    number: int
    recipe: Recipe
    segmentation: "Segmentation"
    seconds: float
    today: dt.date
    new: frozenset[int] = frozenset()
