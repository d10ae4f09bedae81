"""A database server by the parts of its address, and the tables that it offers: for whoever has no URL at hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from segdesk.io.databases import KINDS, not_installed, opened
from segdesk.messages import Message, say
from segdesk.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy import URL

# In the order in which they are offered, with the port that each listens at unless told otherwise.
PORTS = {"postgresql": 5432, "mysql": 3306, "mariadb": 3306, "mssql": 1433}

# What the server's own bookkeeping says of the sizes of tables; to count them would read each from end to end.
_POSTGRESQL_SIZES = """
    SELECT c.relname, c.reltuples FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND c.reltuples > 0
"""


@dataclass(frozen=True)
class Server:
    """Where a database is and who reads it.

    Attributes
    ----------
    kind : str
        One of `PORTS`.
    host : str
    port : int
    database, user : str
    password : str
        In no text that is made of this; empty for what the driver finds by itself.
    """

    kind: str
    host: str
    port: int
    database: str
    user: str
    password: str = field(default="", repr=False)

    def url(self) -> "URL":
        """Return the URL, whose text hides the password.

        Raises
        ------
        InputError
            If the extra is not installed.
        """
        try:
            import sqlalchemy  # noqa: PLC0415 - an optional extra
        except ImportError:
            raise not_installed() from None
        return sqlalchemy.URL.create(
            self.kind,
            username=self.user or None,
            password=self.password or None,
            host=self.host,
            port=self.port,
            database=self.database or None,
            query=_odbc_driver() if self.kind == "mssql" else {},
        )

    def address(self) -> str:
        """Return the URL as a text with the password, which is for the server only.

        Raises
        ------
        InputError
            If the extra is not installed.
        """
        return self.url().render_as_string(hide_password=False)


@dataclass(frozen=True)
class Offered:
    """A table or view that can be read.

    Attributes
    ----------
    name : str
    is_view : bool
    rows : int or None
        About how many, where the server knows without counting.
    """

    name: str
    is_view: bool
    rows: int | None = None


def is_readable(kind: str) -> bool:
    """Return whether the driver of a kind of database is installed; nothing is loaded."""
    return find_spec("sqlalchemy") is not None and find_spec(KINDS[kind][0]) is not None


def how_to_read(kinds: Sequence[str]) -> Message:
    """Return what to do to read kinds of databases whose drivers are not installed."""
    return say(
        "To read from {names}, install an extra: pip install segdesk[database].",
        names=[KINDS[kind][1] for kind in kinds],
    )


def offered_tables(server: Server, progress: Progress) -> list[Offered]:
    """Return the tables and views of a server's database, sorted by name.

    Raises
    ------
    InputError
        If the extra is not installed, or there is no connection.
    """
    progress(say("Connecting to the database"), 0.0)
    with opened(server.url()) as (connection, _, _):
        progress(say("Listing the tables"), 0.5)
        import sqlalchemy  # noqa: PLC0415 - an optional extra

        inspector = sqlalchemy.inspect(connection)
        rows = _sizes(connection, server.kind)
        views = set(inspector.get_view_names())
        names = sorted({*inspector.get_table_names(), *views})
    return [Offered(name, name in views, rows.get(name)) for name in names]


def _sizes(connection: Any, kind: str) -> dict[str, int]:
    if kind != "postgresql":
        return {}
    return {name: round(rows) for name, rows in connection.exec_driver_sql(_POSTGRESQL_SIZES)}


def _odbc_driver() -> dict[str, str]:
    """Return the newest of the ODBC drivers for SQL Server on this machine, as a URL names it."""
    try:
        import pyodbc  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise not_installed() from None
    # The one named only "SQL Server" came with old Windows versions.
    found = [name for name in pyodbc.drivers() if name.endswith("for SQL Server")]
    return {"driver": max(found)} if found else {}
