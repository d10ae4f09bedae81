"""The parts of a result: who takes one knows nothing of the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from segdesk.engine.data.arrays import UNASSIGNED, Floats, Labels, Mask, Positions
from segdesk.engine.data.column_titles import ColumnTitle
from segdesk.engine.data.table import Role, Table, TypedColumn
from segdesk.engine.prediction.model import Model
from segdesk.engine.profiles.customer_map import CustomerMap
from segdesk.engine.profiles.variable_profile import DescriptorTest, VariableProfile
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.alternative import Alternative
from segdesk.engine.result.segment import Segment
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.schema.inspection import Made
from segdesk.engine.transactions.purchases import Purchases
from segdesk.engine.validation.importance import Importance
from segdesk.engine.validation.imputation_sensitivity import ImputationSensitivity
from segdesk.engine.validation.internal_indices import Scores
from segdesk.engine.validation.k_scan import Scan
from segdesk.engine.validation.silhouette import SilhouetteSample
from segdesk.engine.validation.size_limit_cost import SizeLimitCost
from segdesk.engine.validation.structure import Verdict
from segdesk.messages import Message


@dataclass(frozen=True, eq=False)
class SegmentedTable:
    """The customers that were segmented, and what is known of their columns.

    Attributes
    ----------
    table : Table
    columns : tuple of TypedColumn
        One per column of the table.
    choices : tuple of ColumnChoice
        Role of each column with the reason.
    kind : str
        `customers` or `transactions`: what was read.
    value_column : str or None
        The money column.
    purchases : Purchases or None
        What became of the lines, where the table was one of purchases; `table` is then the customers table that was
        made of them.
    made : Made or None
        What the user makes of the columns, and who takes part.
    """

    table: Table
    columns: tuple[TypedColumn, ...]
    choices: tuple[ColumnChoice, ...]
    kind: str
    value_column: str | None
    purchases: Purchases | None
    made: Made | None = None

    @property
    def takes_part(self) -> Mask | None:
        """Customers who meet the user's condition, shape (n_rows,); None without one."""
        return None if self.made is None else self.made.computed.takes_part

    @property
    def condition(self) -> str | None:
        """The user's condition as it is written; None without one."""
        fitted = None if self.made is None else self.made.computed.computation.condition
        return None if fitted is None else fitted.text

    @property
    def computed(self) -> tuple[str, ...]:
        """Names of the columns that the user computes."""
        made = () if self.made is None else self.made.computed.computation.columns
        return tuple(column.name for column in made)

    @property
    def participating(self) -> Mask:
        """Customers who take part, shape (n_rows,)."""
        return np.ones(self.table.n_rows, dtype=bool) if self.takes_part is None else self.takes_part

    @property
    def n_participants(self) -> int:
        """Number of customers who take part."""
        return self.table.n_rows if self.takes_part is None else int(self.takes_part.sum())

    @property
    def source_table(self) -> Table:
        """The table as it was read: customers, or purchases."""
        return self.plain_table if self.purchases is None else self.purchases.table

    @property
    def plain_table(self) -> Table:
        """The customers without columns that the user computes."""
        return self.table if self.made is None else self.made.plain_table

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the segmentation variables."""
        return tuple(choice.name for choice in self.choices if choice.role is Role.SEGMENTATION)

    def title_of(self, name: str) -> str:
        """Return what a column is called where a person reads it; a name that no column has, as it is."""
        return next((column.title for column in self.columns if column.name == name), name)

    def spoken_title_of(self, name: str) -> ColumnTitle:
        """Return what a column is called as a part of messages."""
        return next((c.spoken_title for c in self.columns if c.name == name), ColumnTitle(name, name))

    @property
    def value_title(self) -> ColumnTitle | None:
        """What the money column is called, as a part of messages."""
        return None if self.value_column is None else self.spoken_title_of(self.value_column)

    @property
    def identifier(self) -> TypedColumn | None:
        """The column that identifies a customer, None where rows are known by number only."""
        for column, choice in zip(self.columns, self.choices, strict=True):
            if choice.role is Role.IDENTIFIER:
                return column
        return None


@dataclass(frozen=True, eq=False)
class FittedSegments:
    """Which segment each customer is in, and the model that says so.

    Attributes
    ----------
    model : Model
        Places new customers.
    rows : int array of shape (n_segmented,)
        Positions of the rows that were segmented, in the table's order.
    ordered_matrix : float64 array of shape (n_segmented, n_features)
        Prepared values that the segments were found in, in canonical order: the one copy of them.
    order : int array of shape (n_segmented,)
        Where each row of `ordered_matrix` stands among `rows`.
    features : tuple of str
        Names of the matrix's columns.
    labels : int32 array of shape (n_rows,)
        1..k, 0 for unassigned and left-out rows.
    confidence : float64 array of shape (n_rows,)
        0 to 1; NaN for label 0.
    second : int32 array of shape (n_rows,)
        Runner-up segment, 0 where there is none.
    """

    model: Model
    rows: Positions
    ordered_matrix: Floats
    order: Positions
    features: tuple[str, ...]
    labels: Labels
    confidence: Floats
    second: Labels

    @property
    def matrix(self) -> Floats:
        """Prepared values of the segmented rows in the table's order; put together anew at each call."""
        matrix = np.empty_like(self.ordered_matrix)
        matrix[self.order] = self.ordered_matrix
        return matrix

    @cached_property
    def segmented_labels(self) -> Labels:
        """Labels of the segmented rows, shape (n_segmented,)."""
        return self.labels[self.rows]


@dataclass(frozen=True, eq=False)
class Validation:
    """How good the segments are, and how they compare with others.

    Attributes
    ----------
    scan : Scan
    scores : Scores
    silhouettes : SilhouetteSample
    verdict : Verdict
    importance : tuple of Importance
        What each variable does for the segments, the strongest first; empty for a single variable or segment.
    imputation : ImputationSensitivity or None
        What filling empty cells another way would change; None where no number was filled in.
    size_limit_cost : SizeLimitCost or None
        What limits on the size of segments cost, where the recipe asks for any.
    alternatives : tuple of Alternative
        Other segmentations that are worth a look.
    """

    scan: Scan
    scores: Scores
    silhouettes: SilhouetteSample
    verdict: Verdict
    importance: tuple[Importance, ...] = ()
    imputation: ImputationSensitivity | None = None
    size_limit_cost: SizeLimitCost | None = None
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, eq=False)
class Description:
    """What the segments are like.

    Attributes
    ----------
    segments : tuple of Segment
        Segments 1..k; segment 0 first where it has customers.
    profiles : tuple of VariableProfile
    tests : tuple of DescriptorTest
        Of the variables that only describe.
    customer_map : CustomerMap
    """

    segments: tuple[Segment, ...]
    profiles: tuple[VariableProfile, ...]
    tests: tuple[DescriptorTest, ...]
    customer_map: CustomerMap

    @cached_property
    def named(self) -> tuple[Segment, ...]:
        """Segments 1..k, without the unassigned."""
        return tuple(segment for segment in self.segments if segment.number != UNASSIGNED)

    def segment(self, number: int) -> Segment:
        """Return the segment of this number; raises KeyError."""
        for segment in self.segments:
            if segment.number == number:
                return segment
        raise KeyError(number)


@dataclass(frozen=True, eq=False)
class Provenance:
    """How the result came about.

    Attributes
    ----------
    recipe : Recipe
        With every automatic choice filled in.
    left_out : tuple of (Message, int)
        Rows that were not segmented, by reason.
    steps : tuple of Message
        The audit trail.
    warnings : tuple of Message
    seconds : mapping of str to float
        Time per stage.
    """

    recipe: Recipe
    left_out: tuple[tuple[Message, int], ...]
    steps: tuple[Message, ...]
    warnings: tuple[Message, ...]
    seconds: Mapping[str, float]
