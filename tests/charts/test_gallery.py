"""The page of all charts has each of them, with a picture that is small enough to keep."""

import re
from pathlib import Path

from segdesk.charts.chart_registry import all_charts
from segdesk.charts.column_charts import charts_of_columns
from segdesk.engine.result.explored_columns import Columns
from tests.charts.explored_shop import shop

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "charts.md").read_text("utf-8")
SHOWN = re.findall(r"\]\((images/charts/\w+\.png)\)", PAGE)


def test_every_chart_stands_on_the_page_with_its_question_and_how_to_read_it():
    for chart in all_charts():
        assert f"images/charts/{chart.name}.png" in SHOWN, chart.name
        assert f"## {chart.tab}\n\n**{chart.question}**" in PAGE, chart.name
        assert f"{chart.definition} `{chart.name}`" in PAGE, chart.name


def test_every_chart_of_columns_stands_there_too():
    pairs = (Columns("montant"), Columns("note"), Columns("région"), Columns("montant", "fidélité"))
    names = {chart.name for columns in pairs for chart in charts_of_columns(shop(), columns)}
    assert {f"images/charts/{name}.png" for name in names} <= set(SHOWN)


def test_pictures_are_there_and_small():
    sizes = {path: (DOCS / path).stat().st_size for path in SHOWN}
    assert len(sizes) == len(SHOWN)
    assert max(sizes.values()) < 150_000
    assert sum(sizes.values()) < 1_200_000
    assert {path.name for path in (DOCS / "images/charts").iterdir()} == {Path(path).name for path in SHOWN}


def test_pictures_have_figures_in_their_stead():
    for alternative in re.findall(r"!\[([^\]]+)\]", PAGE):
        assert len(alternative) > 40
        assert re.search(r"\d", alternative) or "“" in alternative
