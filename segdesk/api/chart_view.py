"""A chart as a notebook shows it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from segdesk.charts.chart_registry import Chart
from segdesk.charts.export import to_svg
from segdesk.charts.style import LIGHT
from segdesk.delivery.single import write_chart
from segdesk.engine.result.segmentation import Segmentation

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, eq=False, repr=False)
class ChartView:
    """A chart of a result; a notebook shows it as a picture."""

    chart: Chart
    segmentation: Segmentation

    @property
    def finding(self) -> str:
        """What the chart shows, in a sentence."""
        return str(self.chart.finding(self.segmentation))

    @property
    def alternative(self) -> str:
        """The finding and the main figures, for who cannot see the chart."""
        return str(self.chart.alternative(self.segmentation))

    @property
    def figure(self) -> "Figure":
        """A new matplotlib figure."""
        return self.chart.draw(self.segmentation, LIGHT)

    @property
    def data(self) -> pd.DataFrame:
        """The numbers shown."""
        return self.chart.data(self.segmentation)

    def save(self, path: str | Path) -> None:
        """Write the chart as a PNG, SVG or PDF file.

        Raises
        ------
        OutputError
            If the file cannot be written.
        ValueError
            If the name ends in none of `.png`, `.svg` and `.pdf`.
        """
        write_chart(self.chart, self.segmentation, Path(path))

    def __repr__(self) -> str:
        return f"<ChartView {self.chart.name}: {self.finding}>"

    def _repr_svg_(self) -> str:
        return to_svg(self.figure, self.finding)
