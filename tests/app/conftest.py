"""Fixtures for the window: no screen, no dialog that nobody expects, no thread left behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from segdesk.app.tasks import Lane
from segdesk.app.theme import Theme
from segdesk.scale import engine_choice, sampling
from segdesk.scale.texts import Limits
from tests.app.driving import Drive, few_customers
from tests.app.places import PLACES, Places


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over what the platform without a screen says of itself."""
    for item in items:
        if "/app/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    QLocale.setDefault(QLocale("en_US"))
    return ["segdesk"]


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    modal = QApplication.activeModalWidget() if QApplication.instance() is not None else None
    if isinstance(modal, QDialog):
        modal.reject()
        pytest.fail(f"a dialog was left open: {modal.windowTitle()}")
    if QApplication.instance() is not None:
        # What is pressed would be pressed for the next test, too.
        assert QApplication.mouseButtons() == Qt.MouseButton.NoButton
    left = [each for each in threading.enumerate() if each not in before and not each.daemon]
    assert not left, f"threads were left: {left}"


@pytest.fixture(scope="session")
def _one_theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, "light")
    yield made
    made.close()


@pytest.fixture
def theme(_one_theme: Theme) -> Iterator[Theme]:
    """The light theme; what a test chooses is taken back."""
    yield _one_theme
    _one_theme.choose("light")
    _one_theme.set_text_size(100)


class AtOnce:
    """An executor without a thread: what is submitted is done."""

    def submit(self, work, *arguments: object) -> None:
        work(*arguments)


@pytest.fixture
def lane(qapp: QApplication) -> Lane:
    return Lane(AtOnce())


@pytest.fixture
def threaded_lane(qapp: QApplication) -> Iterator[Lane]:
    """A lane as the window has it."""
    executor = ThreadPoolExecutor(max_workers=1)
    made = Lane(executor)
    yield made
    made.cancel()
    executor.shutdown(cancel_futures=True)


@pytest.fixture
def drive(qapp: QApplication, tmp_path: Path) -> Iterator[Drive]:
    """A real window on its welcome page, closed after the test."""
    made = Drive(qapp, tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 200 customers."""
    return few_customers(tmp_path_factory.mktemp("few"))


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a computer whose memory holds hardly any table."""
    monkeypatch.setattr(engine_choice, "available_memory", lambda: 1000)
    monkeypatch.setattr(sampling, "CUSTOMERS", Limits(sample=500))
    monkeypatch.setattr(sampling, "LINES", Limits(sample=3000))


@pytest.fixture(scope="module")
def shared_drive(qapp: QApplication, few: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drive]:
    """One window for a module, with three segments of 200 customers."""
    made = Drive(qapp, tmp_path_factory.mktemp("desk"))
    made.segmented(few)
    yield made
    made.close()


@pytest.fixture
def result(shared_drive: Drive, few: Path) -> Drive:
    """The module's window with a fresh document, nothing selected and the first chart shown."""
    drive = shared_drive
    if drive.document.undo.count() != 1 or drive.document.undo.index() != 1:
        drive.segmented(few)
    drive.selection.clear()
    drive.controller.tell(None)
    drive.bench.charts.turn_to(0)
    drive.window.activateWindow()
    drive.settle()
    return drive


@pytest.fixture(scope="module")
def some_orders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 300 orders of 60 customers."""
    rows = "".join(
        f"C{i % 60:03d},2024-{1 + i % 12:02d}-{1 + i % 28:02d},{5 + i % 91}.50,O{i}\n" for i in range(300)
    )
    path = tmp_path_factory.mktemp("orders") / "orders.csv"
    path.write_text(f"customer,order_date,amount,order_id\n{rows}", "utf-8")
    return path


@pytest.fixture
def places(result: Drive, few: Path, some_orders: Path) -> Iterator[Places]:
    made = Places(result, few, some_orders)
    yield made
    made.leave()


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, places: Places) -> QWidget:
    """Every page and dialog, one after the other."""
    return places.show(request.param)


@pytest.fixture
def announced(monkeypatch) -> list[str]:
    """What a screen reader is told; Qt gives Python no other way to listen."""
    heard: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard
