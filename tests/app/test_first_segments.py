"""Segments are on screen before anybody knows how good they are: they can be read, and nothing else, until then."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from segdesk.app.panes.steps_bar import COLUMNS, SEGMENTS, SHARE
from segdesk.samples import sample_path
from tests.app.driving import CTRL, KEY, Drive, few_customers

LATER = {"kind": "customers", "k": "3", "criteria": ("silhouette", "inertia")}
# The check takes a second or two; with so many draws longer than any test looks at.
SHORT, LONG = {**LATER, "draws": 150}, {**LATER, "draws": 1000}
WHY_NOT = "These segments are still being checked."
HANDED_ON = (
    "export", "report", "campaign", "another", "compare", "which", "history", "rename", "rename_all", "copy_chart",
    "save_chart", "chart_table", "print", "copy_cells", "merge", "split", "lock", "move_up", "move_down",
)  # fmt: skip


def first_of(drive: Drive) -> None:
    """Have segments looked for until the first are on screen, drawn."""
    drive.controller.find_segments()
    drive.until(lambda: not drive.document.is_checked)
    drawn(drive)


def drawn(drive: Drive) -> None:
    """Wait until the charts are drawn; the run goes on meanwhile."""
    charts = drive.bench.charts
    if charts._rest.isActive():
        charts._rest.stop()
        charts.redraw()
    drive.until(lambda: not drive.controller.lanes.draw.is_busy and not drive.controller.lanes.quick.is_busy)
    drive.live()


def checked(drive: Drive) -> None:
    """Wait until the run is at its end, and all is drawn."""
    drive.until(lambda: drive.document.is_checked)
    drive.settle()


@pytest.fixture
def early(drive: Drive, few: Path) -> Drive:
    """A window with the first segments of a file, of a check without an end."""
    drive.take(few, **LONG)
    first_of(drive)
    return drive


@pytest.fixture
def second(drive: Drive, few: Path) -> Drive:
    """The same where another result is there already, with a name of its own."""
    drive.segmented(few)
    drive.controller.rename({1: "Named before"})
    drive.controller.attempt("more", **{**LONG, "k": "4"})
    first_of(drive)
    return drive


def turn_to(drive: Drive, name: str) -> None:
    charts = drive.bench.charts
    charts.turn_to(next(place for place, chart in enumerate(charts._charts) if chart.name == name))


def told(drive: Drive) -> str:
    """What stands where the verdict stands."""
    pane = drive.bench.segments
    labels = (pane._verdict, pane._text, pane._evidence, pane._why, *pane._others)
    return " ".join(each.text() for each in labels if not each.isHidden() and each.text())


# What is seen


def test_segments_are_on_screen_long_before_the_result(drive, few):
    drive.take(few, **SHORT)
    drive.click(drive.bench.settings.find_button)
    drive.until(lambda: not drive.document.is_checked)
    assert drive.document.run is None
    assert drive.window.pages.currentWidget() is drive.bench
    assert drive.window.steps.current == SEGMENTS
    drawn(drive)
    first, names = drive.document.on_screen, [row.name for row in drive.bench.segments.model.segments]
    assert len(names) == 3
    assert drive.bench.charts.canvas.drawing is not None
    assert drive.bench.data.model.segment_name(0) in {str(name) for name in names}
    assert drive.bench.settings.automatic.isEnabled()
    checked(drive)
    assert [row.name for row in drive.bench.segments.model.segments] == names
    assert (drive.segmentation.fit.labels == first.fit.labels).all()
    assert drive.document.undo.count() == 1
    assert len(drive.document.runs) == 1


def test_nothing_is_said_of_how_good_they_are_before_that_is_known(early):
    assert told(early) == "Still checking how good these segments are …"
    list_ = early.bench.segments.list
    early.click(list_.viewport(), list_.visualRect(list_.model().index(0, 0)).center())
    card = early.bench.segments.card
    assert card.isVisible()
    assert card.action.text() == WHY_NOT
    assert card.rule.isHidden()
    assert "rule" not in list_.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert WHY_NOT in list_.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert early.window.steps._state.isHidden()
    assert not early.window.steps._steps[SEGMENTS].text().endswith("✓")


def test_what_the_charts_lack_is_said_to_be_checked_and_drawn_then(drive, few):
    drive.take(few, **{**SHORT, "k": "3..4"})
    first_of(drive)
    turn_to(drive, "customer_map")
    drawn(drive)
    assert drive.bench.charts.canvas.drawing.finding.endswith("segments on the map of customers")
    offered = drive.bench.charts.offered
    for name in ("how_many", "importance"):
        turn_to(drive, name)
        drawn(drive)
        assert drive.bench.charts._stack.currentWidget() is drive.bench.charts._empty
        assert drive.bench.charts._empty._text.text() == "This is still being checked"
    checked(drive)
    assert drive.bench.charts.canvas.drawing.chart == "importance"
    assert drive.bench.charts._stack.currentWidget() is drive.bench.charts._area
    assert drive.bench.charts.offered == offered


# What keeps its place


def places(drive: Drive) -> dict[str, object]:
    """Where everything lies, and how far it is scrolled."""
    bench = drive.bench
    rows = bench.segments.model.rowCount()
    parts = {
        "list": bench.segments.list, "card": bench.segments.card, "verdict": bench.segments._judged,
        "segments": bench.segments, "charts": bench.charts, "tabs": bench.charts.tabs, "canvas": bench.charts.canvas,
        "data": bench.data, "clear": bench.data.selected.clear,
        "table": bench.data.table, "settings": bench.settings, "columns": bench.settings.columns,
    }  # fmt: skip
    areas = (bench.segments.list, bench.segments.card, bench.charts._area, bench.data.table)
    lie = {name: (each.mapTo(drive.window, QPoint()), each.size()) for name, each in parts.items()}
    return {
        **lie,
        "rows": [bench.segments.list.visualRect(bench.segments.model.index(row)) for row in range(rows)],
        "scrolled": [area.verticalScrollBar().value() for area in areas],
        "wide": bench.data.table.horizontalScrollBar().value(),
        "tab": bench.charts.tabs.currentIndex(),
        "view": bench.charts.map.view,
        "sorted": bench.data._sort,
        "order": bench.segments._order.currentIndex(),
        "current": bench.segments.current_number(),
        "selected": bench.segments.list.selectionModel().selectedRows(),
        "focus": drive.application.focusWidget(),
        "step": drive.window.steps.current,
    }


def test_what_is_being_read_does_not_move_when_the_check_ends(drive, few):
    drive.take(few, **{**SHORT, "draws": 400})
    first_of(drive)
    bench = drive.bench
    turn_to(drive, "customer_map")
    drawn(drive)
    bench.charts.canvas.setFocus()
    for _ in range(3):
        drive.key(KEY.Key_Plus)
    bench.data.sort(bench.data.model.columnCount() - 2, falling=True)
    bench.segments._order.setCurrentIndex(1)
    row = bench.segments.list.visualRect(bench.segments.model.index(1))
    drive.click(bench.segments.list.viewport(), row.center())
    bench.segments.list.verticalScrollBar().setValue(17)
    bench.data.table.verticalScrollBar().setValue(25)
    bench.data.table.horizontalScrollBar().setValue(3)
    drawn(drive)
    assert bench.segments.card.isVisible()
    before, rows = places(drive), drive.selection.rows
    assert not drive.document.is_checked, "the check ended before it was looked at"
    assert before["view"].window is not None
    checked(drive)
    assert places(drive) == before
    assert drive.selection.rows is rows
    assert "Verdict" in told(drive)
    assert bench.segments.card.action.text() not in ("", WHY_NOT)


def test_the_step_that_was_gone_to_stays(drive, few):
    drive.take(few, **SHORT)
    first_of(drive)
    drive.click(drive.window.steps._steps[COLUMNS])
    checked(drive)
    assert drive.window.steps.current == COLUMNS


def test_the_sample_does_not_move_either(drive):
    drive.take(sample_path("customers"))
    first_of(drive)
    before = places(drive)
    checked(drive)
    assert places(drive) == before


def test_rows_have_room_for_a_low_stability(drive, few):
    """Where nothing holds the segments together every word of a row is needed."""
    drive.take(few, **{**SHORT, "k": "9"})
    first_of(drive)
    before = places(drive)["rows"]
    checked(drive)
    assert any(segment.stability < 0.6 for segment in drive.segmentation.named)
    assert places(drive)["rows"] == before


# What cannot be done yet


def test_nothing_is_handed_on_named_or_shaped_meanwhile(second):
    actions = second.window.actions_
    for name in HANDED_ON:
        assert not actions[name].isEnabled(), name
        assert actions[name].toolTip().endswith(WHY_NOT), name
    for widget in (second.bench.segments.rename_all, second.window.steps._steps[SHARE]):
        assert not widget.isEnabled()
        assert widget.toolTip() == WHY_NOT
    second.window.menus.earlier.aboutToShow.emit()
    assert not any(action.isEnabled() for action in second.window.menus.earlier.actions())
    assert actions["save_project"].isEnabled()
    second.controller.cancel()
    for name in HANDED_ON:
        assert actions[name].isEnabled(), name
        assert WHY_NOT not in actions[name].toolTip(), name
    assert second.bench.segments.rename_all.isEnabled()


def test_no_key_hands_anything_on(second):
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("of before")
    bench = second.bench
    bench.segments.list.setCurrentIndex(bench.segments.model.index(0))
    for pane in (bench.segments.list, bench.data.table, bench.charts.canvas):
        pane.setFocus()
        second.until(pane.hasFocus)
        for key, modifier in (
            (KEY.Key_C, CTRL),
            (KEY.Key_E, CTRL),
            (KEY.Key_R, CTRL),
            (KEY.Key_F2, Qt.NoModifier),
        ):
            second.key(key, modifier)
        second.live()
    assert clipboard.text() == "of before"
    assert not second.dialogs()
    assert bench.segments.list.state() is not bench.segments.list.State.EditingState
    assert bench.data.told.text() == WHY_NOT
    bench.segments.lists.copy(1)
    bench.segments.lists.save(1)
    bench.charts.copy_data()
    bench.charts.copy_image()
    assert clipboard.text() == "of before"
    assert second.notice == WHY_NOT
    assert second.controller.lanes.work.job_name == "segment"


def test_a_segment_can_be_neither_dragged_out_nor_renamed_nor_coloured(second):
    bench = second.bench
    index = bench.segments.model.index(0)
    assert not index.flags() & (Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled)
    at = bench.segments.list.visualRect(index).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, bench.segments.list.viewport().mapToGlobal(at)
    )
    QApplication.sendEvent(bench.segments.list.viewport(), event)
    (menu,) = [each for each in bench.segments.findChildren(QMenu) if each.isVisible()]
    enabled = {action.text() for action in menu.actions() if action.isEnabled()}
    assert "Select its customers" in enabled
    assert not enabled & {"Copy its list", "Save its list…", "Colour", "&Rename segment"}
    menu.close()


def test_the_list_of_the_card_waits(early):
    bench = early.bench
    early.click(
        bench.segments.list.viewport(),
        bench.segments.list.visualRect(bench.segments.model.index(0)).center(),
    )
    for button in (bench.segments.card.copy_list, bench.segments.card.save_list):
        assert not button.isEnabled()
        assert button.toolTip().endswith(WHY_NOT)


def test_a_project_that_is_saved_meanwhile_holds_what_was_there_before(second, tmp_path):
    path = tmp_path / "kept.segdesk"
    before = second.document.run
    second.desk.projects.save_as(path, True)
    second.until(lambda: not second.controller.lanes.keep.is_busy)
    assert second.document.project().run is before
    assert [run.number for run in second.document.project().runs] == [before.number]
    assert not second.document.is_checked
    second.desk.projects.open(path)
    second.until(lambda: second.document.run is not before)
    assert second.document.is_checked
    assert second.names[0] == "Named before"
    assert second.document.undo.count() == 0


# What ends it


def assert_as_before(drive: Drive, before) -> None:
    """The result of before is there, on every pane, and nothing of the first segments."""
    assert drive.document.is_checked
    assert drive.document.run is before
    assert drive.document.shown is before
    drive.settle()
    names = [str(segment.name) for segment in before.segmentation.named]
    assert [str(segment.name) for segment in drive.bench.segments.model.segments] == names
    assert drive.bench.data.model.segment_name(0) in names
    assert drive.bench.charts.canvas._segmentation is before.segmentation
    assert "Still" not in told(drive)
    assert drive.action("export").isEnabled()


def test_stopping_brings_back_what_was_there_before(second):
    before, undone = second.document.run, second.document.undo.count()
    assert second.bench.segments.model.rowCount() == 4
    second.key(KEY.Key_Escape)
    assert second.notice == "Stopped. Your earlier result is unchanged."
    assert_as_before(second, before)
    assert second.document.undo.count() == undone


def test_stopping_the_first_run_of_a_file_leaves_nothing(early):
    early.key(KEY.Key_Escape)
    assert early.document.shown is None
    early.settle()
    assert early.bench.segments.model.rowCount() == 0
    assert early.bench.charts.canvas.drawing is None
    assert not early.action("explore").isEnabled()
    assert early.document.undo.count() == 0


def test_an_error_in_the_second_half_brings_back_what_was_there_before(drive, few, monkeypatch):
    def too_large(*arguments: object) -> None:
        raise MemoryError

    drive.segmented(few)
    before = drive.document.run
    drive.controller.attempt("more", **{**SHORT, "k": "4"})
    shown: list[bool] = []
    drive.document.run_changed.connect(lambda: shown.append(drive.document.is_checked))
    # The importance of columns comes behind the first segments.
    monkeypatch.setattr("segdesk.engine.validation.importance.adjusted_rand", too_large)
    drive.controller.find_segments()
    drive.run_ended()
    assert shown == [False, True]
    assert "too little memory" in drive.notice
    assert_as_before(drive, before)


def test_a_new_run_takes_the_first_segments_away(second):
    before = second.document.run
    assert second.controller.attempt("other", **{**SHORT, "k": "2"})
    second.controller.find_segments()
    assert second.document.shown is before
    second.until(lambda: not second.document.is_checked)
    assert second.document.on_screen.k == 2
    checked(second)
    assert second.segmentation.k == 2
    assert [run.segmentation.k for run in second.document.runs] == [3, 2]


def test_first_segments_of_other_settings_are_not_shown(drive, few):
    drive.take(few, **SHORT)
    seen: list[bool] = []
    drive.document.run_changed.connect(lambda: seen.append(drive.document.is_checked))
    drive.controller.find_segments()
    drive.controller.attempt("other", k="5")
    checked(drive)
    drive.run_ended()
    assert seen == [True]
    assert drive.document.is_stale


def test_undo_shows_what_it_brings_back(second):
    before = second.document.run
    second.document.undo.undo()
    assert not second.document.is_checked, "that was a setting"
    second.document.undo.undo()
    assert second.document.is_checked
    assert second.document.run is not before
    assert second.document.shown is second.document.run


def test_another_file_takes_the_place_of_the_first_segments(early, tmp_path):
    early.check(few_customers(tmp_path, 60, "other.csv"))
    assert early.window.pages.currentWidget() is early.page
    assert early.document.shown is None
    early.click(early.page.shown.accept)
    early.settle()
    assert early.document.shown is None
    assert early.document.inspection.table.n_rows == 60


def test_the_window_closes_in_between(early):
    early.window.close()
    early.desk.close()
    assert not early.window.isVisible()
    assert early.document.run is None


def test_another_language_in_between_keeps_the_first_segments(early):
    early.controller.language_wanted.emit("de")
    early.until(early.window.isVisible)
    assert not early.document.is_checked
    assert told(early) == "Wie gut diese Segmente sind, wird noch geprüft …"
    early.controller.language_wanted.emit("en")


# One step of undo


def test_one_step_of_undo_takes_all_of_it_back(drive, few):
    drive.segmented(few)
    before = drive.document.run
    drive.controller.attempt("more", **{**SHORT, "k": "4"})
    steps = drive.document.undo.count()
    first_of(drive)
    assert drive.document.undo.count() == steps
    checked(drive)
    assert drive.document.undo.count() == steps + 1
    drive.document.undo.undo()
    assert drive.document.shown is before
    drive.document.undo.redo()
    assert drive.segmentation.k == 4


def test_shaped_segments_are_on_screen_first_as_well(drive, few):
    drive.segmented(few, draws=400)
    before, steps = drive.document.run, drive.document.undo.count()
    bench = drive.bench
    bench.segments.make_current(2)
    drive.action("move_up").trigger()
    drive.until(lambda: not drive.document.is_checked)
    assert bench.segments.current_number() == 1
    drawn(drive)
    assert drive.document.on_screen.is_shaped
    assert drive.document.run is before
    bench.segments.make_current(3)
    checked(drive)
    assert bench.segments.current_number() == 3
    assert drive.segmentation.is_shaped
    assert drive.document.undo.count() == steps + 1


# Who cannot see


def test_first_segments_and_then_the_verdict_are_announced_once(drive, few, announced):
    drive.take(few, **SHORT)
    first_of(drive)
    (heard,) = [each for each in announced if "found" in each]
    assert all(str(segment.name) in heard for segment in drive.document.on_screen.named)
    checked(drive)
    assert [each for each in announced if "found" in each] == [heard]
    assert [each for each in announced if "Verdict" in each] == ["Verdict: reproducible"]
