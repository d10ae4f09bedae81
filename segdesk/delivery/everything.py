"""A recipe that was chosen on a sample, run on all of the files: what `segdesk run` does with an engine."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from segdesk.delivery.deliver import Delivered, check_delivery, deliver
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import Table
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.by_hand import ByHandSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.renaming import carried_over_by_model
from segdesk.engine.result.report_options import ReportOptions
from segdesk.engine.result.segmentation import Segmentation, with_provenance
from segdesk.io.reading import Data
from segdesk.progress import Progress, part, silent
from segdesk.scale.engine_choice import DUCKDB, open_with_engine


def run_on_everything(
    data: Data | Sequence[Data],
    recipe: Recipe,
    folder: Path,
    *,
    engine: str = DUCKDB,
    master: str | None = None,
    joined: Table | None = None,
    today: dt.date | None = None,
    overwrite: bool = False,
    report: ReportOptions | None = None,
    like: Segmentation | None = None,
    progress: Progress = silent,
) -> Delivered:
    """Find segments of all purchases' customers, or of a sample of customers of whom all are placed, and write them.

    Parameters
    ----------
    data : str or Path, or sequence of them
        CSV or Parquet, or a folder of either.
    recipe : Recipe
    folder : Path
        Must not hold anything, unless `overwrite` and it holds an earlier result of segdesk's.
    engine : str, default "duckdb"
        What reads the files: see `open_with_engine`.
    master : str, optional
        Where Spark runs.
    joined : Table, optional
        A customers table to join to purchases.
    today : date, optional
        Purchases after it are in the future.
    overwrite : bool, default False
    report : ReportOptions, optional
        By default what the recipe says.
    like : Segmentation, optional
        What the recipe gave on a sample: its segments' given names and colours go over to those that go on.
    progress : Progress
        What it raises stops the work, and leaves no half output.

    Raises
    ------
    InputError, UsageError
        If the files or the recipe cannot be used.
    OutputError
        If the folder may not or cannot be written, or the temporary disk is full.
    """
    check_delivery(recipe, folder, overwrite)
    edits = recipe.by_hand.edits
    if like is not None:
        # Given to segments by number, names could stand on others here.
        recipe = replace(recipe, output=replace(recipe.output, given=None))
    if like is not None and like.source.purchases is not None:
        # So could what was done by hand: all customers are others than those of the sample.
        recipe = replace(recipe, by_hand=ByHandSpec())
    opened = open_with_engine(engine, data, recipe, joined, today, progress, master)
    segmentation = segment(
        opened.table,
        recipe,
        part(progress, opened.done, 0.7),
        joined=joined,
        today=today,
        customers=opened.customers,
        writes=True,
    )
    if like is not None and not recipe.method.by_rules:
        segmentation, _ = carried_over_by_model(like, segmentation)
    if edits and not recipe.by_hand.edits:
        told = finding("scale.shaped_on_sample", n=len(edits))
        segmentation = with_provenance(segmentation, warnings=(told, *segmentation.provenance.warnings))
    return deliver(
        segmentation,
        folder,
        overwrite=overwrite,
        progress=part(progress, 0.7, 1),
        report=report,
        everyone=opened.engine,
    )
