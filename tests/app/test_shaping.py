"""Segments are shaped by hand with mouse and keys, undo takes it back, and the recipe gives the same elsewhere."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from segdesk.app.dialogs.choose_segments import ChooseSegmentsDialog
from segdesk.io.recipe_file import recipe_to_toml
from tests.app.driving import KEY
from tests.cli.running import segdesk
from tests.counts import UNREPORTED

ALT = Qt.KeyboardModifier.AltModifier


def make_current(drive, number):
    """Click a segment in the list."""
    pane = drive.bench.segments
    index = pane.model.index(pane.model.row_of(number))
    drive.click(pane.list.viewport(), pane.list.visualRect(index).center())
    assert pane.current_number() == number


def shaped(drive, act):
    """Do something that shapes the segments, and wait for what comes of it."""
    before = drive.document.run
    act()
    drive.until(lambda: drive.document.run is not before)
    drive.settle()
    return drive.segmentation


def opened(drive):
    """Wait for the dialog to have the keyboard."""
    dialog = drive.dialog(ChooseSegmentsDialog)
    drive.until(lambda: dialog.isAncestorOf(drive.application.focusWidget() or drive.window))
    return dialog


def accept(drive, act, tick=(), parts=None):
    """Open the dialog, tick segments with the keyboard, set the number, and click the button."""
    act()
    dialog = opened(drive)
    for number in tick:
        dialog.list.setCurrentRow(number - 1)
        drive.key(KEY.Key_Space)
    if parts is not None:
        dialog.parts.setFocus()
        dialog.parts.selectAll()
        drive.write(str(parts))
    return shaped(drive, lambda: drive.click(dialog.ok))


def targets(drive):
    """Open the menu of where selected customers can go."""
    (menu,) = [menu for menu in drive.window.findChildren(QMenu) if menu.title().startswith("Mo&ve the sel")]
    menu.aboutToShow.emit()
    return menu.actions()


def sizes(segmentation):
    return [segment.size for segment in segmentation.named]


def test_segments_are_merged_and_the_untouched_keep_name_and_colour(result):
    drive, before = result, result.segmentation
    drive.controller.rename({1: "Stays"})
    make_current(drive, 2)
    merged = accept(drive, drive.action("merge").trigger, tick=(3,))
    assert sorted(sizes(merged)) == sorted(
        [before.segment(1).size, before.segment(2).size + before.segment(3).size]
    )
    (kept,) = [segment for segment in merged.named if not segment.by_hand]
    assert (str(kept.name), kept.palette_place) == ("Stays", before.segment(1).palette_place)
    pane = drive.bench.segments
    rows = [pane.model.index(row) for row in range(pane.model.rowCount())]
    told = [pane.list.itemDelegate()._figures(index) for index in rows]
    assert sum("made by hand" in text for text in told) == 1


def test_one_segment_is_nothing_to_merge(result):
    make_current(result, 1)
    result.action("merge").trigger()
    dialog = opened(result)
    assert dialog.ticked == (1,)
    assert not dialog.ok.isEnabled()
    result.key(KEY.Key_Escape)
    result.until(lambda: not result.dialogs(ChooseSegmentsDialog))


def test_undo_takes_each_step_back_to_the_very_beginning(result):
    drive, run, recipe = result, result.document.run, result.document.recipe
    make_current(drive, 1)
    accept(drive, drive.action("split").trigger, parts=3)
    assert len(drive.segmentation.named) == 5
    accept(drive, drive.action("lock").trigger, tick=(1,), parts=2)
    assert len(drive.document.recipe.by_hand.edits) == 2
    assert not drive.document.is_stale
    for _ in range(2):
        drive.action("undo").trigger()
    assert drive.document.run is run
    assert drive.document.recipe == recipe
    drive.action("redo").trigger()
    assert len(drive.segmentation.named) == 5


def test_a_segment_goes_up_and_down_by_keys_and_stays_current(result):
    drive, before = result, result.segmentation
    make_current(drive, 2)
    drive.bench.segments.list.setFocus()
    up = shaped(drive, lambda: drive.key(KEY.Key_Up, ALT))
    assert sizes(up) == [sizes(before)[1], sizes(before)[0], sizes(before)[2]]
    assert drive.bench.segments.current_number() == 1
    drive.key(KEY.Key_Up, ALT)
    assert not drive.controller.lanes.work.is_busy
    down = shaped(drive, lambda: drive.key(KEY.Key_Down, ALT))
    assert sizes(down) == sizes(before)
    assert len(drive.document.recipe.by_hand.edits) == 1
    assert [s.palette_place for s in down.named] == [s.palette_place for s in before.named]


def test_selected_customers_go_into_a_segment_of_their_own_or_into_another(result):
    drive, before = result, result.segmentation
    assert [action.isEnabled() for action in targets(drive)] == [False]
    assert not drive.action("move_here").isEnabled()
    mask = np.zeros(len(before.fit.labels), dtype=bool)
    mask[np.flatnonzero(before.fit.labels == 1)[:20]] = True
    drive.selection.select(mask)
    alone = shaped(drive, targets(drive)[0].trigger)
    assert len(alone.named) == 4
    assert len(np.unique(alone.fit.labels[mask])) == 1
    assert drive.selection.count == 20
    target = next(action for action in targets(drive) if action.text().startswith("Into 2"))
    moved = shaped(drive, target.trigger)
    assert len(moved.named) == 3
    assert drive.document.undo.undoText() == "move customers"
    drive.window.menus.earlier.aboutToShow.emit()
    texts = [action.text() for action in drive.window.menus.earlier.actions()]
    assert ["shaped by hand" in text for text in texts[:3]] == [True, True, False]


def test_the_line_under_the_table_moves_what_is_selected(result):
    drive, labels = result, result.segmentation.fit.labels
    button = drive.bench.data.selected.move_to
    assert not button.isVisible()
    drive.selection.select(labels == 3)
    drive.click(button)
    menu = drive.application.activePopupWidget()
    assert [action.text()[:6] for action in menu.actions() if action.text()][1:] == [
        "Into 1",
        "Into 2",
        "Into 3",
    ]
    # Below the segment of their own and a line stands the first.
    for _ in range(2):
        QTest.keyClick(menu, KEY.Key_Down)
    moved = shaped(drive, lambda: QTest.keyClick(menu, KEY.Key_Return))
    assert len(moved.named) == 2
    assert (moved.fit.labels[labels == 3] == moved.fit.labels[labels == 1][0]).all()


def test_a_refused_step_is_told_and_changes_nothing(result):
    drive, run = result, result.document.run
    mask = np.zeros(len(run.segmentation.fit.labels), dtype=bool)
    mask[0] = True
    drive.selection.select(mask)
    shaped(drive, targets(drive)[0].trigger)
    alone = int(drive.segmentation.fit.labels[0])
    shown = drive.document.run
    make_current(drive, alone)
    drive.action("split").trigger()
    drive.click(drive.dialog(ChooseSegmentsDialog).ok)
    drive.until(lambda: "1 different customer" in drive.notice)
    assert drive.document.run is shown


def test_steps_go_when_another_number_is_asked_for_and_that_is_told(result):
    drive = result
    make_current(drive, 1)
    accept(drive, drive.action("split").trigger)
    drive.controller.attempt("draws", draws=0)
    assert drive.document.recipe.by_hand.edits
    drive.controller.attempt("number", k="4")
    assert not drive.document.recipe.by_hand.edits
    drive.find()
    drive.settle()
    assert "without what was done to segments by hand" in drive.notice


def test_the_menu_of_a_segment_holds_the_steps(result):
    pane = result.bench.segments
    make_current(result, 1)
    pane._show_menu(pane.list.visualRect(pane.list.currentIndex()).center())
    (menu,) = [m for m in pane.findChildren(QMenu) if m.title() == "Shape by hand" and m.actions()]
    assert result.action("merge") in menu.actions()
    assert result.action("move_up") in menu.actions()
    menu.parent().close()


@pytest.mark.parametrize("method", ["kmeans", "hierarchical"])
def test_both_recipes_of_the_window_give_the_same_bytes_through_the_command_line(
    drive, few, tmp_path, method
):
    drive.segmented(few, method=method)
    make_current(drive, 2)
    accept(drive, drive.action("split").trigger)
    mask = drive.segmentation.fit.labels == 1
    mask[::2] = False
    drive.selection.select(mask)
    shaped(drive, targets(drive)[0].trigger)
    drive.controller.save_one("csv", tmp_path / "window.csv")
    drive.run_ended()
    asked, chosen = drive.document.recipe, drive.segmentation.provenance.recipe
    assert asked.by_hand == chosen.by_hand
    assert asked.by_hand.made_on == drive.segmentation.source_table.source.sha256
    recipe = chosen if method == "kmeans" else asked
    (tmp_path / "recipe.toml").write_text(recipe_to_toml(recipe), "utf-8")
    words = ("--recipe", tmp_path / "recipe.toml", "--formats", "csv", *UNREPORTED)
    done = segdesk("run", few, *words, "--out", tmp_path / "line")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "line" / "labeled.csv").read_bytes() == (tmp_path / "window.csv").read_bytes()
