"""The recipe: everything that decides a result except the data.

Each setting is declared once, with `knob`: the command line's options, the checks, the TOML file, the manual and the
window's forms are all made from these declarations.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from math import isfinite
from typing import Any

from segdesk.engine.knobs import Knob, check, knob, option_name
from segdesk.engine.transactions.spec import TransactionsSpec
from segdesk.errors import UsageError
from segdesk.messages import Message, say

__all__ = [
    "CRITERIA",
    "RECIPE_VERSION",
    "STAGES",
    "ColumnsSpec",
    "Knob",
    "MethodSpec",
    "OutputSpec",
    "PrepareSpec",
    "ReadSpec",
    "Recipe",
    "ScanSpec",
    "VariableSpec",
    "option_name",
    "parse_k",
    "parse_size",
    "setting_names",
]

RECIPE_VERSION = 1
MOST_NUMBERS = 100
# The linkage that finds groups of any shape.
GENIE = "genie"
# Methods whose segments are what is crowded, or what rules say, whatever their size.
WITHOUT_LIMITS = ("dbscan", "hdbscan", "rfm")


@dataclass(frozen=True)
class ReadSpec:
    """How to read the file; None means: find out."""

    sheet: str | None = knob(
        None,
        say("Sheet"),
        say("sheet of a workbook, * for all as one table; default: the first that holds a table"),
        metavar="NAME",
    )
    table: str | None = knob(None, say("Table"), say("table or view of a database file"), metavar="NAME")
    query: str | None = knob(
        None, say("Query"), say("a SELECT to read from a database file"), metavar="SQL", expert=True
    )
    encoding: str | None = knob(
        None, say("Encoding"), say("text encoding, such as utf-8 or cp1252; default: found"), metavar="NAME"
    )
    delimiter: str | None = knob(
        None,
        say("Separator"),
        say("what separates columns: , ; | tab or another character; default: found"),
        metavar="CHAR",
    )
    decimal: str | None = knob(
        None,
        say("Decimal mark"),
        say("decimal mark of numbers; default: found"),
        choices=(".", ","),
        words={".": say("Point"), ",": say("Comma")},
    )
    date_order: str | None = knob(
        None,
        say("Date order"),
        say("order of day and month in dates; default: found"),
        choices=("day-first", "month-first", "year-first"),
        words={
            "day-first": say("Day first"),
            "month-first": say("Month first"),
            "year-first": say("Year first"),
        },
    )
    header: int | None = knob(
        None,
        say("Line of headings"),
        say("line that holds the headings, counted from 1; 0: there are none; default: found"),
        metavar="LINE",
        low=0,
        high=1_000_000,
    )

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True)
class ColumnsSpec:
    """What kind of table it is and what each column is for."""

    kind: str = knob(
        "auto",
        say("Kind of table"),
        say("one row per customer, or one per purchase"),
        choices=("auto", "customers", "transactions"),
    )
    id: str | None = knob(
        None,
        say("Identifier"),
        say("column that identifies a customer; default: found, or the row number"),
        metavar="COL",
    )
    value: str | None = knob(
        None, say("Value"), say("money column of a customers table; default: found by name"), metavar="COL"
    )
    use: tuple[str, ...] = knob(
        (),
        say("Form segments"),
        say("columns that form the segments, comma-separated; then nothing else does"),
        metavar="A,B",
    )
    describe: tuple[str, ...] = knob(
        (), say("Describe"), say("columns that only describe the segments"), metavar="A,B"
    )
    ignore: tuple[str, ...] = knob((), say("Ignore"), say("columns to leave out"), metavar="A,B")

    def __post_init__(self) -> None:
        check(self)


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
        if self.weight is not None and not (_is_number(self.weight) and self.weight >= 0):
            raise _wrong("weight", self.weight, say("It must be a number of 0 or more."))
        if self.fill is not None and not (_is_number(self.fill) or isinstance(self.fill, str)):
            raise _wrong("fill", self.fill, say("It must be a number or a text."))
        if not isinstance(self.order, tuple) or not all(isinstance(level, str) for level in self.order):
            raise _wrong("order", self.order, say("It must be a list of texts."))
        if len(set(self.order)) < len(self.order):
            raise _wrong("order", self.order, say("Each value must be named once."))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _wrong(name: str, value: object, mend: Message) -> UsageError:
    return UsageError(
        say("The recipe's setting “{name}” can't be {value}.", name=name, value=str(value)), mend=mend
    )


@dataclass(frozen=True)
class PrepareSpec:
    """How the variables are made comparable."""

    missing: str = knob(
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
    outliers: str = knob(
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
    transform: str = knob(
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
    scale: str = knob(
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
    category_weight: float = knob(
        1.0,
        say("Weight of categories"),
        say("how much categories and yes/no columns count against numbers: 1 as much, 2 twice, 0 not at all"),
        metavar="W",
        low=0,
        high=100,
        expert=True,
    )
    variables: Mapping[str, VariableSpec] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True)
class MethodSpec:
    """How the segments are found."""

    method: str = knob(
        "auto",
        say("Method"),
        say("how segments are found"),
        choices=(
            "auto", "kmeans", "minibatch", "bisecting", "hierarchical", "dbscan", "hdbscan", "gmm", "kprototypes",
            "pam", "rfm",
        ),
        words={
            "auto": say("Choose for me"),
            "kmeans": say("Around centres (k-means)"),
            "minibatch": say("Around centres, for large files (mini-batch k-means)"),
            "bisecting": say("By splitting in two (bisecting k-means)"),
            "hierarchical": say("By merging (hierarchical)"),
            "dbscan": say("By crowding (DBSCAN)"),
            "hdbscan": say("By crowding of any density (HDBSCAN)"),
            "gmm": say("By overlapping clouds (Gaussian mixture)"),
            "kprototypes": say("Around typical numbers and usual categories (k-prototypes)"),
            "pam": say("Around typical customers (Gower distance and PAM)"),
            "rfm": say("By rules for orders (RFM: how recently, how often, how much)"),
        },
        expert=True,
    )  # fmt: skip
    k: str = knob(
        "auto",
        say("How many segments?"),
        say("number of segments: auto (2..10), a number, or a range such as 3..8"),
        metavar="K",
        words={"auto": say("Choose for me")},
    )
    min_size: str | None = knob(
        None,
        say("Smallest segment"),
        say(
            "customers that every segment holds at least: a number, or a share such as 5%; default: no limit"
        ),
        metavar="SIZE",
        expert=True,
        empty=say("No limit"),
    )
    max_size: str | None = knob(
        None,
        say("Largest segment"),
        say(
            "customers that every segment holds at most: a number, or a share such as 30%; default: no limit"
        ),
        metavar="SIZE",
        expert=True,
        empty=say("No limit"),
    )
    seed: int = knob(
        0,
        say("Repeat number"),
        say("number that repeats the same random choices"),
        metavar="N",
        low=0,
        high=2**32 - 1,
        expert=True,
    )
    linkage: str = knob(
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
    eps: float | None = knob(
        None,
        say("Neighbourhood radius"),
        say("radius of DBSCAN on the prepared columns; default: the knee of the distance curve"),
        metavar="R",
        low=1e-100,
        high=1e100,
        expert=True,
    )
    min_samples: int | None = knob(
        None,
        say("Neighbours of a core"),
        say("customers within the radius that make a core of DBSCAN or HDBSCAN; default: by the columns"),
        metavar="N",
        low=1,
        high=1_000_000,
        expert=True,
    )

    def __post_init__(self) -> None:
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
        if self.limits_sizes and self.method in WITHOUT_LIMITS:
            raise UsageError(
                say("The method {method} can't keep limits on the size of segments.", method=self.method),
                mend=say(
                    "Leave --min-size and --max-size out, or choose one of: {choices}.",
                    choices=", ".join(name for name in _methods() if name not in WITHOUT_LIMITS),
                ),
            )

    @property
    def limits_sizes(self) -> bool:
        """Whether the sizes of segments have limits."""
        return self.min_size is not None or self.max_size is not None

    @property
    def by_rules(self) -> bool:
        """Whether segments follow rules that were set beforehand, instead of being searched for in the data."""
        return self.method == "rfm"


@dataclass(frozen=True)
class ScanSpec:
    """Which criteria the table of k holds, and how thoroughly the segments are judged."""

    criteria: tuple[str, ...] = knob(
        ("all",),
        say("Criteria"),
        say("criteria to compute, comma-separated: all, or names such as silhouette,inertia"),
        metavar="A,B",
        words={"all": say("All")},
        expert=True,
    )

    draws: int = knob(
        50,
        say("Repetitions"),
        say("how often customers are drawn anew to see whether the segments come back; 0: never"),
        metavar="N",
        low=0,
        high=1000,
        expert=True,
    )

    def __post_init__(self) -> None:
        check(self)
        unknown = [name for name in self.criteria if name not in ("all", *CRITERIA)]
        if unknown:
            raise UsageError(
                say("{setting} can't be “{value}”.", setting="--criteria", value=unknown[0]),
                mend=say("Choose one of: {choices}.", choices=", ".join(("all", *CRITERIA))),
            )

    def wanted(self) -> tuple[str, ...]:
        """Return the names of the criteria to compute."""
        return CRITERIA if "all" in self.criteria else self.criteria


CRITERIA = (
    "inertia",
    "silhouette",
    "calinski_harabasz",
    "davies_bouldin",
    "gap",
    "stability",
    "bic",
    "smallest",
)


@dataclass(frozen=True)
class OutputSpec:
    """What is written and in which language."""

    lang: str = knob(
        "en", say("Language"), say("language of sentences and report"), choices=("en", "de", "es")
    )
    formats: tuple[str, ...] = knob(
        ("csv", "xlsx"),
        say("Labeled files"),
        say("labeled files to write, comma-separated: csv, xlsx, parquet"),
        metavar="A,B",
    )
    raw: bool = knob(
        False,
        say("No formula protection"),
        say("write cells that begin like a formula as they are, for programs that read labeled.csv"),
        expert=True,
    )

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True)
class Recipe:
    """Everything that decides a result except the data, one spec per stage."""

    read: ReadSpec = field(default_factory=ReadSpec)
    columns: ColumnsSpec = field(default_factory=ColumnsSpec)
    transactions: TransactionsSpec = field(default_factory=TransactionsSpec)
    prepare: PrepareSpec = field(default_factory=PrepareSpec)
    method: MethodSpec = field(default_factory=MethodSpec)
    scan: ScanSpec = field(default_factory=ScanSpec)
    output: OutputSpec = field(default_factory=OutputSpec)
    version: int = RECIPE_VERSION

    def with_settings(self, settings: Mapping[str, Any]) -> "Recipe":
        """Return a recipe with some settings changed, named as on the command line with underscores.

        Raises
        ------
        UsageError
            If a setting does not exist or its value is not allowed.
        """
        recipe = self
        for stage in STAGES:
            spec = getattr(recipe, stage)
            names = {f.name for f in fields(spec) if "knob" in f.metadata}
            changes = {name: value for name, value in settings.items() if name in names}
            if changes:
                recipe = replace(recipe, **{stage: replace(spec, **changes)})
        known = set(setting_names())
        for name in settings:
            if name not in known:
                raise UsageError(
                    say("There is no setting “{name}”.", name=name),
                    mend=say("Settings are: {names}.", names=", ".join(sorted(known))),
                )
        return recipe


STAGES = ("read", "columns", "transactions", "prepare", "method", "scan", "output")


def setting_names() -> list[str]:
    """Return the names of all settings, in the order of the stages."""
    recipe = Recipe()
    return [f.name for stage in STAGES for f in fields(getattr(recipe, stage)) if "knob" in f.metadata]


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


def _methods() -> tuple[str, ...]:
    """Return the names that `--method` takes."""
    rule: Knob = next(f.metadata["knob"] for f in fields(MethodSpec) if f.name == "method")
    return rule.choices


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
        say("{setting} can't be “{value}”.", setting=f"--{name.replace('_', '-')}", value=text),
        mend=say("Write a number of customers such as 50, or a share such as 5%."),
    )
