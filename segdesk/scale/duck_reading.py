"""Files of purchases as a table of texts in DuckDB."""

import re
from collections.abc import Sequence

from segdesk.messages import say
from segdesk.scale.duck_session import exactly
from segdesk.scale.raw_files import COLUMNS, RAW, RawFile, uneven
from segdesk.scale.session import Session

_LINE = re.compile(r"Line: (\d+)", re.IGNORECASE)


def load_by_duckdb(files: Sequence[RawFile], session: Session) -> list[int]:
    """Put the lines of files into one table of texts; return the rows of each.

    Parameters
    ----------
    files : sequence of RawFile
    session : Session

    Raises
    ------
    InputError
        If lines are none of the table.
    """
    rows = []
    for i, file in enumerate(files):
        session.enter(say("Reading {file}", file=file.path.name))
        cells = _cells_of_parquet(file, session) if file.kind == COLUMNS else _cells_of_text(file)
        if file.label is not None:
            label = file.label.replace("'", "''")
            cells = cells.replace(" FROM ", f", '{label}' AS c{file.n_cells} FROM ", 1)
        before = session.number(f"SELECT COUNT(*) FROM {RAW}") if i else 0
        try:
            session.run(f"INSERT INTO {RAW} {cells}" if i else f"CREATE TABLE {RAW} AS {cells}")
        except Exception as error:
            raise _unread(error, file, session.engine) from error
        rows.append(session.number(f"SELECT COUNT(*) FROM {RAW}") - before)
    return rows


def _cells_of_text(file: RawFile) -> str:
    """Return the SELECT of the texts of a file; blank lines are no rows."""
    n = len(file.head.columns)
    names = [f"c{i}" for i in range(n)]
    source = file.head.source
    options = {
        "header": "false",
        "skip": str(source.header_line or 0),
        "delim": f"'{source.delimiter}'" if source.delimiter != "'" else "''''",
        "quote": "'\"'",
        "escape": "'\"'",
        "auto_detect": "false",
        "null_padding": "false",
        "strict_mode": "true",
        "nullstr": "''",
        "columns": "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in names) + "}",
    }
    given = ", ".join(f"{key}={value}" for key, value in options.items())
    texts = ", ".join(f"COALESCE({name}, '') AS {name}" for name in names)
    blank = " AND ".join(f"COALESCE({name}, '') = ''" for name in names)
    return f"SELECT {texts} FROM read_csv({exactly([file.plain])}, {given}) WHERE NOT ({blank})"


def _cells_of_parquet(file: RawFile, session: Session) -> str:
    """Return the SELECT of canonical texts of a Parquet file."""
    table = f"read_parquet({exactly([file.plain])})"
    kinds = session.run(f"DESCRIBE SELECT * FROM {table}")
    cells = []
    for i, (name, kind, *_) in enumerate(kinds):
        own = '"' + name.replace('"', '""') + '"'
        base = kind.upper().partition("(")[0].strip()
        if base == "DATE" or base.startswith("TIMESTAMP"):
            # Days have no time, unless one of them has.
            clock = f"strftime({own}::TIMESTAMP, '%H:%M:%S')"
            has_times = session.row(f"SELECT bool_or({clock} <> '00:00:00') FROM {table}")[0]
            text = f"strftime({own}::TIMESTAMP, '{'%Y-%m-%d %H:%M:%S' if has_times else '%Y-%m-%d'}')"
        elif base == "BOOLEAN":
            text = f"CASE {own} WHEN true THEN 'True' WHEN false THEN 'False' END"
        elif base in ("FLOAT", "DOUBLE"):
            # Whole numbers without a point, as the engine writes them.
            text = f"regexp_replace(CAST({own} AS VARCHAR), '[.]0$', '')"
        elif base in ("DECIMAL", "HUGEINT"):
            text = f"regexp_replace(regexp_replace(CAST({own} AS VARCHAR), '([.][0-9]*?)0+$', '\\1'), '[.]$', '')"
        else:
            text = f"CAST({own} AS VARCHAR)"
        cells.append(f"COALESCE({text}, '') AS c{i}")
    return f"SELECT {', '.join(cells)} FROM {table}"


def _unread(error: Exception, file: RawFile, engine: str) -> Exception:
    """Return what to say of a file that the database cannot read."""
    import duckdb  # noqa: PLC0415 - heavy

    if not isinstance(error, duckdb.Error) or isinstance(error, duckdb.InterruptException):
        return error
    line = _LINE.search(str(error))
    return uneven(file.path, int(line[1]) if line else None, engine)
