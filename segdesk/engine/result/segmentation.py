"""The result of a run, as frozen values: what charts, report, files, window and notebook all read from.

Every array that speaks of customers has one entry per row of the table, in the table's order, unless it says that it
speaks of the segmented rows only (`rows`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from segdesk.engine.data.arrays import UNASSIGNED, Floats, Labels, Positions
from segdesk.engine.data.table import Role, Table, TypedColumn
from segdesk.engine.profiles.customer_map import CustomerMap
from segdesk.engine.profiles.variable_profile import DescriptorTest, VariableProfile
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.segment import Segment
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.validation.importance import Importance
from segdesk.engine.validation.imputation_sensitivity import ImputationSensitivity
from segdesk.engine.validation.internal_indices import Scores
from segdesk.engine.validation.k_scan import Scan
from segdesk.engine.validation.silhouette import SilhouetteSample
from segdesk.engine.validation.size_limit_cost import SizeLimitCost
from segdesk.engine.validation.structure import Verdict
from segdesk.messages import Message

if TYPE_CHECKING:
    from segdesk.engine.prediction.model import Model
    from segdesk.engine.transactions.purchases import Purchases


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
    filled : ImputationSensitivity or None
        What filling empty cells another way would change; None where no number was filled in.
    purchases : Purchases or None
        What became of the lines, where the table was one of purchases; `table` is then the customers table that was
        made of them.
    size_limit_cost : SizeLimitCost or None
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
    filled: ImputationSensitivity | None = None
    size_limit_cost: SizeLimitCost | None = None

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
