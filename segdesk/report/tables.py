"""The report's tables: profiles in the user's units, the scan, the tests of describing columns."""

from typing import Any

import numpy as np

from segdesk.charts.chart_registry import chart_named
from segdesk.charts.formatting import rounded, unit_of, value_in_words
from segdesk.engine.data.table import Role
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, in_words, number_in_words, say

# Of a category with more levels the most frequent are shown.
MOST_LEVELS = 8

# From this effect on (in standard deviations) a cell is marked.
CLEAR = 0.5

TESTS = {"Kruskal-Wallis": say("Kruskal-Wallis"), "chi-square": say("chi-square")}


def profile_table(segmentation: Segmentation) -> dict[str, Any]:
    """Return heads, groups of rows and remarks of the table of averages."""
    personal = {column.name for column in segmentation.columns if column.personal}
    groups, cut = [], []
    for role, title in (
        (Role.SEGMENTATION, say("Columns that form the segments")),
        (Role.DESCRIPTOR, say("Columns that describe them")),
    ):
        profiles = [p for p in segmentation.profiles if p.role is role and p.variable not in personal]
        kept = _frequent(profiles)
        cut += sorted({p.variable for p in profiles} & {p.variable for p in profiles if p not in kept})
        if kept:
            groups.append({"title": title, "rows": [_row(segmentation, profile) for profile in kept]})
    remarks: list[Message] = []
    if cut:
        remarks.append(
            say(
                "Only the {most} most frequent categories are shown of: {columns}.",
                most=MOST_LEVELS,
                columns=cut,
            )
        )
    empty = [p.variable for p in segmentation.profiles if int(p.missing.sum()) and p.level is None]
    if empty:
        remarks.append(say("Empty cells were left out of the averages of: {columns}.", columns=empty))
    return {
        "heads": [(segment.number, segment.name) for segment in segmentation.named],
        "groups": groups,
        "remarks": remarks,
    }


def _frequent(profiles: list[VariableProfile]) -> list[VariableProfile]:
    kept = []
    for profile in profiles:
        more_frequent = sum(
            other.variable == profile.variable and other.overall > profile.overall for other in profiles
        )
        if profile.level is None or more_frequent < MOST_LEVELS:
            kept.append(profile)
    return kept


def _row(segmentation: Segmentation, profile: VariableProfile) -> dict[str, Any]:
    unit = unit_of(segmentation, profile.variable)
    return {
        "label": profile.label,
        "overall": value_in_words(profile, profile.overall, unit),
        "cells": [
            {"text": value_in_words(profile, float(mean), unit), "sign": _sign(float(effect))}
            for mean, effect in zip(profile.mean, profile.effect, strict=True)
        ],
    }


def _sign(effect: float) -> str:
    if np.isnan(effect) or abs(effect) < CLEAR:
        return ""
    return "▲" if effect > 0 else "▼"


def scan_table(segmentation: Segmentation) -> dict[str, Any] | None:
    """Return caption, heads and rows of the scan; None where no numbers were compared."""
    if not segmentation.scan.candidates:
        return None
    table = chart_named("how_many").data(segmentation)
    rows = [
        {
            "k": in_words(int(values[0])),
            "chosen": int(values[0]) == segmentation.k,
            "cells": [_score(value) for value in values[1:]],
        }
        for values in table.itertuples(index=False)
    ]
    caption = say(
        "Every number of segments that was tried; fit was computed on {n} customers",
        n=segmentation.scan.n_silhouette,
    )
    return {"caption": caption, "heads": list(table.columns), "rows": rows}


def _score(value: float | int | None) -> str:
    if value is None or np.isnan(value):
        return "–"
    return (
        number_in_words(float(value), 3)
        if abs(value) < 10 and value != round(value)
        else rounded(float(value))
    )


def test_rows(segmentation: Segmentation) -> list[dict[str, Any]]:
    """Return one row per tested describing column, the clearest difference first."""
    personal = {column.name for column in segmentation.columns if column.personal}
    tests = [test for test in segmentation.tests if test.variable not in personal]
    return [
        {"variable": test.variable, "name": TESTS[test.test], "p": _chance(test.p_adjusted)}
        for test in sorted(tests, key=lambda test: (test.p_adjusted, test.variable))
    ]


def _chance(p: float) -> str:
    if p < 0.001:
        return str(say("below {value}", value=number_in_words(0.001, 3)))
    return number_in_words(p, 3)
