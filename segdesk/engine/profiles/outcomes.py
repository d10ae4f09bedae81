"""What became of the customers of each segment: how many have the case of an outcome, against everyone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.column_titles import ColumnTitle, column_title
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.profiles.intervals import share_interval
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.schema.headings import is_kind
from segdesk.engine.schema.outcomes import flags_of
from segdesk.messages import Message, Value, say


@dataclass(frozen=True)
class OutcomeRate:
    """How many of some customers have the case of an outcome.

    Attributes
    ----------
    known : int
        Customers with a value.
    cases : int
        Those of them with the case.
    """

    known: int
    cases: int

    @property
    def rate(self) -> float | None:
        """Share of cases, None where no value is known."""
        return self.cases / self.known if self.known else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95% interval of the share, None where no value is known."""
        return share_interval(self.cases, self.known) if self.known else None


@dataclass(frozen=True)
class SegmentOutcome:
    """An outcome among the customers of a segment.

    Attributes
    ----------
    variable : str
        Name of the column.
    case : str
        The value that is counted.
    own : OutcomeRate
        Of the segment.
    everyone : OutcomeRate
        Of all who take part.
    given_label : str
        What the user calls the column; empty for its name.
    is_answer : bool
        The column holds 1 and 0 for yes and no.
    """

    variable: str
    case: str
    own: OutcomeRate
    everyone: OutcomeRate
    given_label: str = ""
    is_answer: bool = False

    @property
    def title(self) -> str:
        """What the column is called where a person reads it."""
        return column_title(self.variable, self.given_label)

    @property
    def spoken_case(self) -> Message | str:
        """What is counted, where a person reads it: yes and no are said where the file has 1 and 0."""
        if not self.is_answer:
            return self.case
        return say("yes") if self.case == "1" else say("no")

    @property
    def lift(self) -> float | None:
        """100 times the segment's rate through everyone's; None where either is not known or nobody has the case."""
        rate, of_all = self.own.rate, self.everyone.rate
        return 100 * rate / of_all if rate is not None and of_all else None

    @property
    def share_of_cases(self) -> float | None:
        """Share of all cases that are in the segment; None where there is no case."""
        return self.own.cases / self.everyone.cases if self.everyone.cases else None

    @property
    def in_words(self) -> Message:
        """Rate, interval, lift and share of all cases, without a full stop."""
        about: dict[str, Value] = {
            "variable": ColumnTitle(self.variable, self.given_label),
            "case": self.spoken_case,
        }
        if self.own.interval is None:
            return finding("outcomes.unknown_in_segment", **about)
        low, high = self.own.interval
        about |= {"share": self.own.rate, "low": low, "high": high}
        if self.share_of_cases is None:
            return finding("outcomes.of_segment_without_cases", **about)
        return finding(
            "outcomes.of_segment",
            **about,
            everyone=self.everyone.rate,
            lift=self.lift,
            found=self.share_of_cases,
        )


def outcomes_by_segment(
    columns: Sequence[TypedColumn],
    choices: Sequence[ColumnChoice],
    labels: Labels,
    n_segments: int,
) -> tuple[tuple[SegmentOutcome, ...], ...]:
    """Count the cases of every outcome by segment.

    Whoever counts in the labeled file must get these figures: every row of it takes part.

    Parameters
    ----------
    columns, choices : sequences
        One per column of the table.
    labels : int32 array of shape (n_rows,)
        Of every row of the table; 0 for those in no segment.
    n_segments : int

    Returns
    -------
    tuple of tuple of SegmentOutcome
        For the segments from 0 up, one per outcome, in the order of the table; columns that say the same of everyone
        count once.
    """
    found: list[list[SegmentOutcome]] = [[] for _ in range(n_segments + 1)]
    counted: list[Floats] = []
    for column, choice in zip(columns, choices, strict=True):
        if choice.case is None:
            continue
        flags = flags_of(column, choice.case.value)
        # Churn as yes and no beside churn as 1 and 0 is one outcome.
        if any(np.array_equal(flags, other, equal_nan=True) for other in counted):
            continue
        counted.append(flags)
        known = np.bincount(labels[~np.isnan(flags)], minlength=n_segments + 1)
        cases = np.bincount(labels[flags == 1], minlength=n_segments + 1)
        everyone = OutcomeRate(int(known.sum()), int(cases.sum()))
        for number, inside in enumerate(found):
            own = OutcomeRate(int(known[number]), int(cases[number]))
            inside.append(
                SegmentOutcome(
                    column.name, choice.case.value, own, everyone, column.label, _is_answer(column)
                )
            )
    return tuple(tuple(each) for each in found)


def _is_answer(column: TypedColumn) -> bool:
    """Whether a column holds 1 and 0 for yes and no, and no codes of kinds."""
    words = {column.format.yes, column.format.no}
    return (
        column.type is ColumnType.YES_NO and words == {"1", "0"} and not is_kind(column.label or column.name)
    )


def compare_outcome(names: Sequence[Message], outcomes: Sequence[SegmentOutcome]) -> Message:
    """Say where an outcome is least and most frequent, if the intervals of these segments lie apart.

    Parameters
    ----------
    names : sequence of Message
        Of the segments from 1 up.
    outcomes : sequence of SegmentOutcome
        The same outcome in each of them.
    """
    first = outcomes[0]
    about: dict[str, Value] = {
        "variable": ColumnTitle(first.variable, first.given_label),
        "case": first.spoken_case,
        "everyone": first.everyone.rate,
    }
    known = [(o.own.rate, o.own.interval, o, name) for o, name in zip(outcomes, names, strict=True)]
    rated = [(rate, interval, o, name) for rate, interval, o, name in known if rate is not None and interval]
    if len(rated) < 2:
        return finding("outcomes.of_everyone", **about)
    low_share, lowest, _, low_name = min(rated, key=lambda each: each[0])
    high_share, highest, most, high_name = max(rated, key=lambda each: each[0])
    about |= {"low_share": low_share, "high_share": high_share}
    if lowest[1] >= highest[0]:
        return finding("outcomes.differ_little", **about)
    return finding(
        "outcomes.differ",
        **about,
        lowest=low_name,
        low_from=lowest[0],
        low_to=lowest[1],
        highest=high_name,
        high_from=highest[0],
        high_to=highest[1],
        found=most.share_of_cases,
    )
