"""Writing the table as it was understood."""

from pathlib import Path

from segdesk.delivery.folder import new_file
from segdesk.engine.schema.clean_table import CleanTable
from segdesk.errors import OutputError
from segdesk.io.writers.exporter_registry import ExportTask, exporter_for
from segdesk.io.writers.labels import of_clean_table
from segdesk.messages import Message
from segdesk.progress import Progress, silent


def deliver_clean(
    clean: CleanTable, path: Path, raw: bool = False, progress: Progress = silent, replace: bool = False
) -> tuple[Message, ...]:
    """Write a clean table in the format of its name and return what had to be changed, in sentences.

    Raises
    ------
    UsageError
        If the name's ending is of no format.
    OutputError
        If the file exists or cannot be written, or the format cannot hold the table.
    """
    exporter = exporter_for(path)
    labeled = of_clean_table(clean)
    refusal = exporter.refuses(labeled)
    if refusal is not None:
        raise OutputError(refusal)
    with new_file(path, replace=replace) as staging:
        return exporter.write(ExportTask(staging, path.name, labeled, None, raw, progress))
