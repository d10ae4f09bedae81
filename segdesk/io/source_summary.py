"""What a program wants to know of the file that was read."""

from typing import Any

from segdesk.engine.data.table import Source, Table
from segdesk.messages import Message, say, say_n


def summarise_source(table: Table) -> dict[str, Any]:
    """Return path, fingerprint, size and how the file was read, for JSON."""
    source = table.source
    files = [
        {"path": str(file.path), "sheet": file.sheet, "rows": file.rows, "sha256": file.sha256}
        for file in source.files
    ]
    return {
        "path": str(source.path),
        "sha256": source.sha256,
        "rows": table.n_rows,
        "columns": len(table.columns),
        "format": source.format,
        "sheet": source.sheet,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        **({"files": files} if files else {}),
    }


def files_in_words(source: Source) -> list[tuple[Message, Message]]:
    """Return the files, or sheets, that were read as one table, with their rows; nothing for a single one."""
    if not source.files:
        return []
    files = []
    for file in source.files:
        name: str | Message = file.path.name
        if source.sheet == "*" and file.sheet is not None:
            name = say("{file}, sheet “{sheet}”", file=name, sheet=file.sheet)
        files.append(say_n("{name} ({n} row)", "{name} ({n} rows)", file.rows, name=name))
    return [(say("Read as one table"), say("{files}", files=files))]
