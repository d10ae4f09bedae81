"""Any column by segment, any two against each other: picked in lists, from the menu, or dragged by its heading."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from segdesk.app.column_statistics import statistics_of_column
from segdesk.app.dialogs.chart_table import ChartTableDialog
from segdesk.app.dragged_column import column_mime, dragged_column
from segdesk.app.panes.explore_bar import titles_to_look_at
from segdesk.engine.result.crossing import cross
from tests.app.driving import CTRL, KEY, LEFT, PLAIN, Drive
from tests.engine.frames import segmented
from tests.engine.schema.test_nearly_unique import PRIVATE, with_private_columns


def pick(drive: Drive, box, text: str) -> None:
    """Choose an entry of a list by its letters, as the keyboard does."""
    box.setFocus()
    QTest.keyClicks(box, text)
    box.activated.emit(box.currentIndex())
    drive.settle()


def shown(drive: Drive) -> tuple[str, str | None, str]:
    chart = drive.bench.charts.chart
    return chart.subject.first, chart.subject.second, chart.name


def test_columns_are_picked_by_key_and_drawn_by_segment(drive: Drive, few):
    drive.segmented(few)
    drive.key(KEY.Key_L, CTRL)
    drive.settle()
    charts = drive.bench.charts
    assert charts.explore.isVisible()
    assert charts.explore.first.hasFocus()
    pick(drive, charts.explore.first, "spend")
    assert shown(drive) == ("spend", None, "column_density")
    assert charts.canvas.accessibleDescription() == str(charts.chart.finding(drive.segmentation))
    pick(drive, charts.explore.kind, "Boxes")
    assert shown(drive) == ("spend", None, "column_boxes")
    pick(drive, charts.explore.second, "orders")
    assert shown(drive) == ("spend", "orders", "column_scatter")
    # A scatter answers a drag as the map does.
    drive.drag(charts.canvas, QPoint(5, 5), charts.canvas.rect().bottomRight() - QPoint(5, 5))
    assert drive.selection.count == len(drive.segmentation.fit.rows)


def test_a_cross_table_is_shown_in_figures(drive: Drive, few):
    result = drive.segmented(few)
    charts = drive.bench.charts
    charts.start_exploring()
    pick(drive, charts.explore.first, "region")
    if charts.chart.name != "column_crosstab":
        pick(drive, charts.explore.kind, "Cross table")
    drive.action("chart_table").trigger()
    dialog = drive.dialog(ChartTableDialog)
    figures = cross(result, "region").table
    assert dialog.table.rowCount() == figures.counts.size
    assert dialog.table.item(0, 2).text() == str(figures.counts[0, 0])
    dialog.close()


def test_what_is_looked_at_comes_into_the_report_undoably(drive: Drive, few, tmp_path):
    drive.segmented(few)
    charts = drive.bench.charts
    charts.look_at("region")
    drive.settle()
    box = charts.explore.in_report
    assert not box.isChecked()
    drive.click(box, QPoint(8, box.height() // 2))
    assert drive.document.recipe.output.explore == ("region",)
    # It decides no label: the result is still the one of the settings.
    assert not drive.document.is_stale
    drive.controller.save_one("report", tmp_path / "report.html")
    drive.until(lambda: drive.notice.startswith("Saved"))
    assert "“Region” by segment" in (tmp_path / "report.html").read_text("utf-8")
    drive.document.undo.undo()
    assert not box.isChecked()
    assert drive.document.recipe.output.explore == ()


def test_a_column_is_dropped_on_the_charts(drive: Drive, few):
    drive.segmented(few)
    charts = drive.bench.charts
    data, middle = column_mime("discount_share"), charts.rect().center()
    enter = QDragEnterEvent(middle, Qt.DropAction.CopyAction, data, LEFT, PLAIN)
    enter.ignore()
    QApplication.sendEvent(charts, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(charts, QDropEvent(QPointF(middle), Qt.DropAction.CopyAction, data, LEFT, PLAIN))
    drive.settle()
    assert shown(drive)[:2] == ("discount_share", None)


def test_a_heading_that_is_pulled_up_is_dragged_and_one_that_is_made_wider_is_not(drive: Drive, few):
    drive.segmented(few)
    table = drive.bench.data.table
    left, wide = table.header.sectionViewportPosition(1), table.header.sectionSize(1)
    for x, dragged in ((left + wide - 1, []), (left + wide // 2, [drive.bench.data.model.column_name(1)])):
        QTest.mousePress(table.header.viewport(), LEFT, PLAIN, QPoint(x, 10))
        QTest.mouseMove(table.header.viewport(), QPoint(x, -60))
        # Where there is no screen a drag ends at once; what was dragged is still about until the window lives on.
        assert [dragged_column(drag.mimeData()) for drag in table.findChildren(QDrag)] == dragged
        QTest.mouseRelease(table.header.viewport(), LEFT, PLAIN, QPoint(x, -60))


def test_the_menu_of_a_column_looks_at_it(drive: Drive, few):
    drive.segmented(few)
    bench = drive.bench
    section = next(
        n for n in range(bench.data.model.columnCount()) if bench.data.model.column_name(n) == "spend"
    )
    bench.data.tools.open_menu(section, QPoint(100, 100))
    look = next(a for a in bench.data.tools.menu.actions() if "Look at" in a.text())
    look.trigger()
    drive.settle()
    assert shown(drive)[0] == "spend"


def test_an_identifier_says_why_it_cannot_be_looked_at(drive: Drive, few):
    drive.segmented(few)
    drive.bench.charts.look_at(drive.segmentation.identifier.name)
    assert "can’t be looked at" in drive.notice


def test_a_column_against_itself_is_refused_in_place(drive: Drive, few):
    drive.segmented(few)
    charts = drive.bench.charts
    charts.start_exploring()
    pick(drive, charts.explore.first, "spend")
    pick(drive, charts.explore.second, "spend")
    assert charts.chart is None
    assert "against itself" in charts._empty._text.text()
    # Nothing to copy, save or print: nothing happens.
    charts.copy_data()
    charts.print_chart()
    charts.show_as_table()
    assert not drive.dialogs(ChartTableDialog)


def test_values_of_single_customers_are_neither_offered_nor_listed():
    result = segmented(with_private_columns(), k="3", use=("age", "income", "visits"))
    assert not set(titles_to_look_at(result)) & set(PRIVATE)
    assert "plan" in titles_to_look_at(result)
    for column in result.source.columns:
        if column.name in PRIVATE:
            assert statistics_of_column(column).top == ()
