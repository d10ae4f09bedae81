"""What places customers in programs without segdesk: a statement, a document, a workbook of formulas."""

from pathlib import Path

from segdesk.charts.palette import LIGHT_TOKENS, shade, text_on
from segdesk.delivery.folder import new_file
from segdesk.engine.prediction.model import Model
from segdesk.io.scoring.placing_workbook import SheetColours, write_placing_workbook


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
        return write_placing_workbook(staging, model, _colours(model), n_rows)


def _colours(model: Model) -> SheetColours:
    shades = [shade(number) for number in range(1, len(model.names) + 1)]
    return SheetColours(
        [(each, text_on(each)) for each in shades],
        LIGHT_TOKENS.warning,
        LIGHT_TOKENS.muted,
        LIGHT_TOKENS.selected,
    )
