"""Two sheets of the workbook: the segments in numbers, and what was done."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from segdesk.engine.clustering.methods.registry import find_method
from segdesk.engine.data.table import ColumnType
from segdesk.engine.profiles.outcomes import SegmentOutcome
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.recipe.control_names import control_name
from segdesk.engine.result.segmentation import Segmentation
from segdesk.io.source_summary import files_in_words
from segdesk.io.writers.xlsx_cells import Repairs, fit_text
from segdesk.messages import Message, say
from segdesk.option_names import options_named_by

# Days from Excel's first day to 1970-01-01, from which profiles count dates.
_DAYS_TO_1970 = 25_569


def make_formats(workbook: Workbook) -> dict[str, Any]:
    """Return the formats that the sheets share."""
    top = {"valign": "top"}
    return {
        "head": workbook.add_format({"bold": True, "text_wrap": True, "bottom": 1, **top}),
        "wrap": workbook.add_format({"text_wrap": True, **top}),
        "share": workbook.add_format({"num_format": "0.0%", **top}),
        "number": workbook.add_format({"num_format": "#,##0.00", **top}),
        "date": workbook.add_format({"num_format": "yyyy-mm-dd", **top}),
        "top": workbook.add_format(top),
        "left": workbook.add_format({"align": "left", **top}),
        "two": workbook.add_format({"num_format": "0.00"}),
    }


def write_segments_sheet(
    sheet: Worksheet, segmentation: Segmentation, formats: dict[str, Any], repairs: Repairs
) -> None:
    """Write one row per segment: size, shares, description, and the mean or share of each variable."""
    personal = {column.name for column in segmentation.source.columns if column.personal}
    profiles = [profile for profile in segmentation.description.profiles if profile.variable not in personal]
    heads = [
        str(say("Segment")),
        str(say("Name")),
        str(say("Customers")),
        str(say("Share of customers")),
        str(say("Share of value")),
        str(say("Description")),
        str(say("Rule")),
        str(say("Stability")),
        *(str(head) for outcome in segmentation.named[0].outcomes for head in _outcome_heads(outcome)),
        *(profile.label for profile in profiles),
    ]
    for place, head in enumerate(heads):
        sheet.write_string(0, place, fit_text(head, repairs), formats["head"])
    for place, width in enumerate((9, 28, 11, 11, 11, 60, 30, 9)):
        sheet.set_column(place, place, width)
    sheet.set_column(8, max(len(heads) - 1, 8), 13)
    of_variables = len(heads) - len(profiles)
    position = {segment.number: place for place, segment in enumerate(segmentation.named)}
    for row, segment in enumerate(segmentation.description.segments, start=1):
        sheet.write_number(row, 0, segment.number, formats["top"])
        sheet.write_string(row, 1, fit_text(str(segment.name), repairs), formats["wrap"])
        sheet.write_number(row, 2, segment.size, formats["top"])
        _number(sheet, (row, 3), segment.share, formats["share"])
        _number(sheet, (row, 4), segment.value_share, formats["share"])
        sheet.write_string(row, 5, fit_text(str(segment.description), repairs), formats["wrap"])
        if segment.rule is not None:
            sheet.write_string(row, 6, fit_text(str(segment.rule.words), repairs), formats["wrap"])
        _number(sheet, (row, 7), segment.stability, formats["number"])
        for place, (figure, style) in enumerate(_outcome_figures(segment.outcomes), start=8):
            _number(sheet, (row, place), figure, formats[style])
        if segment.number in position:
            for place, profile in enumerate(profiles, start=of_variables):
                _mean(sheet, (row, place), profile, float(profile.mean[position[segment.number]]), formats)
    last = len(segmentation.description.segments) + 1
    sheet.write_string(last, 1, str(say("Everyone")), formats["wrap"])
    sheet.write_number(last, 2, len(segmentation.fit.rows), formats["top"])
    for place, outcome in enumerate(segmentation.named[0].outcomes):
        _number(
            sheet, (last, 8 + len(_outcome_heads(outcome)) * place), outcome.everyone.rate, formats["share"]
        )
    for place, profile in enumerate(profiles, start=of_variables):
        _mean(sheet, (last, place), profile, profile.overall, formats)
    sheet.freeze_panes(1, 2)


def _outcome_heads(outcome: SegmentOutcome) -> tuple[Message, ...]:
    variable = outcome.title
    return (
        say("{variable}: “{case}”", variable=variable, case=outcome.spoken_case),
        say("{variable}: from", variable=variable),
        say("{variable}: to", variable=variable),
        say("{variable}: lift", variable=variable),
        say("{variable}: share of all cases", variable=variable),
    )


def _outcome_figures(outcomes: Sequence[SegmentOutcome]) -> Iterator[tuple[float | None, str]]:
    """Yield the figures under the heads of outcomes, with the name of their format."""
    for outcome in outcomes:
        low, high = outcome.own.interval or (None, None)
        yield from ((figure, "share") for figure in (outcome.own.rate, low, high))
        yield outcome.lift, "number"
        yield outcome.share_of_cases, "share"


def write_about_sheet(
    sheet: Worksheet, segmentation: Segmentation, formats: dict[str, Any], repairs: Repairs
) -> None:
    """Write where the result came from: file, rows, method, warnings, and every step."""
    source = segmentation.source.table.source
    lines: list[tuple[object, object]] = [
        (say("File"), source.path.name),
        *files_in_words(source),
        (say("Fingerprint (SHA-256)"), source.sha256),
        (say("Rows"), segmentation.source_table.n_rows),
        (say("Customers segmented"), len(segmentation.fit.rows)),
        *((say("Left out: {reason}", reason=reason), n) for reason, n in segmentation.provenance.left_out),
        (say("Columns compared"), ", ".join(segmentation.variables)),
        (say("Method"), find_method(segmentation.method).label),
        (say("Segments"), segmentation.k),
        (say("Repeat number"), segmentation.provenance.recipe.method.seed),
    ]
    if segmentation.validation.scores.silhouette is not None:
        lines.append((say("Fit (silhouette)"), round(segmentation.validation.scores.silhouette, 4)))
    if segmentation.validation.verdict.text is not None:
        lines.append((say("Verdict"), segmentation.validation.verdict.text))
    lines += [(say("Warning"), warning) for warning in segmentation.provenance.warnings]
    lines += [(say("Step {n}", n=n), step) for n, step in enumerate(segmentation.provenance.steps, start=1)]
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 110)
    with options_named_by(control_name):
        for row, (head, value) in enumerate(lines):
            sheet.write_string(row, 0, fit_text(str(head), repairs), formats["head"])
            if isinstance(value, int | float):
                # Left, as the texts around it are.
                sheet.write_number(row, 1, value, formats["left"])
            else:
                sheet.write_string(row, 1, fit_text(str(value), repairs), formats["wrap"])


def _mean(
    sheet: Worksheet,
    place: tuple[int, int],
    profile: VariableProfile,
    value: float,
    formats: dict[str, Any],
) -> None:
    if profile.level is not None or profile.type is ColumnType.YES_NO:
        _number(sheet, place, value, formats["share"])
    elif profile.type is ColumnType.DATE:
        _number(sheet, place, float(np.round(value)) + _DAYS_TO_1970, formats["date"])
    else:
        _number(sheet, place, value, formats["number"])


def _number(sheet: Worksheet, place: tuple[int, int], value: float | None, style: Any) -> None:
    if value is not None and np.isfinite(value):
        sheet.write_number(*place, value, style)
