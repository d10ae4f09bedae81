"""Parquet files, read by DuckDB one column after the other."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.table import ColumnType, Source, Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError, Where
from segdesk.io.columns import make_table, object_array
from segdesk.io.fingerprint import sha256_of
from segdesk.io.gate import check_columns, check_memory
from segdesk.io.native_cells import native_number_text
from segdesk.io.readers.reader_registry import begins_with, reader
from segdesk.io.refusals import damaged
from segdesk.io.tidying import Encoded
from segdesk.memory import available_memory
from segdesk.messages import say
from segdesk.progress import Progress

if TYPE_CHECKING:
    import duckdb

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
_FLOATS = ("FLOAT", "DOUBLE")
_PLAIN = frozenset({*_WHOLE, *_FLOATS, "BOOLEAN", "DATE", "TIMESTAMP"})
_LEAST_MEMORY = 64 << 20
_PER_CODE, _PER_OBJECT = 4, 80


@reader("Parquet", ".parquet", ".pq", opens=("parquet",), recognises=begins_with({b"PAR1": "parquet"}))
def read_parquet(path: Path, spec: ReadSpec, progress: Progress) -> Table:
    """Read a Parquet file; nested columns become their text.

    Raises
    ------
    InputError
        If the file is damaged or holds no rows.
    """
    import duckdb  # noqa: PLC0415 - heavy

    stage = say("Reading {file}", file=path.name)
    progress(stage, 0.0)
    names, columns, natives = [], [], []
    # Nothing is fetched for the sake of this file: no extension, no network.
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "threads": "2",
        "memory_limit": f"{max(_LEAST_MEMORY, available_memory() // 2) >> 20}MiB",
    }
    with duckdb.connect(config=config) as connection:
        try:
            connection.execute(
                "CREATE VIEW source AS SELECT * FROM read_parquet($path)".replace("$path", _quoted(path))
            )
            kinds = connection.execute("DESCRIBE source").fetchall()
            n_rows = _n_rows(connection, path)
            check_columns(len(kinds), path)
            # A code per cell; of one column at a time each row as an object.
            check_memory(n_rows * (_PER_CODE * len(kinds) + _PER_OBJECT), path)
            for i, (name, kind, *_) in enumerate(kinds):
                if kind.upper() not in _PLAIN:
                    check_memory(2 * _text_bytes(connection, name) + n_rows * _PER_OBJECT, path)
                encoded, native = _column(connection, name, kind.upper())
                names.append(name)
                columns.append(encoded)
                natives.append(native)
                progress(stage, (i + 1) / len(kinds))
        except duckdb.OutOfMemoryException:
            raise MemoryError from None
        except (duckdb.InvalidInputException, duckdb.IOException, duckdb.SerializationException):
            raise damaged(path) from None
        except duckdb.Error as error:
            raise InputError(
                say("The Parquet file can't be read: {reason}.", reason=str(error).splitlines()[0]),
                Where(file=path.name),
            ) from None
    source = Source(path=path, format="Parquet", sha256=sha256_of(path))
    return make_table(columns, names, source, natives=natives)


def _quoted(path: Path) -> str:
    """Return the path as a string of SQL in which no sign stands for other files."""
    text = str(path.absolute())
    for sign in "[*?":
        text = text.replace(sign, {"[": "\x00[]"}.get(sign, f"[{sign}]"))
    return "'" + text.replace("\x00", "[").replace("'", "''") + "'"


def _n_rows(connection: "duckdb.DuckDBPyConnection", path: Path) -> int:
    """Return how many rows a file says that it has."""
    told = connection.execute(f"SELECT sum(num_rows) FROM parquet_file_metadata({_quoted(path)})").fetchone()
    return int(told[0] or 0) if told is not None else 0


def _text_bytes(connection: "duckdb.DuckDBPyConnection", name: str) -> int:
    """Return the bytes of all texts of a column: a dictionary holds each only once."""
    text = f"CAST({_own(name)} AS VARCHAR)"
    told = connection.execute(f"SELECT sum(strlen({text})) FROM source").fetchone()
    return int(told[0] or 0) if told is not None else 0


def _own(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _column(
    connection: "duckdb.DuckDBPyConnection", name: str, kind: str
) -> tuple[Encoded, ColumnType | None]:
    """Return one column as codes and canonical texts, and its type."""
    own = _own(name)
    base = kind.partition("(")[0].strip()
    plain = base in (*_WHOLE, *_FLOATS, "BOOLEAN", "VARCHAR")
    if base == "DATE" or base.startswith("TIMESTAMP"):
        # Time zones are given in UTC; fractions of a second have no use here.
        expression, native = f"strftime({own}::TIMESTAMP, '%Y-%m-%d %H:%M:%S')", ColumnType.DATE
    elif plain:
        expression, native = own, None
    else:
        expression, native = f"CAST({own} AS VARCHAR)", None
    values = connection.execute(f"SELECT {expression} AS cells FROM source").fetchnumpy()["cells"]
    codes, distinct = _distinct(np.ma.asarray(values))
    if base in _WHOLE:
        native, texts = ColumnType.NUMBER, [str(value) for value in distinct]
    elif base in _FLOATS:
        # Of a single-precision number the shortest text that gives it back is meant: 0.1, not 0.10000000149.
        native, texts = ColumnType.NUMBER, [native_number_text(float(str(value))) for value in distinct]
    elif base == "BOOLEAN":
        native, texts = ColumnType.YES_NO, ["True" if value else "False" for value in distinct]
    elif base in ("DECIMAL", "HUGEINT"):
        native, texts = ColumnType.NUMBER, [_trimmed(value) for value in distinct]
    elif native is ColumnType.DATE:
        texts = [str(value) for value in distinct]
        if all(text.endswith(" 00:00:00") for text in texts):
            texts = [text[:10] for text in texts]
    else:
        texts = [str(value) for value in distinct]
    return _with_empty(codes, texts), native


def _distinct(values: "np.ma.MaskedArray") -> tuple[npt.NDArray[np.int64], list[object]]:
    """Return codes, -1 where there is no value, and the distinct values."""
    import pandas as pd  # noqa: PLC0415 - heavy

    codes, distinct = pd.factorize(np.asarray(values.data))
    codes = np.where(np.ma.getmaskarray(values), -1, codes)
    return codes, list(distinct)


def _with_empty(codes: npt.NDArray[np.int64], texts: list[str]) -> Encoded:
    """Give rows without a value the empty text, and let go of texts that no row has."""
    used = np.unique(codes[codes >= 0])
    position = np.full(len(texts) + 1, len(used), dtype=np.int32)
    position[used] = np.arange(len(used), dtype=np.int32)
    kept = [texts[i] for i in used]
    if (codes < 0).any():
        kept.append("")
    return position[codes], object_array(kept)


def _trimmed(value: object) -> str:
    text = str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
