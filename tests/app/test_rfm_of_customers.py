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


def test_methods_that_cannot_be_used_are_not_offered_until_they_can(drive, tmp_path):
    path = tmp_path / "measures.csv"
    path.write_text(
        "id,length,width\n" + "".join(f"K{i},{i % 17},{i * i % 23}\n" for i in range(80)), "utf-8"
    )
    drive.take(path, kind="customers", use=("length", "width"))
    expert = ExpertSettings(drive.controller)
    box = expert.forms["method"].editor("method")

    def offered(name: str) -> bool:
        return box.model().item(box.findData(name)).isEnabled()

    assert offered("kmeans")
    assert not offered("rfm")
    assert not offered("kprototypes")
    assert "recency" in box.model().item(box.findData("rfm")).toolTip()
    # The columns can be named where they are not found.
    assert not expert.forms["columns"].isHidden()
    expert.set("columns", "recency", "length")
    expert.set("columns", "frequency", "width")
    expert.refresh()
    assert offered("rfm")
    expert.deleteLater()
