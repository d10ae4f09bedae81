"""A segmentation as a notebook uses it: tables, charts, files."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import pandas as pd

from segdesk.api.chart_view import ChartView
from segdesk.api.customer_model import CustomerModel, Placed
from segdesk.api.frames import labeled_frame, scan_frame
from segdesk.api.inputs import Data, lines_in_memory
from segdesk.api.report_files import ReportWords, save_report
from segdesk.charts.chart_registry import chart_named, charts_for
from segdesk.charts.column_charts import chart_of_columns
from segdesk.charts.export import to_svg
from segdesk.charts.style import LIGHT
from segdesk.delivery.deliver import deliver
from segdesk.delivery.model_files import compact_model_of
from segdesk.delivery.summary import size_limits
from segdesk.engine.comparison.compare import Comparison
from segdesk.engine.comparison.from_segmentation import compared_by_customer
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.by_hand import Edit, Lock, Merge, Move, Order, Split, rows_in_words
from segdesk.engine.recipe.recipe import Recipe, with_edit
from segdesk.engine.result.crossing import cross
from segdesk.engine.result.customer_lists import customer_lists, segment_list
from segdesk.engine.result.explored_columns import Columns
from segdesk.engine.result.renaming import carried_over, renamed
from segdesk.engine.result.rfm_tables import rfm_crosstab
from segdesk.engine.result.segmentation import Segmentation
from segdesk.io.exported_recipe import recipe_for_export
from segdesk.io.joining import joined_table
from segdesk.io.writers.labels import of_segmentation
from segdesk.io.writers.lists_file import of_list
from segdesk.io.writers.rules_sql import column_heads, filter_sql
from segdesk.report.build import build_report
from segdesk.report.writers.html import write_html
from segdesk.scale.engines import BY_DUCKDB, ScaleEngine
from segdesk.version import VERSION

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """A segmentation, with tables for a notebook; shown by default as a table of segments and charts.

    `asked` is the recipe that was asked for; `recipe` has every choice filled in. `engine` reads the files anew where
    the table is a sample of them.
    """

    segmentation: Segmentation
    asked: Recipe | None = None
    engine: ScaleEngine = BY_DUCKDB

    @property
    def labels(self) -> np.ndarray:
        """Segment of every row, shape (n_rows,); 0 for unassigned."""
        return self.segmentation.fit.labels

    @property
    def k(self) -> int:
        """Number of segments."""
        return self.segmentation.k

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The table with its segments: every row, typed columns."""
        return labeled_frame(of_segmentation(self.segmentation))

    @cached_property
    def segments(self) -> pd.DataFrame:
        """One row per segment: name, size, share, value share, stability, description, short rule."""
        return pd.DataFrame(
            {
                "segment": s.number,
                "name": str(s.name),
                "size": s.size,
                "share": s.share,
                "value_share": s.value_share,
                "stability": s.stability,
                "recovered": s.recovered,
                "dissolved": s.dissolved,
                "parent": s.parent,
                "by_hand": s.by_hand,
                "description": str(s.description),
                "action": None if s.action is None else str(s.action),
                "rule": None if s.rule is None else str(s.rule.words),
            }
            for s in self.segmentation.description.segments
        ).set_index("segment")

    @cached_property
    def rules(self) -> pd.DataFrame:
        """The short rule of each segment in words, as SQL, and how far it can be trusted; one row per rule."""
        heads = column_heads(self.segmentation)
        rows = [
            {
                "segment": s.number,
                "rule": str(s.rule.words),
                "matching": s.rule.matching,
                "precision": s.rule.precision,
                "coverage": s.rule.coverage,
                "held_out": s.rule.held_out,
                "sql": filter_sql(s.rule, heads),
            }
            for s in self.segmentation.named
            if s.rule is not None
        ]
        columns = ["segment", "rule", "matching", "precision", "coverage", "held_out", "sql"]
        return pd.DataFrame(rows, columns=columns).set_index("segment")

    @cached_property
    def profile(self) -> pd.DataFrame:
        """How each segment differs, one row per variable (or level) and segment."""
        return self.segmentation.profile_table()

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """What became of each segment's customers: one row per outcome and segment, with interval and lift."""
        return self.segmentation.outcome_table()

    @cached_property
    def importance(self) -> pd.DataFrame:
        """What each variable does for the segments: its share, and the agreement of the segments without it."""
        rows = [(each.share, each.without) for each in self.segmentation.validation.importance]
        names = pd.Index([each.variable for each in self.segmentation.validation.importance], name="variable")
        return pd.DataFrame(rows, index=names, columns=["share", "without"], dtype=float)

    @cached_property
    def persistence(self) -> pd.DataFrame:
        """How much of each segment (down) is there with other numbers of segments (across): Jaccard similarity."""
        rows = {s.number: s.jaccard_across_k for s in self.segmentation.named}
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("segment").sort_index(axis=1)

    @cached_property
    def lists(self) -> dict[str, pd.DataFrame]:
        """Customers to act on, the most important first: `most_valuable`, `slipping_away`, `borderline`.

        A list that the table cannot give, or that nobody is on, is not there.
        """
        return {
            each.name: labeled_frame(of_list(self.segmentation, each)).set_index(pd.Index(each.rows))
            for each in customer_lists(self.segmentation)
        }

    def segment_list(self, number: int) -> pd.DataFrame:
        """Return all customers of a segment, those who bring most first where the table has money.

        Raises
        ------
        KeyError
            If there is no such segment.
        """
        listed = segment_list(self.segmentation, number)
        return labeled_frame(of_list(self.segmentation, listed)).set_index(pd.Index(listed.rows))

    @cached_property
    def scan(self) -> pd.DataFrame:
        """Numbers of segments against every criterion."""
        return scan_frame(self.segmentation.validation.scan.candidates)

    @cached_property
    def rfm_crosstab(self) -> pd.DataFrame | None:
        """Customers of each RFM segment (down) in each segment (across).

        None for a customers table, and where the segments are the RFM segments.
        """
        crosstab = rfm_crosstab(self.segmentation)
        return None if crosstab is None else crosstab.frame()

    @property
    def scores(self) -> Mapping[str, float | None]:
        """Silhouette, Calinski-Harabasz, Davies-Bouldin and inertia on the prepared data."""
        s = self.segmentation.validation.scores
        return {
            "silhouette": s.silhouette,
            "calinski_harabasz": s.calinski_harabasz,
            "davies_bouldin": s.davies_bouldin,
            "inertia": s.inertia,
        }

    @property
    def size_limits(self) -> Mapping[str, Any] | None:
        """What limits on the size of segments cost, as in `summary.json`; None where there are none."""
        kept = self.segmentation.validation.size_limit_cost
        return None if kept is None else size_limits(kept)

    @property
    def verdict(self) -> tuple[str | None, str]:
        """What kind of structure the data have, in a word and in two sentences."""
        found = self.segmentation.validation.verdict
        return found.structure, "" if found.text is None else str(found.text)

    @property
    def steps(self) -> list[str]:
        """What was done, in sentences."""
        return [str(step) for step in self.segmentation.provenance.steps]

    @property
    def warnings(self) -> list[str]:
        """What the user should know."""
        return [str(w) for w in self.segmentation.provenance.warnings]

    @property
    def recipe(self) -> Recipe:
        """The recipe with every automatic choice filled in."""
        return self.segmentation.provenance.recipe

    @property
    def model(self) -> CustomerModel:
        """The part that places new customers."""
        return CustomerModel(self.segmentation.fit.model, self.segmentation.provenance.recipe)

    @property
    def compact_model(self) -> CustomerModel:
        """The same without any customer's own values: means of several stand for them where a model needs customers."""
        made = compact_model_of(self.segmentation)
        return self.model if made is None else replace(self.model, model=made.model)

    def predict(self, data: Data, **settings: Any) -> Placed:
        """Place the rows of another file or DataFrame; parameters are those of `CustomerModel.predict`."""
        return self.model.predict(data, **settings)

    def rename(self, names: Mapping[int, str]) -> "Result":
        """Return the result with other names for some segments, by number: `rename({1: "Champions"})`.

        Raises
        ------
        UsageError
            If there is no such segment, or a name is empty, too long or taken.
        """
        return replace(self, segmentation=renamed(self.segmentation, names))

    def keep_names_of(self, earlier: "Result") -> "Result":
        """Return the result with the names that were given to segments of an earlier one, and with its colours.

        A segment keeps them if it shares at least half of its customers, and half of theirs, with an earlier one.
        """
        return replace(self, segmentation=carried_over(earlier.segmentation, self.segmentation)[0])

    def merge(self, numbers: Collection[int]) -> "Result":
        """Return the result with several segments as one: `merge([2, 3])`.

        Like each step by hand it becomes part of the recipe, is told in report and summary, and leaves their names to
        the segments that it does not touch.

        Raises
        ------
        UsageError
            If there are no such segments.
        """
        return self._shaped(Merge(tuple(numbers)))

    def split(self, number: int, parts: int = 2) -> "Result":
        """Return the result with a segment in several parts, by k-means within it; errors as of `merge`."""
        return self._shaped(Split(number, parts))

    def move(self, rows: "npt.ArrayLike", to: int | None = None) -> "Result":
        """Return the result with some customers in another segment, or in one of their own.

        Parameters
        ----------
        rows : bool array of shape (n_rows,), or positions of rows
            As in `frame`.
        to : int, optional
            The segment; without it, a new one.

        Raises
        ------
        UsageError
            If there are no such rows or segments, or none of the customers takes part.
        """
        chosen = np.asarray(rows)
        positions = np.flatnonzero(chosen) if chosen.dtype == bool else np.unique(chosen)
        return self._shaped(Move(rows_in_words((positions + 1).tolist()), to))

    def lock(self, numbers: Collection[int], rest: int) -> "Result":
        """Return the result with some segments as they are, and all other customers found anew as `rest` segments.

        Errors as of `merge`.
        """
        return self._shaped(Lock(tuple(numbers), rest))

    def reorder(self, numbers: Sequence[int]) -> "Result":
        """Return the result with segment `numbers[i]` as number i + 1; errors as of `merge`."""
        return self._shaped(Order(tuple(numbers)))

    def _shaped(self, edit: Edit) -> "Result":
        found = self.segmentation
        asked = with_edit(self.asked or self.recipe, self.recipe.by_hand, edit)
        joined = joined_table(asked.transactions.join)
        later = segment(lines_in_memory(found.source_table), asked, joined=joined, today=dt.date.today())
        by_hand = later.provenance.recipe.by_hand
        return replace(
            self, segmentation=carried_over(found, later)[0], asked=replace(asked, by_hand=by_hand)
        )

    def charts(self) -> list[str]:
        """Return the names of the charts that can be drawn."""
        return [chart.name for chart in charts_for(self.segmentation)]

    def chart(self, name: str) -> ChartView:
        """Return a chart; raises KeyError for an unknown name."""
        return ChartView(chart_named(name), self.segmentation)

    def by_segment(self, column: str, chart: str | None = None) -> ChartView:
        """Return how a column is spread in each segment, as the chart that suits it.

        Parameters
        ----------
        column : str
            Any with numbers, dates, yes and no or categories, whether it formed the segments or not.
        chart : str, optional
            One of those that suit: `column_density`, `column_answers`, `column_bars`, `column_boxes`,
            `column_crosstab`.

        Raises
        ------
        InputError
            If there is no such column, it cannot be looked at, or the chart does not suit it.
        """
        return ChartView(chart_of_columns(self.segmentation, Columns(column), chart), self.segmentation)

    def against(self, first: str, second: str, chart: str | None = None) -> ChartView:
        """Return two columns against each other: points, boxes or a cross table; errors as of `by_segment`."""
        return ChartView(
            chart_of_columns(self.segmentation, Columns(first, second), chart), self.segmentation
        )

    def cross_table(self, first: str, second: str | None = None) -> pd.DataFrame:
        """Return every figure of a cross table of two columns, or of one by segment, one row per cell.

        Returns
        -------
        DataFrame
            Indexed by the two groups: `customers`, `expected`, `row_share`, `column_share`, `total_share`,
            `residual` (adjusted, standardised), `p_adjusted` (Holm; NaN where fewer than five customers are
            expected), and `mark`: 1 or -1 where a cell has more or fewer than chance allows. `attrs["finding"]` says
            it in a sentence.

        Raises
        ------
        InputError
            If there is no such column, or it makes no groups.
        """
        crossing = cross(self.segmentation, first, second)
        cells = crossing.cells()
        cells.attrs["finding"] = str(crossing.finding)
        return cells

    def save(self, folder: str | Path, *, overwrite: bool = False, since: "Result | None" = None) -> Path:
        """Write everything that `segdesk run` writes into a folder, and return it.

        With an earlier result, `since`, the report also tells who moved. Where the engine read a sample of customers
        whom memory need not hold, the labeled files hold all of them, placed by the model.

        Raises
        ------
        OutputError
            If the folder holds something or cannot be written.
        """
        return deliver(
            self.segmentation,
            Path(folder),
            overwrite=overwrite,
            comparison=self._since(since),
            everyone=self.engine,
        ).folder

    def report(self) -> str:
        """Return the report as one HTML document."""
        return write_html(build_report(self.segmentation, recipe_for_export(self.recipe), VERSION)).decode()

    def save_report(
        self,
        file: str | Path,
        *,
        preset: str | Path | None = None,
        since: "Result | None" = None,
        **words: Unpack[ReportWords],
    ) -> Path:
        """Write the report as .html, .pdf, .pptx, .docx or .xlsx, by the ending of the name, and return the path.

        Parameters
        ----------
        file : str or Path
            A file that is there is replaced.
        preset : str or Path, optional
            A file of choices, saved in the dialog of the window; the words go first.
        since : Result, optional
            An earlier result: the report then tells who moved.
        **words
            `audience`, `title`, `author`, `date`, `accent`, `logo`, `order`, `leave_out`, `notes`, `language`: see
            `ReportWords`.

        Raises
        ------
        OutputError
            If the file cannot be written.
        UsageError
            If the ending is of no format, or a word cannot be.
        InputError
            If the logo or the preset cannot be used.
        """
        save_report(self.segmentation, Path(file), preset, words, self._since(since))
        return Path(file)

    def _since(self, earlier: "Result | None") -> Comparison | None:
        return None if earlier is None else compared_by_customer(earlier.segmentation, self.segmentation)

    def __repr__(self) -> str:
        return f"<Result: {self.k} segments of {len(self.segmentation.fit.rows)} customers>\n{self.segments}"

    def _repr_html_(self) -> str:
        table = self.segments.to_html(
            formatters={"share": "{:.0%}".format}, float_format="{:.3g}".format, na_rep="–"
        )
        pictures = [
            to_svg(chart.draw(self.segmentation, LIGHT)).partition("<svg")
            for chart in charts_for(self.segmentation)
            if chart.name in ("sizes", "heatmap")
        ]
        return table + "".join(f"<div>{start}{rest}</div>" for _, start, rest in pictures)
