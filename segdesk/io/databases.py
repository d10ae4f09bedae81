"""Tables of a database server, named by a URL: read by SQLAlchemy, an optional extra, and never changed."""

import datetime as dt
import hashlib
import math
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from segdesk.engine.data.table import Source, Table
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError, Where
from segdesk.io.columns import make_table
from segdesk.io.database_rows import DatabaseRows
from segdesk.io.database_tables import CUSTOMERS, named_table
from segdesk.io.native_cells import column_of
from segdesk.io.tidying import Encoded
from segdesk.memory import available_memory
from segdesk.messages import Message, say
from segdesk.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy import URL

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# The driver that is taken where the URL names none, and what people call the database.
KINDS = {
    "postgresql": ("psycopg", "PostgreSQL"),
    "postgres": ("psycopg", "PostgreSQL"),
    "mysql": ("pymysql", "MySQL"),
    "mariadb": ("pymysql", "MariaDB"),
    "mssql": ("pyodbc", "SQL Server"),
}
_COMMENTS = re.compile(r"^(?:\s+|--[^\n]*\n|/\*.*?\*/)+", re.DOTALL)
# INTO writes a table or a file; SQL Server runs statements one after the other without a mark between them.
_WRITES = re.compile(
    r"\b(?:into|insert|update|delete|drop|alter|create|merge|truncate|grant|revoke|exec|execute|call)\b",
    re.IGNORECASE,
)
# With what is made of them they take some 100 MB.
_CELLS_AT_ONCE = 400_000
# Bytes: as the driver hands it over, and as a column holds it. 120 were measured of texts, 140 of decimals and days.
BYTES_PER_CELL = 150
# Seconds until a server is reached, and until it has heard that an answer is not wanted any more.
_PATIENCE, _MOMENT = 15, 1.0


def is_url(text: object) -> bool:
    """Return whether a source is the URL of a database rather than a file."""
    return isinstance(text, str) and _URL.match(text) is not None


def read_database(url: "str | URL", spec: ReadSpec, progress: Progress) -> Table:
    """Read a table, a view or the rows of one SELECT.

    Nothing of the URL but host and name of the database is kept or shown.

    Raises
    ------
    InputError
        If the extra is not installed, there is no connection, no such table, or the query is not understood.
    """
    with rows_of_database(url, spec) as found:
        stage = say("Reading {file}", file=found.source.path.name)
        progress(stage, 0.0)
        rows = _held(found, progress, stage)
    headings = found.headings
    read = [column_of([_plain(row[i]) for row in rows]) for i in range(len(headings))]
    columns = [encoded for encoded, _ in read]
    source = replace(found.source, sha256=_fingerprint(headings, columns))
    result = make_table(columns, headings, source, steps=found.steps, natives=[native for _, native in read])
    progress(stage, 1.0)
    return result


class Asked:
    """What a server was asked, for another thread to take back."""

    def __init__(self) -> None:
        self._driver: Any = None

    def of(self, connection: Any) -> None:
        """Keep what takes the question back, where the driver has something that does."""
        driver = connection.connection.driver_connection
        self._driver = driver if hasattr(driver, "cancel_safe") else None

    def take_back(self) -> None:
        """Ask the server to stop; it may have done so, or be gone."""
        if self._driver is not None:
            with suppress(Exception):
                self._driver.cancel_safe(timeout=_MOMENT)


@contextmanager
def rows_of_database(url: "str | URL", spec: ReadSpec, asked: Asked | None = None) -> Iterator[DatabaseRows]:
    """Open a table, a view or one SELECT; yield its rows as they come.

    Parameters
    ----------
    url : str or URL
    spec : ReadSpec
    asked : Asked, optional
        Is told of the connection.

    Raises
    ------
    InputError
        As of `read_database`.
    """
    with opened(url) as (connection, name, title):
        if asked is not None:
            asked.of(connection)
        steps: list[Message] = []
        table, sql = _wanted(connection, spec, name, steps)
        # A cursor on the server takes a single SELECT and nothing else, and hands rows over piece by piece. Without
        # parameters, a percent sign is one.
        options = connection.execution_options(stream_results=True, no_parameters=True)
        result = options.exec_driver_sql(sql)
        headings = [str(key) for key in result.keys()]  # noqa: SIM118 - no mapping
        at_once = max(1, _CELLS_AT_ONCE // len(headings))
        pieces = iter(lambda: result.fetchmany(at_once), [])
        source = Source(path=Path(name), format=title, sha256="", sheet=table, query=spec.query)
        try:
            yield DatabaseRows(source, headings, pieces, _plain, steps)
        finally:
            # The driver of MySQL would read all rows that are left before it closes their cursor.
            if connection.dialect.driver != "pymysql":
                result.close()


def count_cells(url: "str | URL", spec: ReadSpec, asked: Asked) -> int:
    """Return how many cells a table, a view or one SELECT has; 0 where the database cannot count them.

    Parameters
    ----------
    url : str or URL
    spec : ReadSpec
    asked : Asked
        Is told of the connection.

    Raises
    ------
    InputError
        As of `read_database`.
    """
    with opened(url) as (connection, name, _):
        # Whether it is there has been asked by now.
        import sqlalchemy  # noqa: PLC0415 - an optional extra

        asked.of(connection)
        _, sql = _wanted(connection, spec, name, [])
        options = connection.execution_options(no_parameters=True)
        try:
            none = options.exec_driver_sql(f"SELECT * FROM (\n{sql}\n) AS counted WHERE 1 = 0")
            n_columns = len(none.keys())
            n_rows = options.exec_driver_sql(f"SELECT COUNT(*) FROM (\n{sql}\n) AS counted").scalar_one()
        except sqlalchemy.exc.SQLAlchemyError:
            # Not every SELECT can stand within another, of two columns of one name for example.
            return 0
    return int(n_rows) * n_columns


@contextmanager
def opened(url: "str | URL") -> Iterator[tuple[Any, str, str]]:
    """Open a connection that can only read; yield it with what to call the database, and its kind.

    Raises
    ------
    InputError
        If the extra is not installed, there is no connection, or the database refuses what it is asked.
    """
    try:
        import sqlalchemy  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise not_installed() from None
    try:
        parsed = sqlalchemy.make_url(url)
    except (sqlalchemy.exc.ArgumentError, ValueError):
        raise InputError(
            say("This is no URL of a database."),
            mend=say("Write it like postgresql://user@host/database."),
        ) from None
    backend, _, driver = parsed.drivername.partition("+")
    if backend not in KINDS:
        raise InputError(
            say("segdesk does not read “{kind}” databases.", kind=backend),
            mend=say("It reads PostgreSQL, MySQL, MariaDB and SQL Server, and SQLite files by their names."),
        )
    usual, title = KINDS[backend]
    name = f"{parsed.database or backend}@{parsed.host or 'localhost'}"
    backend = "postgresql" if backend == "postgres" else backend
    parsed = parsed.set(drivername=f"{backend}+{driver or usual}")
    if driver in ("", "pymysql") and usual == "pymysql" and parsed.password is None:
        # The driver itself does not look there, as MySQL's own programs do.
        parsed = parsed.set(password=os.environ.get("MYSQL_PWD"))
    patience = {"timeout" if backend == "mssql" else "connect_timeout": _PATIENCE}
    try:
        engine = sqlalchemy.create_engine(
            parsed, poolclass=sqlalchemy.pool.NullPool, connect_args=patience, hide_parameters=True
        )
    except ImportError:
        raise not_installed() from None
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise _translated(error, parsed, name) from None
    try:
        with engine.connect() as connection:
            yield _reading_only(connection, backend), name, title
            connection.rollback()
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise _translated(error, parsed, name) from None


def not_installed() -> InputError:
    """Return what to tell where the extra is missing."""
    return InputError(say("Reading from a database server needs an extra: pip install segdesk[database]."))


def _reading_only(connection: Any, backend: str) -> Any:
    """Return the connection in a transaction that can't write, where the server knows such; none is ever committed."""
    if backend == "postgresql":
        return connection.execution_options(postgresql_readonly=True)
    if backend in ("mysql", "mariadb"):
        connection.exec_driver_sql("SET SESSION TRANSACTION READ ONLY")
        connection.rollback()
    return connection


def _translated(error: Exception, url: Any, name: str) -> InputError:
    """Return what a driver complained of as our error, without anything secret."""
    reason = str(getattr(error, "orig", None) or error).strip()
    secrets = [url.password, *(v for k, v in url.query.items() if "pass" in k.lower() or "pwd" in k.lower())]
    for secret in secrets:
        if secret:
            reason = reason.replace(str(secret), "…")
    return InputError(
        say("The database answers: {reason}", reason=" ".join(reason.split())),
        Where(file=name),
        say("Check address, user, password and query; the password can stand in PGPASSWORD or MYSQL_PWD."),
    )


def _wanted(connection: Any, spec: ReadSpec, name: str, steps: list[Message]) -> tuple[str | None, str]:
    """Return the table to read, None for a query, and the SELECT that reads it."""
    if spec.query is not None:
        return None, _checked(spec.query, name)
    table = _chosen(connection, spec.table or spec.sheet, name, steps)
    return table, f"SELECT * FROM {_quoted(connection, table)}"


def _checked(query: str, name: str) -> str:
    sql = _COMMENTS.sub("", query).strip().rstrip(";").strip()
    where = Where(file=name)
    if not re.match(r"(?:select|with|values)\b", sql, re.IGNORECASE):
        raise InputError(
            say("The query must be a SELECT."), where, say("Write one SELECT that reads tables of it.")
        )
    if ";" in sql:
        raise InputError(
            say("The query holds more than one statement, or a semicolon."), where, say("Write one SELECT.")
        )
    if _WRITES.search(sql):
        raise InputError(
            say("The query does more than read."), where, say("Write one SELECT that reads tables of it.")
        )
    return sql


def _chosen(connection: Any, wanted: str | None, name: str, steps: list[Message]) -> str:
    """Return the table to read: the one wanted, the only one, or the only one of customers."""
    import sqlalchemy  # noqa: PLC0415 - an optional extra

    where = Where(file=name)
    inspector = sqlalchemy.inspect(connection)
    if wanted is not None and "." in wanted:
        schema, _, bare = wanted.rpartition(".")
        if inspector.has_table(bare, schema=schema):
            return wanted
    names = sorted({*inspector.get_table_names(), *inspector.get_view_names()})
    if not names:
        raise InputError(say("The database holds no tables."), where)
    if wanted is not None:
        return named_table(names, wanted, where)
    likely = names if len(names) == 1 else [each for each in names if CUSTOMERS.fullmatch(each)]
    if len(likely) != 1:
        raise InputError(
            say("The database holds several tables."),
            where,
            say("Name one with --table, or write a --query. The tables are: {names}.", names=names),
        )
    if len(names) > 1:
        others = [each for each in names if each != likely[0]]
        steps.append(
            say("The table “{table}” was read; there are also {others}.", table=likely[0], others=others)
        )
    return str(likely[0])


def _quoted(connection: Any, table: str) -> str:
    import sqlalchemy  # noqa: PLC0415 - an optional extra

    quote = connection.dialect.identifier_preparer.quote_identifier
    # A name may hold a point itself; only where there is no such table is it schema and name.
    schema, _, bare = table.rpartition(".")
    if schema and not sqlalchemy.inspect(connection).has_table(table):
        return f"{quote(schema)}.{quote(bare)}"
    return str(quote(table))


def _held(found: DatabaseRows, progress: Progress, stage: Message) -> list[Sequence[Any]]:
    """Return all rows, as long as memory holds them."""
    rows: list[Sequence[Any]] = []
    most = available_memory()
    for batch in found.pieces:
        rows += batch
        progress(stage, 0.5)
        if BYTES_PER_CELL * len(rows) * len(found.headings) > most:
            raise InputError(
                say("The query gives more rows than fit in memory."), Where(file=found.source.path.name)
            )
    return rows


def _plain(value: Any) -> object:
    """Return a cell as the types that our columns know."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            return None
        whole = value == value.to_integral_value()
        number = int(value) if whole else float(value)
        # A figure that a float would round stays a text.
        exact = abs(value) < 2**53 if whole else Decimal(repr(number)) == value
        return number if exact else format(value, "f")
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(dt.UTC).replace(tzinfo=None)
    if isinstance(value, memoryview):
        return bytes(value)
    return value


def _fingerprint(headings: Sequence[str], columns: Sequence[Encoded]) -> str:
    """Return the SHA-256 of what was read: there is no file to take it of."""
    digest = hashlib.sha256()
    for heading, (codes, texts) in zip(headings, columns, strict=True):
        for text in (heading, *texts):
            raw = text.encode("utf-8", "surrogatepass")
            digest.update(len(raw).to_bytes(8, "little") + raw)
        digest.update(codes.astype("<i4").tobytes())
    return digest.hexdigest()
