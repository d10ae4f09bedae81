"""Writing a comparison: `migration.csv`, `moved.csv` and what a program reads."""

import csv
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from segdesk.charts.export import to_png
from segdesk.charts.moves import can_be_drawn, draw_moves
from segdesk.charts.style import LIGHT
from segdesk.delivery.folder import SUMMARY, check_target, new_folder
from segdesk.engine.comparison.compare import Comparison, Group, headline, remarks
from segdesk.engine.comparison.reasons import Reasons
from segdesk.io.writers.csv_file import guarded, number_text
from segdesk.version import VERSION

MIGRATION, MOVED, FLOW = "migration.csv", "moved.csv", "flow.png"
MOVED_HEADINGS = ("identifier", "from", "to", "reason_variable", "before", "after", "reason")


def deliver_comparison(comparison: Comparison, folder: Path, overwrite: bool = False) -> dict[str, Any]:
    """Write the files of a comparison into a folder, all of them or nothing, and return the summary.

    Raises
    ------
    OutputError
        If the folder may not or cannot be written.
    """
    check_target(folder, overwrite)
    drawn = can_be_drawn(comparison)
    files = [*((FLOW,) if drawn else ()), MIGRATION, MOVED, SUMMARY]
    summary = summarise_comparison(comparison, files)
    with new_folder(folder, overwrite) as staging:
        write_migration(comparison, staging / MIGRATION)
        write_moved(comparison, staging / MOVED)
        if drawn:
            (staging / FLOW).write_bytes(to_png(draw_moves(comparison, LIGHT)))
        (staging / SUMMARY).write_text(comparison_json(summary), "utf-8", newline="\n")
    return summary


def write_migration(comparison: Comparison, path: Path) -> None:
    """Write how many customers, worth how much, went from which segment to which; those on one side only have one."""
    write_rows(path, ("from", "to", "customers", "value"), flows(comparison))


def write_moved(comparison: Comparison, path: Path) -> None:
    """Write the customers who are in another segment than the one that matches theirs, and why."""
    write_rows(path, MOVED_HEADINGS, moved_rows(comparison))


def moved_rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """Yield a row of cells for each customer who moved, under `MOVED_HEADINGS`."""
    moved, reasons = comparison.has_moved, comparison.reasons
    why: Iterable[tuple[str, str, str, str]] = (
        itertools.repeat(("",) * 4)
        if reasons is None
        else zip(
            reasons.names(),
            reasons.before.tolist(),
            reasons.after.tolist(),
            map(str, reasons.sentences()),
            strict=True,
        )
    )
    for who, a, b, cells in zip(
        comparison.identifiers[moved].tolist(),
        comparison.before[moved].tolist(),
        comparison.after[moved].tolist(),
        why,
        strict=False,
    ):
        yield (who, comparison.old[a].key, comparison.new[b].key, *cells)


def comparison_json(summary: dict[str, Any]) -> str:
    """Return the summary of a comparison as JSON text."""
    return json.dumps(summary, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def summarise_comparison(comparison: Comparison, files: Sequence[str]) -> dict[str, Any]:
    """Return what a program wants to read of a comparison."""
    shared = comparison.shared
    return {
        "segdesk": VERSION,
        "comparison": {"old": comparison.old_title, "new": comparison.new_title},
        "text": str(headline(comparison)),
        "customers": shared,
        "stayed": comparison.stayed,
        "stayed_share": comparison.stayed / shared if shared else None,
        "agreement": comparison.agreement,
        "old_only": int(comparison.gone.sum()),
        "new_only": int(comparison.come.sum()),
        "matched_by": str(comparison.matched_by),
        "reasons": summarise_reasons(comparison.reasons),
        "old_segments": [_group(group) for group in comparison.old],
        "new_segments": [_group(group) for group in comparison.new],
        "migration": [
            {"from": a or None, "to": b or None, "customers": n, "value": value}
            for a, b, n, value in flows(comparison)
        ],
        "differences": None
        if comparison.differences is None
        else [
            {"name": d.name, "setting": str(d.setting), "old": str(d.old), "new": str(d.new)}
            for d in comparison.differences
        ],
        "notes": [str(remark) for remark in remarks(comparison)],
        "files": list(files),
    }


def summarise_reasons(reasons: Reasons | None) -> dict[str, Any] | None:
    """Return how many customers moved for which reason; None where values are not known."""
    if reasons is None:
        return None
    counts = np.bincount(reasons.variable[reasons.variable >= 0], minlength=len(reasons.variables)).tolist()
    return {
        "variables": [
            {"variable": name, "customers": n} for name, n in zip(reasons.variables, counts, strict=True) if n
        ],
        "segments_changed": reasons.segments_changed,
        "no_single_variable": reasons.no_single_variable,
    }


def _group(group: Group) -> dict[str, Any]:
    return {"segment": group.key, "name": group.name, "size": group.size, "match": group.match}


def flows(comparison: Comparison) -> Iterator[tuple[str, str, int, float | None]]:
    """Yield old and new segment, customers and value; of those on one side only the other segment is empty."""
    values = comparison.values
    for i, old in enumerate(comparison.old):
        for j, new in enumerate(comparison.new):
            n = int(comparison.customers[i, j])
            if n:
                yield old.key, new.key, n, None if values is None else float(values[i, j])
    for i, old in enumerate(comparison.old):
        if comparison.gone[i]:
            gone = comparison.gone_values
            yield old.key, "", int(comparison.gone[i]), None if gone is None else float(gone[i])
    for j, new in enumerate(comparison.new):
        if comparison.come[j]:
            come = comparison.come_values
            yield "", new.key, int(comparison.come[j]), None if come is None else float(come[j])


def write_rows(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Sequence[str | int | float | None]],
    has_mark: bool = True,
) -> None:
    """Write rows of plain values: numbers to twelve digits, texts so that no spreadsheet runs them.

    With the mark at its beginning spreadsheets know the letters of the file.
    """
    with path.open("w", encoding="utf-8-sig" if has_mark else "utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: str | int | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return number_text(float(f"{value:.12g}"))
    return guarded(value) if isinstance(value, str) else str(value)
