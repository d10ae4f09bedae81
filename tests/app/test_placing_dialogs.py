"""One customer and another segment, and a file whose columns are called otherwise and whose customers have changed."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from segdesk.app.dialogs.assign_file import AssignFileDialog
from segdesk.app.dialogs.which_segment import WhichSegmentDialog
from segdesk.delivery.model_files import write_model_of
from segdesk.engine.prediction.single_customer import assign_one
from segdesk.engine.prediction.what_if import what_if
from segdesk.messages import say
from tests.app.driving import KEY


@pytest.fixture
def which(result) -> WhichSegmentDialog:
    result.tool("which")
    return result.dialog(WhichSegmentDialog)


def values_of(dialog) -> dict[str, object]:
    return {name: value() for name, value in dialog._values.items()}


def other_segment(result, dialog) -> int:
    return 2 if assign_one(result.segmentation.fit.model, values_of(dialog)).segment == 1 else 1


def test_a_chosen_segment_is_answered_with_what_would_lead_there(result, which):
    model, box = result.segmentation.fit.model, which.what_if
    assert not box.answer.isVisible()
    target = other_segment(result, which)
    box.target.setFocus()
    for _ in range(target):
        QTest.keyClick(box.target, KEY.Key_Down)
    assert box.target.currentData() == target
    result.until(lambda: bool(box.answer.text()))
    assert box.answer.text() == str(what_if(model, values_of(which), target).text)
    before = box.answer.text()
    spin = which.fields["orders"]
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, "33")
    QTest.keyClick(spin, KEY.Key_Tab)
    result.until(lambda: box.answer.text() != before)
    assert box.answer.text() == str(what_if(model, values_of(which), target).text)
    which.reject()


def test_only_what_is_ticked_may_change(result, which):
    box, target = which.what_if, other_segment(result, which)
    for name, tick in which.ticks.items():
        if name != "orders":
            tick.setFocus()
            QTest.keyClick(tick, KEY.Key_Space)
            assert not tick.isChecked()
    box.target.setCurrentIndex(target)
    expected = what_if(result.segmentation.fit.model, values_of(which), target, ["orders"])
    result.until(lambda: box.answer.text() == str(expected.text))
    QTest.keyClick(which.ticks["orders"], KEY.Key_Space)
    result.until(lambda: box.answer.text().startswith("Tick"))
    which.reject()


def test_the_tab_key_reaches_every_value_and_whether_it_may_change(result, which):
    names = list(which.fields)
    which.fields[names[0]].setFocus()
    reached: dict[str, None] = {}
    # A day has three parts.
    for _ in range(2 * len(names) + 3):
        focused = result.application.focusWidget()
        reached[focused.accessibleName()] = None
        QTest.keyClick(focused, KEY.Key_Tab)
    both = [each for name in names for each in (name, f"{name} may change")]
    assert list(reached) == [*both, "What would lead to"]
    which.reject()


def altered(few: Path, path: Path, **changes) -> Path:
    """Write the customers with some headings called otherwise, and some cells another number."""
    with few.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    headings = {name: changes.get("headings", {}).get(name, name) for name in rows[0]}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings.values())
        for row in rows:
            writer.writerow([changes.get("cells", {}).get(name, cell) for name, cell in row.items()])
    return path


def test_a_heading_that_is_written_otherwise_is_found_and_a_mistyped_one_suggested(result, few, tmp_path):
    result.tool("assign")
    dialog = result.dialog(AssignFileDialog)
    dialog.read([altered(few, tmp_path / "a.csv", headings={"orders": " ORDERS"})])
    result.until(dialog.save.isEnabled)
    assert dialog.matches.boxes["orders"].currentData() == "ORDERS"
    dialog.read([altered(few, tmp_path / "b.csv", headings={"orders": "order_count"})])
    result.until(lambda: "Is it “order_count”" in dialog._trouble.text())
    assert not dialog.save.isEnabled()
    dialog.reject()


def test_matches_by_hand_are_passed_on_and_taken_for_the_next_file(result, few, tmp_path):
    told: list[dict[str, str]] = []
    result.tool("assign")
    dialog = result.dialog(AssignFileDialog)
    dialog.matched.connect(told.append)
    june = altered(few, tmp_path / "june.csv", headings={"orders": "bought"})
    dialog.read([june])
    result.until(dialog._trouble.isVisible)
    box = dialog.matches.boxes["orders"]
    box.setFocus()
    while box.currentData() != "bought":
        QTest.keyClick(box, KEY.Key_Down)
    result.until(dialog.save.isEnabled)
    assert told[-1] == {"orders": "bought"}
    dialog.reject()
    result.until(lambda: not result.dialogs())
    later = AssignFileDialog(result.controller, None, result.window, told[-1])
    later.open()
    later.read([june])
    result.until(later.save.isEnabled)
    assert later.matches.boxes["orders"].currentData() == "bought"
    later.reject()
    result.until(lambda: not result.dialogs())


def test_what_is_read_for_one_model_is_not_placed_by_another(result, few, tmp_path):
    model = tmp_path / "model.segdesk"
    write_model_of(result.segmentation, model)
    result.tool("assign")
    dialog = result.dialog(AssignFileDialog)
    dialog.read([few])
    assert dialog.job_line.isVisible()
    assert result.drop(dialog, model)
    assert not dialog.job_line.isVisible()
    result.settle()
    assert not dialog.matches.isVisible()
    assert not dialog.save.isEnabled()
    dialog.read([few])
    result.until(dialog.save.isEnabled)
    box = dialog.matches.boxes["orders"]
    box.setCurrentIndex(2)
    box.setCurrentIndex(0)
    result.settle()
    assert not dialog.save.isEnabled(), "nothing is saved that was placed by an earlier choice"
    assert not dialog.job_line.isVisible()
    dialog.reject()


def test_a_long_name_does_not_widen_the_dialog(result, few, tmp_path):
    result.tool("assign")
    dialog = result.dialog(AssignFileDialog)
    width = dialog.width()
    dialog.job_line.begin()
    long = say("Reading {file}", file="customers-of-" * 20)
    result.controller.lanes.work.start("place", lambda progress: progress(long, 0.5), print, owner=dialog)
    result.until(dialog.job_line.stage.text)
    result.settle()
    assert dialog.width() == width
    assert "…" in dialog.job_line.stage.text()
    dialog.reject()


def test_the_result_says_whether_the_customers_have_changed(result, few, tmp_path):
    result.tool("assign")
    dialog = result.dialog(AssignFileDialog)
    dialog.read([few])
    result.until(dialog.save.isEnabled)
    prediction = dialog._prediction
    assert str(prediction.drift.text) in dialog._found.text()
    dialog.read([altered(few, tmp_path / "empty.csv", cells={"orders": ""})])
    result.until(lambda: "“orders” is empty for every customer" in dialog._found.text())
    assert "Check the file" in dialog._found.text()
    assert dialog._found.label.textFormat() == Qt.TextFormat.PlainText
    dialog.reject()
