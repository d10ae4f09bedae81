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

    Levels that only repeat what another column says are silent: their customers lie in the middle of the others, and
    the column counts as much as the customers of whom it says something new.

    Attributes
    ----------
    levels : tuple of str
        Levels with a column; `…` collects the rare ones, `∅` the empty cells.
    shares : tuple of float
        Share of each level among the customers that it was fitted on; of a level that is not silent, among those with
        such levels.
    missing : str
        `fill` or `drop`.
    fill : str
        Level for empty cells, and for unknown ones where there is no `…`.
    silent : tuple of str

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
    silent: tuple[str, ...] = ()

    @property
    def n_speaking(self) -> int:
        """Number of levels that are not silent."""
        return len(self.levels) - len(self.silent)

    @property
    def is_silent(self) -> tuple[bool, ...]:
        """Whether each level tells nothing: it is silent, or speaks alone."""
        return tuple(level in self.silent or self.n_speaking < 2 for level in self.levels)

    def __post_init__(self) -> None:
        if not len(self.levels) == len(self.shares) >= 2:
            raise ValueError(f"{self.name} has {len(self.levels)} levels and {len(self.shares)} shares")
        if self.fill not in self.levels:
            raise ValueError(f"{self.name} fills with “{self.fill}”, which is none of its levels")
        if not set(self.silent) <= set(self.levels):
            raise ValueError(f"{self.name} is silent on a level that it does not have")


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
