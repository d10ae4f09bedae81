"""What a fitted preparation is: plain numbers per variable, which can be written down in JSON, SQL or Excel."""

from dataclasses import dataclass

from segdesk.engine.data.table import ColumnType

MISSING_LEVEL = "\u2205"
OTHER_LEVEL = "\u2026"


@dataclass(frozen=True)
class Indicator:
    """A column of its own that says whether the cell was empty, scaled like a number."""

    centre: float
    spread: float


@dataclass(frozen=True)
class NumberStep:
    """How a number, date, yes/no or ordered category becomes one column of the matrix.

    In this order: the value (of a date: days since 1970; of an ordered category: its position in `order`), filled where
    empty, transformed, held between the fences, shifted by `centre`, divided by `spread`, times `weight`.

    Attributes
    ----------
    name : str
    type : str
        `number`, `date`, `yes/no` or `category` (then `order` holds the levels).
    missing : str
        `fill`, `drop` or `knn`.
    fill : float
        Value for empty cells (with `knn`: where no neighbour has one).
    transform : str
        `none`, `log` (log1p) or `yeo-johnson` with `exponent`.
    lower, upper : float or None
        Tukey fences on the transformed scale.
    outliers : str
        `cap`, `mark`, `set-aside` or `none`.
    """

    name: str
    type: str
    missing: str
    fill: float
    indicator: Indicator | None
    transform: str
    exponent: float | None
    lower: float | None
    upper: float | None
    outliers: str
    scale: str
    centre: float
    spread: float
    weight: float
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class CategoryStep:
    """How a category becomes one column per level, as in FAMD, with total variance `weight` squared.

    Attributes
    ----------
    levels : tuple of str
        Levels with a column; `…` collects the rare ones, `∅` the empty cells.
    shares : tuple of float
        Share of each level among the customers it was fitted on; they add up to 1.
    missing : str
        `fill` or `drop`.
    fill : str
        Level for empty cells, and for unknown ones where there is no `…`.

    Raises
    ------
    ValueError
        If there are not as many shares as levels, and two at least, or `fill` is no level.
    """

    name: str
    levels: tuple[str, ...]
    shares: tuple[float, ...]
    missing: str
    fill: str
    weight: float

    def __post_init__(self) -> None:
        if not len(self.levels) == len(self.shares) >= 2:
            raise ValueError(f"{self.name} has {len(self.levels)} levels and {len(self.shares)} shares")
        if self.fill not in self.levels:
            raise ValueError(f"{self.name} fills with “{self.fill}”, which is none of its levels")


def is_nominal(step: NumberStep | CategoryStep) -> bool:
    """Whether two customers either agree in a variable or do not: a category without an order, or yes/no."""
    return isinstance(step, CategoryStep) or step.type == ColumnType.YES_NO


@dataclass(frozen=True)
class Donors:
    """Rows that lend values to empty cells: standardised numbers of `names`, NaN where they are empty themselves."""

    names: tuple[str, ...]
    centres: tuple[float, ...]
    spreads: tuple[float, ...]
    rows: tuple[tuple[float | None, ...], ...]
    neighbours: int = 5


@dataclass(frozen=True)
class Preparation:
    """All steps in the order of the matrix's columns."""

    steps: tuple[NumberStep | CategoryStep, ...]
    donors: Donors | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the variables."""
        return tuple(step.name for step in self.steps)

    @property
    def features(self) -> tuple[str, ...]:
        """Names of the matrix's columns."""
        return tuple(name for step in self.steps for name in _features(step))


def _features(step: NumberStep | CategoryStep) -> list[str]:
    if isinstance(step, CategoryStep):
        return [f"{step.name}={level}" for level in step.levels]
    return [step.name] if step.indicator is None else [step.name, f"{step.name}={MISSING_LEVEL}"]
