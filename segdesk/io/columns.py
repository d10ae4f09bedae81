"""Put cells into dictionary-encoded columns, and columns into a table."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Codes
from segdesk.engine.data.table import ColumnType, Source, Table, TextColumn
from segdesk.errors import InputError, Where
from segdesk.messages import Message, say, say_n

Texts = npt.NDArray[np.object_]


class ColumnBuilder:
    """A column that grows by chunks: every distinct text once, and a code per row."""

    def __init__(self) -> None:
        self._position: dict[str, int] = {}
        self._codes: list[Codes] = []

    def add(self, cells: Texts) -> None:
        """Append texts, shape (n_new_rows,)."""
        import pandas as pd  # noqa: PLC0415 - heavy

        codes, texts = pd.factorize(cells)
        position = self._position
        known = np.fromiter(
            (position.setdefault(text, len(position)) for text in texts), dtype=np.int32, count=len(texts)
        )
        self._codes.append(known[codes] if len(texts) else codes.astype(np.int32))

    def finish(self) -> tuple[Codes, Texts]:
        """Return codes of shape (n_rows,) and texts of shape (n_distinct,)."""
        codes = (
            self._codes[0]
            if len(self._codes) == 1
            else np.concatenate(self._codes or [np.empty(0, np.int32)])
        )
        self._codes = []
        return codes, object_array(list(self._position))


def object_array(texts: Sequence[str]) -> Texts:
    """Return texts as an object array of one dimension."""
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return array


def encoded(cells: Sequence[str]) -> tuple[Codes, Texts]:
    """Return codes and distinct texts of one column of cells."""
    column = ColumnBuilder()
    column.add(object_array(cells))
    return column.finish()


def keep_rows(codes: Codes, texts: Texts, keep: npt.NDArray[np.bool_]) -> tuple[Codes, Texts]:
    """Return the column without some rows, and without texts that only stood there."""
    codes = codes[keep]
    used = np.zeros(len(texts), dtype=bool)
    used[codes] = True
    if used.all():
        return codes, texts
    position = np.cumsum(used, dtype=np.int32) - 1
    return position[codes].astype(np.int32, copy=False), texts[used]


def blank(texts: Iterable[str]) -> npt.NDArray[np.bool_]:
    """Return which texts hold nothing but white space."""
    return np.array([not text or text.isspace() for text in texts], dtype=bool)


def make_table(
    columns: Sequence[tuple[Codes, Texts]],
    headings: Sequence[str],
    source: Source,
    *,
    steps: Sequence[Message] = (),
    warnings: Sequence[Message] = (),
    natives: Sequence[ColumnType | None] | None = None,
) -> Table:
    """Name the columns, drop the empty ones without a heading, and return the table.

    Raises
    ------
    InputError
        If there are no rows, or no columns.
    """
    where = Where(file=source.path.name, sheet=source.sheet)
    natives = natives or [None] * len(columns)
    done, warned = list(steps), list(warnings)
    kept = [i for i, (_, texts) in enumerate(columns) if headings[i].strip() or not blank(texts).all()]
    n_rows = len(columns[0][0]) if columns else 0
    if n_rows == 0 or not kept:
        raise InputError(
            say("There are headings, but no rows below them.")
            if any(heading.strip() for heading in headings)
            else say("The table holds no rows."),
            where,
            say("A table for segdesk has a line of headings and one row per customer or purchase."),
        )
    if len(kept) < len(columns):
        done.append(
            say_n(
                "{n} column without a heading and without values was left out.",
                "{n} columns without a heading and without values were left out.",
                len(columns) - len(kept),
            )
        )
    names = _unique_names([headings[i] for i in kept], kept, done, warned)
    return Table(
        columns=tuple(
            TextColumn(name, columns[i][0].astype(np.int32, copy=False), columns[i][1], natives[i])
            for name, i in zip(names, kept, strict=True)
        ),
        headings=tuple(headings[i] for i in kept),
        source=source,
        steps=tuple(done),
        warnings=tuple(warned),
    )


def _unique_names(
    headings: list[str], positions: list[int], done: list[Message], warned: list[Message]
) -> list[str]:
    stripped = [heading.strip() for heading in headings]
    taken = {heading for heading in stripped if heading}
    names: list[str] = []
    used: set[str] = set()
    unnamed = []
    for heading, position in zip(stripped, positions, strict=True):
        name = heading
        if not heading:
            name = _free(f"column_{position + 1}", taken | used)
            unnamed.append(name)
        elif heading in used:
            number = 2
            while f"{heading}_{number}" in taken | used:
                number += 1
            name = f"{heading}_{number}"
            warned.append(
                say(
                    "The heading “{heading}” is a duplicate: the column was renamed “{name}”.",
                    heading=heading,
                    name=name,
                )
            )
        used.add(name)
        names.append(name)
    if unnamed and len(unnamed) < len(names):
        done.append(
            say_n(
                "{n} column has no heading and is called {names}.",
                "{n} columns have no heading and are called {names}.",
                len(unnamed),
                names=unnamed if len(unnamed) <= 5 else [*unnamed[:5], "…"],
            )
        )
    return names


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name
