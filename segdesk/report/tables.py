"""The report's tables: profiles in the user's units, the scan, the tests of describing columns, the columns."""

from collections.abc import Iterable

import numpy as np

from segdesk.charts.chart_registry import chart_named
from segdesk.charts.formatting import rounded, unit_of, value_in_words
from segdesk.engine.data.column_terms import TYPE_WORDS
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.messages import Figure, Message, in_words, number_in_words, say
from segdesk.report.document import Cell, Column, ColumnKind, Row, RowGroup, Table

# Of a category with more levels the most frequent are shown.
MOST_LEVELS = 8

# From this effect on (in standard deviations) a cell is marked.
CLEAR = 0.5

ROLES = {
    Role.IDENTIFIER: say("identifies the customer"),
    Role.SEGMENTATION: say("forms the segments"),
    Role.DESCRIPTOR: say("describes the segments"),
    Role.OUTCOME: say("outcome, told for each segment"),
    Role.IGNORED: say("left out"),
}


TESTS = {"Kruskal-Wallis": say("Kruskal-Wallis"), "chi-square": say("chi-square")}


def segment_columns(segments: Iterable[Segment]) -> tuple[Column, ...]:
    """Return a column of numbers for each segment."""
    return tuple(Column(segment.name, ColumnKind.NUMBER, segment.number) for segment in segments)


def profile_table(segmentation: Segmentation) -> tuple[Table, tuple[Message, ...]]:
    """Return the table of averages, and remarks on it."""
    personal = {column.name for column in segmentation.source.columns if column.personal}
    groups, cut = [], []
    for role, title in (
        (Role.SEGMENTATION, say("Columns that form the segments")),
        (Role.DESCRIPTOR, say("Columns that describe them")),
    ):
        profiles = [
            p for p in segmentation.description.profiles if p.role is role and p.variable not in personal
        ]
        kept = _frequent(profiles)
        cut += sorted({p.title for p in profiles} & {p.title for p in profiles if p not in kept})
        if kept:
            groups.append(RowGroup(tuple(_row(segmentation, profile) for profile in kept), title))
    remarks: list[Message] = []
    if cut:
        remarks.append(
            say(
                "Only the {most} most frequent categories are shown of: {columns}.",
                most=MOST_LEVELS,
                columns=cut,
            )
        )
    empty = [p.title for p in segmentation.description.profiles if int(p.missing.sum()) and p.level is None]
    if empty:
        remarks.append(say("Empty cells were left out of the averages of: {columns}.", columns=empty))
    columns = (
        Column(say("Column")),
        Column(say("Everyone"), ColumnKind.NUMBER),
        *segment_columns(segmentation.named),
    )
    caption = say("Average of each column in each segment, beside everyone")
    return Table(columns, tuple(groups), caption), tuple(remarks)


def _frequent(profiles: list[VariableProfile]) -> list[VariableProfile]:
    kept = []
    for profile in profiles:
        more_frequent = sum(
            other.variable == profile.variable and other.overall > profile.overall for other in profiles
        )
        if profile.level is None or more_frequent < MOST_LEVELS:
            kept.append(profile)
    return kept


def _row(segmentation: Segmentation, profile: VariableProfile) -> Row:
    unit = unit_of(segmentation, profile.variable)
    cells = [Cell(value_in_words(profile, profile.overall, unit), number=number_of(profile, profile.overall))]
    for mean, effect in zip(profile.mean, profile.effect, strict=True):
        sign, own = _sign(float(effect)), float(mean)
        cells.append(Cell(value_in_words(profile, own, unit), bool(sign), sign, number_of(profile, own)))
    return Row(profile.label, tuple(cells))


def number_of(profile: VariableProfile, value: float) -> float | None:
    """Return a mean as a number, None where it is a day or unknown."""
    return None if profile.type is ColumnType.DATE or np.isnan(value) else value


def _sign(effect: float) -> str:
    if np.isnan(effect) or abs(effect) < CLEAR:
        return ""
    return "▲" if effect > 0 else "▼"


def scan_table(segmentation: Segmentation) -> Table | None:
    """Return every number of segments with its scores; None where no numbers were compared."""
    if not segmentation.validation.scan.candidates:
        return None
    table = chart_named("how_many").data(segmentation)
    rows = tuple(
        Row(
            in_words(int(values[0])),
            tuple(Cell(_score(value), number=_known(value)) for value in values[1:]),
            is_marked=int(values[0]) == segmentation.k and not segmentation.is_shaped,
        )
        for values in table.itertuples(index=False)
    )
    caption = say(
        "Every number of segments that was tried; fit was computed on {n} customers",
        n=segmentation.validation.scan.n_silhouette,
    )
    columns = tuple(Column(str(title), ColumnKind.NUMBER) for title in table.columns)
    return Table(columns, (RowGroup(rows),), caption)


def _known(value: float | int | None) -> float | None:
    return None if value is None or np.isnan(value) else float(value)


def _score(value: float | int | None) -> str:
    if value is None or np.isnan(value):
        return "–"
    return (
        number_in_words(float(value), 3)
        if abs(value) < 10 and value != round(value)
        else rounded(float(value))
    )


def test_table(segmentation: Segmentation) -> Table | None:
    """Return the tested describing columns, the strongest difference first; None where none was tested."""
    personal = {column.name for column in segmentation.source.columns if column.personal}
    tests = [test for test in segmentation.description.tests if test.variable not in personal]
    if not tests:
        return None
    columns = (
        Column(say("Column")),
        Column(say("Strength, 0 to 1 (95% interval)"), ColumnKind.NUMBER),
        Column(say("Test")),
        Column(say("By chance (p)"), ColumnKind.NUMBER),
    )
    rows = tuple(
        Row(
            test.title,
            (
                Cell(strength_in_words(test.strength, test.low, test.high)),
                Cell(TESTS[test.test]),
                Cell(_chance(test.p_adjusted), number=test.p_adjusted),
            ),
        )
        for test in sorted(tests, key=lambda test: (-test.strength, test.p_adjusted, test.variable))
    )
    return Table(columns, (RowGroup(rows),))


def strength_in_words(strength: float, low: float, high: float) -> Message:
    """Write how strongly a column goes with the segments, with its interval."""
    return say(
        "{strength} ({low} to {high})",
        strength=Figure(strength, 2),
        low=Figure(low, 2),
        high=Figure(high, 2),
    )


def _chance(p: float) -> str:
    if p < 0.001:
        return str(say("below {value}", value=number_in_words(0.001, 3)))
    return number_in_words(p, 3)


def column_table(choices: Iterable[ColumnChoice]) -> Table:
    """Return type, role and reason of columns."""
    columns = (
        Column(say("Column")),
        Column(say("Type")),
        Column(say("Used as")),
        Column(say("Why"), ColumnKind.SENTENCE),
    )
    rows = tuple(
        Row(choice.name, (Cell(TYPE_WORDS[choice.type]), Cell(ROLES[choice.role]), Cell(choice.reason)))
        for choice in choices
    )
    return Table(columns, (RowGroup(rows),))
