"""Writing a tracking: tables, charts, the report, and what a program reads."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from segdesk.charts.export import to_png
from segdesk.charts.style import LIGHT
from segdesk.delivery.comparison import write_rows
from segdesk.delivery.drift_summary import drift_summary
from segdesk.delivery.folder import SUMMARY, check_target, new_folder
from segdesk.delivery.tracking_tables import (
    HISTORY_HEADINGS,
    MIGRATION_HEADINGS,
    MOVED_IN_PERIOD_HEADINGS,
    RETENTION_HEADINGS,
    history_rows,
    migration_rows,
    moved_in_period_rows,
    retention_rows,
)
from segdesk.engine.tracking.findings import moves_in_all, tracking_findings, tracking_headline
from segdesk.engine.tracking.retention import NOT_SEEN
from segdesk.engine.tracking.tracking import Snapshot, Tracking
from segdesk.io.recipe_in_export import PNG_KEYWORD
from segdesk.messages import say
from segdesk.progress import Progress, silent
from segdesk.report.tracking import build_tracking_report, tracking_charts
from segdesk.report.writers.html import write_html
from segdesk.version import VERSION

HISTORY, MIGRATION, MOVED = "history.csv", "migration.csv", "moved.csv"
RETENTION, REPORT = "retention.csv", "report.html"


def deliver_tracking(
    tracking: Tracking, folder: Path, overwrite: bool = False, progress: Progress = silent
) -> dict[str, Any]:
    """Write the files of a tracking into a folder, all of them or nothing, and return the summary.

    Raises
    ------
    OutputError
        If the folder may not or cannot be written.
    """
    check_target(folder, overwrite)
    charts = tracking_charts(tracking)
    pictures = [f"{chart.name}.png" for chart in charts]
    files = sorted([HISTORY, MIGRATION, MOVED, RETENTION, REPORT, SUMMARY, *pictures])
    summary = summarise_tracking(tracking, files)
    with new_folder(folder, overwrite) as staging:
        progress(say("Writing the tables"), 0.0)
        write_rows(staging / HISTORY, HISTORY_HEADINGS, history_rows(tracking))
        write_rows(staging / MIGRATION, MIGRATION_HEADINGS, migration_rows(tracking))
        write_rows(staging / MOVED, MOVED_IN_PERIOD_HEADINGS, moved_in_period_rows(tracking))
        write_rows(staging / RETENTION, RETENTION_HEADINGS, retention_rows(tracking))
        progress(say("Drawing the charts"), 0.3)
        for chart, name in zip(charts, pictures, strict=True):
            figure = chart.draw(LIGHT)
            (staging / name).write_bytes(to_png(figure, texts={PNG_KEYWORD: chart.recipe}))
        progress(say("Writing the report"), 0.6)
        (staging / REPORT).write_bytes(write_html(build_tracking_report(tracking, VERSION)))
        (staging / SUMMARY).write_text(tracking_json(summary), "utf-8", newline="\n")
    progress(say("Writing the report"), 1.0)
    return summary


def tracking_json(summary: dict[str, Any]) -> str:
    """Return the summary of a tracking as JSON text."""
    return json.dumps(summary, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def summarise_tracking(tracking: Tracking, files: Sequence[str]) -> dict[str, Any]:
    """Return what a program wants to read of a tracking."""
    names, by, retention = tracking.placed_by.model.names, tracking.placed_by, tracking.retention
    return {
        "segdesk": VERSION,
        "tracking": tracking.title,
        "text": str(tracking_headline(tracking)),
        "customers": tracking.n_customers,
        "moves": moves_in_all(tracking),
        "model": by.file,
        "found_in": None if by.found_in is None else by.found_in.label,
        "segments": [{"segment": str(i), "name": name} for i, name in enumerate(names, start=1)],
        "periods": [_period(snapshot, names) for snapshot in tracking.snapshots],
        "history": [dict(zip(HISTORY_HEADINGS, row, strict=True)) for row in history_rows(tracking)],
        "migration": [
            {name: value or None if name in ("from", "to") else value for name, value in pairs}
            for pairs in (zip(MIGRATION_HEADINGS, row, strict=True) for row in migration_rows(tracking))
        ],
        "retention": {
            "by": "purchases" if retention.by_purchases else "presence",
            "offsets": retention.offsets.tolist(),
            "last_is_whole": retention.is_whole,
            "cohorts": [
                {
                    "cohort": cohort.label,
                    "customers": customers,
                    "active": [None if n == NOT_SEEN else n for n in active],
                }
                for cohort, customers, active in zip(
                    retention.cohorts, retention.customers.tolist(), retention.active.tolist(), strict=True
                )
            ],
        },
        "notes": [str(finding) for finding in tracking_findings(tracking)],
        "steps": [str(step) for step in tracking.steps],
        "warnings": [str(warning) for warning in tracking.warnings],
        "files": list(files),
    }


def _period(snapshot: Snapshot, names: Sequence[str]) -> dict[str, Any]:
    return {
        "period": snapshot.period.label,
        "file": snapshot.file,
        "customers": snapshot.n_customers,
        "drift": None if snapshot.drift is None else drift_summary(snapshot.drift, names),
        "warnings": [str(warning) for warning in snapshot.warnings],
    }
