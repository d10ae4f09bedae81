"""The databases that summarise purchases: what one needs to be used in place of another."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from segdesk.progress import Progress
from segdesk.scale.dialect import DUCKDB, SPARK, ScaleDialect
from segdesk.scale.duck_reading import load_by_duckdb
from segdesk.scale.duck_session import duck_session
from segdesk.scale.raw_files import Loader
from segdesk.scale.session import Session
from segdesk.scale.spark_reading import load_by_spark
from segdesk.scale.spark_session import spark_session
from segdesk.scale.spark_start import DEFAULT_MASTER

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@dataclass(frozen=True)
class ScaleEngine:
    """A database that summarises purchases.

    Attributes
    ----------
    words : ScaleDialect
        How it writes statements.
    load : callable
        Puts files into it.
    session : callable
        Opens it for some work, given who hears of progress and how many bytes of memory it may take.
    """

    words: ScaleDialect
    load: Loader
    session: Callable[[Progress, int | None], AbstractContextManager[Session]]


BY_DUCKDB = ScaleEngine(DUCKDB, load_by_duckdb, duck_session)


def by_spark(master: "str | SparkSession | None" = None) -> ScaleEngine:
    """Return Spark at a master, by default on this computer, or as the session of it that is given."""
    return ScaleEngine(SPARK, load_by_spark, partial(spark_session, master=master or DEFAULT_MASTER))
