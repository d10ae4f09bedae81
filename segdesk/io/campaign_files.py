"""Reading what a campaign is planned from, and the campaign again when its results are in."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from segdesk.engine.campaign.plan import SEGMENT_COLUMNS, CampaignSource
from segdesk.engine.campaign.results import CampaignResult, Groups, ResultColumns, evaluate
from segdesk.engine.comparison.from_segmentation import side_of
from segdesk.engine.comparison.side import Side, checked_identifiers
from segdesk.engine.data.arrays import Positions
from segdesk.engine.data.table import Role, Table, TypedColumn
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.schema.inspection import Inspection, inspect
from segdesk.errors import InputError, Where
from segdesk.io.compared_files import MODEL, labeled_file, side_of_table
from segdesk.io.gate import read_small
from segdesk.io.project_file import result_of_project
from segdesk.io.reading import read_table
from segdesk.io.result_folder import SUMMARY
from segdesk.messages import say
from segdesk.progress import Progress, part, silent

GROUPS = "groups.csv"
TEST, CONTROL = "test", "control"
GROUP_COLUMN = "group"
_MOST_BYTES = 64 << 20
# Columns that segdesk puts behind those of the input.
_OURS = re.compile(r"segment(?:_(?:name|confidence|second|second_name|unlike))?(?:_\d+)?", re.IGNORECASE)


def source_of(segmentation: Segmentation) -> CampaignSource:
    """Return the customers of a result.

    Raises
    ------
    InputError
        If they cannot be told apart.
    """
    source = segmentation.source
    side = side_of(segmentation, source.table.source.path.name)
    assert segmentation.identifier is not None, "`side_of` refuses customers without identifiers"
    takes_part = source.takes_part
    n = len(segmentation.fit.labels)
    rows = np.arange(n) if takes_part is None else np.flatnonzero(takes_part)
    return _source(side, source.table, source.columns, segmentation.identifier.name, rows)


def read_source(
    path: Path,
    identifier: str | None = None,
    value: str | None = None,
    spec: ReadSpec | None = None,
    progress: Progress = silent,
) -> CampaignSource:
    """Read the customers of a labeled file, of the folder of a result, or of the result that a project shows.

    Raises
    ------
    InputError
        If it holds no segments, or its customers cannot be told apart.
    """
    if path.is_file() and path.suffix.lower() == MODEL:
        _, segmentation = result_of_project(path, progress)
        return source_of(segmentation)
    return source_of_table(read_table(labeled_file(path), spec, progress), path.name, identifier, value)


def source_of_table(
    table: Table, title: str, identifier: str | None = None, value: str | None = None
) -> CampaignSource:
    """Return the customers of a labeled table.

    Raises
    ------
    InputError
        If it holds no segments, or its customers cannot be told apart.
    """
    side = side_of_table(table, title, identifier, value)
    understood = inspect(table, ColumnsSpec(kind="customers", id=identifier, value=value))
    key = understood.schema.names(Role.IDENTIFIER)[0]
    return _source(side, table, understood.columns, key, np.arange(table.n_rows))


def _source(
    side: Side, table: Table, columns: Sequence[TypedColumn], identifier: str, rows: Positions
) -> CampaignSource:
    names = [name for name in table.names if _OURS.fullmatch(name.strip()) is None or name == identifier]
    kept = {column.name: replace(column, values=column.values[rows]) for column in columns}
    return CampaignSource(side, table.part(names, rows), tuple(kept[name] for name in names), identifier)


def read_groups(path: Path, spec: ReadSpec | None = None) -> Groups:
    """Read who was written to and who was held back: from the folder of a campaign, or its file of groups.

    Raises
    ------
    InputError
        If it is none.
    """
    folder, file = (path, path / GROUPS) if path.is_dir() else (path.parent, path)
    if not file.is_file():
        raise InputError(
            say("There is no file of groups."),
            where=Where(file=str(path)),
            mend=say("Name the folder that segdesk campaign wrote, or its file {file}.", file=GROUPS),
        )
    return groups_of_table(read_table(file, spec), path.name, _seed(folder / SUMMARY))


def groups_of_table(table: Table, title: str, seed: int = 0) -> Groups:
    """Return who was written to and who was held back, as a table of groups says.

    Raises
    ------
    InputError
        If it does not say so.
    """
    file = table.source.path.name
    missing = [name for name in (*SEGMENT_COLUMNS, GROUP_COLUMN) if name not in table.names]
    others = [name for name in table.names if name not in (*SEGMENT_COLUMNS, GROUP_COLUMN)]
    sides = set() if missing else {text.strip() for text in table.column(GROUP_COLUMN).texts.tolist()}
    if missing or not others or not sides <= {TEST, CONTROL}:
        raise InputError(
            say("The file does not say which customers were written to and which were held back."),
            where=Where(file=file),
            mend=say("Name the folder that segdesk campaign wrote, or its file {file}.", file=GROUPS),
        )
    segments = np.array([text.strip() for text in table.column("segment").cells()], dtype=str)
    names = dict(zip(segments.tolist(), table.column("segment_name").cells().tolist(), strict=True))
    return Groups(
        title,
        checked_identifiers(table.column(others[0]).cells(), file, others[0]),
        segments,
        np.array([text.strip() == CONTROL for text in table.column(GROUP_COLUMN).cells()], dtype=bool),
        names,
        seed,
    )


def evaluate_files(
    campaign: Path,
    results: Path,
    wanted: ResultColumns,
    spec: ReadSpec | None = None,
    progress: Progress = silent,
) -> CampaignResult:
    """Read a campaign and what happened since, and compare those written to with those held back.

    Raises
    ------
    InputError
        If either cannot be read, or does not belong to the other.
    UsageError
        If a column is not there, or holds no numbers.
    """
    groups = read_groups(campaign)
    table = read_table(results, spec, part(progress, 0, 0.6))
    progress(say("Comparing those written to with those held back"), 0.7)
    return evaluate_table(groups, table, wanted, spec)


def evaluate_table(
    groups: Groups, table: Table, wanted: ResultColumns, spec: ReadSpec | None = None
) -> CampaignResult:
    """Return the same of a table of what happened since."""
    return evaluate(groups, inspected(table, spec), wanted)


def inspected(table: Table, spec: ReadSpec | None = None) -> Inspection:
    """Return a table of what happened since as it is understood: its rows stay as they are."""
    return inspect(table, ColumnsSpec(kind="customers"), spec or ReadSpec())


def _seed(summary: Path) -> int:
    """Return the seed of a campaign, which permutations go on with; 0 where it is not known."""
    try:
        seed = json.loads(read_small(summary, _MOST_BYTES))["campaign"]["seed"]
    except (InputError, ValueError, KeyError, TypeError, RecursionError):
        return 0
    return seed if isinstance(seed, int) and seed >= 0 else 0
