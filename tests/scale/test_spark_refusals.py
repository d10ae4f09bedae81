"""What Spark needs and does not find, a full disk and a stop: one sentence each, and no Java program is left."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import Cancelled, InputError, UsageError
from segdesk.scale.customers import customers_of_files
from segdesk.scale.engine_choice import open_with_engine
from segdesk.scale.engines import by_spark
from tests.benchmarks.purchases_file import make_purchases
from tests.scale import shops
from tests.spark import SOON, java_programs, need_spark, spark_session

LOCAL = "local[2]"
# Two seconds where nothing else runs; here another test may.
PATIENCE = 10.0


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory, monkeypatch):
    """Give each test a temporary folder of its own; it and the Java programs must be gone in the end."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("JDK_JAVA_OPTIONS", SOON)
    yield folder
    # A Java program that was only starting ends once it listens.
    assert wait_until(lambda: not java_programs(os.getpid()) and not list(folder.iterdir()), 20)


@pytest.fixture
def orders(tmp_path):
    path = tmp_path / "orders.csv"
    shops.plain_shop().to_csv(path, index=False)
    return path


def refused(path, engine):
    with pytest.raises(InputError) as caught:
        customers_of_files(path, Recipe(), engine=engine)
    return str(caught.value)


@pytest.mark.parametrize(
    "master", ["nowhere", "local[0]", "spark://", "http://localhost:7077", "local[2] --conf x"]
)
def test_what_is_no_address_is_refused(orders, master):
    assert f"“{master}” is no address of Spark." in refused(orders, by_spark(master))


def test_a_missing_pyspark_is_told_with_how_to_install_it(orders, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert 'pip install "segdesk[spark]"' in refused(orders, by_spark())


def test_a_missing_java_is_told(orders, monkeypatch, tmp_path):
    need_spark()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert "Java is not installed" in refused(orders, by_spark())


def test_a_cluster_that_does_not_answer_is_named(orders):
    need_spark()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        master = f"spark://127.0.0.1:{taken.getsockname()[1]}"
        assert f"No Spark answers at {master}." in refused(orders, by_spark(master))


def test_a_master_goes_with_spark_only(orders):
    with pytest.raises(UsageError, match="engine “spark” only"):
        open_with_engine("memory", orders, Recipe(), master=LOCAL)


@pytest.mark.slow
def test_a_file_that_spark_does_not_see_is_told(orders):
    need_spark()
    engine = by_spark(LOCAL)

    def load(files, session):
        orders.unlink()
        return engine.load(files, session)

    assert "Spark does not see all of the files." in refused(orders, replace(engine, load=load))


@pytest.mark.slow
def test_a_broken_line_is_named(orders):
    need_spark()
    lines = orders.read_text("utf-8").splitlines()
    # Beyond what is looked at first.
    lines = [*lines, *(lines[1:] * 5)]
    at = len(lines) // 2
    lines[at] = "broken,line"
    orders.write_text("\n".join(lines), "utf-8")
    assert f"line {at + 1}" in refused(orders, by_spark(LOCAL)).replace(",", "")


def wait_until(happened, seconds=120):
    """Wait until something is so, and return it."""
    deadline = time.monotonic() + seconds
    while not (found := happened()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


# What stands in the temporary folder once Spark has begun, and once it works.
BEGUN, AT_WORK = ".purchases*/spilled/blockmgr-*", ".purchases*/tables/*"


@pytest.mark.slow
@pytest.mark.parametrize("sign", [".purchases*/spark.log", BEGUN, AT_WORK])
def test_a_stop_is_heard(orders, temporary, sign):
    """While Java starts, while Spark does, and while it works."""
    need_spark()
    asked = []

    def stop(stage, fraction):
        if not asked and any(temporary.glob(sign)):
            asked.append(time.monotonic())
            raise Cancelled

    with pytest.raises(Cancelled):
        customers_of_files(orders, Recipe(), progress=stop, engine=by_spark(LOCAL))
    assert time.monotonic() - asked[0] < PATIENCE


def _started(path, before=""):
    program = (
        f"{before}; import sys; "
        "from segdesk.cli.main import run_command_line; sys.exit(run_command_line(sys.argv[1:]))"
    )
    words = ["run", str(path), "--engine", "spark", "--master", LOCAL, "--out", f"{path}-out", "--quiet"]
    return subprocess.Popen(
        [sys.executable, "-c", program, *words],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "TMPDIR": tempfile.gettempdir()},
    )


@pytest.mark.slow
def test_java_ends_with_a_program_that_is_killed(orders, temporary):
    need_spark()
    running = _started(orders, "pass")
    # Java listens for our end once Spark's side of it has begun.
    assert wait_until(lambda: any(temporary.glob(BEGUN)))
    found = java_programs(running.pid)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    assert found
    assert wait_until(lambda: not any(Path(f"/proc/{each}").exists() for each in found), 20)
    # What was killed is swept away by the next run.
    for each in temporary.iterdir():
        subprocess.run(["rm", "-rf", str(each)], check=True)


@pytest.mark.slow
def test_control_c_ends_the_program_and_java(orders, temporary):
    need_spark()
    running = _started(orders, "pass")
    assert wait_until(lambda: any(temporary.glob(AT_WORK)))
    found = java_programs(running.pid)
    assert found
    assert running.poll() is None
    asked = time.monotonic()
    # A terminal tells all programs of the group.
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate()[1]
    assert time.monotonic() - asked < PATIENCE
    assert running.returncode == 130, said
    assert said.count("\n") == 1
    assert not any(Path(f"/proc/{each}").exists() for each in found)
    assert not Path(f"{orders}-out").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("hdfs://server/orders.csv", "no addresses such as hdfs://"),
        ("s3a://key:secret@bucket/orders.csv", "no addresses such as s3a://"),
        ("missing.csv", "There is no such file."),
    ],
)
def test_what_is_no_file_here_is_told_before_java_starts(name, said):
    need_spark()
    told = refused(name, by_spark(LOCAL))
    assert said in told
    assert "secret" not in told
    assert not java_programs(os.getpid())


def test_what_is_no_session_is_refused(orders):
    need_spark()
    with pytest.raises(UsageError, match="is no session of Spark that runs in this program"):
        customers_of_files(orders, Recipe(), engine=by_spark(object()))


@pytest.mark.slow
def test_a_session_that_is_given_hears_a_stop_and_goes_on(orders, tmp_path):
    need_spark()
    asked = []

    def stop(stage, fraction):
        if fraction >= 0.2 and not asked:
            asked.append(time.monotonic())
            raise Cancelled

    with spark_session(tmp_path / "spark") as session:
        with pytest.raises(InputError, match="Another Spark session runs"):
            customers_of_files(orders, Recipe(), engine=by_spark(LOCAL))
        with pytest.raises(Cancelled):
            customers_of_files(orders, Recipe(), progress=stop, engine=by_spark(session))
        assert time.monotonic() - asked[0] < PATIENCE
        assert session.range(3).count() == 3
        assert [row[0] for row in session.sql("SHOW DATABASES").collect()] == ["default"]
    with pytest.raises(InputError, match="Spark has ended"):
        customers_of_files(orders, Recipe(), engine=by_spark(session))


@pytest.mark.slow
def test_java_that_dies_is_told_and_leaves_nothing_to_the_next_session(orders, tmp_path):
    """Nor to one of a notebook's own, which pyspark hands out again as long as it takes it for alive."""
    need_spark()

    def kill(stage, fraction):
        if fraction > 0:
            for each in java_programs(os.getpid()):
                os.kill(each, signal.SIGKILL)

    before = {*threading.enumerate()}
    with pytest.raises(InputError, match="Spark has ended before its work was done"):
        customers_of_files(orders, Recipe(), progress=kill, engine=by_spark(LOCAL))
    assert wait_until(lambda: {*threading.enumerate()} <= before, 20)
    with spark_session(tmp_path / "spark") as session:
        assert session.range(3).count() == 3


@pytest.mark.slow
def test_a_full_disk_is_one_sentence_and_exit_code_4(tmp_path):
    need_spark()
    path = tmp_path / "orders.csv"
    make_purchases(path, 200_000)
    running = _started(path, "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))")
    said = running.communicate()[1]
    assert running.returncode == 4, said
    assert "is full" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "orders.csv-out").exists()
