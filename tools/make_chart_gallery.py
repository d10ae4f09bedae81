"""Make the page of all charts, docs/charts.md, with a picture of each of the bundled samples.

    python tools/make_chart_gallery.py

The question of a chart, how to read it and what stands for its picture come from the chart itself; when to use it
stands here.
"""

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

import segdesk
from segdesk.charts.chart_registry import all_charts
from segdesk.charts.column_charts import chart_of_columns
from segdesk.charts.export import to_png
from segdesk.charts.moves import draw_moves
from segdesk.charts.style import LIGHT
from segdesk.charts.uplift import draw_uplift, uplift_alternative, uplift_definition
from segdesk.engine.comparison.compare import compare
from segdesk.engine.comparison.from_segmentation import sides_of
from segdesk.engine.result.explored_columns import Columns
from segdesk.engine.result.segmentation import Segmentation
from segdesk.report.tracking import tracking_charts
from segdesk.samples import sample_path

DOCS = Path(__file__).parents[1] / "docs"
PICTURES = DOCS / "images" / "charts"
BY_HAND = "## How fast they are"
DPI = 100
COLOURS = 96

# Which result shows a chart best, by its name.
BEST_SHOWN_BY = {
    "answers": ("survey", {}),
    "rfm_grid": ("orders", {}),
    "cohorts": ("orders", {}),
    "holdout": ("orders", {}),
    "tree": ("survey", {"method": "hierarchical"}),
}
WHEN = {
    "overview": "First of all: who the segments are and what they weigh, in one look.",
    "heatmap": "To name segments, and to see which columns make them.",
    "snake": "To compare two to eight profiles column by column.",
    "sizes": "To decide whom to care for first.",
    "answers": "For questionnaires and categories: what each segment answers, and how many did.",
    "place_bars": "To plan by country, region or city. There is no map: its tiles would have to be loaded.",
    "customer_map": "To see whether segments are apart or cut through a crowd, and to select customers with the mouse.",
    "importance": "To learn which columns the segments would not be the same without.",
    "how_many": "When somebody asks why it is this number of segments.",
    "silhouette": "To find segments whose customers would fit elsewhere as well.",
    "differences": "To see how far segments overlap in single columns, in their units.",
    "rfm_grid": "With purchases: to see where customers and money are by recency and frequency.",
    "cohorts": "With purchases: to see whether new customers come back, and whether that changes.",
    "holdout": "Before anybody plans with expected orders: whether the forecast held when it was tried.",
    "tree": "With segments found by merging: to see what lies close together, and to cut elsewhere.",
    "parallel_lines": "For experts: to see whether the customers of a segment run together or only their average does.",
    "radar": "For experts, or for the page of a single segment: its shape against everyone.",
}
# Charts of columns that the user picks: the columns, and when to use it.
OF_COLUMNS = {
    "column_answers": (Columns("satisfaction"), "Explore: answers of one column as parts of a whole."),
    "column_density": (Columns("spend"), "Explore: how a number is spread in each segment."),
    "column_boxes": (Columns("age", "channel"), "Explore: a number by any category."),
    "column_bars": (Columns("city"), "Explore: which values are frequent in each segment."),
    "column_crosstab": (
        Columns("channel", "region"),
        "Explore: whether two categories go together more than by chance.",
    ),
    "column_scatter": (Columns("orders", "spend"), "Explore: whether two numbers rise together."),
}


@dataclass(frozen=True)
class Entry:
    """A chart of the page: name of its picture, title, question, when to use it, how to read it, and a figure."""

    name: str
    title: str
    question: str
    when: str
    reading: str
    alternative: str
    draw: Callable[[], Figure]


def entries() -> Iterator[Entry]:
    """Yield all charts in the order of the page."""
    for chart in all_charts():
        sample, settings = BEST_SHOWN_BY.get(chart.name, ("customers", {}))
        found = result(sample, **settings)
        yield Entry(
            chart.name,
            str(chart.tab),
            str(chart.question),
            WHEN[chart.name],
            str(chart.definition),
            str(chart.alternative(found)),
            lambda chart=chart, found=found: chart.draw(found, LIGHT),  # type: ignore[misc]
        )
    found = result("customers")
    for name, (columns, when) in OF_COLUMNS.items():
        chart = chart_of_columns(found, columns, name)
        yield Entry(
            name,
            f"Explore: {chart.tab}",
            str(chart.question),
            when,
            str(chart.definition),
            str(chart.alternative(found)),
            lambda chart=chart: chart.draw(found, LIGHT),  # type: ignore[misc]
        )
    yield from over_time()


def over_time() -> Iterator[Entry]:
    """Yield the charts of several periods, and of two results of which one has many segments."""
    tracked = segdesk.track(sample_path("orders"), k="4")
    when = {
        "movement": "When segments are followed: which grow, and which shrink.",
        "flow": "When two results or periods are compared, with up to six segments on either side.",
        "retention": "When files or purchases of several periods are followed: who is still there.",
        "retention_curve": "The same of all customers together, so many periods after their first.",
    }
    for chart in tracking_charts(tracked.tracking):
        yield Entry(
            chart.name, f"Followed: {chart.name.replace('_', ' ')}", str(chart.question), when[chart.name],
            str(chart.definition), str(chart.finding), lambda chart=chart: chart.draw(LIGHT),  # type: ignore[misc]
        )  # fmt: skip
    compared = compare(*sides_of(result("customers", k="7"), result("customers", k="8"), "7", "8"))
    yield Entry(
        "moves",
        "Compared: matrix",
        "Who moved where between many segments?",
        "When two results are compared and one has more than six segments.",
        "Each row is an old segment; its cells tell what part of it went to which new one. Framed cells stayed in the "
        "matching segment.",
        f"{compared.stayed} of {compared.shared} customers stayed in a matching segment.",
        lambda: draw_moves(compared, LIGHT),
    )
    yield of_campaign()


def of_campaign() -> Entry:
    """Return the chart of what a campaign brought: to one segment, in responses that are made up."""
    planned = segdesk.campaign(segdesk.Result(result("customers")), control=0.3)
    sides = planned.customers
    worked = (sides["group"] == "test") & (sides["segment"] == "1")
    responded = np.random.default_rng(0).random(len(sides)) < np.where(worked, 0.18, 0.06)
    found = segdesk.uplift(planned, sides[responded].reset_index()).result
    measured = found.measures[0]
    return Entry(
        "uplift",
        "Campaign: uplift",
        "Where did the campaign work?",
        "When the results of a campaign are in, of which a part was held back. The responses here are made up.",
        str(uplift_definition(measured)),
        str(uplift_alternative(found, measured)),
        lambda: draw_uplift(found, measured, LIGHT),
    )


@cache
def result(sample: str, **settings: str) -> Segmentation:
    """Return the segmentation of a bundled sample."""
    return segdesk.segment(sample_path(sample), **settings).segmentation


def picture(figure: Figure) -> bytes:
    """Return a figure as a small PNG file: charts have few colours."""
    image = Image.open(io.BytesIO(to_png(figure, dpi=DPI))).convert("RGB")
    target = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(target, format="png", optimize=True)
    return target.getvalue()


def page(shown: list[Entry]) -> str:
    """Return the page in Markdown."""
    lines = [
        "# Charts",
        "",
        "Every chart of segdesk, drawn of the bundled samples by `tools/make_chart_gallery.py`. The title of a chart "
        "is its finding, and what a screen reader says of it are its figures. All of them stand in the window; those "
        "of the report are among the files of a run too, and each is `segdesk.segment(...).chart(name)` in Python.",
        "",
        *(f"- [{entry.title}](#{anchor(entry.title)}): {entry.question}" for entry in shown),
    ]
    for entry in shown:
        alternative = entry.alternative.replace("[", "(").replace("]", ")")
        lines += [
            "",
            f"## {entry.title}",
            "",
            f"**{entry.question}** {entry.when}",
            "",
            f"![{alternative}](images/charts/{entry.name}.png)",
            "",
            f"{entry.reading} `{entry.name}`",
        ]
    return "\n".join([*lines, "", ""])


def anchor(title: str) -> str:
    """Return what links to a heading on GitHub."""
    kept = "".join(letter for letter in title.lower() if letter.isalnum() or letter in " -")
    return kept.replace(" ", "-")


def main() -> int:
    """Write pictures and page."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    shown = list(entries())
    for entry in shown:
        (PICTURES / f"{entry.name}.png").write_bytes(picture(entry.draw()))
    target = DOCS / "charts.md"
    # What follows the charts is written by hand.
    _, heading, rest = target.read_text("utf-8").partition(BY_HAND) if target.exists() else ("", "", "")
    target.write_text(page(shown) + heading + rest, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
