"""Placing the customers of a file with a model, and writing them labeled: of files that memory does not hold, too."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from segdesk.delivery.folder import check_new_file
from segdesk.delivery.placed_whole import place_all_purchases, place_all_rows
from segdesk.delivery.table_file import deliver_prediction
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import Table
from segdesk.engine.prediction.matching import apply_map
from segdesk.engine.prediction.model import Model
from segdesk.engine.prediction.predict import (
    Prediction,
    customers_to_place,
    holds_purchases,
    predict,
    rules_of_purchases,
)
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import UsageError
from segdesk.io.joining import joined_table
from segdesk.io.reading import Data, read_table
from segdesk.io.writers.exporter_registry import exporter_for
from segdesk.messages import Message, say
from segdesk.progress import Progress, part, silent
from segdesk.scale.engine_choice import AUTO, OUT_OF_MEMORY, engine_named, read_as_memory_allows
from segdesk.scale.everyone import CELLS
from segdesk.scale.sampling import read_sample
from segdesk.scale.texts import Limits
from segdesk.threads import single_threaded

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@dataclass(frozen=True, eq=False)
class PlacedFile:
    """Customers of a file that were placed and written.

    Attributes
    ----------
    table : Table
        As read, or a sample of it.
    prediction : Prediction
        Of the rows that were held; its counts are those of all rows.
    steps, warnings : tuple of Message
    """

    table: Table
    prediction: Prediction
    steps: tuple[Message, ...]
    warnings: tuple[Message, ...]


def place_file(
    data: Data | Sequence[Data],
    model: Model,
    made_with: Recipe,
    recipe: Recipe,
    out: Path,
    *,
    engine: str = AUTO,
    master: "str | SparkSession | None" = None,
    entries: Sequence[str] = (),
    overwrite: bool = False,
    progress: Progress = silent,
    sample: Limits | None = None,
    lines: Limits | None = None,
    cells: int = CELLS,
) -> PlacedFile:
    """Place the customers of files and write them.

    Parameters
    ----------
    data : str or Path, or sequence of them
        Customers, or purchases where the model was made of purchases.
    model : Model
    made_with : Recipe
        That the model was made with.
    recipe : Recipe
        How the files are read, what is joined, and whether cells are written as they are.
    out : Path
        The ending of its name says the format.
    engine : str, default "auto"
        One of `ENGINES`.
    master : str or pyspark.sql.SparkSession, optional
        Where Spark runs; by default on this computer.
    entries : sequence of str
        `OLD=NEW`, as of `apply_map`.
    overwrite : bool, default False
    progress : Progress
    sample, lines : Limits, optional
        About how many rows of customers, or lines of purchases, are looked at together, of files that memory need not
        hold.
    cells : int, optional
        How many of its cells are held at once.

    Raises
    ------
    InputError
        If the files cannot be read, or hold no such customers.
    UsageError
        If a setting does not exist or suit.
    OutputError
        If the file exists or cannot be written.
    """
    by = engine_named(engine, master)
    exporter_for(out)
    check_new_file(out, overwrite)
    made_with = replace(made_with, read=recipe.read)
    raw = bool(recipe.output.raw)
    reading, placing = part(progress, 0, 0.4), part(progress, 0.4, 1)
    if engine == AUTO:
        table = read_as_memory_allows(data, made_with, reading, customers=sample, lines=lines)
    elif engine in OUT_OF_MEMORY:
        table = read_sample(data, recipe.read, made_with, reading, engine=by, customers=sample, lines=lines)
    else:
        table = read_table(data, recipe.read, reading)
    purchases = holds_purchases(table, model, made_with)
    if purchases and table.sample_of:
        _refuse_map(entries)
    mapped = apply_map(table, model, made_with, entries)
    if table.sample_of and not purchases:
        with single_threaded():
            like = predict(mapped.table, model, made_with.read, mapped.matches)
        prediction, notes = place_all_rows(
            data,
            like,
            made_with.read,
            out,
            raw=raw,
            overwrite=overwrite,
            progress=placing,
            engine=by,
            cells=cells,
        )
        in_pieces = finding("scale.placed_in_pieces", rows=prediction.counts.rows, lines=table.n_rows)
        # The first step tells of the sample, as if nothing else were placed.
        return _told(table, prediction, (in_pieces, *table.steps[1:]), table.warnings, notes)
    placing(say("Placing customers"), 0.0)
    joined, today = joined_table(recipe.transactions.join), dt.date.today()
    if table.sample_of:
        rules = rules_of_purchases(made_with, table.names)
        prediction, notes = place_all_purchases(
            data,
            model,
            rules,
            out,
            joined=joined,
            today=today,
            raw=raw,
            overwrite=overwrite,
            progress=placing,
            engine=by,
        )
    else:
        with single_threaded():
            customers, spec = customers_to_place(mapped.table, model, made_with, joined, today)
            prediction = predict(customers, model, spec, mapped.matches)
        notes = deliver_prediction(prediction, out, raw, part(placing, 0.7, 1), overwrite)
    return _told(table, prediction, prediction.table.steps, prediction.table.warnings, notes)


def _told(
    table: Table,
    prediction: Prediction,
    steps: tuple[Message, ...],
    warnings: tuple[Message, ...],
    notes: tuple[Message, ...],
) -> PlacedFile:
    """Return a file that was placed, what was said of its table before what was said of its customers."""
    return PlacedFile(
        table, prediction, (*steps, *prediction.steps), (*warnings, *prediction.warnings, *notes)
    )


def _refuse_map(entries: Sequence[str]) -> None:
    if entries:
        raise UsageError(
            say("Columns of purchases that memory does not hold are not called otherwise."),
            mend=say(
                "Leave {option} out, and give the columns the names that the model knows.", option="--map"
            ),
        )
