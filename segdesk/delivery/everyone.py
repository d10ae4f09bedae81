"""All rows of the files that a result's table is a sample of, placed and written in place of the sample."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from segdesk.engine.data.finding import finding
from segdesk.engine.prediction.counts import PlacedCounts
from segdesk.engine.prediction.predict import Prediction, predict, rules_of_purchases
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.result.segmentation import Segmentation
from segdesk.io.joining import joined_table
from segdesk.io.writers.exporter_registry import Exporter, ExportTask, exporter_named
from segdesk.io.writers.labels import LabeledTable, of_prediction, of_segmentation
from segdesk.messages import Message, Percent, say
from segdesk.progress import Progress
from segdesk.scale.engines import ScaleEngine
from segdesk.scale.everyone import place_all_customers, place_everyone
from segdesk.scale.sampling import origin_of
from segdesk.threads import single_threaded

_INSTEAD = "csv"


@dataclass(frozen=True)
class WrittenEveryone:
    """All rows that were placed and written.

    Attributes
    ----------
    counts : PlacedCounts
    told : Message
        Where the segments come from, and how large they are among all rows.
    notes : tuple of Message
        What had to be changed or left out.
    """

    counts: PlacedCounts
    told: Message
    notes: tuple[Message, ...]


def is_sample_of_customers(segmentation: Segmentation) -> bool:
    """Return whether a result is of some customers of files whose others can be placed: of rows, or of purchases."""
    source = segmentation.source
    if source.purchases is None:
        return source.source_table.sample_of > 0
    # A sample of lines, as the window opens it, is held; of these only some customers are.
    return source.source_table.sample_of > 0 and source.source_table.rows_elsewhere > 0


def write_everyone(
    segmentation: Segmentation,
    folder: Path,
    exporters: Sequence[Exporter],
    engine: ScaleEngine,
    progress: Progress,
) -> WrittenEveryone:
    """Write `labeled` files with all rows of the files that the table of a result is a sample of.

    Parameters
    ----------
    segmentation : Segmentation
        For which `is_sample_of_customers` holds.
    folder : Path
    exporters : sequence of Exporter
        The formats that are wanted. Where none of them holds so many rows, a text table is written.
    engine : ScaleEngine
        What reads the files.
    progress : Progress
    """
    recipe, model = segmentation.provenance.recipe, segmentation.fit.model
    sample, purchases = segmentation.source.plain_table, segmentation.source.purchases
    total = sample.sample_of if purchases is None else purchases.reconciled.all_kept.customers
    able = [each for each in exporters if each.pieces is not None] or [exporter_named(_INSTEAD)]
    notes = [
        say(
            "{file} was not written: it would not hold {rows} rows.",
            file=f"labeled{each.suffix}",
            rows=total,
        )
        for each in exporters
        if each.pieces is None
    ]
    labeled, raw = of_segmentation(segmentation), bool(recipe.output.raw)
    writers = []
    for each in able:
        assert each.pieces is not None
        name = f"labeled{each.suffix}"
        writers.append(each.pieces(ExportTask(folder / name, name, labeled, segmentation, raw, progress)))
    files = origin_of(sample)
    with single_threaded():
        if purchases is None:
            like = predict(sample, model, recipe.read)
            placed, changed = place_everyone(
                files, like, recipe.read, _as_of_a_run, writers, progress, engine=engine
            )
        else:
            like = predict(sample, model, ReadSpec())
            rules = rules_of_purchases(recipe, purchases.table.names)
            placed, changed = place_all_customers(
                files,
                like,
                replace(rules, transactions=recipe.transactions),
                joined_table(recipe.transactions.join),
                dt.date.today(),
                _as_of_a_run,
                writers,
                progress,
                engine=engine,
            )
    sizes = dict(zip((str(say("Unassigned")), *model.names), placed.counts.sizes, strict=True))
    shares = [f"{name}: {Percent(n / placed.counts.participants)}" for name, n in sizes.items() if n]
    if purchases is None:
        told = finding("scale.everyone_placed", lines=sample.n_rows, rows=placed.counts.rows, segments=shares)
    else:
        told = finding(
            "scale.all_customers_placed", customers=sample.n_rows, total=placed.counts.rows, segments=shares
        )
    warnings = [each for each in placed.warnings if each not in placed.notes]
    return WrittenEveryone(placed.counts, told, (*notes, *changed, *warnings))


def _as_of_a_run(prediction: Prediction) -> LabeledTable:
    """Return a table with the columns that a run adds."""
    labeled = of_prediction(prediction)
    return replace(labeled, added=labeled.added[:3])
