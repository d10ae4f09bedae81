"""Outcomes in the window: the role in the menu, and the figures with each segment."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu

from segdesk.app.column_roles import settings_for
from segdesk.app.panes.segments_pane import SegmentsPane
from segdesk.engine.data.table import Role
from segdesk.engine.schema.inspection import inspect
from segdesk.engine.transactions.purchases import reconsider
from segdesk.io.frames import table_from_frame
from tests.engine.frames import recipe, shop


def with_churn():
    frame = shop(120)
    frame["churn"] = (frame["age"] > 50).map({True: "yes", False: "no"})
    return frame


def role_of(inspection, name):
    return next(each.role for each in inspection.schema.choices if each.name == name)


def test_a_role_is_taken_from_an_outcome_and_given_back():
    settings = recipe(outcome=("plan=plus",))
    inspection = inspect(table_from_frame(with_churn()), settings.columns)
    for name, role in (("churn", Role.SEGMENTATION), ("churn", Role.OUTCOME), ("plan", Role.IGNORED)):
        settings = settings.with_settings(settings_for(inspection, settings, [name], role))
        inspection = reconsider(inspection, settings)
        assert role_of(inspection, name) is role
    assert settings.columns.outcome == ("churn",)


def test_the_card_of_a_segment_tells_the_outcome(drive, tmp_path):
    path = tmp_path / "customers.csv"
    with_churn().to_csv(path, index=False)
    drive.segmented(path)
    pane: SegmentsPane = drive.bench.segments
    first = pane.model.index(0)
    outcome = pane.model.segments[0].outcomes[0]
    assert str(outcome.in_words) in first.data(Qt.ItemDataRole.ToolTipRole)
    drive.click(pane.list.viewport(), pane.list.visualRect(first).center())
    told = next(
        label
        for label in pane.findChildren(QLabel)
        if label.accessibleName() == "What became of the customers"
    )
    assert f"{outcome.in_words}." in told.text()
    columns = drive.bench.settings.columns
    row = next(
        row
        for row in range(columns.model().rowCount())
        if "Churn" in str(columns.model().index(row, 0).data())
    )
    menu: QMenu = columns._menu(columns.model().index(row, 0))
    assert [action.text() for action in menu.actions() if action.isChecked()][:1] == ["Outcome"]
