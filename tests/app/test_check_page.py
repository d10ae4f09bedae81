"""The page that checks a file, with real files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QSpinBox

from segdesk.app.pages.check_page import CheckPage
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.io.reading import read_table
from segdesk.samples import sample_path

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, lane, theme):
    made = CheckPage(lane, theme)
    qtbot.addWidget(made)
    made.resize(1280, 640)
    made.show()
    made.activateWindow()
    return made


def write(folder: Path, text: str, name: str = "shop.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def german(folder: Path) -> Path:
    rows = "".join(f"K{i:03d};{i},5;{1 + i % 12:02d}.{1 + i % 9:02d}.2024\n" for i in range(100))
    return write(folder, f"Kunde;Umsatz;Seit\n{rows}")


def choose(qtbot, combo: QComboBox, value: object) -> None:
    """Choose an entry with the keyboard."""
    combo.setFocus()
    place = combo.findData(value)
    assert place >= 0, f"{value} is no choice"
    qtbot.keyClick(combo, KEY.Key_Home)
    for _ in range(place):
        qtbot.keyClick(combo, KEY.Key_Down)
    # With a keyboard the choice is made as it is in the open list.
    combo.activated.emit(combo.currentIndex())


def editor(page: CheckPage, name: str) -> QComboBox:
    found = page.shown.reading.editors[name]
    assert isinstance(found, QComboBox)
    return found


def test_what_was_found_is_said(page, tmp_path):
    page.check(german(tmp_path))
    assert page.shown.title.text() == "Check your file: shop.csv"
    assert page.shown.summary.text() == (
        "100 row(s) and 3 column(s). Semicolons separate columns, numbers have a decimal comma, dates are day-first."
    )
    assert editor(page, "delimiter").currentText() == "found: semicolon"
    assert page.shown.preview.lines.index(0, 1).data() == "0.5"
    assert not editor(page, "sheet").isVisible()


def test_enter_takes_the_table(qtbot, page, tmp_path):
    page.check(german(tmp_path))
    assert page.shown.accept.hasFocus()
    with qtbot.waitSignal(page.accepted) as taken:
        qtbot.keyClick(page.shown.accept, KEY.Key_Return)
    assert taken.args[0].table.n_rows == 100


def test_esc_leaves(qtbot, page, tmp_path):
    page.check(german(tmp_path))
    with qtbot.waitSignal(page.abandoned):
        qtbot.keyClick(page.shown.accept, KEY.Key_Escape)


def test_other_file_is_asked_for(qtbot, page, tmp_path):
    page.check(german(tmp_path))
    with qtbot.waitSignal(page.other_wanted):
        qtbot.mouseClick(page.shown.other, LEFT)


def test_a_change_reads_again_after_a_moment(qtbot, page, tmp_path):
    page.check(german(tmp_path))
    choose(qtbot, editor(page, "date_order"), "month-first")
    assert not page.shown.accept.isEnabled()
    assert page.shown.preview.lines.rowCount() == 100, "the earlier preview stays"
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert "month-first" in page.shown.summary.text()
    with qtbot.waitSignal(page.accepted) as taken:
        qtbot.mouseClick(page.shown.accept, LEFT)
    assert taken.args[0].recipe.read.date_order == "month-first"


def test_wrong_line_of_headings_is_told_and_can_be_mended(qtbot, page, tmp_path):
    page.check(german(tmp_path))
    line = page.shown.reading.editors["header"]
    assert isinstance(line, QSpinBox)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "4000")
    qtbot.keyClick(line, KEY.Key_Tab)
    qtbot.waitUntil(page.shown.trouble.isVisible)
    assert not page.shown.accept.isEnabled()
    assert page.shown.preview.lines.rowCount() == 100
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "0")
    qtbot.keyClick(line, KEY.Key_Tab)
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert not page.shown.trouble.isVisible()
    assert page.shown.preview.lines.rowCount() == 101


def test_a_file_that_is_gone_can_be_tried_again(qtbot, page, tmp_path):
    page.check(tmp_path / "shop.csv")
    assert page.shown.trouble.isVisible()
    assert page.shown.again.hasFocus()
    german(tmp_path)
    qtbot.mouseClick(page.shown.again, LEFT)
    assert not page.shown.trouble.isVisible()
    assert page.shown.accept.isEnabled()


def test_orders_are_asked_about_and_both_tables_shown(qtbot, page):
    page.check(sample_path("orders"))
    assert page.shown.orders.isVisible()
    assert page.shown.orders.summarise.isChecked()
    assert page.shown.preview.isTabVisible(1)
    assert "are kept" in page.shown.preview.counted.text()
    qtbot.mouseClick(page.shown.orders.keep, LEFT)
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert not page.shown.preview.isTabVisible(1)
    assert page.shown.orders.isVisible(), "the question can be answered anew"
    qtbot.mouseClick(page.shown.orders.summarise, LEFT)
    qtbot.waitUntil(lambda: page.shown.preview.isTabVisible(1))
    with qtbot.waitSignal(page.accepted) as taken:
        qtbot.mouseClick(page.shown.accept, LEFT)
    assert taken.args[0].purchases is not None
    assert taken.args[0].recipe.columns.kind == "transactions"


def test_a_column_of_orders_can_be_chosen(qtbot, page):
    page.check(sample_path("orders"))
    combo = page.shown.orders.columns["date"]
    assert combo.currentText().startswith("found: ")
    choose(qtbot, combo, combo.itemData(1))
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert page._inspected.recipe.transactions.date == combo.itemData(1)


def test_a_sheet_is_chosen_with_its_size(qtbot, page, shared_data):
    page.check(shared_data / "data" / "workbooks" / "datasets.xlsx")
    sheet = editor(page, "sheet")
    assert sheet.isVisible()
    assert sheet.currentText() == "found: iris – 150 × 5"
    choose(qtbot, sheet, "mtcars")
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert page.shown.summary.text().startswith("32 row(s) and 11 column(s).")


def test_a_database_is_queried(qtbot, page, shared_data):
    page.check(shared_data / "data" / "chinook" / "Chinook_Sqlite.sqlite")
    query = page.shown.reading.editors["query"]
    assert isinstance(query, QPlainTextEdit)
    qtbot.keyClicks(query, "SELECT CustomerId, Total FROM Invoice")
    qtbot.mouseClick(page.shown.reading._run, LEFT)
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert page.shown.preview.lines.columnCount() == 2


def test_pasted_text_can_be_changed_like_a_file(qtbot, page):
    page.check_text("a\tb\n1\t2\n3\t4\n", "Pasted table")
    assert page.shown.summary.text().startswith("2 row(s) and 2 column(s). Tabs separate columns")
    assert not editor(page, "encoding").isVisible()
    assert editor(page, "delimiter").isVisible()


def test_a_table_that_was_read_is_taken(qtbot, page, tmp_path):
    table = read_table(german(tmp_path), ReadSpec())
    page.check_table(table, Recipe())
    with qtbot.waitSignal(page.accepted) as taken:
        qtbot.mouseClick(page.shown.accept, LEFT)
    assert taken.args[0].table is table


def test_reading_shows_progress_and_can_be_cancelled(qtbot, threaded_lane, theme, shared_data):
    page = CheckPage(threaded_lane, theme)
    qtbot.addWidget(page)
    page.show()
    page.check(shared_data / "data" / "online_retail" / "online_retail.csv.gz")
    qtbot.waitUntil(lambda: page.shown.bar.value() > 0)
    assert page.shown.phase.text() == "Reading online_retail.csv.gz"
    with qtbot.waitSignal(page.abandoned):
        qtbot.mouseClick(page.shown.cancel, LEFT)
    assert not threaded_lane.is_busy


def test_reading_that_the_window_stops_leaves_the_page(qtbot, threaded_lane, theme, shared_data):
    page = CheckPage(threaded_lane, theme)
    qtbot.addWidget(page)
    page.show()
    page.check(shared_data / "data" / "online_retail" / "online_retail.csv.gz")
    qtbot.waitUntil(lambda: page.shown.bar.value() > 0)
    with qtbot.waitSignal(page.abandoned):
        threaded_lane.cancel()


def test_a_customers_table_is_joined_and_left_out_again(qtbot, page, tmp_path):
    lines = "".join(f"{i % 40},2024-{1 + i % 12:02d}-{1 + i % 28:02d},{i}.5\n" for i in range(300))
    people = "".join(f"{i},{20 + i}\n" for i in range(40))
    other = write(tmp_path, f"customer_id,age\n{people}", "people.csv")
    page.check(write(tmp_path, f"customer_id,order_date,amount\n{lines}", "orders.csv"))
    page.shown.orders.edited.emit({"join": str(other)})
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert "age" in page._inspected.opened.customers.table.names
    assert page.shown.orders.joined.text() == "Joined with people.csv."
    qtbot.mouseClick(page.shown.orders.unjoin, LEFT)
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert "age" not in page._inspected.opened.customers.table.names
    page.shown.orders.edited.emit({"join": str(tmp_path / "gone.csv")})
    qtbot.waitUntil(page.shown.trouble.isVisible)
    assert page._inspected.read is not None


def test_every_control_has_a_name_and_room(page):
    page.check(sample_path("orders"))
    QApplication.processEvents()
    controls = [*page.shown.reading.editors.values(), *page.shown.orders.columns.values()]
    for control in controls:
        assert control.accessibleName()
        assert not control.isVisible() or control.height() >= 24
