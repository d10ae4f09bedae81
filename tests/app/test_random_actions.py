"""Five hundred random actions on the real window: it answers, loses nothing, and says what it shows.

`SEGDESK_RANDOM_ACTIONS=2000 SEGDESK_RANDOM_SEEDS=1,2,3` plays as many, once for each seed.
"""

import os
import random
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest

from segdesk.app.column_making import (
    conditions_of,
    with_computed,
    with_conditions,
    with_label,
    with_merged,
    with_order,
)
from segdesk.app.dialogs.choose_segments import ChooseSegmentsDialog
from segdesk.app.dialogs.preferences_dialog import PreferencesDialog
from segdesk.engine.data.table import ColumnType
from segdesk.engine.recipe.computed import DerivedColumn, MergedLevels
from segdesk.engine.recipe.labels import ColumnLabel
from tests.app.driving import CTRL, KEY, LEFT, PLAIN, QUICK, SHIFT, Drive, few_customers
from tests.counts import times

ACTIONS = int(os.environ.get("SEGDESK_RANDOM_ACTIONS", times(250, 500)))
SEEDS = [int(seed) for seed in os.environ.get("SEGDESK_RANDOM_SEEDS", "20261").split(",")]
LONGEST_ANSWER = 5.0
MODIFIERS = (PLAIN, SHIFT, CTRL)


class Player:
    """Does one thing after the other, as the dice fall."""

    def __init__(self, drive: Drive, files, seed: int) -> None:
        self.drive, self.files = drive, files
        self.dice = random.Random(seed)
        self.done: list[str] = []
        self._weights = {
            "open_file": 2, "open_through_check": 1, "find": 8, "cancel": 4, "undo": 10, "redo": 8, "rename": 10,
            "recolour": 4, "toggle_column": 8, "change_number": 8, "change_preparation": 4, "resize": 4,
            "turn_chart": 8, "theme": 3, "text_size": 3, "language": 3, "preferences": 2,
            "select_segment": 8, "click_chart": 6, "drag_chart": 4,
            "clear_selection": 3, "dialog": 8, "go_to_step": 6, "toggle_pane": 3, "enlarge": 2, "search": 3, "sort": 3,
            "next_pane": 4, "wait": 10,
            "filter": 5, "compute": 5, "name_column": 3, "arrange_values": 3, "shape": 8, "explore": 3,
            "save_project": 3, "open_project": 2, "autosave": 3,
        }  # fmt: skip

    def act(self) -> None:
        """Do something that can be done now."""
        names, weights = list(self._weights), list(self._weights.values())
        name = self.dice.choices(names, weights)[0]
        self.done.append(name)
        getattr(self, name)()

    def _bench(self):
        return self.drive.bench if self.drive.window.pages.workbench is not None else None

    def _segmentation(self):
        return self.drive.document.segmentation

    def open_file(self) -> None:
        self.drive.take(self.dice.choice(self.files), **QUICK)

    def open_through_check(self) -> None:
        self.drive.window.files.open_path(self.dice.choice(self.files))

    def save_project(self) -> None:
        if self.drive.document.opened is not None:
            place = self.files[0].parent / self.dice.choice(["a.segdesk", "b.segdesk"])
            self.drive.desk.projects.save_as(place, self.dice.random() < 0.8)

    def open_project(self) -> None:
        saved = sorted(self.files[0].parent.glob("*.segdesk"))
        if saved:
            self.drive.desk.projects.give_up()
            self.drive.window.files.open_path(self.dice.choice(saved))

    def autosave(self) -> None:
        self.drive.desk.projects.autosave()

    def find(self) -> None:
        self.drive.action("find").trigger()

    def cancel(self) -> None:
        self.drive.action("cancel").trigger()

    def undo(self) -> None:
        self.drive.action("undo").trigger()

    def redo(self) -> None:
        self.drive.action("redo").trigger()

    def rename(self) -> None:
        segmentation = self._segmentation()
        if segmentation is None:
            return
        number = self.dice.choice([s.number for s in segmentation.named])
        name = self.dice.choice(["A", "B", "Champions", "", "  ", "ä" * 60, f"N{self.dice.random():.6f}"])
        model = self._bench().segments.model
        model.setData(model.index(model.row_of(number)), name)

    def recolour(self) -> None:
        segmentation = self._segmentation()
        if segmentation is not None:
            number = self.dice.choice([s.number for s in segmentation.named])
            self.drive.controller.recolour(number, self.dice.randint(1, 12))

    def toggle_column(self) -> None:
        if self._bench() is None:
            return
        view = self._bench().settings.columns
        row = self.dice.randrange(view.model().rowCount())
        view.scrollTo(view.model().index(row))
        rect = view.visualRect(view.model().index(row))
        QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(rect.left() + 12, rect.center().y()))

    def change_number(self) -> None:
        if self._bench() is not None:
            self._bench().settings.number.setValue(self.dice.randint(2, 6))

    def change_preparation(self) -> None:
        if self.drive.document.opened is not None:
            self.drive.controller.attempt("scale", scale=self.dice.choice(["standard", "robust", "minmax"]))

    def resize(self) -> None:
        self.drive.window.resize(self.dice.randint(800, 1600), self.dice.randint(520, 1000))

    def turn_chart(self) -> None:
        if self._bench() is not None:
            self._bench().charts.turn_to(self.dice.randrange(self._bench().charts.tabs.count()))

    def theme(self) -> None:
        self.drive.action(self.dice.choice(["theme_light", "theme_dark"])).trigger()

    def text_size(self) -> None:
        self.drive.action(self.dice.choice(["larger", "smaller", "normal"])).trigger()

    def language(self) -> None:
        self.drive.action(f"language_{self.dice.choice(['system', 'en', 'de', 'es'])}").trigger()

    def preferences(self) -> None:
        """Change something in the dialog, whose window may be made anew by it."""
        self.drive.action("preferences").trigger()
        self.drive.live()
        for dialog in self.drive.dialogs(PreferencesDialog):
            box = self.dice.choice([dialog.theme, dialog.language])
            box.setFocus()
            QTest.keyClick(box, self.dice.choice([KEY.Key_Up, KEY.Key_Down]))
            box.activated.emit(box.currentIndex())
        for dialog in self.drive.dialogs(PreferencesDialog):
            QTest.keyClick(dialog, KEY.Key_Escape)

    def select_segment(self) -> None:
        segmentation = self._segmentation()
        if segmentation is not None and self._bench().segments.isVisible():
            pane = self._bench().segments
            at = pane.list.visualRect(pane.model.index(self.dice.randrange(pane.model.rowCount()))).center()
            QTest.mouseClick(pane.list.viewport(), LEFT, self.dice.choice(MODIFIERS), at)

    def _somewhere(self) -> QPoint:
        canvas = self._bench().charts.canvas
        return QPoint(
            self.dice.randrange(max(canvas.width(), 1)), self.dice.randrange(max(canvas.height(), 1))
        )

    def click_chart(self) -> None:
        if self._bench() is not None:
            canvas = self._bench().charts.canvas
            QTest.mouseClick(canvas, LEFT, self.dice.choice(MODIFIERS), self._somewhere())

    def drag_chart(self) -> None:
        if self._bench() is not None:
            self.drive.drag(self._bench().charts.canvas, self._somewhere(), self._somewhere())

    def clear_selection(self) -> None:
        self.drive.action("clear_selection").trigger()

    def dialog(self) -> None:
        names = [
            "export",
            "which",
            "assign",
            "rename_all",
            "keys",
            "guide",
            "about",
            "chart_table",
            "compare",
            "database",
            "filter",
            "compute",
        ]
        self.drive.action(self.dice.choice(names)).trigger()
        self.drive.live()
        for dialog in self.drive.dialogs():
            QTest.keyClick(dialog, KEY.Key_Escape)

    def go_to_step(self) -> None:
        self.drive.window.pages.go_to(self.dice.randrange(4))
        for dialog in self.drive.dialogs():
            dialog.reject()

    def toggle_pane(self) -> None:
        self.drive.action(self.dice.choice(["left_pane", "right_pane", "reset_layout"])).trigger()

    def enlarge(self) -> None:
        self.drive.action("enlarge_chart").trigger()

    def search(self) -> None:
        if self._bench() is not None:
            self._bench().data.head.search.setText(self.dice.choice(["", "0010", "nobody", "Store"]))

    def sort(self) -> None:
        if self._bench() is not None:
            section = self.dice.randrange(max(1, self._bench().data.model.columnCount()))
            self._bench().data.sort(section, self.dice.choice([True, False, None]))

    def next_pane(self) -> None:
        self.drive.action(self.dice.choice(["next_pane", "previous_pane"])).trigger()

    def _propose(self, settings) -> None:
        recipe = self.drive.document.recipe.with_settings(settings)
        self.drive.controller.propose("something", recipe)

    def filter(self) -> None:
        """Add or take away a condition, of which some cannot be met or speak of columns that are not there."""
        recipe = self.drive.document.recipe
        if self._bench() is None:
            return
        conditions = list(conditions_of(recipe))
        if conditions and self.dice.random() < 0.6:
            conditions.pop(self.dice.randrange(len(conditions)))
        else:
            some = [
                "age >= 30",
                "spend > 50 or orders > 2",
                "orders < 0",
                "Nothing = 1",
                "region is not missing",
            ]
            conditions.append(self.dice.choice(some))
        self._propose(with_conditions(conditions))

    def compute(self) -> None:
        """Add a computed column or take one away."""
        recipe = self.drive.document.recipe
        if self._bench() is None:
            return
        derived = recipe.columns.derived
        if derived and self.dice.random() < 0.5:
            self._bench().column_dialogs.remove_computed(self.dice.choice(derived).name)
            return
        formula = self.dice.choice(
            ["ratio(spend, orders)", "rank(age)", "bin(age, 30, 50)", "age > 40", "Nothing"]
        )
        self._propose(with_computed(recipe, DerivedColumn(f"C{self.dice.randint(1, 99)}", formula)))

    def name_column(self) -> None:
        if self._bench() is not None:
            name = self.dice.choice(self.drive.document.inspection.table.names)
            label = ColumnLabel(name, self.dice.choice(["Label", "Ä" * 70, None]))
            self._propose(with_label(self.drive.document.recipe, label))

    def arrange_values(self) -> None:
        """Merge values of a category, or put them in order."""
        inspection = self.drive.document.inspection
        columns = [] if inspection is None else inspection.columns
        categories = [
            column for column in columns if column.type is ColumnType.CATEGORY and len(column.levels) > 1
        ]
        if not categories or inspection.made is not None or inspection.schema.kind != "customers":
            return
        column = self.dice.choice(categories)
        if self.dice.random() < 0.5:
            merge = MergedLevels(column.name, "Both", column.levels[:2])
            self._propose(with_merged(self.drive.document.recipe, column.name, [merge]))
        else:
            order = self.dice.sample(column.levels, len(column.levels))
            self._propose(with_order(self.drive.document.recipe, column.name, order))

    def explore(self) -> None:
        if self._bench() is not None and self._segmentation() is not None:
            self.drive.action("explore").trigger()

    def shape(self) -> None:
        """Merge, split, lock, move or order segments, whatever comes of it."""
        found, bench = self._segmentation(), self._bench()
        if found is None or bench is None:
            return
        bench.segments.make_current(self.dice.randint(1, found.k))
        name = self.dice.choice(["merge", "split", "lock", "move_up", "move_down", "move_here"])
        self.drive.action(name).trigger()
        self.drive.live()
        for dialog in self.drive.dialogs(ChooseSegmentsDialog):
            for row in range(dialog.list.count()):
                dialog.list.setCurrentRow(row)
                if self.dice.random() < 0.4:
                    QTest.keyClick(dialog.list, KEY.Key_Space)
            dialog.parts.setValue(self.dice.randint(1, 4))
            if dialog.ok.isEnabled():
                QTest.mouseClick(dialog.ok, LEFT)
            else:
                QTest.keyClick(dialog, KEY.Key_Escape)

    def wait(self) -> None:
        """Let what is under way go on for a while."""
        for _ in range(self.dice.randint(1, 40)):
            self.drive.live()


def check_nothing_is_lost(drive: Drive) -> None:
    """Assert what holds at any moment."""
    document = drive.document
    if document.opened is None:
        return
    n = document.opened.customers.table.n_rows
    for segmentation in (document.segmentation, document.on_screen):
        if segmentation is not None:
            names = [str(segment.name) for segment in segmentation.description.segments]
            assert len({name.casefold() for name in names}) == len(names)
            assert all(name.strip() for name in names)
            assert len(segmentation.fit.labels) == n
    if document.on_screen is not None:
        assert sorted(str(row.name) for row in drive.bench.segments.model.segments) == sorted(names)
    assert document.is_checked or drive.controller.lanes.work.job_name == "segment"
    if drive.selection.rows is not None:
        assert len(drive.selection.rows) == n
        assert drive.selection.rows.any()
    rows = drive.bench.data.model.rows
    assert len(np.unique(rows)) == len(rows) <= n
    assert drive.bench.data.model.n_customers == n
    if document.undo.canUndo():
        before = document.recipe, document.run
        document.undo.undo()
        document.undo.redo()
        assert (document.recipe, document.run) == before


class Beginning:
    """How a file stood when it was opened, to be compared with where undo leads in the end."""

    def __init__(self, drive: Drive) -> None:
        self._document = drive.document
        self._state = self._now()
        self._document.opened_changed.connect(self._remember)

    def check(self) -> None:
        """Undo all there is, compare, and return to where it was."""
        end, place = self._now(), self._document.undo.index()
        self._document.undo.setIndex(0)
        assert self._now() == self._state
        self._document.undo.setIndex(place)
        assert self._now() == end

    def _remember(self) -> None:
        self._state = self._now()

    def _now(self) -> tuple[object, ...]:
        document = self._document
        inspection = document.inspection
        return document.opened, document.recipe, document.run, inspection and inspection.schema


class Watch:
    """Collects whatever goes wrong without stopping the window: exceptions, crash logs, Qt's warnings."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._told: list[str] = []

    @property
    def troubles(self) -> list[str]:
        logs = [path.read_text("utf-8") for path in self._logs.rglob("crash-*.log")]
        return [*self._told, *logs]

    def take_exception(self, kind: type, error: BaseException, trace: object) -> None:
        self._told.append("".join(traceback.format_exception(error)))

    def take_message(self, kind: QtMsgType, context: object, text: str) -> None:
        # What the platform without a screen says of itself is no news.
        if kind is not QtMsgType.QtDebugMsg and "This plugin does not support" not in text:
            self._told.append(text)


@contextmanager
def watching(logs: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Watch until the block is over."""
    watch = Watch(logs)
    monkeypatch.setenv("XDG_STATE_HOME", str(logs))
    monkeypatch.setattr(sys, "excepthook", watch.take_exception)
    earlier = qInstallMessageHandler(watch.take_message)
    try:
        yield watch
    finally:
        qInstallMessageHandler(earlier)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_random_actions_break_nothing(drive, tmp_path, monkeypatch, seed):
    files = [few_customers(tmp_path), few_customers(tmp_path, 60, "fewer.csv")]
    player = Player(drive, files, seed)
    with watching(tmp_path / "state", monkeypatch) as watch:
        beginning = Beginning(drive)
        drive.take(files[0], **QUICK)
        for number in range(ACTIONS):
            begun = time.monotonic()
            player.act()
            drive.live()
            done = number, player.done[-5:]
            assert time.monotonic() - begun < LONGEST_ANSWER, done
            assert watch.troubles == [], done
            check_nothing_is_lost(drive)
        drive.settle()
        beginning.check()
        drive.settle()
        assert watch.troubles == []
        assert not any(lane.is_busy for lane in drive.lanes)
        drive.desk.projects.give_up()
        drive.window.close()
        assert not drive.window.isVisible()
