"""The labeled workbook: customers with typed cells, a summary of the segments, their rules, and what was done.

Nothing from the data becomes a formula or a link, whatever the texts look like; segdesk's own formulas stand in the
sheet of rules.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

import numpy as np
import numpy.typing as npt
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from segdesk.engine.data.table import Table
from segdesk.engine.result.segmentation import Segmentation
from segdesk.errors import OutputError, Where
from segdesk.io.columns import encoded
from segdesk.io.exported_recipe import in_properties, recipe_for_export
from segdesk.io.staging import staging_prefix, sweep
from segdesk.io.writers.exporter_registry import ExportTask, exporter
from segdesk.io.writers.labels import LabeledTable, of_segmentation
from segdesk.io.writers.xlsx_cells import Repairs, distinct_cells, fit_text, number_format
from segdesk.io.writers.xlsx_package import fill_first_sheet, write_pattern
from segdesk.io.writers.xlsx_rows import SheetColumn
from segdesk.io.writers.xlsx_rules import write_rules_sheet
from segdesk.io.writers.xlsx_sheets import make_formats, write_about_sheet, write_segments_sheet
from segdesk.messages import Message, say, say_n
from segdesk.progress import Progress, part, silent

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

# The moment of writing is left out, so that the same result gives the same bytes.
_CREATED = datetime(2000, 1, 1)


# The columns that placing adds; a run adds three.
_MOST_ADDED = 5

# All but the rows of customers, before these are filled in.
_SKELETON = "skeleton.xlsx"

_STAGE = say("Writing the workbook")
# How far the work is when all distinct cells are known.
_LAID_OUT = 0.3


def why_no_xlsx(table: Table) -> Message | None:
    """Return why the labeled table cannot be a workbook, None if it can."""
    if table.n_rows + 1 > MOST_ROWS:
        return say(
            "labeled.xlsx is left out: with its headings Excel holds {most} rows, and here are {rows}.",
            most=MOST_ROWS,
            rows=table.n_rows,
        )
    if len(table.columns) + _MOST_ADDED > MOST_COLUMNS:
        return say(
            "labeled.xlsx is left out: Excel holds {most} columns at most, and here are {columns}.",
            most=MOST_COLUMNS,
            columns=len(table.columns),
        )
    return None


def _refusal(labeled: LabeledTable) -> Message | None:
    return why_no_xlsx(labeled.table)


@exporter("xlsx", ".xlsx", say("Excel workbook"), refuses=_refusal)
def write_xlsx(task: ExportTask) -> tuple[Message, ...]:
    """Write the labeled table, after a run with the segments, their rules and what was done."""
    if task.segmentation is None:
        return write_placed_xlsx(task.path, task.labeled, task.progress)
    return write_labeled_xlsx(task.path, task.segmentation, task.progress)


def write_labeled_xlsx(
    path: Path, segmentation: Segmentation, progress: Progress = silent
) -> tuple[Message, ...]:
    """Write the labeled table of a run as a workbook, with the segments, their rules and what was done.

    Parameters
    ----------
    path : Path
    segmentation : Segmentation
    progress : Progress, optional
        May raise `Cancelled`; nothing is at `path` then.

    Returns
    -------
    tuple of Message
        What had to be changed in the cells.

    Raises
    ------
    OutputError
        If Excel has no room for the table (ask `why_no_xlsx` first) or the file cannot be written.
    """
    with _package(path, segmentation.source.table) as folder:
        repairs = Repairs()
        with new_workbook(folder / _SKELETON) as (workbook, formats):
            columns = _lay_out_customers(workbook, of_segmentation(segmentation), formats, repairs, progress)
            write_segments_sheet(workbook.add_worksheet(str(say("Segments"))), segmentation, formats, repairs)
            customers = workbook.worksheets()[0].get_name()
            write_rules_sheet(
                workbook.add_worksheet(str(say("Rules"))), customers, segmentation, formats, repairs
            )
            write_about_sheet(workbook.add_worksheet(str(say("About"))), segmentation, formats, repairs)
            for name, value in in_properties(recipe_for_export(segmentation.provenance.recipe)):
                workbook.set_custom_property(name, value, "text")
        fill_first_sheet(folder / _SKELETON, path, columns, part(progress, _LAID_OUT, 1))
    return _notes(repairs)


def write_placed_xlsx(path: Path, labeled: LabeledTable, progress: Progress = silent) -> tuple[Message, ...]:
    """Write any labeled table, such as that of a placed file, as a workbook of one sheet."""
    with _package(path, labeled.table) as folder:
        repairs = Repairs()
        with new_workbook(folder / _SKELETON) as (workbook, formats):
            columns = _lay_out_customers(workbook, labeled, formats, repairs, progress)
        fill_first_sheet(folder / _SKELETON, path, columns, part(progress, _LAID_OUT, 1))
    return _notes(repairs)


@contextmanager
def _package(path: Path, table: Table) -> Iterator[Path]:
    """Give a folder for what is needed on the way to the workbook of a table."""
    refusal = why_no_xlsx(table)
    if refusal is not None:
        raise OutputError(refusal)
    with workshop(path) as folder:
        yield folder


@contextmanager
def workshop(path: Path) -> Iterator[Path]:
    """Give a folder for what is needed on the way to a workbook; of a failed one nothing stays at `path`.

    Raises
    ------
    OutputError
        If the disk does not take what is written.
    """
    # What is written on the way holds customers: it must go even if it is stopped half way.
    sweep(Path(gettempdir()))
    with TemporaryDirectory(prefix=staging_prefix("xlsx"), ignore_cleanup_errors=True) as folder:
        try:
            yield Path(folder)
        except (FileCreateError, OSError) as error:
            path.unlink(missing_ok=True)
            raise OutputError(
                say("The workbook cannot be written: {reason}.", reason=str(error)), Where(file=path.name)
            ) from error
        except BaseException:
            path.unlink(missing_ok=True)
            raise


@contextmanager
def new_workbook(skeleton: Path) -> Iterator[tuple[xlsxwriter.Workbook, dict[str, Any]]]:
    """Open a workbook, and write it at the end of the block unless that was left by an exception."""
    workbook = xlsxwriter.Workbook(str(skeleton), {**_OPTIONS, "tmpdir": str(skeleton.parent)})
    workbook.set_properties({"created": _CREATED})
    try:
        yield workbook, make_formats(workbook)
        workbook.close()
    finally:
        for sheet in workbook.worksheets():
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()


def _lay_out_customers(
    workbook: xlsxwriter.Workbook,
    labeled: LabeledTable,
    formats: dict[str, Any],
    repairs: Repairs,
    progress: Progress,
) -> list[SheetColumn]:
    """Write the sheet of customers but for their rows, and return what stands in these."""
    sheet = workbook.add_worksheet(str(say("Customers")))
    table = labeled.table
    heads = [*table.headings, *(column.name for column in labeled.added)]
    for place, head in enumerate(heads):
        sheet.write_string(0, place, fit_text(head, repairs), formats["head"])
    columns = []
    for place, text in enumerate(table.columns):
        progress(_STAGE, _LAID_OUT * place / len(heads))
        typed = labeled.typed.get(text.name)
        shown = number_format(text, typed)
        write_pattern(sheet, place, workbook.add_format({"num_format": shown}) if shown else None)
        sheet.set_column(place, place, _width(heads[place], [str(t) for t in text.texts[:300]]))
        columns.append(SheetColumn(distinct_cells(text, typed, repairs), text.codes))
    for place, column in enumerate(labeled.added, start=len(columns)):
        progress(_STAGE, _LAID_OUT * place / len(heads))
        write_pattern(sheet, place, formats["two"] if column.values.dtype.kind == "f" else None)
        columns.append(_added_column(column.values, repairs))
        texts = [cell for cell in column.values[:300].tolist() if isinstance(cell, str)]
        sheet.set_column(place, place, _width(heads[place], texts))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, table.n_rows, len(heads) - 1)
    return columns


def _added_column(values: npt.NDArray[np.generic], repairs: Repairs) -> SheetColumn:
    """Return the cells of a column of ours: whole numbers, texts, or numbers with nothing where NaN."""
    if values.dtype.kind == "O":
        codes, texts = encoded(values.tolist())
        counts = np.bincount(codes, minlength=len(texts)).tolist()
        fit = [fit_text(text, repairs, n) for text, n in zip(texts.tolist(), counts, strict=True)]
        return SheetColumn(fit, codes)
    distinct, positions = np.unique(values, return_inverse=True)
    cells = [None if isinstance(cell, float) and not isfinite(cell) else cell for cell in distinct.tolist()]
    return SheetColumn(cells, positions.astype(np.int32))


def _width(head: str, texts: list[str]) -> float:
    """Return a column's width in letters: its texts in full as far as sensible, the heading on two lines."""
    longest = max((len(text) for text in texts), default=0)
    # The arrow of the filter takes three letters' room.
    return float(min(max(longest + 2, min(len(head), 18) + 3, 8), 40))


def _notes(repairs: Repairs) -> tuple[Message, ...]:
    notes = []
    if repairs.counts["cut"]:
        notes.append(
            say_n(
                "labeled.xlsx: {n} text was cut, Excel holds 32,767 characters in a cell.",
                "labeled.xlsx: {n} texts were cut, Excel holds 32,767 characters in a cell.",
                n=repairs.counts["cut"],
            )
        )
    if repairs.counts["control"]:
        notes.append(
            say_n(
                "labeled.xlsx: control characters were taken out of {n} cell.",
                "labeled.xlsx: control characters were taken out of {n} cells.",
                n=repairs.counts["control"],
            )
        )
    return tuple(notes)
