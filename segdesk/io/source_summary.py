"""What a program wants to know of the file that was read."""

from typing import Any

from segdesk.engine.table import Table


def summarise_source(table: Table) -> dict[str, Any]:
    """Return path, fingerprint, size and how the file was read, for JSON."""
    source = table.source
    return {
        "path": str(source.path),
        "sha256": source.sha256,
        "rows": table.n_rows,
        "columns": len(table.columns),
        "format": source.format,
        "sheet": source.sheet,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
    }
