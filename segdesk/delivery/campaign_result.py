"""Writing what a campaign brought: a table, charts, the report, and what a program reads."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from segdesk.charts.export import to_png
from segdesk.charts.style import LIGHT
from segdesk.charts.uplift import draw_uplift, row_name
from segdesk.delivery.comparison import write_rows
from segdesk.delivery.folder import SUMMARY, check_target, new_folder
from segdesk.engine.campaign.findings import result_headlines, segment_findings
from segdesk.engine.campaign.results import CampaignResult
from segdesk.messages import say
from segdesk.progress import Progress, silent
from segdesk.report.campaign import build_campaign_report, chart_name
from segdesk.report.writers.report_formats import report_format_named
from segdesk.version import VERSION

UPLIFT = "uplift.csv"
UPLIFT_HEADINGS = (
    "measure", "segment", "segment_name", "n_test", "n_control", "test", "control", "difference", "low", "high",
    "p_value", "p_adjusted", "beyond_chance",
)  # fmt: skip


def deliver_campaign_result(
    result: CampaignResult,
    folder: Path,
    overwrite: bool = False,
    report: Sequence[str] = ("html",),
    progress: Progress = silent,
) -> dict[str, Any]:
    """Write the files of a campaign's result into a folder, all of them or nothing, and return the summary.

    Raises
    ------
    OutputError
        If the folder may not or cannot be written.
    UsageError
        If there is no such format of a report.
    """
    check_target(folder, overwrite)
    formats = [report_format_named(name) for name in report]
    charts = {f"{chart_name(each)}.png": each for each in result.measures}
    reports = {f"report{entry.suffix}": entry for entry in formats}
    summary = summarise_campaign_result(result, sorted([UPLIFT, *charts, *reports, SUMMARY]))
    with new_folder(folder, overwrite) as staging:
        write_rows(staging / UPLIFT, UPLIFT_HEADINGS, uplift_rows(result))
        progress(say("Drawing the charts"), 0.2)
        for name, measured in charts.items():
            (staging / name).write_bytes(to_png(draw_uplift(result, measured, LIGHT)))
        progress(say("Writing the report"), 0.5)
        document = build_campaign_report(result, VERSION)
        for name, entry in reports.items():
            (staging / name).write_bytes(entry.write(document))
        (staging / SUMMARY).write_text(campaign_result_json(summary), "utf-8", newline="\n")
    progress(say("Writing the report"), 1.0)
    return summary


def uplift_rows(result: CampaignResult) -> Iterator[tuple[str | int | float, ...]]:
    """Yield a row for each effect, under `UPLIFT_HEADINGS`; shares as parts of one."""
    for measured in result.measures:
        for effect in measured.effects:
            yield (
                "amount" if measured.is_money else "responded",
                effect.segment or "all",
                str(row_name(result, effect)),
                effect.n_test,
                effect.n_control,
                effect.test,
                effect.control,
                effect.difference,
                effect.low,
                effect.high,
                effect.p_value,
                effect.p_adjusted,
                int(effect.is_beyond_chance),
            )


def summarise_campaign_result(result: CampaignResult, files: Sequence[str]) -> dict[str, Any]:
    """Return what a program wants to read of a campaign's result."""
    headlines = [str(found) for found in result_headlines(result)]
    return {
        "segdesk": VERSION,
        "campaign_result": {"campaign": result.groups.title, "results": result.file},
        "text": headlines[0],
        "findings": [
            *headlines,
            *(str(found) for each in result.measures for found in segment_findings(result, each)),
        ],
        "effects": [dict(zip(UPLIFT_HEADINGS, row, strict=True)) for row in uplift_rows(result)],
        "notes": [str(note) for note in result.notes],
        "files": list(files),
    }


def campaign_result_json(summary: dict[str, Any]) -> str:
    """Return the summary of a campaign's result as JSON text."""
    return json.dumps(summary, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
