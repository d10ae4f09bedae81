"""A session of Spark that somebody else has started, and goes on with: as in a notebook, or on a hosted cluster."""

from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from segdesk.errors import InputError, UsageError
from segdesk.messages import say
from segdesk.scale.dialect import SPARK
from segdesk.scale.spark_start import OF_STATEMENTS, TABLES

# Tables are Parquet, which others read, whatever is usual there.
_OF_TABLES = {"spark.sql.sources.default": "parquet", "spark.sql.legacy.createHiveTableByDefault": "false"}


class GivenSpark:
    """A second session beside the one that is given, with settings, names and tables of its own.

    Parameters
    ----------
    given : pyspark.sql.SparkSession
    folder : Path
        Where its tables are.

    Attributes
    ----------
    session : pyspark.sql.SparkSession
    """

    def __init__(self, given: Any, folder: Path) -> None:
        self.session = given.newSession()
        for name, value in {**OF_STATEMENTS, **_OF_TABLES}.items():
            self.session.conf.set(name, value)
        self._database = f"segdesk_{uuid4().hex}"
        place = SPARK.base.text(f"file://{(folder / TABLES).absolute().as_posix()}")
        self.session.sql(f"CREATE DATABASE {self._database} LOCATION {place}")
        self.session.sql(f"USE {self._database}")

    @property
    def has_ended(self) -> bool:
        """Whether it was stopped by whoever has started it."""
        return self.session.sparkContext._jsc is None

    def cancel(self) -> None:
        """Ask what is running in this session to stop."""
        with suppress(Exception):
            self.session.interruptAll()

    def kill(self) -> None:
        """Ask once more: what belongs to somebody else is not ended."""
        self.cancel()

    def end(self) -> None:
        """Leave no table."""
        with suppress(Exception):
            self.session.sql("USE default")
            self.session.sql(f"DROP DATABASE IF EXISTS {self._database} CASCADE")


def check_given(given: object) -> None:
    """Check that an object is a session of Spark that can be worked with.

    Parameters
    ----------
    given : object

    Raises
    ------
    UsageError
        If it is none, or one of Spark Connect.
    InputError
        If it was stopped.
    """
    kind = type(given)
    if not any(each.__module__ == "pyspark.sql.session" for each in kind.__mro__):
        raise UsageError(
            say(
                "“{kind}” is no session of Spark that runs in this program.",
                kind=f"{kind.__module__}.{kind.__name__}",
            ),
            mend=say("Give local[*], spark://HOST:PORT, yarn or k8s://URL."),
        )
    if given.sparkContext._jsc is None:  # type: ignore[attr-defined]
        raise InputError(
            say("Spark has ended before its work was done."),
            mend=say("Try again with more free memory, or with another master."),
        )
