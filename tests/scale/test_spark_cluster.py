"""A run on a cluster: a master and a worker of Spark's own, on this computer but in programs of their own."""

import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.counts import SHORTER, UNREPORTED
from tests.scale import shops
from tests.spark import SOON, need_spark

_DEPLOY = "org.apache.spark.deploy"
# A server has a whole Spark, which knows this; of a Python package it must be told.
_SCALA = {"SPARK_SCALA_VERSION": "2.13"}
_SOON = {"JDK_JAVA_OPTIONS": SOON}


@contextmanager
def _program(name, folder, *words):
    """Start a program of Spark's, and yield the file of what it says."""
    home = Path(sys.modules["pyspark"].__file__).parent
    said = folder / f"{name}.log"
    own = {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOG_DIR": str(folder),
        **_SCALA,
        **_SOON,
    }
    java = ["java", "-cp", f"{home}/jars/*", f"{_DEPLOY}.{name}", "--host", "127.0.0.1", "--webui-port", "0"]
    with (
        said.open("wb") as log,
        subprocess.Popen([*java, *words], stdout=log, stderr=log, env={**os.environ, **own}) as program,
    ):
        try:
            yield said
        finally:
            program.kill()


def _told(said, pattern):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if found := re.search(pattern, said.read_text("utf-8", "replace")):
            return found[0]
        time.sleep(0.2)
    raise AssertionError(said.read_text("utf-8", "replace"))


@pytest.fixture
def cluster(tmp_path):
    """Yield the URL of a master with one worker."""
    need_spark()
    with _program("master.Master", tmp_path, "--port", "0") as said:
        master = _told(said, r"spark://127\.0\.0\.1:\d+")
        worker = ["--cores", "2", "--memory", "1g", "--work-dir", str(tmp_path / "work"), master]
        with _program("worker.Worker", tmp_path, *worker) as of_worker:
            _told(of_worker, "Successfully registered with master")
            yield master


def _labeled(path, out, *words):
    command = [
        sys.executable,
        "-m",
        "segdesk",
        "run",
        str(path),
        "--out",
        str(out),
        *("--formats", "csv", "--quiet", *SHORTER, *UNREPORTED),
    ]
    subprocess.run([*command, *words], check=True, stdout=subprocess.DEVNULL, env={**os.environ, **_SOON})
    return (out / "labeled.csv").read_bytes()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_cluster_labels_customers_as_memory_does(cluster, tmp_path):
    path = tmp_path / "orders.csv"
    shops.with_status(shops.plain_shop(6)).to_csv(path, index=False)
    by_spark = _labeled(path, tmp_path / "spark", "--engine", "spark", "--master", cluster)
    assert by_spark == _labeled(path, tmp_path / "memory", "--engine", "memory")
    worked = list((tmp_path / "work").glob("app-*/*/stderr"))
    assert worked, "the worker had nothing to do"
