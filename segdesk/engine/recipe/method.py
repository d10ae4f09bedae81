"""How the segments are found, how many of them, and of which sizes."""

from dataclasses import dataclass, replace
from decimal import Decimal

from segdesk.engine.recipe.method_choices import AUTO, METHOD_CHOICES, capabilities
from segdesk.engine.recipe.settings import check, has_type, need, setting, setting_types, without_none
from segdesk.errors import UsageError
from segdesk.messages import Option, say

MOST_NUMBERS = 100
# The linkage that finds groups of any shape.
GENIE = "genie"
GOWER, EUCLID = "gower", "euclidean"


@dataclass(frozen=True)
class FoundSegments:
    """What nobody asked for when a recipe was filled in: each is kept where the recipe still says it.

    Attributes
    ----------
    method, linkage, k : str or None
    eps : float or None
    min_samples : int or None
        As they were found; None: asked for.
    tried : str
        The numbers of segments that were compared, as `k` says them.
    """

    tried: str = AUTO
    k: str | None = None
    method: str | None = None
    linkage: str | None = None
    eps: float | None = None
    min_samples: int | None = None

    def __post_init__(self) -> None:
        for name, kind in setting_types(FoundSegments).items():
            value = getattr(self, name)
            need(value is None or has_type(value, without_none(kind)), name, value)
        need(self.tried is not None, "tried", self.tried)
        parse_k(self.tried)


@dataclass(frozen=True)
class MethodSpec:
    """How the segments are found."""

    method: str = setting(
        "auto",
        say("Method"),
        say("how segments are found"),
        choices=METHOD_CHOICES,
        words=METHOD_CHOICES,
        expert=True,
    )
    k: str = setting(
        "auto",
        say("How many segments?"),
        say("number of segments: auto (2..10), a number, or a range such as 3..8"),
        metavar="K",
        words={"auto": say("Choose for me")},
    )
    min_size: str | None = setting(
        None,
        say("Smallest segment"),
        say(
            "customers that every segment holds at least: a number, or a share such as 5%; default: no limit"
        ),
        metavar="SIZE",
        expert=True,
        empty=say("No limit"),
    )
    max_size: str | None = setting(
        None,
        say("Largest segment"),
        say(
            "customers that every segment holds at most: a number, or a share such as 30%; default: no limit"
        ),
        metavar="SIZE",
        expert=True,
        empty=say("No limit"),
    )
    seed: int = setting(
        0,
        say("Repeat number"),
        say("number that repeats the same random choices"),
        metavar="N",
        low=0,
        high=2**32 - 1,
        expert=True,
    )
    linkage: str = setting(
        "ward",
        say("Linkage"),
        say("how hierarchical segmentation measures the distance between groups"),
        choices=("ward", "average", "complete", "single", GENIE),
        words={
            "ward": say("Least spread (Ward)"),
            "average": say("Average distance"),
            "complete": say("Farthest members (complete)"),
            "single": say("Nearest members (single)"),
            GENIE: say("Nearest members, sizes kept even (Genie)"),
        },
        expert=True,
    )
    distance: str = setting(
        GOWER,
        say("Distance"),
        say("how PAM compares customers"),
        choices=(GOWER, EUCLID),
        words={
            GOWER: say("Column by column, within its range (Gower)"),
            EUCLID: say("As the crow flies (Euclid)"),
        },
        expert=True,
    )
    eps: float | None = setting(
        None,
        say("Neighbourhood radius"),
        say("radius of DBSCAN on the prepared columns; default: the knee of the distance curve"),
        metavar="R",
        low=1e-100,
        high=1e100,
        expert=True,
    )
    min_samples: int | None = setting(
        None,
        say("Neighbours of a core"),
        say("customers within the radius that make a core of DBSCAN or HDBSCAN; default: by the columns"),
        metavar="N",
        low=1,
        high=1_000_000,
        expert=True,
    )
    found: FoundSegments | None = None

    def __post_init__(self) -> None:
        need(self.found is None or isinstance(self.found, FoundSegments), "found", self.found)
        k: object = self.k
        if isinstance(k, int) and not isinstance(k, bool):
            # A person writes k = 5.
            object.__setattr__(self, "k", str(k))
        for name in ("min_size", "max_size"):
            size: object = getattr(self, name)
            if isinstance(size, int) and not isinstance(size, bool):
                object.__setattr__(self, name, str(size))
        check(self)
        parse_k(self.k)
        self._check_sizes()

    def _check_sizes(self) -> None:
        least = None if self.min_size is None else parse_size("min_size", self.min_size)
        most = None if self.max_size is None else parse_size("max_size", self.max_size)
        if least and most and least[1] == most[1] and least[0] > most[0]:
            raise UsageError(
                say(
                    "The smallest segment ({least}) can't be larger than the largest ({most}).",
                    least=self.min_size,
                    most=self.max_size,
                ),
                mend=say("Lower --min-size, or raise --max-size."),
            )
        if self.limits_sizes and not _supports_size_limits(self.method):
            raise UsageError(
                say("The method {method} can't keep limits on the size of segments.", method=self.method),
                mend=say(
                    "Leave --min-size and --max-size out, or choose one of: {choices}.",
                    choices=", ".join(filter(_supports_size_limits, METHOD_CHOICES)),
                ),
            )

    @property
    def method_was_found(self) -> bool:
        """Whether the method is the one that was found when the recipe was filled in."""
        found = self.found
        return (
            found is not None
            and found.method == self.method
            and (found.linkage is None or found.linkage == self.linkage)
        )

    @property
    def kept_k(self) -> int | None:
        """The number of segments that was found when the recipe was filled in; None where it is asked for."""
        return int(self.k) if self.found is not None and self.found.k == self.k != AUTO else None

    @property
    def tried(self) -> str:
        """The numbers of segments to compare, as `k` says them."""
        return self.k if self.found is None or self.kept_k is None else self.found.tried

    def with_open_neighbourhood(self) -> "MethodSpec":
        """Return the settings without the neighbourhood that was found when the recipe was filled in."""
        if self.found is None:
            return self
        return replace(
            self,
            eps=None if self.eps == self.found.eps else self.eps,
            min_samples=None if self.min_samples == self.found.min_samples else self.min_samples,
        )

    @property
    def limits_sizes(self) -> bool:
        """Whether the sizes of segments have limits."""
        return self.min_size is not None or self.max_size is not None

    @property
    def by_rules(self) -> bool:
        """Whether segments follow rules that were set beforehand, instead of being searched for in the data."""
        return self.method != AUTO and capabilities(self.method).by_rules


def parse_k(text: str) -> tuple[int, ...] | None:
    """Return the numbers of segments that `--k` names, or None for `auto`.

    Raises
    ------
    UsageError
        If `text` is neither `auto` nor `N` nor `A..B` with 1 <= A <= B, at most 100 numbers.
    """
    if text == "auto":
        return None
    first, dots, last = text.partition("..")
    if first.isdecimal() and (not dots or last.isdecimal()):
        low, high = int(first), int(last if dots else first)
        if 1 <= low <= high < low + MOST_NUMBERS:
            return tuple(range(low, high + 1))
    raise UsageError(
        say("--k can't be “{value}”.", value=text),
        mend=say("Write auto, a number such as 5, or a range such as 3..8."),
    )


def parse_size(name: str, text: str) -> tuple[Decimal, bool]:
    """Return the size of a segment that a setting names, and whether it is a share of the customers in percent.

    Raises
    ------
    UsageError
        If `text` is neither a count of 1 or more nor a share such as `5%`, above 0 and up to 100.
    """
    number, percent, rest = text.strip().partition("%")
    number = number.strip().replace(",", ".")
    whole, point, decimals = number.partition(".")
    if not rest and whole.isdecimal() and (not point or (percent and decimals.isdecimal())):
        size = Decimal(number)
        if size > 0 and (not percent or size <= 100):
            return size, bool(percent)
    raise UsageError(
        say("{setting} can't be “{value}”.", setting=Option(name.replace("_", "-")), value=text),
        mend=say("Write a number of customers such as 50, or a share such as 5%."),
    )


def _supports_size_limits(method: str) -> bool:
    return method == AUTO or capabilities(method).supports_size_limits
