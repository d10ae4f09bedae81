"""How variables are made comparable."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from segdesk.engine.recipe.settings import check, need, setting
from segdesk.errors import UsageError
from segdesk.messages import Message, say

# Beyond, the differences of all other variables are lost in the rounding of this one.
MOST_WEIGHT = 1_000_000


@dataclass(frozen=True)
class VariableSpec:
    """How one variable is prepared; None means: as the whole table is."""

    missing: str | None = None
    outliers: str | None = None
    transform: str | None = None
    scale: str | None = None
    weight: float | None = None
    fill: float | str | None = None
    order: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # The checks of the whole table hold for one variable too.
        whole = ("missing", "outliers", "transform", "scale")
        PrepareSpec(**{name: value for name in whole if (value := getattr(self, name)) is not None})
        if self.weight is not None and not (_is_number(self.weight) and 0 <= self.weight <= MOST_WEIGHT):
            raise _wrong(
                "weight", self.weight, say("It must be a number from 0 to {most}.", most=MOST_WEIGHT)
            )
        if self.fill is not None and not (_is_number(self.fill) or isinstance(self.fill, str)):
            raise _wrong("fill", self.fill, say("It must be a number or a text."))
        if not isinstance(self.order, tuple) or not all(isinstance(level, str) for level in self.order):
            raise _wrong("order", self.order, say("It must be a list of texts."))
        if len(set(self.order)) < len(self.order):
            raise _wrong("order", self.order, say("Each value must be named once."))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max


def _wrong(name: str, value: object, mend: Message) -> UsageError:
    return UsageError(
        say("The recipe's setting “{name}” can't be {value}.", name=name, value=str(value)), mend=mend
    )


@dataclass(frozen=True)
class PrepareSpec:
    """How the variables are made comparable."""

    missing: str = setting(
        "auto",
        say("Empty cells"),
        say("how empty cells are filled"),
        choices=("auto", "median", "mean", "constant", "knn", "drop", "category"),
        words={
            "auto": say("Choose for me"),
            "median": say("Fill with the middle value"),
            "mean": say("Fill with the average"),
            "constant": say("Fill with zero"),
            "knn": say("Fill from similar customers"),
            "drop": say("Leave these customers out"),
            "category": say("Count empty as a value of its own"),
        },
        expert=True,
    )
    outliers: str = setting(
        "auto",
        say("Extreme values"),
        say("what happens to extreme values"),
        choices=("auto", "cap", "mark", "set-aside", "none"),
        words={
            "auto": say("Choose for me"),
            "cap": say("Soften them"),
            "mark": say("Keep and name them"),
            "set-aside": say("Set these customers aside"),
            "none": say("Leave them as they are"),
        },
        expert=True,
    )
    transform: str = setting(
        "auto",
        say("Skewed columns"),
        say("how skewed columns are evened out"),
        choices=("auto", "log", "yeo-johnson", "none"),
        words={
            "auto": say("Choose for me"),
            "log": say("Even out (logarithm)"),
            "yeo-johnson": say("Even out (Yeo-Johnson)"),
            "none": say("Leave them as they are"),
        },
        expert=True,
    )
    scale: str = setting(
        "auto",
        say("Scale"),
        say("how columns are made to count equally"),
        choices=("auto", "standard", "robust", "minmax", "none"),
        words={
            "auto": say("Choose for me"),
            "standard": say("Columns count equally (standardised)"),
            "robust": say("Equally, by the middle half (robust)"),
            "minmax": say("From lowest to highest (0 to 1)"),
            "none": say("As in the file"),
        },
        expert=True,
    )
    category_weight: float | None = setting(
        None,
        say("Weight of categories"),
        say(
            "how much categories and yes/no columns count against numbers: 1 as much, 2 twice, 0 not at all; "
            "default: 1, or 0.71 where one of them would make most of what parts the segments"
        ),
        metavar="W",
        low=0,
        high=100,
        expert=True,
    )
    shared_levels: str = setting(
        "each",
        say("Shared values"),
        say("values that several categories have for the same customers: counted in each column, or once"),
        choices=("each", "once"),
        words={"each": say("Count it in each column"), "once": say("Count it once")},
        expert=True,
    )
    variables: Mapping[str, VariableSpec] = field(default_factory=dict)
    # Of a recipe that was filled in: the weight of categories that nobody asked for.
    found_category_weight: float | None = None

    def __post_init__(self) -> None:
        check(self)
        found = self.found_category_weight
        need(found is None or _is_number(found), "found_category_weight", found)

    @property
    def weight_is_open(self) -> bool:
        """Whether nobody asked for the weight of categories."""
        return self.category_weight is None or self.category_weight == self.found_category_weight
