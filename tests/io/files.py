"""Small files that the tests write themselves."""

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from segdesk.engine.data.table import Table

HEADINGS = ["customer_id", "city", "orders", "revenue"]
ROWS = [[f"C{i:03d}", ("Köln", "Ulm", "Jena")[i % 3], str(i % 7), f"{i * 3}.5"] for i in range(1, 31)]


def csv_text(
    rows: Sequence[Sequence[str]] = ROWS,
    headings: Sequence[str] | None = HEADINGS,
    sep: str = ",",
    end: str = "\n",
) -> str:
    """Write rows as delimited text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sep, lineterminator=end)
    if headings is not None:
        writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue()


def put(path: Path, text: str | bytes, encoding: str = "utf-8") -> Path:
    """Write a file and return its path."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def cells(table: Table) -> list[list[str]]:
    """Return the rows of a table as texts."""
    return [list(row) for row in zip(*(column.cells() for column in table.columns), strict=True)]


def member(path: Path, name: str) -> bytes:
    """Return one member of a zipped file."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def rezip(path: Path, changes: dict[str, bytes]) -> Path:
    """Replace or add members of a zipped file."""
    with zipfile.ZipFile(path) as source:
        members = {name: source.read(name) for name in source.namelist()}
    members.update(changes)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return path
