"""Customers followed through several periods."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from segdesk.api.inputs import plain_settings
from segdesk.charts.style import LIGHT
from segdesk.delivery.tracking import deliver_tracking
from segdesk.delivery.tracking_tables import (
    HISTORY_HEADINGS,
    MIGRATION_HEADINGS,
    MOVED_IN_PERIOD_HEADINGS,
    RETENTION_HEADINGS,
    history_rows,
    migration_rows,
    moved_in_period_rows,
    retention_rows,
)
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.tracking.findings import tracking_findings, tracking_headline
from segdesk.engine.tracking.tracking import Tracking
from segdesk.io.recipe_file import read_recipe
from segdesk.io.tracked_files import TrackRequest, track_files
from segdesk.progress import Progress, silent
from segdesk.report.tracking import tracking_charts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Whole numbers that are not known in every row.
_COUNTS = ("arrived", "left", "stayed")


@dataclass(frozen=True, eq=False, repr=False)
class Tracked:
    """Segments followed through periods; shown by default as the history."""

    tracking: Tracking

    @property
    def text(self) -> str:
        """How many customers stayed in their segment at the latest change of period, in a sentence."""
        return str(tracking_headline(self.tracking))

    @property
    def findings(self) -> list[str]:
        """What else there is to say, most important first."""
        return [str(finding) for finding in tracking_findings(self.tracking)]

    @property
    def periods(self) -> list[str]:
        """The periods, rising: 2024-03, 2024-Q1, 2024-W09, 2024-03-31 or 2024."""
        return [period.label for period in self.tracking.periods]

    @cached_property
    def history(self) -> pd.DataFrame:
        """How each segment fared in each period, one row each."""
        frame = pd.DataFrame(history_rows(self.tracking), columns=list(HISTORY_HEADINGS))
        return frame.astype({"value": "float64", **dict.fromkeys(_COUNTS, "Int64")})

    @cached_property
    def migration(self) -> pd.DataFrame:
        """Customers and money by segment before and segment in the period, an empty text where there is none."""
        frame = pd.DataFrame(migration_rows(self.tracking), columns=list(MIGRATION_HEADINGS))
        return frame.astype({"value": "float64"})

    @cached_property
    def moved(self) -> pd.DataFrame:
        """Every move of a customer from one segment to another, with its reason."""
        return pd.DataFrame(moved_in_period_rows(self.tracking), columns=list(MOVED_IN_PERIOD_HEADINGS))

    @cached_property
    def retention(self) -> pd.DataFrame:
        """How many of each cohort were there so many periods later; what is not known has no row."""
        return pd.DataFrame(retention_rows(self.tracking), columns=list(RETENTION_HEADINGS))

    @cached_property
    def triangle(self) -> pd.DataFrame:
        """The retention as a triangle: cohorts down, offsets across, missing where it is not known."""
        return self.retention.pivot(index="cohort", columns="offset", values="retention")

    @property
    def charts(self) -> dict[str, "Figure"]:
        """New matplotlib figures by name: `movement`, `flow`, `retention`, `retention_curve`, as far as they apply."""
        return {chart.name: chart.draw(LIGHT) for chart in tracking_charts(self.tracking)}

    def save(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """Write what `segdesk track` writes into a folder, and return it.

        Raises
        ------
        OutputError
            If the folder holds something or cannot be written.
        """
        deliver_tracking(self.tracking, Path(folder), overwrite)
        return Path(folder)

    def __repr__(self) -> str:
        return f"<Tracked: {self.text}>\n{self.history}"

    def _repr_html_(self) -> str:
        return self.history.to_html()


def track(
    folder: str | Path,
    *,
    model: str | Path | None = None,
    found_in: str | None = None,
    recipe: Recipe | str | Path | None = None,
    progress: Progress = silent,
    **settings: Any,
) -> Tracked:
    """Follow the customers of a folder of monthly files, or of purchases, from period to period.

    Parameters
    ----------
    folder : str or Path
        One file of customers per period, which their names say (2024-03, march 2024, Q1 2024); or purchases, in one
        file or several, whose dates say it.
    model : str or Path, optional
        What places every period. Without it the segments are found in one of them.
    found_in : str, optional
        That period: its label, `first` or `last`. Default: the first file, or the last month of purchases, of which
        the first know too little.
    recipe : Recipe, str or Path, optional
        To start from.
    progress : callable, optional
        Called with the stage in words and the share done.
    **settings
        As on the command line, with underscores: `k=4`, `use=["age", "income"]`.

    Raises
    ------
    InputError, UsageError
        If the folder cannot be used; the message says what, where and how to mend it.
    """
    known = read_recipe(Path(recipe)) if isinstance(recipe, str | Path) else recipe or Recipe()
    request = TrackRequest(
        Path(folder),
        known.with_settings(plain_settings(settings)),
        None if model is None else Path(model),
        found_in,
        dt.date.today(),
    )
    return Tracked(track_files(request, progress))
