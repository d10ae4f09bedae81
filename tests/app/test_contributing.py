"""The recipes of CONTRIBUTING.md as the window shows what they make."""

from PySide6.QtWidgets import QFileDialog

from segdesk.app.forms.spec_form import SpecForm
from segdesk.engine.recipe.recipe import Recipe
from tests.app.driving import Drive
from tests.skeletons import added


def test_the_window_offers_the_method(tmp_path, qapp):
    with added(tmp_path, "methods/bands.py") as name:
        box = SpecForm(Recipe().method).editor("method")
        words = {box.itemData(i): box.itemText(i) for i in range(box.count())}
    assert list(words)[-1] == name
    assert words[name] == "By bands of the first column"
    assert words["auto"] == "Choose for me"


def test_the_window_draws_the_chart(tmp_path, qapp, few):
    with added(tmp_path, "charts/plain_sizes.py") as name:
        drive = Drive(qapp, tmp_path)
        try:
            drive.segmented(few)
            charts = drive.bench.charts
            place = [charts.tabs.tabText(i) for i in range(charts.tabs.count())].index("Sizes")
            assert place in charts.offered
            charts.turn_to(place)
            drive.settle()
            assert charts.chart.name == name
            assert charts.canvas.drawing is not None
            assert str(charts.chart.finding(drive.segmentation)) == charts.canvas.drawing.finding
        finally:
            drive.close()


def test_the_window_offers_the_files_of_the_reader(tmp_path, qapp, monkeypatch):
    asked: list[str] = []

    def nothing_chosen(parent, title, folder, kinds):
        asked.append(kinds)
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", nothing_chosen)
    with added(tmp_path, "readers/json_lines.py"):
        drive = Drive(qapp, tmp_path)
        drive.window.files.choose_file()
        drive.close()
    assert "*.jsonl *.ndjson" in asked[0]
