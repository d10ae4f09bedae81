"""All that a file holds of which a sample was placed: its rows in pieces, or the customers of all its purchases."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from segdesk.delivery.folder import check_new_file, new_file
from segdesk.delivery.table_file import deliver_prediction
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import Table
from segdesk.engine.prediction.model import Model
from segdesk.engine.prediction.predict import Prediction, predict
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import OutputError
from segdesk.io.reading import Data
from segdesk.io.writers.exporter_registry import ExportTask, WritePieces, all_exporters, exporter_for
from segdesk.io.writers.labels import of_prediction
from segdesk.messages import Message, say
from segdesk.progress import Progress, part, silent
from segdesk.scale.customers import customers_of_files
from segdesk.scale.engines import BY_DUCKDB, ScaleEngine
from segdesk.scale.everyone import CELLS, OpenWriter, place_all_customers, place_everyone
from segdesk.threads import single_threaded


def place_all_rows(
    data: Data | Sequence[Data],
    like: Prediction,
    spec: ReadSpec,
    out: Path,
    *,
    raw: bool = False,
    overwrite: bool = False,
    progress: Progress = silent,
    engine: ScaleEngine = BY_DUCKDB,
    cells: int = CELLS,
) -> tuple[Prediction, tuple[Message, ...]]:
    """Place all customers of files and write them, piece by piece.

    Parameters
    ----------
    data : str or Path, or sequence of them
    like : Prediction
        Of a sample of their rows.
    spec : ReadSpec
        How they are read.
    out : Path
        The ending of its name says the format.
    raw : bool, default False
        Cells that a spreadsheet would run are written as they are.
    overwrite : bool, default False
    progress : Progress
    engine : ScaleEngine, optional
        What reads the files.
    cells : int, optional
        How many cells are held at once.

    Returns
    -------
    Prediction
        `like` with the counts of all rows.
    tuple of Message
        What had to be changed in the file.

    Raises
    ------
    InputError
        If the files cannot be read so.
    UsageError
        If the name's ending is of no format.
    OutputError
        If the format does not hold so many rows, or the file exists or cannot be written.
    """

    def write(writers: Sequence[OpenWriter]) -> tuple[Prediction, tuple[Message, ...]]:
        return place_everyone(data, like, spec, of_prediction, writers, progress, engine=engine, cells=cells)

    return _in_pieces(like, out, raw, overwrite, progress, write)


def place_all_purchases(
    data: Data | Sequence[Data],
    model: Model,
    rules: Recipe,
    out: Path,
    *,
    matches: Mapping[str, str] | None = None,
    joined: Table | None = None,
    today: dt.date | None = None,
    raw: bool = False,
    overwrite: bool = False,
    progress: Progress = silent,
    engine: ScaleEngine = BY_DUCKDB,
) -> tuple[Prediction, tuple[Message, ...]]:
    """Summarise purchases that memory need not hold to customers, place them and write them.

    Parameters
    ----------
    data, out, raw, overwrite, progress, engine
        As of `place_all_rows`.
    model : Model
    rules : Recipe
        By which purchases are summarised: see `rules_of_purchases`.
    matches : mapping of str to str, optional
        Column of the customers by variable of the model, where the names differ.
    joined : Table, optional
        A customers table to join by identifier.
    today : date, optional
        Purchases after it are in the future.

    Returns
    -------
    Prediction
        Of all customers.
    tuple of Message
        What had to be changed in the file.

    Raises
    ------
    InputError, UsageError, OutputError
        As of `place_all_rows`.
    """
    check_new_file(out, overwrite)
    summarising, rest = part(progress, 0, 0.7), part(progress, 0.7, 1)
    with single_threaded():
        found, _ = customers_of_files(data, rules, joined, today, summarising, engine=engine)
        prediction = predict(found.table, model, ReadSpec(), matches)
    if not found.table.sample_of:
        return prediction, deliver_prediction(prediction, out, raw, rest, overwrite)

    def write(writers: Sequence[OpenWriter]) -> tuple[Prediction, tuple[Message, ...]]:
        return place_all_customers(
            data, prediction, rules, joined, today, of_prediction, writers, rest, engine=engine
        )

    placed, notes = _in_pieces(prediction, out, raw, overwrite, rest, write)
    told = finding("scale.placed_in_pieces", rows=placed.counts.rows, lines=found.table.n_rows)
    # The first step tells of the sample, as if nothing else were placed.
    table = replace(placed.table, steps=(told, *placed.table.steps[1:]))
    return replace(placed, table=table), notes


def _in_pieces(
    like: Prediction,
    out: Path,
    raw: bool,
    overwrite: bool,
    progress: Progress,
    write: Callable[[Sequence[OpenWriter]], tuple[Prediction, tuple[Message, ...]]],
) -> tuple[Prediction, tuple[Message, ...]]:
    """Write a file that comes in pieces; `write` places what it holds."""
    in_pieces = _writer_of_pieces(out, like.table.sample_of)
    with single_threaded(), new_file(out, replace=overwrite) as staging:
        placed = write([in_pieces(ExportTask(staging, out.name, of_prediction(like), None, raw, progress))])
        # The last moment to stop: then the file takes its place.
        progress(say("Placing customers"), 1.0)
    return placed


def _writer_of_pieces(out: Path, rows: int) -> WritePieces:
    in_pieces = exporter_for(out).pieces
    if in_pieces is None:
        able = [each.suffix for each in all_exporters() if each.pieces is not None]
        raise OutputError(
            say("“{file}” can't be written: it would not hold {rows} rows.", file=out.name, rows=rows),
            mend=say("Choose one of: {names}.", names=able),
        )
    return in_pieces
