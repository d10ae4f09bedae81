"""The short rule of a segment in the window: told, copied, and used to select customers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from segdesk.app.dialogs.export_dialog import ExportDialog
from segdesk.engine.rules.rule import fits
from segdesk.io.writers.rules_sql import column_heads, filter_sql, rules_sql
from segdesk.messages import Percent


def pane_and_rule(drive):
    """Return the pane of segments, and the first segment with a rule and its row."""
    pane = drive.bench.segments
    for row, segment in enumerate(pane.model.segments):
        if segment.rule is not None:
            return pane, segment, row
    raise AssertionError("no segment has a rule")


def shown_rule(pane) -> QLabel:
    return next(
        label for label in pane.findChildren(QLabel) if label.accessibleName() == "Rule of the segment"
    )


def choose(drive, pane, row: int, text: str) -> None:
    """Choose an entry of a segment's context menu."""
    pane.list.customContextMenuRequested.emit(pane.list.visualRect(pane.model.index(row)).center())
    menu = next(menu for menu in pane.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()
    drive.settle()


def test_the_rule_of_the_selected_segment_is_told(result):
    pane, segment, row = pane_and_rule(result)
    assert shown_rule(pane).isHidden()
    result.click(pane.list.viewport(), pane.list.visualRect(pane.model.index(row)).center())
    assert f"Rule: {segment.rule.words}. {Percent(segment.rule.precision)} of" in shown_rule(pane).text()
    assert shown_rule(pane).toolTip() == f"{segment.rule.words}\n{segment.rule.figures}"
    assert str(segment.rule.words) in pane.model.index(row).data(Qt.ItemDataRole.ToolTipRole)
    result.selection.clear()
    assert shown_rule(pane).isHidden()


def test_the_customers_that_fit_a_rule_are_selected(result):
    pane, segment, row = pane_and_rule(result)
    choose(result, pane, row, "Select the customers that match its rule")
    expected = fits(segment.rule.conditions, result.document.segmentation.source.columns)
    assert result.selection.rows.tolist() == expected.tolist()
    assert result.selection.count == segment.rule.matching


def test_a_rule_is_copied_in_words_and_as_sql(result):
    pane, segment, row = pane_and_rule(result)
    choose(result, pane, row, "Copy its rule")
    assert QApplication.clipboard().text() == str(segment.rule.words)
    choose(result, pane, row, "Copy its rule as SQL")
    heads = column_heads(result.document.segmentation)
    assert QApplication.clipboard().text() == filter_sql(segment.rule, heads)


def test_rules_are_saved_as_sql(result, tmp_path):
    dialog = ExportDialog(result.controller, result.window)
    names = [dialog.choices.item(i).data(Qt.ItemDataRole.UserRole) for i in range(dialog.choices.count())]
    dialog.choices.setCurrentRow(names.index("rules"))
    expected = rules_sql(result.document.segmentation)
    assert dialog._text.toPlainText() == expected
    dialog.close()
    result.controller.save_one("rules", tmp_path / "rules.sql")
    result.settle()
    assert (tmp_path / "rules.sql").read_text("utf-8") == expected
