"""The result of a run, as frozen values: what charts, report, files, window and notebook all read from.

Every array that speaks of customers has one entry per row of the table, in the table's order, unless it says that it
speaks of the segmented rows only (`rows`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from segdesk.engine.recipe import Recipe
from segdesk.engine.table import ColumnType, Floats, Role, Table, TypedColumn
from segdesk.messages import Message

if TYPE_CHECKING:
    from segdesk.engine.model import Model
    from segdesk.engine.purchases import Purchases
    from segdesk.engine.rules import Rule

Labels = npt.NDArray[np.int32]
Positions = npt.NDArray[np.intp]

UNASSIGNED = 0


@dataclass(frozen=True)
class ColumnChoice:
    """What a column is used for, and why."""

    name: str
    type: ColumnType
    role: Role
    reason: Message


@dataclass(frozen=True, eq=False)
class VariableProfile:
    """How the segments differ in one variable (in one level of it, for a category).

    Arrays have shape (n_segments,), for the segments 1..k in order.

    Attributes
    ----------
    variable : str
        Name of the column.
    level : str or None
        The category, or the word for yes; None for numbers and dates.
    opposite : str or None
        The word for no, of yes/no columns.
    type : ColumnType
    role : Role
        SEGMENTATION or DESCRIPTOR.
    overall, spread : float
        Mean of all segmented customers with a value, and their population standard deviation. For a level and
        yes/no the mean is the share, 0 to 1. Dates count in days since 1970-01-01.
    mean, median, lower_quartile, upper_quartile : arrays
        Of the customers with a value; for levels and yes/no, `mean` is the share and the others are NaN.
    lift : array
        100 * mean / overall; NaN where the overall mean is not above 0 and for dates.
    effect : array
        (mean - overall) / spread, in standard deviations; what the heatmap shows.
    v_test : array
        Strength of the difference as a normal quantile, to rank by; no proof for variables that formed segments.
    missing : int array
        Customers of the segment without a value.
    """

    variable: str
    level: str | None
    type: ColumnType
    role: Role
    overall: float
    spread: float
    mean: Floats
    median: Floats
    lower_quartile: Floats
    upper_quartile: Floats
    lift: Floats
    effect: Floats
    v_test: Floats
    missing: npt.NDArray[np.int64]
    opposite: str | None = None

    @property
    def is_year(self) -> bool:
        """Whether it is a calendar year, which is never written with a thousands separator."""
        low, high = np.nan_to_num(self.lower_quartile), np.nan_to_num(self.upper_quartile)
        return self.type is ColumnType.NUMBER and bool(np.all(low >= 1850) and np.all(high <= 2100))

    @property
    def strength(self) -> float:
        """How strongly it tells segments apart, to rank by: its largest v-test."""
        return float(np.max(np.abs(np.nan_to_num(self.v_test)), initial=0.0))

    @property
    def label(self) -> str:
        """Name to show: the variable, with its level where it has one."""
        if self.level is None or self.type is ColumnType.YES_NO:
            return self.variable
        return f"{self.variable}: {self.level}"


@dataclass(frozen=True)
class DescriptorTest:
    """Test of one descriptor variable across segments (Kruskal-Wallis or chi-square), Holm-adjusted."""

    variable: str
    test: str
    statistic: float
    p_value: float
    p_adjusted: float


@dataclass(frozen=True)
class Segment:
    """One group of customers.

    Attributes
    ----------
    number : int
        1 is the largest; 0 collects the unassigned.
    name : Message
        Suggested or given by the user; distinct from the others.
    size : int
    share : float
        Of all customers of the table, 0 to 1.
    value_share : float or None
        Share of the money column that its customers bring, where there is one.
    description : Message
        A sentence or two in plain words.
    traits : tuple of Message
        Its strongest differences, strongest first, one short phrase each.
    typical : tuple of int
        Row positions of the three customers nearest its centre.
    stability : float or None
        None where it was not judged.
    rule : Rule or None
        None where no short rule sets it apart.
    named_by_user : bool
        The name was given by the user.
    persistence : mapping of int to float
        By the other numbers of segments that were tried, its Jaccard similarity to the segment there most like it.
    action : Message or None
        What to do next with its customers, where the table tells of value and activity.
    colour : int or None
        Place in the palette, from 1; None: its number. A segment so keeps its colour when a new run numbers it
        otherwise.
    """

    number: int
    name: Message
    size: int
    share: float
    value_share: float | None
    description: Message
    traits: tuple[Message, ...] = ()
    typical: tuple[int, ...] = ()
    stability: float | None = None
    rule: "Rule | None" = None
    named_by_user: bool = False
    colour: int | None = None
    persistence: Mapping[int, float] = field(default_factory=dict)
    action: Message | None = None

    @property
    def palette_place(self) -> int:
        """Place of its colour in the palette, from 1; 0 for the unassigned."""
        return self.number if self.colour is None or self.number == UNASSIGNED else self.colour


@dataclass(frozen=True)
class Importance:
    """What one variable does for the segments.

    Attributes
    ----------
    variable : str
    share : float
        Of the sum of squares between the segments, 0 to 1; over all variables they add up to 1.
    without : float or None
        Adjusted Rand index of the segments with those found without it; None where that was not tried.
    """

    variable: str
    share: float
    without: float | None


@dataclass(frozen=True)
class FilledCells:
    """What filling empty cells another way would change.

    Attributes
    ----------
    customers : int
        With an empty cell that was filled with a number.
    moved : int
        Of them, those who would then be in another segment.
    borrowed : bool
        The cells were filled from the most similar customers, and for comparison with the usual value; else the other
        way round.
    """

    customers: int
    moved: int
    borrowed: bool


@dataclass(frozen=True)
class Candidate:
    """One number of segments in the scan; a criterion that was not computed or is not defined is None.

    `gap_se` is the s_k of Tibshirani, Walther and Hastie; `silhouette_se` the standard error of a sampled silhouette
    (0 where it is exact). `smallest` is the size of the smallest segment.
    """

    k: int
    inertia: float | None = None
    silhouette: float | None = None
    silhouette_se: float | None = None
    calinski_harabasz: float | None = None
    davies_bouldin: float | None = None
    gap: float | None = None
    gap_se: float | None = None
    stability: float | None = None
    bic: float | None = None
    smallest: int | None = None


@dataclass(frozen=True)
class Scan:
    """Candidates for the number of segments, and the pick.

    Attributes
    ----------
    candidates : tuple of Candidate
        By rising k; empty where the method finds the number itself.
    pick : int or None
        The recommended k, None without candidates.
    elbow : int or None
        Knee of the inertia curve (Kneedle), None where there is no clear one.
    gap_pick : int or None
        k by the gap statistic's rule, 1 allowed.
    reason : tuple of Message
        Two sentences.
    n_silhouette : int
        Rows that the silhouettes were computed on.
    """

    candidates: tuple[Candidate, ...]
    pick: int | None
    elbow: int | None
    gap_pick: int | None
    reason: tuple[Message, ...]
    n_silhouette: int


@dataclass(frozen=True)
class Scores:
    """Quality of the segmentation on the prepared data, unassigned customers left out; None where not defined."""

    silhouette: float | None
    silhouette_se: float | None
    calinski_harabasz: float | None
    davies_bouldin: float | None
    inertia: float | None


@dataclass(frozen=True)
class LimitsKept:
    """What limits on the size of segments cost.

    Attributes
    ----------
    least, most : int or None
        Customers of a segment; None where there is no such limit.
    moved : int
        Customers who are not in the segment that the model would place them in.
    inertia, inertia_without : float
        Sum of squared distances to the mean of the own segment, with the limits and as the method found it.
    silhouette, silhouette_without : float or None
        None where not defined.
    text : Message
        In a sentence or two.
    """

    least: int | None
    most: int | None
    moved: int
    inertia: float
    inertia_without: float
    silhouette: float | None
    silhouette_without: float | None
    text: Message


@dataclass(frozen=True, eq=False)
class SilhouetteSample:
    """Silhouettes of single customers, for the fit chart.

    Attributes
    ----------
    positions : int array of shape (n,)
        Positions within the segmented rows.
    values : float64 array of shape (n,)
        -1 to 1.
    """

    positions: Positions
    values: Floats


@dataclass(frozen=True, eq=False)
class CustomerMap:
    """Segmented customers on their first two principal components.

    Attributes
    ----------
    points : float64 array of shape (n_segmented, 2)
    centres : float64 array of shape (n_segments, 2)
    explained : tuple of two floats
        Share of the differences that each axis shows, 0 to 1.
    """

    points: Floats
    centres: Floats
    explained: tuple[float, float]


@dataclass(frozen=True)
class Verdict:
    """What kind of structure the data has, with the evidence; None where it was not judged."""

    structure: str | None = None
    text: Message | None = None
    evidence: tuple[Message, ...] = ()


@dataclass(frozen=True, eq=False)
class Segmentation:
    """One result: labels, scores, profiles, fitted model, recipe, and the table that it came from.

    Attributes
    ----------
    table : Table
    columns : tuple of TypedColumn
        One per column of the table.
    choices : tuple of ColumnChoice
        Role of each column with the reason.
    recipe : Recipe
        With every automatic choice filled in.
    model : Model
        Places new customers.
    rows : int array of shape (n_segmented,)
        Positions of the rows that were segmented, in the table's order.
    matrix : float64 array of shape (n_segmented, n_features)
        Prepared values that the segments were found in.
    features : tuple of str
        Names of the matrix's columns.
    labels : int32 array of shape (n_rows,)
        1..k, 0 for unassigned and left-out rows.
    confidence : float64 array of shape (n_rows,)
        0 to 1; NaN for label 0.
    second : int32 array of shape (n_rows,)
        Runner-up segment, 0 where there is none.
    segments : tuple of Segment
        Segments 1..k; segment 0 first where it has customers.
    left_out : tuple of (Message, int)
        Rows that were not segmented, by reason.
    value_column : str or None
        The money column.
    seconds : mapping of str to float
        Time per stage.
    importance : tuple of Importance
        What each variable does for the segments, the strongest first; empty for a single variable or segment.
    filled : FilledCells or None
        What filling empty cells another way would change; None where no number was filled in.
    purchases : Purchases or None
        What became of the lines, where the table was one of purchases; `table` is then the customers table that was
        made of them.
    limits_kept : LimitsKept or None
        What limits on the size of segments cost, where the recipe asks for any.
    """

    table: Table
    columns: tuple[TypedColumn, ...]
    choices: tuple[ColumnChoice, ...]
    kind: str
    recipe: Recipe
    model: "Model"
    rows: Positions
    matrix: Floats
    features: tuple[str, ...]
    labels: Labels
    confidence: Floats
    second: Labels
    segments: tuple[Segment, ...]
    profiles: tuple[VariableProfile, ...]
    tests: tuple[DescriptorTest, ...]
    scan: Scan
    scores: Scores
    silhouettes: SilhouetteSample
    customer_map: CustomerMap
    verdict: Verdict
    left_out: tuple[tuple[Message, int], ...]
    value_column: str | None
    steps: tuple[Message, ...]
    warnings: tuple[Message, ...]
    seconds: Mapping[str, float]
    purchases: "Purchases | None" = None
    importance: tuple[Importance, ...] = ()
    filled: FilledCells | None = None
    limits_kept: LimitsKept | None = None

    @property
    def k(self) -> int:
        """Number of segments, unassigned not counted."""
        return sum(segment.number != UNASSIGNED for segment in self.segments)

    @property
    def source_table(self) -> Table:
        """The table as it was read: customers, or purchases."""
        return self.table if self.purchases is None else self.purchases.table

    @property
    def method(self) -> str:
        """Name of the method that found the segments."""
        return self.recipe.method.method

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the segmentation variables."""
        return tuple(choice.name for choice in self.choices if choice.role is Role.SEGMENTATION)

    @property
    def identifier(self) -> TypedColumn | None:
        """The column that identifies a customer, None where rows are known by number only."""
        for column, choice in zip(self.columns, self.choices, strict=True):
            if choice.role is Role.IDENTIFIER:
                return column
        return None

    @cached_property
    def named(self) -> tuple[Segment, ...]:
        """Segments 1..k, without the unassigned."""
        return tuple(segment for segment in self.segments if segment.number != UNASSIGNED)

    @cached_property
    def segmented_labels(self) -> Labels:
        """Labels of the segmented rows, shape (n_segmented,)."""
        return self.labels[self.rows]

    def segment(self, number: int) -> Segment:
        """Return the segment of this number; raises KeyError."""
        for segment in self.segments:
            if segment.number == number:
                return segment
        raise KeyError(number)

    def profile_table(self) -> pd.DataFrame:
        """Return the profiles as a tidy table, one row per variable (or level) and segment."""
        rows = [
            {
                "segment": segment.number,
                "segment_name": str(segment.name),
                "variable": profile.variable,
                "level": profile.level,
                "role": str(profile.role),
                "overall": profile.overall,
                "mean": profile.mean[i],
                "median": profile.median[i],
                "lower_quartile": profile.lower_quartile[i],
                "upper_quartile": profile.upper_quartile[i],
                "lift": profile.lift[i],
                "effect": profile.effect[i],
                "v_test": profile.v_test[i],
                "missing": profile.missing[i],
            }
            for profile in self.profiles
            for i, segment in enumerate(self.named)
        ]
        return pd.DataFrame(rows)
