"""A real Spark in this process, with two cores: one Java machine per module, ended with it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

# Nobody lives there: what rests on the session's clock instead of the one on the wall would be hours off.
ZONE = "Pacific/Marquesas"
# So little work is done before Java has compiled it for the best speed.
SOON = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_SETTINGS = {
    "spark.driver.extraJavaOptions": SOON,
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": ZONE,
    "spark.sql.shuffle.partitions": "2",
}


def need_spark() -> Any:
    """Return the module of Spark's SQL; skip where there is no Java or no pyspark."""
    if shutil.which("java") is None:
        pytest.skip("Java is not installed, so Spark can't run (apt-get install default-jre-headless)")
    return pytest.importorskip("pyspark.sql", reason="segdesk[spark] is not installed (python3 dev.py spark)")


def java_programs(parent: int) -> list[int]:
    """Return the Java programs that a process has started and that still run (Linux only)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # Behind the name, which may hold anything: the state and the parent.
            name, rest = stat.read_text().rsplit(")", 1)
            state, above = rest.split()[:2]
            if name.endswith("(java") and int(above) == parent and state != "Z":
                found.append(int(stat.parent.name))
    return found


@contextmanager
def spark_session(folder: Path) -> Iterator[Any]:
    """Yield a Spark session that keeps what it must in a folder; skip where there is no Java or no pyspark."""
    sql = need_spark()
    builder = sql.SparkSession.builder.master("local[2]").appName("segdesk tests")
    own = {"spark.sql.warehouse.dir": str(folder / "tables"), "spark.local.dir": str(folder)}
    for name, value in {**_SETTINGS, **own}.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    java = session.sparkContext._gateway
    try:
        yield session
    finally:
        session.stop()
        # Spark leaves the Java machine to the end of the process; nothing of it may outlive the module.
        java.shutdown()
        java.proc.stdin.close()
        java.proc.wait(timeout=60)
        # The next module starts a Java machine of its own.
        context = type(session.sparkContext)
        context._gateway = context._jvm = None


def typed_parquet(frame: pd.DataFrame, path: Path) -> str:
    """Write customers as `segdesk clean` does, and return the name of the file."""
    kinds = {"f": "DOUBLE", "M": "TIMESTAMP"}
    columns = ", ".join(
        "{0}::{1} AS {0}".format(
            '"' + name.replace('"', '""') + '"', kinds.get(frame[name].dtype.kind, "VARCHAR")
        )
        for name in frame
    )
    duckdb.sql(f"SELECT {columns} FROM frame").write_parquet(str(path))
    return str(path)
