"""A database on a server through the real window, with a real PostgreSQL that the tests start themselves."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from segdesk.app.dialogs.export_dialog import ExportDialog
from segdesk.app.dialogs.open_database import OpenDatabaseDialog
from tests.app.driving import KEY, Drive
from tests.app.test_large_files import export, labeled
from tests.cli.running import segdesk
from tests.postgresql import PASSWORD, postgresql_with_orders

SETTINGS = {"k": "3", "draws": 0, "criteria": ("silhouette", "inertia"), "formats": ("csv",), "lang": "en"}
WORDS = ("--k", "3", "--draws", "0", "--criteria", "silhouette,inertia", "--formats", "csv", "--quiet")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql_with_orders() as url:
        yield url


@pytest.fixture
def dialog(drive: Drive) -> OpenDatabaseDialog:
    drive.action("database").trigger()
    return drive.dialog(OpenDatabaseDialog)


def connect(drive: Drive, dialog: OpenDatabaseDialog, server: str, password: str = PASSWORD) -> None:
    """Fill in the form as a user would, and connect with Enter."""
    url = urlsplit(server)
    dialog.host.setText(str(url.hostname))
    dialog.port.setValue(url.port or 0)
    dialog.database.setText("postgres")
    dialog.user.setText("reader")
    dialog.password.setFocus()
    dialog.password.clear()
    drive.write(password)
    drive.key(KEY.Key_Return)
    drive.run_ended()


def test_a_table_gives_what_the_command_line_gives_and_the_password_is_nowhere(
    server: str, drive: Drive, dialog: OpenDatabaseDialog, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert dialog.password.echoMode() is QLineEdit.EchoMode.Password
    connect(drive, dialog, server)
    assert [dialog.tables.item(i).text().split(" – ")[0] for i in range(2)] == ["Product list", "orders"]
    assert dialog.tables.item(1).text().endswith("rows")
    dialog.tables.setCurrentRow(1)
    drive.click(dialog.accept_button)
    drive.until(lambda: drive.window.pages.check_page is not None)
    drive.run_ended()
    drive.click(drive.page.shown.accept)
    assert drive.page._origin is None
    drive.controller.attempt("test", **SETTINGS)
    drive.find()
    drive.tool("export")
    export = drive.dialog(ExportDialog)
    window, command = tmp_path / "window", tmp_path / "command"
    export.folder.setText(str(window))
    drive.click(export.save)
    drive.until(lambda: drive.notice.startswith("Saved"))
    url = server.replace("reader@", f"reader:{PASSWORD}@")
    done = segdesk("run", url, "--table", "orders", "--out", command, *WORDS)
    assert done.returncode == 0, done.stderr
    for name in ("labeled.csv", "segments.csv", "rules.sql", "recipe.toml"):
        assert (window / name).read_bytes() == (command / name).read_bytes(), name
    assert drive.preferences.recent_files == []
    drive.preferences._settings.sync()
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    kept += [caplog.text.encode(), repr(drive.document.opened).encode()]
    assert not any(PASSWORD.encode() in each for each in kept)


def test_a_query_is_opened_and_refused_in_place_if_it_does_more_than_read(
    server: str, drive: Drive, dialog: OpenDatabaseDialog
) -> None:
    connect(drive, dialog, server)
    dialog.query.setFocus()
    drive.write("SELECT * FROM orders WHERE quantity > 1")
    assert dialog.by_query.isChecked()
    drive.click(dialog.accept_button)
    drive.until(lambda: drive.window.pages.check_page is not None)
    drive.run_ended()
    assert drive.page._inspected.opened.table.n_rows > 0
    query = drive.page.shown.reading.editors["query"]
    assert query.isVisibleTo(drive.page.shown.reading)
    query.setPlainText("DELETE FROM orders")
    drive.page.shown.reading._run.click()
    drive.until(lambda: not drive.page._rest.isActive())
    drive.run_ended()
    assert "must be a SELECT" in str(drive.page._inspected.trouble)
    assert not drive.page.shown.accept.isEnabled()


def test_a_table_that_memory_would_not_hold_opens_as_a_sample_and_all_of_it_is_run(
    server: str, drive: Drive, dialog: OpenDatabaseDialog, little_memory: None, tmp_path: Path
) -> None:
    connect(drive, dialog, server)
    dialog.tables.setCurrentRow(1)
    drive.click(dialog.accept_button)
    drive.until(lambda: drive.window.pages.check_page is not None)
    drive.run_ended()
    drive.click(drive.page.shown.accept)
    n = drive.document.opened.table.sample_of
    assert n > drive.document.opened.table.n_rows
    drive.controller.attempt("test", **SETTINGS)
    drive.find()
    drive.settle()
    window, command = tmp_path / "window", tmp_path / "command"
    export(drive, window)
    drive.run_ended()
    drive.until(lambda: drive.notice.startswith("Saved"))
    url = server.replace("reader@", f"reader:{PASSWORD}@")
    done = segdesk("run", url, "--table", "orders", "--out", command, *WORDS)
    assert done.returncode == 0, done.stderr
    assert (window / "segments.csv").read_bytes() == (command / "segments.csv").read_bytes()
    own, theirs = (
        [(row["customer_no"], row["segment"]) for row in labeled(folder)] for folder in (window, command)
    )
    assert own == theirs
    drive.desk.projects.save_as(tmp_path / "sample.segdesk", with_data=True)
    drive.run_ended()
    drive.settle()
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    kept.append(repr(drive.document.opened).encode())
    assert not any(PASSWORD.encode() in each for each in kept)
    drive.desk.projects.open(tmp_path / "sample.segdesk")
    drive.run_ended()
    drive.settle()
    export(drive, tmp_path / "again")
    drive.run_ended()
    drive.settle()
    assert "no project keeps it" in drive.notice
    assert not (tmp_path / "again").exists()


def test_a_wrong_password_is_told_in_place_and_not_repeated(
    server: str, drive: Drive, dialog: OpenDatabaseDialog
) -> None:
    connect(drive, dialog, server, "wr0ng-password")
    assert dialog.trouble.isVisible()
    assert "authentication failed" in dialog.trouble.text()
    assert "wr0ng-password" not in dialog.trouble.text()
    assert not dialog.accept_button.isEnabled()
    connect(drive, dialog, server)
    assert not dialog.trouble.isVisible()
    assert dialog.accept_button.isEnabled()


def test_another_address_takes_the_tables_of_the_first_away(
    server: str, drive: Drive, dialog: OpenDatabaseDialog
) -> None:
    connect(drive, dialog, server)
    dialog.database.setText("other")
    assert dialog.tables.count() == 0
    assert not dialog.accept_button.isEnabled()


def test_connecting_can_be_stopped(drive: Drive, dialog: OpenDatabaseDialog) -> None:
    # An address that answers nothing: the driver waits for it.
    dialog.host.setText("192.0.2.1")
    drive.click(dialog.connect_button)
    drive.click(dialog.stop_button)
    assert not drive.controller.lanes.work.is_busy
    assert dialog.connect_button.isEnabled()
    assert not dialog.stop_button.isVisible()
    QTest.keyClick(dialog, KEY.Key_Escape)
    drive.until(lambda: not drive.dialogs())


def test_kinds_without_a_driver_are_named_and_cannot_be_chosen(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    drive.action("database").trigger()
    dialog = drive.dialog(OpenDatabaseDialog)
    assert "pip install segdesk[database]" in dialog.missing.text()
    assert "PostgreSQL" in dialog.missing.text()
    assert not dialog.connect_button.isEnabled()


def test_the_port_follows_the_kind(dialog: OpenDatabaseDialog) -> None:
    for place, port in enumerate((5432, 3306, 3306, 1433)):
        dialog.kind.setCurrentIndex(place)
        assert dialog.port.value() == port
