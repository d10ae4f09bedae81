"""The pane of customers, used with mouse and keyboard."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from segdesk.app.panes.data_pane import DataPane
from segdesk.app.panes.row_selection import MOST_SHOWN
from segdesk.app.selection import Selection
from segdesk.engine.data.table import Role
from segdesk.engine.result.renaming import renamed
from tests.app.documents import document, segmentation

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def pane(qtbot, lane, theme):
    made = DataPane(document(with_run=True), Selection(), lane, theme)
    qtbot.addWidget(made)
    made.resize(900, 420)
    made.show()
    made.activateWindow()
    return made


def search(qtbot, pane, text):
    pane.focus_search()
    qtbot.keyClicks(pane.head.search, text)
    qtbot.keyClick(pane.head.search, KEY.Key_Return)


def click_heading(qtbot, pane, section, button=LEFT):
    header = pane.table.header
    at = QPoint(header.sectionViewportPosition(section) + header.sectionSize(section) // 2, 10)
    qtbot.mouseClick(header.viewport(), button, pos=at)


def click_row(qtbot, pane, row, modifier=Qt.KeyboardModifier.NoModifier):
    at = pane.table.visualRect(pane.model.index(row, 1)).center()
    qtbot.mouseClick(pane.table.viewport(), LEFT, modifier, at)


def section_of(pane, name):
    return next(i for i in range(pane.model.columnCount()) if pane.model.column_name(i) == name)


def test_all_customers_are_shown_at_first(pane):
    n = pane.model.n_customers
    assert pane.model.rowCount() == n == segmentation().source.table.n_rows
    assert pane.head.count.text() == f"{n:,} customer(s)"


def test_search_and_back(qtbot, pane):
    text = pane.model.index(5, 1).data()
    search(qtbot, pane, text.lower())
    assert pane.model.rowCount() == 1
    assert pane.head.count.text() == f"1 of {pane.model.n_customers:,} customer(s)"
    qtbot.keyClick(pane.head.search, KEY.Key_Escape)
    qtbot.waitUntil(lambda: pane.model.rowCount() == pane.model.n_customers)


def test_search_without_hit_offers_to_clear_it(qtbot, pane):
    search(qtbot, pane, "no such thing")
    assert pane.nothing.isVisible()
    assert pane.nothing.text.text() == "No customer matches “no such thing”"
    qtbot.mouseClick(pane.nothing.undo, LEFT)
    qtbot.waitUntil(pane.table.isVisible)
    assert pane.model.rowCount() == pane.model.n_customers


def test_a_click_on_a_heading_sorts_and_the_next_one_turns_round(qtbot, pane):
    section = section_of(pane, "spend")
    pane.table.scrollTo(pane.model.index(0, section))
    spend = next(c for c in segmentation().source.columns if c.name == "spend").values
    click_heading(qtbot, pane, section)
    assert pane.model.rows[0] == np.nanargmin(spend)
    click_heading(qtbot, pane, section)
    assert pane.model.rows[0] == np.nanargmax(spend)
    assert pane.table.header.sortIndicatorSection() == section
    assert pane._selection.rows is None


def test_rows_selected_here_are_selected_everywhere(qtbot, pane):
    click_row(qtbot, pane, 2)
    click_row(qtbot, pane, 4, Qt.KeyboardModifier.ShiftModifier)
    assert np.flatnonzero(pane._selection.rows).tolist() == [2, 3, 4]
    assert pane.selected.isVisible()
    qtbot.mouseClick(pane.selected.only, LEFT)
    assert pane.model.rows.tolist() == [2, 3, 4]
    click_row(qtbot, pane, 1)
    assert pane.model.rowCount() == 3, "choosing among those shown does not take the others away"
    qtbot.mouseClick(pane.selected.clear, LEFT)
    assert pane._selection.rows is None
    assert not pane.selected.isVisible()
    assert pane.model.rowCount() == pane.model.n_customers


def test_customers_selected_elsewhere_show_here(pane):
    mask = np.zeros(pane.model.n_customers, dtype=bool)
    mask[[1, 2, 7]] = True
    told = []
    pane._selection.changed.connect(lambda: told.append(pane._selection.count))
    pane._selection.select(mask)
    assert sorted(i.row() for i in pane.table.selectionModel().selectedRows()) == [1, 2, 7]
    assert told == [3], "showing a selection is no new one"
    pane.sort(section_of(pane, "spend"), True)
    rows = [i.row() for i in pane.table.selectionModel().selectedRows()]
    assert sorted(pane.model.rows[rows].tolist()) == [1, 2, 7]
    assert told == [3]


def test_many_selected_customers_are_a_number_only(pane):
    mask = np.ones(pane.model.n_customers, dtype=bool)
    if len(mask) <= MOST_SHOWN:
        pytest.skip("the sample is too small")
    pane._selection.select(mask)
    assert not pane.table.selectionModel().hasSelection()
    assert pane.selected.isVisible()


def test_one_segment_only(qtbot, pane):
    segment = segmentation().description.segments[-1]
    pane.head.which.setFocus()
    qtbot.keyClick(pane.head.which, KEY.Key_End)
    assert pane.head.which.currentData() == segment.number
    assert pane.model.rowCount() == segment.size


def test_new_names_show_at_once(pane):
    result = pane._document.segmentation
    pane._document.change_segments("rename", renamed(result, {1: "Best of all"}))
    row = int(np.flatnonzero(result.fit.labels == 1)[0])
    assert pane.model.index(row, 0).data() == "Best of all"
    assert pane.head.which.findText("Best of all") > 0


def test_copy_gives_headings_and_exact_values(qtbot, pane):
    click_row(qtbot, pane, 0)
    qtbot.keyClick(pane.table, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["Segment", pane.model.column_name(1)]
    assert len(lines) == 2
    assert "–" not in lines[1]


def test_the_statistics_of_a_column_are_copied(qtbot, pane):
    pane.tools.show_statistics("spend", pane.mapToGlobal(pane.rect().center()))
    qtbot.waitUntil(pane.tools.card.isVisible)
    qtbot.keyClick(pane.tools.card, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0] == ["spend", "Value"]
    assert [line[0] for line in lines if line[0] in ("Half lie below", "Mean")] == ["Half lie below", "Mean"]
    pane.tools.card.hide()


def test_the_keyboard_opens_the_menu_of_a_column(qtbot, pane):
    section = section_of(pane, "spend")
    pane.table.setFocus()
    pane.table.setCurrentIndex(pane.model.index(0, section))
    qtbot.keyClick(pane.table, KEY.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = pane.tools.menu
    assert menu.isVisible()
    texts = [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]
    assert texts == [
        "Sort rising", "Sort falling", "Order of the file", "Forms segments", "Describes", "Outcome", "Identifier",
        "Leave out", "Holds",
        "Column statistics", "Look at it by segment",
    ]  # fmt: skip
    for _ in range(8):
        qtbot.keyClick(menu, KEY.Key_Down)
    qtbot.keyClick(menu, KEY.Key_Return)
    assert "spend" in pane._document.inspection.schema.names(Role.IGNORED)
    pane._document.undo.undo()
    assert "spend" in pane._document.inspection.schema.names(Role.SEGMENTATION)


def test_a_role_that_cannot_be_given_is_told_in_place(pane):
    for name in pane._document.inspection.schema.names(Role.SEGMENTATION)[1:]:
        pane.tools.give_role(name, Role.IGNORED)
    assert not pane.told.isVisible()
    pane.tools.give_role(pane._document.inspection.schema.names(Role.SEGMENTATION)[0], Role.IGNORED)
    assert pane.told.isVisible()
    assert "no column is left" in pane.told.text()


def test_resting_on_a_heading_shows_its_card(qtbot, pane):
    section = section_of(pane, "spend")
    header = pane.table.header
    pane.table.scrollTo(pane.model.index(0, section))
    QApplication.processEvents()
    at = QPoint(header.sectionViewportPosition(section) + 20, 10)
    qtbot.mouseMove(header.viewport(), at)
    qtbot.mouseMove(header.viewport(), at + QPoint(3, 3))
    qtbot.waitUntil(pane.tools.card.isVisible, timeout=2000)
    assert pane.tools.card.accessibleName() == "spend"
    assert "Half lie below" in pane.tools.card.accessibleDescription()
    qtbot.mouseMove(header.viewport(), at - QPoint(60, 0))
    assert not pane.tools.card.isVisible()


def test_the_card_that_was_asked_for_stays_until_esc(qtbot, pane):
    pane.tools.show_statistics("spend", pane.mapToGlobal(QPoint(50, 50)))
    card = pane.tools.card
    assert card.isVisible()
    qtbot.keyClick(card, KEY.Key_Escape)
    assert not card.isVisible()


def test_work_is_done_in_the_background(qtbot, threaded_lane, theme):
    pane = DataPane(document(with_run=True), Selection(), threaded_lane, theme)
    qtbot.addWidget(pane)
    section = section_of(pane, "spend")
    pane.sort(section, False)
    pane.sort(section, True)
    pane.tools.show_statistics("spend", QPoint(0, 0))
    spend = next(c for c in segmentation().source.columns if c.name == "spend").values
    qtbot.waitUntil(lambda: pane.model.rows[0] == np.nanargmax(spend))
    qtbot.waitUntil(pane.tools.card.isVisible)
    pane.tools.card.hide()


def test_an_empty_document_shows_no_rows(qtbot, lane, theme):
    from segdesk.app.document import Document

    pane = DataPane(Document(), Selection(), lane, theme)
    qtbot.addWidget(pane)
    pane.show()
    assert pane.model.rowCount() == pane.model.columnCount() == 0


def test_every_control_has_a_name_and_room(pane):
    QApplication.processEvents()
    for control in (pane.head.search, pane.head.which, pane.table, pane.selected.only, pane.selected.clear):
        assert isinstance(control, QWidget)
        assert control.accessibleName() or control.text()
    for control in (pane.head.search, pane.head.which):
        assert control.height() >= 24
