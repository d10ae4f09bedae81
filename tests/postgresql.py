"""A real PostgreSQL server with the sample orders in it, started and ended by the tests."""

import csv
import gzip
import io
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from segdesk.samples import sample_path

PASSWORD = "s3cret-w0rd"
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
TYPES = {"order_date": "date", "quantity": "integer", "unit_price": "numeric(10,2)"}


def as_server_user(*words: object, cwd: Path) -> None:
    """Run one of PostgreSQL's programs, which refuse to run as root."""
    user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
    subprocess.run([*user, *map(str, words)], check=True, cwd=cwd, stdout=subprocess.DEVNULL, timeout=60)


def orders() -> str:
    with gzip.open(sample_path("orders"), "rt", encoding="utf-8-sig", newline="") as stream:
        return stream.read()


@contextmanager
def postgresql_with_orders() -> Iterator[str]:
    """Yield the URL of a server with the sample orders, without its password; skip where there is no PostgreSQL."""
    if not PROGRAMS:
        pytest.skip("no PostgreSQL server is installed (apt-get install postgresql)")
    psycopg = pytest.importorskip("psycopg", reason="segdesk[database] is not installed")
    pytest.importorskip("sqlalchemy", reason="segdesk[database] is not installed")
    folder = Path(tempfile.mkdtemp(prefix="segdesk-pg-"))
    folder.chmod(0o755)
    data, secret = folder / "data", folder / "secret"
    data.mkdir()
    secret.write_text(PASSWORD)
    if os.geteuid() == 0:
        for each in (folder, data, secret):
            shutil.chown(each, "nobody", "nogroup")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bins = PROGRAMS[-1].parent
    as_server_user(
        PROGRAMS[-1], "-D", data, "-U", "reader", "-A", "scram-sha-256", f"--pwfile={secret}", "-E", "UTF8",
        "--no-sync", cwd=folder,
    )  # fmt: skip
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    as_server_user(
        bins / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start", cwd=folder
    )
    try:
        rows = list(csv.reader(io.StringIO(orders(), newline="")))
        columns = ", ".join(f'"{name}" {TYPES.get(name, "text")}' for name in rows[0])
        with psycopg.connect(
            host="127.0.0.1", port=port, user="reader", password=PASSWORD, dbname="postgres"
        ) as connection:
            connection.execute("CREATE SEQUENCE counter")
            connection.execute(f"CREATE TABLE orders ({columns})")
            connection.execute('CREATE TABLE "Product list" (name text, at timestamptz, live boolean)')
            connection.execute(
                "INSERT INTO \"Product list\" VALUES ('50% off', '2024-05-01 12:00+02', true), ('x', NULL, false)"
            )
            with connection.cursor().copy("COPY orders FROM STDIN") as copy:
                for row in rows[1:]:
                    copy.write_row([cell or None for cell in row])
            # As servers do by themselves in time: about how many rows a table has is known then.
            connection.execute("ANALYZE orders")
        yield f"postgresql://reader@127.0.0.1:{port}/postgres"
    finally:
        as_server_user(bins / "pg_ctl", "-D", data, "-m", "immediate", "stop", cwd=folder)
        time.sleep(0.2)
        shutil.rmtree(folder, ignore_errors=True)
