"""The result of a run, as frozen values in parts: what charts, report, files, window and notebook all read from.

Every array that speaks of customers has one entry per row of the table, in the table's order, unless it says that it
speaks of the segmented rows only (`rows`).
"""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from segdesk.engine.data.arrays import Labels
from segdesk.engine.data.table import Role, Table, TypedColumn
from segdesk.engine.result.parts import Description, FittedSegments, Provenance, SegmentedTable, Validation
from segdesk.engine.result.segment import Segment


@dataclass(frozen=True, eq=False)
class Segmentation:
    """One result. What it is asked for most often it answers itself, from its parts.

    Attributes
    ----------
    source : SegmentedTable
        The customers.
    fit : FittedSegments
        Who is in which segment.
    validation : Validation
        How good the segments are.
    description : Description
        What they are like.
    provenance : Provenance
        How they came about.
    is_checked : bool
        Whether it says how good the segments are. Those that a run hands out first do not yet: they lack stability,
        verdict, importance, rules and advice, and their comparison of numbers of segments is not complete.
    """

    source: SegmentedTable
    fit: FittedSegments
    validation: Validation
    description: Description
    provenance: Provenance
    is_checked: bool = True

    @property
    def k(self) -> int:
        """Number of segments, unassigned not counted."""
        return len(self.named)

    @property
    def method(self) -> str:
        """Name of the method that found the segments."""
        return self.provenance.recipe.method.method

    @property
    def source_table(self) -> Table:
        """The table as it was read: customers, or purchases."""
        return self.source.source_table

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the segmentation variables."""
        return self.source.variables

    @property
    def identifier(self) -> TypedColumn | None:
        """The column that identifies a customer, None where rows are known by number only."""
        return self.source.identifier

    @property
    def named(self) -> tuple[Segment, ...]:
        """Segments 1..k, without the unassigned."""
        return self.description.named

    @property
    def is_shaped(self) -> bool:
        """Whether something was done to the segments by hand."""
        return bool(self.provenance.recipe.by_hand.edits)

    @property
    def segmented_labels(self) -> Labels:
        """Labels of the segmented rows, shape (n_segmented,)."""
        return self.fit.segmented_labels

    def segment(self, number: int) -> Segment:
        """Return the segment of this number; raises KeyError."""
        return self.description.segment(number)

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
            for profile in self.description.profiles
            for i, segment in enumerate(self.named)
        ]
        return pd.DataFrame([*rows, *self._outcome_rows()])

    def _outcome_rows(self) -> list[dict[str, Any]]:
        """Return the rates of the outcomes as the profiles have shares; what they lack is left empty."""
        return [
            {
                "segment": segment.number,
                "segment_name": str(segment.name),
                "variable": outcome.variable,
                "level": outcome.case,
                "role": str(Role.OUTCOME),
                "overall": outcome.everyone.rate,
                "mean": outcome.own.rate,
                "lift": outcome.lift,
            }
            for segment in self.named
            for outcome in segment.outcomes
        ]

    def outcome_table(self) -> pd.DataFrame:
        """Return the outcomes as a tidy table, one row per outcome and segment, the unassigned included."""
        columns = [
            *(
                "variable",
                "case",
                "segment",
                "segment_name",
                "known",
                "cases",
                "rate",
                "rate_low",
                "rate_high",
            ),
            *("rate_everyone", "lift", "share_of_cases"),
        ]
        rows = [
            (
                *(
                    o.variable,
                    o.case,
                    segment.number,
                    str(segment.name),
                    o.own.known,
                    o.own.cases,
                    o.own.rate,
                ),
                *(o.own.interval or (None, None)),
                *(o.everyone.rate, o.lift, o.share_of_cases),
            )
            for segment in self.description.segments
            for o in segment.outcomes
        ]
        return pd.DataFrame(rows, columns=columns).sort_values(["variable", "segment"], ignore_index=True)


def with_segments(segmentation: Segmentation, segments: tuple[Segment, ...]) -> Segmentation:
    """Return the result with other segments: other names, colours or rules, the same customers."""
    return replace(segmentation, description=replace(segmentation.description, segments=segments))


def with_provenance(segmentation: Segmentation, **changes: Any) -> Segmentation:
    """Return the result with another account of how it came about, such as further warnings or seconds."""
    return replace(segmentation, provenance=replace(segmentation.provenance, **changes))
