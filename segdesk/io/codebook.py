"""Codebooks: a table that says what columns are called, in which unit they count, and what codes in them mean."""

from collections.abc import Sequence
from pathlib import Path

from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import Table
from segdesk.engine.recipe.labels import CodeMeaning, ColumnLabel
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError, Where
from segdesk.io.reading import read_table
from segdesk.messages import say

_HEADINGS = {
    "column": ("column", "variable", "field", "name", "spalte", "variablenname", "feld", "columna", "campo"),
    "label": (
        "label",
        "title",
        "description",
        "variable label",
        "bezeichnung",
        "beschriftung",
        "etiqueta",
        "título",
    ),
    "unit": ("unit", "units", "einheit", "unidad"),
    "code": ("value", "code", "values", "codes", "wert", "werte", "valor", "código", "codigo"),
    "meaning": (
        "meaning",
        "value label",
        "text",
        "bedeutung",
        "wertelabel",
        "significado",
        "etiqueta de valor",
    ),
}


def read_codebook(path: Path) -> tuple[ColumnLabel, ...]:
    """Read a codebook: a row for each column, or one for each code of a column.

    Headings may be English, German or Spanish. A cell of the column's name that is empty means: as above.

    Raises
    ------
    InputError
        If it cannot be read, or has no column with names of columns.
    """
    table = read_table(path, ReadSpec())
    cells = {part: _cells(table, words) for part, words in _HEADINGS.items()}
    names = cells["column"]
    if names is None:
        raise InputError(
            say("The codebook does not say of which columns it speaks."),
            where=Where(file=path.name),
            mend=say("It needs a column “column”, and “label”, “unit”, or “value” and “meaning” beside it."),
        )
    found: dict[str, ColumnLabel] = {}
    current = ""
    for row, name in enumerate(names):
        current = name or current
        if not current:
            continue
        parts = {part: (values[row] if values is not None else "") for part, values in cells.items()}
        before = found.get(current, ColumnLabel(current))
        meanings = before.meanings
        if parts["code"] and parts["meaning"]:
            meanings = (*meanings, CodeMeaning(parts["code"], parts["meaning"]))
        found[current] = ColumnLabel(
            current, before.label or parts["label"] or None, before.unit or parts["unit"] or None, meanings
        )
    return tuple(each for each in found.values() if each != ColumnLabel(each.column))


def _cells(table: Table, words: Sequence[str]) -> list[str] | None:
    """Return the cells of the first column whose heading is one of some words, None where there is none."""
    for word in words:
        for column, heading in zip(table.columns, table.headings, strict=True):
            if level_key(heading) == word:
                return [str(text).strip() for text in column.cells()]
    return None
