"""`segments.csv`: one row per segment, for a spreadsheet."""

import csv
from pathlib import Path

import numpy as np

from segdesk.engine.data.arrays import UNASSIGNED
from segdesk.engine.data.table import ColumnType
from segdesk.engine.profiles.outcomes import SegmentOutcome
from segdesk.engine.profiles.traits import day
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.rules.rule import Rule
from segdesk.io.writers.csv_file import guarded, number_text
from segdesk.io.writers.labels import decimal_mark, free_names

COLUMNS = (
    "segment", "name", "size", "share", "value_share", "stability", "description",
    "rule", "rule_precision", "rule_coverage", "rule_held_out",
)  # fmt: skip
# Behind the heading of each outcome.
OUTCOME_COLUMNS = ("rate", "rate_low", "rate_high", "lift", "share_of_cases")


def write_segments(path: Path, segmentation: Segmentation) -> None:
    """Write one row per segment: number, name, size, shares, description, rule, outcomes, each variable's mean."""
    delimiter = segmentation.source.table.source.delimiter or ","
    decimal = decimal_mark(segmentation.source.columns)
    variables = _variables(segmentation)
    outcomes = [f"{o.variable}_{name}" for o in segmentation.named[0].outcomes for name in OUTCOME_COLUMNS]
    headings = [*COLUMNS, *free_names([*outcomes, *variables], COLUMNS)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([guarded(heading) for heading in headings])
        for segment in segmentation.description.segments:
            cells = [
                *_about(segment, decimal),
                *(cell for outcome in segment.outcomes for cell in _outcome(outcome, decimal)),
                *(_summary(profiles, segment.number, decimal) for profiles in variables.values()),
            ]
            writer.writerow([guarded(cell) for cell in cells])


def _variables(segmentation: Segmentation) -> dict[str, list[VariableProfile]]:
    grouped: dict[str, list[VariableProfile]] = {}
    for profile in segmentation.description.profiles:
        grouped.setdefault(profile.variable, []).append(profile)
    return grouped


def _about(segment: Segment, decimal: str) -> list[str]:
    return [
        str(segment.number),
        str(segment.name),
        str(segment.size),
        number_text(round(segment.share, 6), decimal),
        "" if segment.value_share is None else number_text(round(segment.value_share, 6), decimal),
        "" if segment.stability is None else number_text(round(segment.stability, 4), decimal),
        str(segment.description),
        *_rule(segment.rule, decimal),
    ]


def _outcome(outcome: SegmentOutcome, decimal: str) -> list[str]:
    figures = (
        outcome.own.rate,
        *(outcome.own.interval or (None, None)),
        outcome.lift,
        outcome.share_of_cases,
    )
    return ["" if figure is None else number_text(round(figure, 6), decimal) for figure in figures]


def _rule(rule: Rule | None, decimal: str) -> list[str]:
    if rule is None:
        return ["", "", "", ""]
    figures = (rule.precision, rule.coverage, rule.held_out)
    return [str(rule.words), *(number_text(round(figure, 6), decimal) for figure in figures)]


def _summary(profiles: list[VariableProfile], number: int, decimal: str) -> str:
    """Return the mean of a number or date, the share of yes, or the most frequent level, in one segment."""
    if number == UNASSIGNED:
        return ""
    at = number - 1
    first = profiles[0]
    if first.type is ColumnType.CATEGORY:
        shares = np.array([np.nan_to_num(p.mean[at], nan=-1.0) for p in profiles])
        return str(profiles[int(shares.argmax())].level)
    value = float(first.mean[at])
    if np.isnan(value):
        return ""
    if first.type is ColumnType.DATE:
        return day(value)
    return number_text(float(f"{value:.10g}"), decimal)
