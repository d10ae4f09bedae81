"""Tabs that would say nothing of a file take no room, and those for experts come with the expert's settings."""

from segdesk.samples import sample_path
from tests.app.driving import QUICK


def offered(drive) -> set[str]:
    charts = drive.bench.charts
    return {charts.tabs.tabText(place) for place in charts.offered}


def test_charts_are_offered_where_they_apply_and_to_whom_they_are_for(drive, few):
    drive.take(few, **QUICK)
    assert {"Overview", "Map", "Fit"} <= offered(drive)
    assert not {"Places", "Answers", "Cohorts", "Single customers", "Shapes"} & offered(drive)
    drive.segmented(few)
    charts, settings = drive.bench.charts, drive.bench.settings
    assert {"Places", "Answers"} <= offered(drive)
    assert not {"Cohorts", "Single customers", "Shapes"} & offered(drive)
    settings._fold.click()
    drive.live()
    assert {"Single customers", "Shapes"} <= offered(drive)
    place = next(i for i in charts.offered if charts.tabs.tabText(i) == "Shapes")
    charts.turn_to(place)
    drive.until(lambda: charts.canvas.drawing is not None and charts.canvas.drawing.chart == "radar", 20)
    settings._fold.click()
    drive.live()
    assert "Shapes" not in offered(drive)
    drive.until(lambda: charts.tabs.currentIndex() in charts.offered)


def test_without_places_or_answers_there_is_no_tab_of_them(drive, tmp_path):
    lines = sample_path("customers").read_text("utf-8-sig").splitlines()[:121]
    picked = [",".join(line.split(",")[i] for i in (9, 10, 11, 12)) for line in lines]
    path = tmp_path / "numbers.csv"
    path.write_text("\n".join(picked) + "\n", "utf-8")
    drive.segmented(path)
    assert not {"Places", "Answers"} & offered(drive)
