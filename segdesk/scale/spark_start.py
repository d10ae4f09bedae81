"""Spark started for one piece of work, and ended with it: a Java program of ours, whatever becomes of us."""

import logging
import os
import re
import shutil
import socket
import subprocess
import sys
import warnings
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from segdesk.errors import InputError
from segdesk.memory import available_memory
from segdesk.messages import say

DEFAULT_MASTER = "local[*]"
_LOCAL = re.compile(r"local(\[(\*|[1-9]\d*)(,\s*[1-9]\d*)?\])?")
_STANDALONE = re.compile(r"spark://([\w.-]+:\d{1,5}(?:,[\w.-]+:\d{1,5})*)")
_OTHERS = re.compile(r"yarn|k8s://.+|local-cluster\[\d+,\d+,\d+\]")
# A cluster that is there answers long before.
_ANSWER_SECONDS = 5.0
_END_SECONDS = 1.0
# Every error of Java's that comes by way of Python has "connection" in it.
_UNREACHED = (
    "unresponsive",
    "could not parse master",
    "failed to connect",
    "connection refused",
    "unknownhost",
    "no route to host",
)
# What in its log tells why Spark does not start, the clearest first, and what stands before that in a line.
_REASONS = ("Reason:", "Exception", "rror")
_LOGGED = re.compile(r"^\S+ \S+ (?:ERROR|WARN) \w+: ")
_LEAST_MEMORY, _MOST_MEMORY = 1 << 30, 4 << 30
_PARTS_LOCAL = 8
# Where tables are, below the folder.
TABLES = "tables"
# What statements rest on, whoever has started Spark.
OF_STATEMENTS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "true",
    # By lz4_raw Spark 4.3 wrote files now and then that it could not read: in 2 of 8 runs over 100,000 lines.
    "spark.sql.parquet.compression.codec": "snappy",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "true",
}
# Python's side of Spark writes each error in full, which we tell in a sentence.
_LOGGERS = ("SQLQueryContextLogger", "DataFrameQueryContextLogger", "py4j", "pyspark")


@dataclass(eq=False)
class RunningSpark:
    """Spark, and the Java program that it runs in.

    Attributes
    ----------
    gateway : py4j gateway
    process : subprocess.Popen
    context : pyspark.SparkContext or None
    session : pyspark.sql.SparkSession or None
        None as long as Spark is starting.
    """

    gateway: Any
    process: "subprocess.Popen[bytes]"
    context: Any = None
    session: Any = None

    @property
    def has_ended(self) -> bool:
        """Whether nobody listens any more."""
        return self.process.poll() is not None

    def cancel(self) -> None:
        """Ask what is running to stop; what is only starting ends."""
        if self.context is None:
            self.kill()
            return
        with suppress(Exception):
            self.context.cancelAllJobs()

    def kill(self) -> None:
        """End the Java program at once."""
        self.process.kill()

    def end(self) -> None:
        """End all of it, in good order if there is still somebody who listens."""
        if not self.has_ended and self.session is not None:
            with suppress(Exception):
                self.session.stop()
        with suppress(Exception):
            self.gateway.shutdown()
        self._end_accumulators()
        with suppress(OSError):
            assert self.process.stdin is not None
            self.process.stdin.close()
        try:
            self.process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        _forget()

    def _end_accumulators(self) -> None:
        """End the thread that listens for sums: pyspark leaves it behind where nobody answers any more."""
        server = None if self.context is None else self.context._accumulatorServer
        if server is not None:
            self.context._accumulatorServer = None
            server.shutdown()


def check_spark(master: str) -> None:
    """Check what can be checked before Java starts.

    Parameters
    ----------
    master : str
        URL of the cluster, or `local[N]`.

    Raises
    ------
    InputError
        If Spark or Java is missing, or nobody answers at the URL.
    """
    if not (_LOCAL.fullmatch(master) or _STANDALONE.fullmatch(master) or _OTHERS.fullmatch(master)):
        raise InputError(
            say("“{master}” is no address of Spark.", master=master),
            mend=say("Give local[*], spark://HOST:PORT, yarn or k8s://URL."),
        )
    try:
        with warnings.catch_warnings():
            # pandas is newer than what pyspark.pandas takes, which is not used.
            warnings.simplefilter("ignore")
            # The second is loaded by the first statement otherwise, and warns then.
            import pyspark.sql  # noqa: PLC0415 - an extra
            import pyspark.testing.utils  # noqa: F401, PLC0415
    except ImportError:
        raise InputError(
            say("Spark is not installed."),
            mend=say("Install it: {command}.", command='pip install "segdesk[spark]"'),
        ) from None
    if java_program() is None:
        raise InputError(
            say("Java is not installed, which Spark needs."),
            mend=say("Install Java 17 or later, or name its folder in the environment variable JAVA_HOME."),
        )
    standalone = _STANDALONE.fullmatch(master)
    if standalone and not any(map(_answers, standalone[1].split(","))):
        raise unreachable(master)


def java_program() -> str | None:
    """Return the Java that Spark would start, None where there is none."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin") if home else None)


def is_local(master: str) -> bool:
    """Return whether all of Spark runs on this computer."""
    return _LOCAL.fullmatch(master) is not None


def unreachable(master: str) -> InputError:
    """Return the error for a cluster that does not answer."""
    return InputError(
        say("No Spark answers at {master}.", master=master),
        mend=say("Check the address, and that the cluster runs and can be reached from here."),
    )


def _answers(address: str) -> bool:
    host, _, port = address.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), _ANSWER_SECONDS):
            return True
    except (OSError, OverflowError):
        return False


def launch(master: str, folder: Path, memory: int | None) -> RunningSpark:
    """Start the Java program; Spark itself is not there yet.

    Parameters
    ----------
    master : str
    folder : Path
        For what Spark does not hold in memory, and for what it says.
    memory : int or None
        Bytes that Java may take; by default a quarter of what is free, within limits.

    Raises
    ------
    InputError
        If it does not start, or another Spark runs in this program.
    """
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415 - an extra
    from pyspark.errors import PySparkRuntimeError  # noqa: PLC0415
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415

    if SparkContext._active_spark_context is not None:
        raise InputError(
            say("Another Spark session runs in this program."),
            mend=say("Hand it over as the master, or stop it first: {command}.", command="spark.stop()"),
        )
    _forget()
    conf = SparkConf(loadDefaults=False).setMaster(master).setAppName("segdesk")
    conf.setAll(list(_settings(master, folder, memory).items()))
    said = folder / "spark.log"
    try:
        with said.open("wb") as log:
            gateway = launch_gateway(conf, {"stdout": log, "stderr": log})
    except PySparkRuntimeError:
        raise _not_started(said) from None
    return RunningSpark(gateway, gateway.proc)


def begin(running: RunningSpark, folder: Path, master: str) -> None:
    """Start Spark in the Java program.

    Parameters
    ----------
    running : RunningSpark
    folder : Path
    master : str

    Raises
    ------
    InputError
        If the cluster does not take it.
    """
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415 - an extra
    from pyspark.sql import SparkSession  # noqa: PLC0415

    try:
        context = SparkContext(gateway=running.gateway, conf=SparkConf(_jvm=running.gateway.jvm))
        session = SparkSession(context)
    except Exception as error:
        said = str(error).casefold()
        if any(sign in said for sign in _UNREACHED):
            raise unreachable(master) from error
        raise _not_started(folder / "spark.log") from error
    running.context, running.session = context, session


def _settings(master: str, folder: Path, memory: int | None) -> dict[str, str]:
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.local.dir": str(folder / "spilled"),
        "spark.sql.warehouse.dir": str(folder / TABLES),
        "spark.sql.catalogImplementation": "in-memory",
        **OF_STATEMENTS,
    }
    if is_local(master):
        most = memory or min(_MOST_MEMORY, max(_LEAST_MEMORY, available_memory() // 4))
        settings |= {
            "spark.driver.memory": f"{most >> 20}m",
            # Nobody else is meant to reach it.
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.shuffle.partitions": str(_PARTS_LOCAL),
        }
    return settings


def _not_started(log: Path) -> InputError:
    """Return the error for a Spark that does not start, with what it said of it."""
    lines = log.read_text("utf-8", "replace").splitlines() if log.exists() else []
    found = (line for sign in _REASONS for line in lines if sign in line)
    why = _LOGGED.sub("", next(found, "")).strip().rstrip(".")
    return InputError(
        say("Spark did not start: {reason}", reason=f"{why}.") if why else say("Spark did not start."),
        mend=say("Check with spark-submit that it runs, and that Java is 17 or later."),
    )


def _forget() -> None:
    """Let pyspark forget a Java program that has ended, so that ours or somebody else's may start."""
    if "pyspark.sql" in sys.modules:
        from pyspark import SparkContext  # noqa: PLC0415 - an extra
        from pyspark.sql import SparkSession, SQLContext  # noqa: PLC0415

        SparkContext._gateway = SparkContext._jvm = None
        SparkContext._active_spark_context = None
        # Whoever asks pyspark for a session would be given this one.
        SparkSession._instantiatedSession = SparkSession._activeSession = None
        SQLContext._instantiatedContext = None
