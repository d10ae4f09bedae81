"""What the window does in the background: each job is plain work of the engine, without a widget.

Nothing heavy is imported at the top: the window shows before pandas and scikit-learn are loaded, and the first job
loads what it needs on its own thread.
"""

import datetime as dt
import importlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from segdesk.engine.pipeline.stage_cache import StageCache
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import InputError
from segdesk.progress import Progress, part, silent

if TYPE_CHECKING:
    from segdesk.delivery.deliver import Delivered
    from segdesk.engine.data.table import Table
    from segdesk.engine.result.report_options import ReportOptions
    from segdesk.engine.result.segmentation import Segmentation
    from segdesk.engine.schema.inspection import Inspection
    from segdesk.engine.transactions.purchases import Purchases
    from segdesk.io.reading import SheetInfo
    from segdesk.messages import Message

HEAVY = (
    "pandas",
    "sklearn.cluster",
    "segdesk.engine.pipeline.pipeline",
    "segdesk.charts.chart_registry",
    "segdesk.report.writers.html",
    # The pages that come next; their classes are made here, their widgets on the window's thread.
    "segdesk.app.pages.check_page",
    "segdesk.app.pages.workbench",
)


@dataclass(frozen=True, eq=False)
class Opened:
    """A file that was read and understood with a recipe.

    Attributes
    ----------
    table : Table
        As read: customers, or purchases.
    read : Inspection
        Of the table as read.
    customers : Inspection
        Of one row per customer: what the segments are made of. The same as `read` for a customers table.
    purchases : Purchases or None
        What became of the lines of a purchases table.
    recipe : Recipe
        What it was read and understood with.
    today : date
        The day on which: purchases after it are in the future.
    joined : Table or None
        The customers table that is joined to purchases.
    sheets : tuple of SheetInfo
        Sheets of a workbook or tables of a database.
    cache : StageCache
        What runs on it made last.
    """

    table: "Table"
    read: "Inspection"
    customers: "Inspection"
    purchases: "Purchases | None"
    recipe: Recipe
    today: dt.date
    joined: "Table | None" = None
    sheets: "tuple[SheetInfo, ...]" = ()
    cache: StageCache = field(default_factory=StageCache)


def load_libraries(progress: Progress = silent) -> None:
    """Import what every later job needs."""
    for name in HEAVY:
        importlib.import_module(name)
    from segdesk.charts.chart_registry import all_charts
    from segdesk.engine.clustering.methods.registry import all_methods

    all_charts()
    # Their words stand in the form of settings.
    all_methods()


def open_file(path: Path, recipe: Recipe, progress: Progress) -> Opened:
    """Read a file and understand it; purchases are summarised to customers."""
    from segdesk.io.reading import list_sheets

    sheets = tuple(list_sheets(path))
    table = read_path(path, recipe, part(progress, 0, 0.5))
    return open_table(table, recipe, part(progress, 0.5, 1), sheets)


def read_path(path: Path | tuple[Path, ...], recipe: Recipe, progress: Progress) -> "Table":
    """Read a file, or a folder or several files as one table; of what memory would not hold, a sample.

    Parameters
    ----------
    path : Path, or tuple of them
    recipe : Recipe
        How it is read, and what it is, customers or purchases, where its first lines do not tell.
    progress : Progress
    """
    from segdesk.scale.engine_choice import read_as_memory_allows

    return read_as_memory_allows(path, recipe, progress)


def same_sample(before: Recipe, read: "Inspection | None", recipe: Recipe) -> bool:
    """Return whether a recipe asks for the sample of a file that was read: of purchases all lines of some customers.

    Parameters
    ----------
    before : Recipe
        It was read with.
    read : Inspection or None
        What it was taken for.
    recipe : Recipe
    """
    wanted = recipe.columns.kind, recipe.transactions.customer
    if wanted == (before.columns.kind, before.transactions.customer):
        return True
    if read is None:
        return False
    purchases = read.schema.purchases
    return wanted == (read.schema.kind, None if purchases is None else purchases.customer)


def open_table(
    table: "Table",
    recipe: Recipe,
    progress: Progress,
    sheets: "tuple[SheetInfo, ...]" = (),
    joined: "Table | None" = None,
    today: dt.date | None = None,
) -> Opened:
    """Understand a table that was read.

    Parameters
    ----------
    table : Table
    recipe : Recipe
    progress : Progress
    sheets : tuple of SheetInfo
    joined : Table, optional
        What the recipe joins; by default it is read.
    today : date, optional
    """
    from segdesk.engine.pipeline.pipeline import customers_from
    from segdesk.engine.schema.inspection import inspect
    from segdesk.io.joining import joined_table

    today = today or dt.date.today()
    joined = joined or joined_table(recipe.transactions.join)
    read = inspect(table, recipe.columns, recipe.read, recipe.transactions, part(progress, 0, 0.3))
    customers, purchases = customers_from(
        read,
        recipe.transactions,
        recipe.columns,
        recipe.method.by_rules,
        recipe.output.lang,
        joined,
        today,
        part(progress, 0.3, 1),
    )
    return Opened(table, read, customers, purchases, recipe, today, joined, sheets)


def understand_again(opened: Opened, recipe: Recipe, progress: Progress) -> Opened:
    """Understand an open table with other types, or make something else of its columns."""
    from segdesk.engine.transactions.purchases import reconsider
    from segdesk.messages import say

    if recipe.columns.type != opened.recipe.columns.type:
        return open_table(opened.table, recipe, progress, opened.sheets, opened.joined, opened.today)
    stage = say("Understanding the columns")
    progress(stage, 0.0)
    customers = reconsider(opened.customers, recipe, opened.purchases)
    progress(stage, 1.0)
    return replace(opened, customers=customers, recipe=replace(opened.recipe, columns=recipe.columns))


@dataclass(frozen=True, eq=False)
class FoundSegments:
    """Segments that were found, and which of them match none of the earlier result."""

    segmentation: "Segmentation"
    new: frozenset[int]
    seconds: float
    today: dt.date


def find_segments(
    opened: Opened,
    recipe: Recipe,
    earlier: "Segmentation | None",
    progress: Progress,
    tell_first: Callable[[FoundSegments], None] | None = None,
) -> FoundSegments:
    """Segment a table by the very call that `segdesk run` makes; names and colours of the earlier result are kept.

    Parameters
    ----------
    opened : Opened
    recipe : Recipe
    earlier : Segmentation or None
    progress : Progress
    tell_first : callable, optional
        Called with the segments as soon as they are known, before they are checked.
    """
    from segdesk.engine.pipeline.pipeline import segment
    from segdesk.engine.result.renaming import carried_over

    _require_its_sample(opened, recipe)
    begun = time.perf_counter()
    today = dt.date.today()

    def found(segmentation: "Segmentation") -> FoundSegments:
        new: frozenset[int] = frozenset()
        # Names that rules give are neither new nor the user's; those of segments shaped by hand may be.
        if earlier is not None and (not recipe.method.by_rules or recipe.by_hand.edits):
            segmentation, new = carried_over(earlier, segmentation)
        return FoundSegments(segmentation, new, time.perf_counter() - begun, today)

    def tell(unchecked: "Segmentation") -> None:
        if tell_first is not None:
            tell_first(found(unchecked))

    return found(
        segment(
            opened.table,
            recipe,
            progress,
            joined=joined_of(opened, recipe),
            today=today,
            customers=known_customers(opened, recipe, today),
            cache=opened.cache,
            tell_first=None if tell_first is None else tell,
        )
    )


def _require_its_sample(opened: Opened, recipe: Recipe) -> None:
    """Refuse to count by a customer column of whose customers a sample lacks lines."""
    from segdesk.messages import say

    if opened.table.sample_of and not same_sample(opened.recipe, opened.read, recipe):
        raise InputError(
            say("The sample has all lines of some customers, and with these settings they are others."),
            mend=say("Check the file again with these settings, so that another sample is read."),
        )


def foretold(customers: "Inspection", recipe: Recipe) -> str:
    """Return what finding segments will take, or what would fit instead; nothing where there is nothing to wait for."""
    from segdesk.engine.estimate.estimate import estimated
    from segdesk.engine.estimate.what_fits import is_heavy, require_memory
    from segdesk.engine.estimate.work import work_of

    work = work_of(customers, recipe)
    try:
        require_memory(work)
    except InputError as error:
        return str(error)
    estimate = estimated(work)
    return str(estimate) if is_heavy(estimate) else ""


def joined_of(opened: Opened, recipe: Recipe) -> "Table | None":
    """Return the table that a recipe joins: as it is now, or as the project keeps it where it is no more."""
    from segdesk.io.joining import joined_table

    join = recipe.transactions.join
    if join is not None and join == opened.recipe.transactions.join and not Path(join).is_file():
        return opened.joined
    return joined_table(join)


def known_customers(
    opened: Opened, recipe: Recipe, today: dt.date
) -> "tuple[Inspection, Purchases | None] | None":
    """Return the customers that opening the table made, with the roles of a recipe, if it would make the same again.

    None if what they are made of or the day has changed, or a file is joined, which may have changed.
    """
    from segdesk.engine.transactions.purchases import reconsider

    same = (
        recipe.read == opened.recipe.read
        and recipe.transactions == opened.recipe.transactions
        and recipe.columns.kind == opened.recipe.columns.kind
        and recipe.columns.type == opened.recipe.columns.type
        and recipe.transactions.join is None
        and recipe.output.lang == opened.recipe.output.lang
        and today == opened.today
    )
    return (reconsider(opened.customers, recipe, opened.purchases), opened.purchases) if same else None


def save_everything(
    segmentation: "Segmentation",
    folder: Path,
    formats: Sequence[str],
    overwrite: bool,
    progress: Progress,
    report: "ReportOptions | None" = None,
) -> "Delivered":
    """Write the whole set of files of `segdesk run` into a folder; without choices the report is as the recipe says."""
    from segdesk.delivery.deliver import deliver

    return deliver(segmentation, folder, formats, overwrite, progress, report=report)


def run_on_everything(
    segmentation: "Segmentation",
    folder: Path,
    formats: Sequence[str],
    overwrite: bool,
    progress: Progress,
    report: "ReportOptions | None" = None,
    joined: "Table | None" = None,
) -> "Delivered":
    """Write what `segdesk run` writes of all rows of the files that a result's table is a sample of.

    Given names and colours go over to the segments that are found among all customers of purchases.
    """
    from segdesk.delivery.everything import run_on_everything as run
    from segdesk.scale.sampling import origin_of

    recipe = segmentation.provenance.recipe
    recipe = replace(recipe, output=replace(recipe.output, formats=tuple(formats)))
    return run(
        origin_of(segmentation.source_table),
        recipe,
        folder,
        joined=joined,
        today=dt.date.today(),
        overwrite=overwrite,
        report=report,
        like=segmentation,
        progress=progress,
    )


# Single files that can be saved, with the ending of their names.
WRITERS = {
    "csv": ".csv",
    "xlsx": ".xlsx",
    "parquet": ".parquet",
    "segments": ".csv",
    "rules": ".sql",
    "report": ".html",
    "recipe": ".toml",
    "model": ".segdesk",
    "compact": ".segdesk",
    "placing-duckdb": ".sql",
    "placing-postgres": ".sql",
    "placing-spark": ".sql",
    "placing-ansi": ".sql",
    "placing-excel": ".xlsx",
    "placing-json": ".json",
}


def save_one(
    name: str, segmentation: "Segmentation", path: Path, progress: Progress
) -> tuple["Message", ...]:
    """Write one file of a run, by the writer that the command line uses, and return what had to be changed.

    The file dialog has asked already whether an existing file may be replaced.

    Raises
    ------
    InputError
        If the placing rests on what cannot be written down for others.
    OutputError
        If the file cannot be written, or the format cannot hold the table.
    """
    from segdesk.delivery.single import write_single

    return write_single(name, segmentation, path, progress)


def save_clean(customers: "Inspection", path: Path, progress: Progress) -> tuple["Message", ...]:
    """Write the customers' table as it was understood, in the format of the file's name.

    Raises
    ------
    UsageError
        If the name's ending is of no format.
    OutputError
        If the file cannot be written, or the format cannot hold the table.
    """
    from segdesk.delivery.table_file import deliver_clean
    from segdesk.engine.schema.clean_table import clean_table

    return deliver_clean(clean_table(customers), path, progress=progress, replace=True)
