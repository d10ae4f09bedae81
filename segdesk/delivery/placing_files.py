"""What places customers in programs without segdesk: a statement, a document, a workbook of formulas."""

from collections.abc import Iterable
from pathlib import Path

from segdesk.charts.palette import LIGHT_TOKENS, shade, text_on
from segdesk.delivery.folder import new_file
from segdesk.delivery.model_files import compact_model_of
from segdesk.engine.prediction.model import Model
from segdesk.engine.prediction.personal_data import customers_held
from segdesk.engine.result.segmentation import Segmentation
from segdesk.io.scoring.placing_json import placing_json
from segdesk.io.scoring.placing_sql import placing_sql
from segdesk.io.scoring.placing_workbook import SheetColours, write_placing_workbook
from segdesk.io.scoring.refusals import looks_up_customers
from segdesk.messages import Message, say_n
from segdesk.progress import Progress, silent

# Single files of a run: `placing-duckdb` is a statement in this dialect, the others are named here.
PLACING = "placing-"
EXCEL, JSON = "placing-excel", "placing-json"


def write_placing_of(
    segmentation: Segmentation, name: str, path: Path, progress: Progress = silent
) -> tuple[Message, ...]:
    """Write how a run places customers; where its model looks up customers, means of several stand for them.

    Parameters
    ----------
    segmentation : Segmentation
    name : str
        `placing-excel`, `placing-json`, or `placing-` and a dialect of SQL.
    path : Path
    progress : Progress

    Returns
    -------
    tuple of Message
        What the file holds of single customers, or how well their means place.

    Raises
    ------
    InputError
        If the placing rests on what cannot be written down.
    """
    model = segmentation.fit.model
    held = customers_held(model, segmentation.provenance.recipe.method.method)
    made = compact_model_of(segmentation) if looks_up_customers(model) else None
    notes: tuple[Message, ...] = ()
    if made is not None:
        model, notes = made.model, (made.words,)
    elif held:
        told = say_n(
            "The file holds the values of {n} customer, without identifiers: who shares it shares these.",
            "The file holds the values of {n} customers, without identifiers: who shares it shares these.",
            n=held,
        )
        notes = (told,)
    if name == EXCEL:
        colours = _colours(segment.palette_place for segment in segmentation.named)
        write_placing_workbook(path, model, colours, progress=progress)
    else:
        path.write_text(placing_text(model, name), "utf-8", newline="\n")
    return notes


def placing_text(model: Model, name: str) -> str:
    """Return a statement or a document, by the name of the file in `write_placing_of`."""
    return placing_json(model) if name == JSON else placing_sql(model, name.removeprefix(PLACING))


def deliver_placing(written: str, path: Path) -> None:
    """Write what places customers elsewhere; UTF-8, lines ended by LF.

    Raises
    ------
    OutputError
        If the file exists or cannot be written.
    """
    with new_file(path) as staging:
        staging.write_text(written, "utf-8", newline="\n")


def deliver_workbook(model: Model, path: Path, n_rows: int | None = None) -> int:
    """Write a workbook that places customers by formulas, and return for how many it has room.

    Parameters
    ----------
    model : Model
    path : Path
    n_rows : int, optional
        Customers that formulas are filled in for; default: 5,000, or as many as Excel may be asked to hold.

    Raises
    ------
    InputError
        If the placing rests on what formulas cannot hold, or takes more of them than Excel does.
    UsageError
        If there is to be room for nobody.
    OutputError
        If the file exists or cannot be written.
    """
    with new_file(path) as staging:
        return write_placing_workbook(staging, model, _colours(range(1, len(model.names) + 1)), n_rows)


def _colours(places: Iterable[int]) -> SheetColours:
    """Return the colours of a workbook, of whose segments these are the places in the palette."""
    shades = [shade(place) for place in places]
    return SheetColours(
        [(each, text_on(each)) for each in shades],
        LIGHT_TOKENS.warning,
        LIGHT_TOKENS.muted,
        LIGHT_TOKENS.selected,
    )
