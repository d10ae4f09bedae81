"""What outlives a window calls nothing of it: a change of the language makes a new one and takes the old one away."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

import segdesk.app
from tests.app.driving import few_customers

FOLDER = Path(segdesk.app.__file__).parent
Function = ast.FunctionDef | ast.Lambda


class Lifetimes(ast.NodeVisitor):
    """Collects closures, and methods of plain objects, that something which lives longer would call.

    A closure may be connected to a signal of what the same class or function makes: both go together. Qt takes a
    connection to a method of a `QObject` away with that object; a closure it keeps, and calls.
    """

    def __init__(self, name: str) -> None:
        self.found: list[str] = []
        self._name = name
        self._class: ast.ClassDef | None = None
        self._functions: list[Function] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer, self._class = self._class, node
        self.generic_visit(node)
        self._class = outer

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._functions.append(node)
        self.generic_visit(node)
        self._functions.pop()

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute):
            if node.func.attr == "singleShot" and len(node.args) == 2 and self._is_closure(node.args[1]):
                self._note(node)
            if node.func.attr == "singleShot" and len(node.args) == 3 and self._is_borrowed(*node.args[1:]):
                self._note(node)
            if node.func.attr == "connect" and node.args and self._outlives(node.func.value):
                slot = node.args[0]
                if self._is_closure(slot) or self._is_method_of_plain_object(slot):
                    self._note(node)
        self.generic_visit(node)

    def _note(self, node: ast.Call) -> None:
        self.found.append(f"{self._name}:{node.lineno} {ast.unparse(node)[:80]}")

    def _is_closure(self, slot: ast.expr) -> bool:
        nested = {
            inner.name
            for function in self._functions
            for inner in ast.walk(function)
            if isinstance(inner, ast.FunctionDef) and inner is not function
        }
        is_partial = isinstance(slot, ast.Call) and ast.unparse(slot.func).endswith("partial")
        return (
            isinstance(slot, ast.Lambda) or is_partial or (isinstance(slot, ast.Name) and slot.id in nested)
        )

    def _is_borrowed(self, context: ast.expr, slot: ast.expr) -> bool:
        """Return whether a method is of another object than the one that a timer waits with.

        With an object to wait with, Qt calls the method of any other without having kept that one: unless something
        else keeps it, the program dies.
        """
        return isinstance(slot, ast.Attribute) and ast.unparse(slot.value) != ast.unparse(context)

    def _is_method_of_plain_object(self, slot: ast.expr) -> bool:
        own = isinstance(slot, ast.Attribute) and ast.unparse(slot.value) == "self"
        return own and self._class is not None and not self._class.bases

    def _outlives(self, signal: ast.expr) -> bool:
        """Return whether a signal belongs to something that was handed over, not made here."""
        assert isinstance(signal, ast.Attribute | ast.Name)
        sender = ast.unparse(signal.value) if isinstance(signal, ast.Attribute) else ast.unparse(signal)
        if sender == "self":
            return False
        places = (
            self._functions[-1:] if not sender.startswith("self.") else [self._class] if self._class else []
        )
        name = ".".join(sender.split(".")[:2]) if sender.startswith("self.") else sender.split(".")[0]
        made = [value for place in places for value in _values_of(name.removesuffix("()"), place)]
        return not any(isinstance(value, ast.Call) for value in made)


def _values_of(name: str, where: ast.AST) -> Iterator[ast.expr]:
    """Yield what a name is set to in a function or class."""
    for node in ast.walk(where):
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AnnAssign)
            else []
        )
        value = getattr(node, "value", None)
        for target in targets:
            pairs = [(target, value)]
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                pairs = list(zip(target.elts, value.elts, strict=False))
            yield from (given for one, given in pairs if given is not None and ast.unparse(one) == name)


def lifetimes_of(source: str, name: str = "example.py") -> list[str]:
    """Return what of a source would be called after its time."""
    visitor = Lifetimes(name)
    visitor.visit(ast.parse(source))
    return visitor.found


def test_nothing_that_lives_longer_calls_a_closure():
    found = [
        line
        for path in sorted(FOLDER.rglob("*.py"))
        for line in lifetimes_of(path.read_text("utf-8"), str(path.relative_to(FOLDER)))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "lane.busy_changed.connect(lambda busy: self.refresh())",
        "lane.busy_changed.connect(partial(self.refresh, True))",
        "controller.theme.changed.connect(lambda: self.refresh())",
        "self._lane.progressed.connect(lambda *_: self.refresh())",
        "QTimer.singleShot(0, lambda: self.refresh())",
        "QTimer.singleShot(0, self, job.seen.set)",
    ],
)
def test_the_check_finds_a_closure_on_what_is_handed_over(line):
    source = f"class Page(QWidget):\n def __init__(self, lane, controller):\n  self._lane = lane\n  {line}\n"
    assert len(lifetimes_of(source)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "lane.busy_changed.connect(self.refresh)",
        "self._button.clicked.connect(lambda: self.refresh())",
        "QTimer.singleShot(0, self, self.refresh)",
        "QTimer.singleShot(0, self, lambda: job.seen.set())",
    ],
)
def test_the_check_passes_what_goes_together(line):
    source = f"class Page(QWidget):\n def __init__(self, lane):\n  self._button = QPushButton()\n  {line}\n"
    assert lifetimes_of(source) == []


def test_what_a_job_finds_is_not_handed_to_a_page_that_is_gone(threaded_lane, qtbot):
    page, told = QWidget(), []
    threaded_lane.start("look", lambda progress: 1, told.append, told.append, owner=page)
    page.deleteLater()
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not threaded_lane.is_busy)
    assert told == []


@pytest.mark.parametrize("place", ["check", "find", "draw", "statistics"])
def test_the_language_changes_in_the_middle_of_a_job(drive, tmp_path, monkeypatch, place):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = few_customers(tmp_path)
    if place == "check":
        drive.window.files.open_path(path)
    else:
        drive.segmented(path)
        if place == "find":
            drive.controller.find_segments()
        elif place == "draw":
            drive.bench.charts.turn_to(3)
        else:
            drive.bench.data.head.search.setText("001")
    assert any(lane.is_busy for lane in drive.lanes) or place == "statistics"
    drive.controller.language_wanted.emit("de")
    drive.settle()
    assert not list(tmp_path.rglob("crash*"))
    assert drive.window.notices.notice is None or not drive.window.notices.notice.details
    assert "Datei" in drive.window.menuBar().actions()[0].text()


def test_a_check_goes_on_in_the_new_language(drive, few):
    drive.check(few)
    drive.page.shown.reading.edited.emit({"decimal": ","})
    drive.controller.language_wanted.emit("es")
    drive.run_ended()
    assert drive.window.pages.currentWidget() is drive.page
    assert drive.page.under_check is not None
    assert drive.page.under_check[1].read.decimal == ","
    drive.click(drive.page.shown.accept)
    assert drive.document.recipe.output.lang == "es"
