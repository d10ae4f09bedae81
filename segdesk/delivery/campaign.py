"""Writing a campaign: a list for each segment, the groups to come back to, and what a program reads."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from segdesk.delivery.comparison import write_rows
from segdesk.delivery.folder import SUMMARY, check_target, new_folder
from segdesk.engine.campaign.findings import campaign_findings
from segdesk.engine.campaign.plan import SEGMENT_COLUMNS, Campaign, SegmentInCampaign
from segdesk.engine.data.canonical_column import canonical_column
from segdesk.engine.data.table import TextColumn
from segdesk.io.campaign_files import CONTROL, GROUP_COLUMN, GROUPS, TEST
from segdesk.io.writers.csv_file import guarded
from segdesk.messages import cut_at_word, say
from segdesk.progress import Progress, silent
from segdesk.version import VERSION

_LONGEST_NAME = 40


def deliver_campaign(
    campaign: Campaign, folder: Path, overwrite: bool = False, progress: Progress = silent
) -> dict[str, Any]:
    """Write the files of a campaign into a folder, all of them or nothing, and return the summary.

    Raises
    ------
    OutputError
        If the folder may not or cannot be written.
    """
    check_target(folder, overwrite)
    lists = {segment.key: _list_name(segment) for segment in campaign.segments}
    summary = summarise_campaign(campaign, lists)
    with new_folder(folder, overwrite) as staging:
        for place, segment in enumerate(campaign.segments):
            progress(say("Writing the lists"), place / len(campaign.segments))
            # Mailing tools take the mark at a file's beginning for a part of the first heading.
            mark = campaign.tool is None
            write_rows(
                staging / lists[segment.key], list_headings(campaign), list_rows(campaign, segment), mark
            )
        write_rows(
            staging / GROUPS,
            (campaign.source.identifier, *SEGMENT_COLUMNS, GROUP_COLUMN),
            _group_rows(campaign),
        )
        (staging / SUMMARY).write_text(campaign_json(summary), "utf-8", newline="\n")
    progress(say("Writing the lists"), 1.0)
    return summary


def list_headings(campaign: Campaign) -> tuple[str, ...]:
    """Return the headings of the lists: those of the columns, then the segment's."""
    ours = SEGMENT_COLUMNS if campaign.tool is None or campaign.tool.tag is None else (campaign.tool.tag,)
    return tuple(guarded(heading) for heading in (*(c.heading for c in campaign.columns), *ours))


def list_rows(campaign: Campaign, segment: SegmentInCampaign) -> Iterator[tuple[str, ...]]:
    """Yield a row of cells for each customer of a segment who is to be written to, under `list_headings`."""
    inside = (campaign.keys == segment.key) & ~campaign.is_control
    rows = campaign.rows[inside]
    cells = [column.texts[column.codes[rows]].tolist() for column in _written_columns(campaign)]
    if campaign.tool is None or campaign.tool.tag is None:
        ours = [segment.key, segment.name]
    else:
        # A comma would make two tags of one.
        ours = [segment.name.replace(",", "")]
    for row in zip(*cells, strict=True):
        yield (*row, *ours)


def campaign_json(summary: dict[str, Any]) -> str:
    """Return the summary of a campaign as JSON text."""
    return json.dumps(summary, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def summarise_campaign(campaign: Campaign, lists: dict[str, str]) -> dict[str, Any]:
    """Return what a program wants to read of a campaign."""
    text = [str(found) for found in campaign_findings(campaign)]
    return {
        "segdesk": VERSION,
        "campaign": {
            "source": campaign.source.side.title,
            "tool": campaign.spec.tool or None,
            "control_share": campaign.spec.control_share,
            "base_rate": campaign.spec.base_rate,
            "smallest_lift": campaign.smallest_lift,
            "seed": campaign.spec.seed,
            "identifier": campaign.source.identifier,
        },
        "text": text[0],
        "segments": [
            {
                "segment": segment.key,
                "name": segment.name,
                "test": segment.n_test,
                "control": segment.n_control,
                "smallest_lift": segment.smallest_lift,
                "file": lists[segment.key],
            }
            for segment in campaign.segments
        ],
        "columns": [{"column": each.name, "heading": each.heading} for each in campaign.columns],
        "notes": text[1:],
        "files": sorted([*lists.values(), GROUPS, SUMMARY]),
    }


def _written_columns(campaign: Campaign) -> list[TextColumn]:
    """Return the columns of the lists: letter for letter, for a tool in one plain way."""
    if campaign.tool is None:
        return [campaign.source.table.column(each.name) for each in campaign.columns]
    typed = {column.name: column for column in campaign.source.columns}
    return [canonical_column(typed[each.name]) for each in campaign.columns]


def _group_rows(campaign: Campaign) -> Iterator[tuple[str, ...]]:
    names = {segment.key: segment.name for segment in campaign.segments}
    groups = np.where(campaign.is_control, CONTROL, TEST).tolist()
    for who, key, group in zip(campaign.identifiers.tolist(), campaign.keys.tolist(), groups, strict=True):
        yield who, key, names[key], group


def _list_name(segment: SegmentInCampaign) -> str:
    """Return the name of a segment's file: its number, and as much of its name as every system allows."""
    words = re.sub(r"[^\w]+", "-", cut_at_word(segment.name, _LONGEST_NAME)).strip("-_").lower()
    key = re.sub(r"[^\w]+", "-", segment.key)
    return f"segment-{key}-{words}.csv" if words else f"segment-{key}.csv"
