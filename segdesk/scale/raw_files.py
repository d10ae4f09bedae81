"""Files of purchases before they are a table of texts, and what is said of those that are no plain table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from segdesk.engine.data.table import Table
from segdesk.errors import InputError, Where
from segdesk.messages import say
from segdesk.scale.session import Session

RAW = "raw"
PACKED, PLAIN, COLUMNS = "gzip", "text", "parquet"


@dataclass(frozen=True, eq=False)
class RawFile:
    """A file as it is read.

    Attributes
    ----------
    path : Path
    kind : str
        `PLAIN` or `COLUMNS`.
    plain : Path
        The file itself, or its text as UTF-8.
    head : Table
        Its first lines.
    label : str or None
        What stands in the last column, which says the file, where several are one table.
    """

    path: Path
    kind: str
    plain: Path
    head: Table
    label: str | None = None

    @property
    def n_cells(self) -> int:
        """How many columns the file has."""
        return len(self.head.columns)


# Puts the lines of files into one table of texts, `RAW`, with columns `c0`, `c1` ...; returns the rows of each file.
Loader = Callable[[Sequence[RawFile], Session], list[int]]


def uneven(path: Path, line: int | None, engine: str) -> InputError:
    """Return the error for a file with lines that are none of its table."""
    return InputError(
        say("The {engine} engine reads plain tables only, and this line is none of the table.", engine=engine)
        if line is not None
        else say(
            "The {engine} engine reads plain tables only: no totals, remarks or broken lines.", engine=engine
        ),
        Where(file=path.name, line=line),
        say("Mend the line, or use {option}.", option="--engine memory"),
    )
