"""Writing one table on its own, in the format of its file's name."""

from pathlib import Path

from segdesk.delivery.folder import new_file
from segdesk.engine.prediction.predict import Prediction
from segdesk.engine.schema.clean_table import CleanTable
from segdesk.errors import OutputError
from segdesk.io.writers.exporter_registry import ExportTask, exporter_for
from segdesk.io.writers.labels import LabeledTable, of_clean_table, of_prediction
from segdesk.messages import Message
from segdesk.progress import Progress, silent


def deliver_prediction(
    prediction: Prediction,
    path: Path,
    raw: bool = False,
    progress: Progress = silent,
    replace: bool = False,
) -> tuple[Message, ...]:
    """Write the customers that a model placed and return what had to be changed, in sentences.

    Raises
    ------
    UsageError
        If the name's ending is of no format.
    OutputError
        If the file exists or cannot be written, or the format cannot hold the table.
    """
    return _deliver(of_prediction(prediction), path, raw, progress, replace)


def deliver_clean(
    clean: CleanTable, path: Path, raw: bool = False, progress: Progress = silent, replace: bool = False
) -> tuple[Message, ...]:
    """Write a table as it was understood; result and errors are those of `deliver_prediction`."""
    return _deliver(of_clean_table(clean), path, raw, progress, replace)


def _deliver(
    labeled: LabeledTable, path: Path, raw: bool, progress: Progress, replace: bool
) -> tuple[Message, ...]:
    exporter = exporter_for(path)
    refusal = exporter.refuses(labeled)
    if refusal is not None:
        raise OutputError(refusal)
    with new_file(path, replace=replace) as staging:
        return exporter.write(ExportTask(staging, path.name, labeled, None, raw, progress))
