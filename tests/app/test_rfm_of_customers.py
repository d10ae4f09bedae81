"""RFM rules for a customers table in the window: the columns are found, or named in the expert's settings."""

from segdesk.app.panes.expert_settings import ExpertSettings
from segdesk.samples import sample_path


def test_the_columns_are_asked_for_with_the_method_alone(drive):
    drive.take(sample_path("customers"), kind="customers")
    expert = ExpertSettings(drive.controller)
    assert expert.forms["columns"].isHidden()
    expert.set("method", "method", "rfm")
    expert.refresh()
    assert not expert.forms["columns"].isHidden()
    assert drive.document.inspection.schema.rfm.names == ("days_since_last_order", "orders", "spend")
    expert.set("columns", "frequency", "age")
    assert drive.document.inspection.schema.rfm.frequency == "age"
    drive.document.undo.undo()
    assert drive.document.inspection.schema.rfm.frequency == "orders"
    expert.deleteLater()


def test_a_run_gives_the_names_of_the_rules(drive):
    found = drive.segmented(sample_path("customers"), kind="customers", method="rfm")
    assert "Champions" in {str(segment.name) for segment in found.named}
