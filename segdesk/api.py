"""The Python API: the same job in a notebook or a script.

>>> import segdesk
>>> result = segdesk.segment("customers.csv")  # doctest: +SKIP
>>> result.segments  # doctest: +SKIP
>>> result.save("customers-segments")  # doctest: +SKIP
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from segdesk.charts.export import to_pdf, to_png, to_svg
from segdesk.charts.flow import MOST_A_SIDE, draw_flow, too_many_segments
from segdesk.charts.registry import Chart, chart_named, charts_for
from segdesk.charts.style import LIGHT
from segdesk.delivery.comparison import deliver_comparison
from segdesk.delivery.deliver import deliver
from segdesk.delivery.placing import deliver_prediction
from segdesk.delivery.summary import size_limits
from segdesk.engine.clustering.gower import gower_columns, gower_distances
from segdesk.engine.comparison.compare import Comparison, Side, headline
from segdesk.engine.comparison.compare import compare as compare_sides
from segdesk.engine.comparison.from_segmentation import side_of, sides_of
from segdesk.engine.data.table import ColumnType, Role, Table
from segdesk.engine.pipeline import pipeline
from segdesk.engine.prediction.model import Model
from segdesk.engine.prediction.predict import Prediction as Placing
from segdesk.engine.prediction.predict import customers_to_place
from segdesk.engine.prediction.predict import predict as place_customers
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.customer_lists import customer_lists
from segdesk.engine.result.renaming import carried_over, renamed
from segdesk.engine.result.rfm_tables import rfm_crosstab
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.schema.inspection import inspect as inspect_table
from segdesk.errors import UsageError
from segdesk.io.compared_files import read_sides, side_of_table
from segdesk.io.frames import table_from_frame
from segdesk.io.joining import joined_table
from segdesk.io.model_file import read_model, write_model
from segdesk.io.reading import read_table
from segdesk.io.recipe_file import read_recipe, recipe_to_toml
from segdesk.io.writers.labels import of_prediction, of_segmentation
from segdesk.io.writers.lists_file import of_list
from segdesk.io.writers.rules_sql import column_heads, filter_sql
from segdesk.messages import say
from segdesk.progress import Progress, silent
from segdesk.report.build import report_html
from segdesk.threads import single_threaded
from segdesk.version import VERSION

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SIZES = ("min_size", "max_size")

Data = str | Path | Sequence[str | Path] | pd.DataFrame | Table


def read(data: Data, **settings: Any) -> Table:
    """Read a file, or take a DataFrame, as a table.

    Parameters
    ----------
    data : str, Path, list of them, DataFrame or Table
        A folder, or a list of files, is read as one table.
    **settings
        How to read it, named as on the command line with underscores: `sheet`, `delimiter`, `decimal` and so on.

    Raises
    ------
    InputError
        If it cannot be used; the message says what, where and how to mend it.
    """
    if isinstance(data, Table):
        return data
    if isinstance(data, pd.DataFrame):
        return table_from_frame(data)
    return read_table(data, Recipe().with_settings(_plain(settings)).read)


def inspect(data: Data, **settings: Any) -> pd.DataFrame:
    """Return type, role and reason of every column, and what is missing, as a DataFrame."""
    recipe = Recipe().with_settings(_plain(settings))
    table = _table(data, recipe)
    found = inspect_table(table, recipe)
    return pd.DataFrame(
        {
            "column": column.name,
            "type": str(column.type),
            "role": str(choice.role),
            "missing": column.n_missing,
            "distinct": column.n_distinct,
            "why": str(choice.reason),
        }
        for column, choice in zip(found.columns, found.schema.choices, strict=True)
    ).set_index("column")


def scan(data: Data, *, progress: Progress = silent, **settings: Any) -> pd.DataFrame:
    """Return numbers of segments against every criterion as a DataFrame; `attrs` holds the pick and its reason."""
    recipe = Recipe().with_settings(_plain(settings))
    table, joined = _table(data, recipe), joined_table(recipe)
    _, _, result = pipeline.scan(table, recipe, progress, joined=joined, today=dt.date.today())
    frame = _scan_frame(result.scan.candidates)
    frame.attrs["pick"] = result.scan.pick
    frame.attrs["reason"] = " ".join(str(sentence) for sentence in result.scan.reason)
    return frame


def segment(
    data: Data,
    *,
    recipe: "Recipe | str | Path | None" = None,
    progress: Progress = silent,
    **settings: Any,
) -> "Result":
    """Find, score and explain segments.

    Parameters
    ----------
    data : str, Path, list of them, DataFrame or Table
    recipe : Recipe, str or Path, optional
        A recipe, or the file of one, to start from.
    progress : callable, optional
        Called with the stage in words and the share done.
    **settings
        As on the command line, with underscores: `k=5`, `use=["age", "income"]`, `method="hierarchical"`.

    Returns
    -------
    Result
        The same labels and numbers as `segdesk run` with the same file and settings.

    Raises
    ------
    InputError, UsageError
        If the data or a setting cannot be used.
    """
    start = (
        recipe if isinstance(recipe, Recipe) else Recipe() if recipe is None else read_recipe(Path(recipe))
    )
    chosen = start.with_settings(_plain(settings))
    table, joined = _table(data, chosen), joined_table(chosen)
    return Result(pipeline.segment(table, chosen, progress, joined=joined, today=dt.date.today()))


def gower(
    data: Data,
    *,
    asymmetric: Collection[str] = (),
    order: Mapping[str, Sequence[str]] | None = None,
    weights: Mapping[str, float] | None = None,
    **settings: Any,
) -> pd.DataFrame:
    """Return Gower's distance between all rows, 0 to 1, as `daisy` of R's package cluster defines it.

    Cells count as they are, without segdesk's preparation: a missing one leaves its column out for that pair of rows.

    Parameters
    ----------
    data : str, Path, list of them, DataFrame or Table
    asymmetric : collection of str
        Yes/no columns in which two rows that both say no are not alike by that.
    order : mapping of str to sequence of str, optional
        Levels of ordered categories, lowest first.
    weights : mapping of str to float, optional
        How much a column counts; 1 where it is not named.
    **settings
        As for `segment`; `use=[...]` names the columns, otherwise those count that would form segments.

    Returns
    -------
    DataFrame of shape (n_rows, n_rows)
        NaN for two rows that have no column in common.

    Raises
    ------
    InputError, UsageError
        If the data or a setting cannot be used.
    """
    recipe = Recipe().with_settings({"kind": "customers", **_plain(settings)})
    found = inspect_table(_table(data, recipe), recipe)
    names = found.schema.names(Role.SEGMENTATION)
    if not names:
        raise UsageError(
            say("No column can tell rows apart."), mend=say("Name the columns that count, as `use`.")
        )
    columns = [column for column in found.columns if column.name in names]
    return pd.DataFrame(gower_distances(gower_columns(columns, asymmetric, order, weights)))


def load_model(path: str | Path) -> "CustomerModel":
    """Read a `model.segdesk`.

    Raises
    ------
    InputError
        If it is no model that can be used.
    """
    model, recipe = read_model(Path(path))
    return CustomerModel(model, recipe)


@dataclass(frozen=True, eq=False, repr=False)
class CustomerModel:
    """Places new customers into the segments of a run."""

    model: Model
    recipe: Recipe

    def __repr__(self) -> str:
        return f"<CustomerModel: {len(self.model.names)} segments by {', '.join(self.model.variables)}>"

    def predict(self, data: Data, **settings: Any) -> "Placed":
        """Place every row of a file or DataFrame.

        Raises
        ------
        InputError
            If a column that the segments need is missing.
        """
        spec = Recipe().with_settings(_plain(settings)).read
        table = read(data, **settings)
        with single_threaded():
            recipe = replace(self.recipe, read=spec)
            joined = joined_table(Recipe().with_settings(_plain(settings)))
            customers, how = customers_to_place(table, self.model, recipe, joined, dt.date.today())
            return Placed(place_customers(customers, self.model, how))

    def save(self, path: str | Path) -> None:
        """Write the model file."""
        write_model(Path(path), self.model, self.recipe)


@dataclass(frozen=True, eq=False, repr=False)
class Placed:
    """New customers with their segments."""

    prediction: Placing

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The customers with segment, name, confidence, runner-up and whether they are unlike anyone seen."""
        return _frame(of_prediction(self.prediction))

    @property
    def labels(self) -> np.ndarray:
        """Segment of every row, shape (n_rows,); 0 for unassigned."""
        return self.prediction.placed.assignment.labels

    @property
    def warnings(self) -> list[str]:
        """What the user should know of the file."""
        return [str(w) for w in self.prediction.warnings]

    def save(self, path: str | Path) -> None:
        """Write the labeled file: .csv, .xlsx or .parquet."""
        deliver_prediction(self.prediction, Path(path))

    def __repr__(self) -> str:
        return repr(self.frame)

    def _repr_html_(self) -> str:
        return self.frame.to_html(max_rows=20)


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
        ValueError
            If the name ends in none of `.png`, `.svg` and `.pdf`.
        """
        path = Path(path)
        if path.suffix.lower() == ".png":
            path.write_bytes(to_png(self.figure))
        elif path.suffix.lower() == ".svg":
            path.write_text(to_svg(self.figure, self.finding), "utf-8", newline="\n")
        elif path.suffix.lower() == ".pdf":
            path.write_bytes(to_pdf(self.figure, self.finding))
        else:
            raise ValueError(f"{path.name}: a chart is saved as .png, .svg or .pdf")

    def __repr__(self) -> str:
        return f"<ChartView {self.chart.name}: {self.finding}>"

    def _repr_svg_(self) -> str:
        return to_svg(self.figure, self.finding)


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """A segmentation, with tables for a notebook; shown by default as a table of segments and charts."""

    segmentation: Segmentation

    @property
    def labels(self) -> np.ndarray:
        """Segment of every row, shape (n_rows,); 0 for unassigned."""
        return self.segmentation.labels

    @property
    def k(self) -> int:
        """Number of segments."""
        return self.segmentation.k

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The table with its segments: every row, typed columns."""
        return _frame(of_segmentation(self.segmentation))

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
                "description": str(s.description),
                "action": None if s.action is None else str(s.action),
                "rule": None if s.rule is None else str(s.rule.words),
            }
            for s in self.segmentation.segments
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
    def importance(self) -> pd.DataFrame:
        """What each variable does for the segments: its share, and the agreement of the segments without it."""
        rows = [(each.share, each.without) for each in self.segmentation.importance]
        names = pd.Index([each.variable for each in self.segmentation.importance], name="variable")
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
            each.name: _frame(of_list(self.segmentation, each)).set_index(pd.Index(each.rows))
            for each in customer_lists(self.segmentation)
        }

    @cached_property
    def scan(self) -> pd.DataFrame:
        """Numbers of segments against every criterion."""
        return _scan_frame(self.segmentation.scan.candidates)

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
        s = self.segmentation.scores
        return {
            "silhouette": s.silhouette,
            "calinski_harabasz": s.calinski_harabasz,
            "davies_bouldin": s.davies_bouldin,
            "inertia": s.inertia,
        }

    @property
    def size_limits(self) -> Mapping[str, Any] | None:
        """What limits on the size of segments cost, as in `summary.json`; None where there are none."""
        kept = self.segmentation.size_limit_cost
        return None if kept is None else size_limits(kept)

    @property
    def verdict(self) -> tuple[str | None, str]:
        """What kind of structure the data have, in a word and in two sentences."""
        found = self.segmentation.verdict
        return found.structure, "" if found.text is None else str(found.text)

    @property
    def steps(self) -> list[str]:
        """What was done, in sentences."""
        return [str(step) for step in self.segmentation.steps]

    @property
    def warnings(self) -> list[str]:
        """What the user should know."""
        return [str(w) for w in self.segmentation.warnings]

    @property
    def recipe(self) -> Recipe:
        """The recipe with every automatic choice filled in."""
        return self.segmentation.recipe

    @property
    def model(self) -> CustomerModel:
        """The part that places new customers."""
        return CustomerModel(self.segmentation.model, self.segmentation.recipe)

    def predict(self, data: Data, **settings: Any) -> Placed:
        """Place the rows of another file or DataFrame."""
        return self.model.predict(data, **settings)

    def rename(self, names: Mapping[int, str]) -> "Result":
        """Return the result with other names for some segments, by number: `rename({1: "Champions"})`.

        Raises
        ------
        UsageError
            If there is no such segment, or a name is empty, too long or taken.
        """
        return Result(renamed(self.segmentation, names))

    def keep_names_of(self, earlier: "Result") -> "Result":
        """Return the result with the names that were given to segments of an earlier one, and with its colours.

        A segment keeps them if it shares at least half of its customers, and half of theirs, with an earlier one.
        """
        return Result(carried_over(earlier.segmentation, self.segmentation)[0])

    def charts(self) -> list[str]:
        """Return the names of the charts that can be drawn."""
        return [chart.name for chart in charts_for(self.segmentation)]

    def chart(self, name: str) -> "ChartView":
        """Return a chart; raises KeyError for an unknown name."""
        return ChartView(chart_named(name), self.segmentation)

    def save(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """Write everything that `segdesk run` writes into a folder, and return it.

        Raises
        ------
        OutputError
            If the folder holds something or cannot be written.
        """
        return deliver(self.segmentation, Path(folder), overwrite=overwrite).folder

    def report(self) -> str:
        """Return the report as one HTML document."""
        return report_html(self.segmentation, recipe_to_toml(self.recipe), VERSION)

    def __repr__(self) -> str:
        return f"<Result: {self.k} segments of {len(self.segmentation.rows)} customers>\n{self.segments}"

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


def compare(
    old: "Result | Data",
    new: "Result | Data",
    *,
    id: str | None = None,
    value: str | None = None,
    models_on: Sequence[str | Path] = (),
) -> "Compared":
    """Compare two segmentations of the same customers: two results, or two labeled tables.

    Parameters
    ----------
    old, new : Result, str, Path, DataFrame or Table
        Results of one table are compared row by row, so two numbers of segments or two methods can be laid side by
        side. Files are what `segdesk run` or `segdesk predict` labeled, a folder of a run, or models.
    id : str, optional
        Column that identifies customers; found by default.
    value : str, optional
        Money column; found by default.
    models_on : sequence of str or Path
        For two models: the file whose customers both place, or one file for each.

    Raises
    ------
    InputError, UsageError
        If a table holds no segments, or its customers cannot be told apart.
    """
    files = [side for side in (old, new) if isinstance(side, str | Path)]
    if len(files) == 2:
        first, second = read_sides(
            Path(files[0]), Path(files[1]), [Path(file) for file in models_on], identifier=id, value=value
        )
        return Compared(compare_sides(first, second))
    if isinstance(old, Result) and isinstance(new, Result):
        return Compared(
            compare_sides(*sides_of(old.segmentation, new.segmentation, str(say("Old")), str(say("New"))))
        )
    return Compared(
        compare_sides(_side(old, str(say("Old")), id, value), _side(new, str(say("New")), id, value))
    )


def _side(data: "Result | Data", title: str, identifier: str | None, value: str | None) -> Side:
    if isinstance(data, Result):
        return side_of(data.segmentation, title)
    return side_of_table(read(data), title, identifier, value)


@dataclass(frozen=True, eq=False, repr=False)
class Compared:
    """Two segmentations compared; shown by default as the table of who moved from where to where."""

    comparison: Comparison

    @property
    def text(self) -> str:
        """What became of the customers, in a sentence."""
        return str(headline(self.comparison))

    @property
    def stayed(self) -> float | None:
        """Share of the customers in both who stayed in a matching segment; None where nobody is in both."""
        shared = self.comparison.shared
        return self.comparison.stayed / shared if shared else None

    @property
    def agreement(self) -> float | None:
        """Adjusted Rand index of the customers in both."""
        return self.comparison.agreement

    @cached_property
    def table(self) -> pd.DataFrame:
        """Customers in both, old segments down and new ones across."""
        return pd.DataFrame(
            self.comparison.customers,
            index=[group.label for group in self.comparison.old],
            columns=[group.label for group in self.comparison.new],
        )

    @property
    def matches(self) -> dict[str, str | None]:
        """New segment that matches each old one, None where none does."""
        return {group.key: group.match for group in self.comparison.old}

    @cached_property
    def moved(self) -> pd.DataFrame:
        """Customers who are in another segment than the matching one."""
        moved = self.comparison.has_moved
        return pd.DataFrame(
            {
                "identifier": self.comparison.identifiers[moved],
                "from": [self.comparison.old[i].key for i in self.comparison.before[moved]],
                "to": [self.comparison.new[j].key for j in self.comparison.after[moved]],
            }
        )

    @cached_property
    def differences(self) -> pd.DataFrame | None:
        """Settings that differ; None where a recipe is not known."""
        found = self.comparison.differences
        if found is None:
            return None
        columns = ["name", "setting", "old", "new"]
        return pd.DataFrame(
            [[d.name, str(d.setting), str(d.old), str(d.new)] for d in found], columns=columns
        )

    @property
    def flow(self) -> "Figure":
        """A new matplotlib figure of who moved where, for up to six segments on either side.

        Raises
        ------
        UsageError
            If there are more, or nobody is in both.
        """
        if too_many_segments(self.comparison) or not self.comparison.shared:
            raise UsageError(
                say("The flow can be drawn for up to {most} segments on either side.", most=MOST_A_SIDE),
                mend=say("Use the table instead."),
            )
        return draw_flow(self.comparison, LIGHT)

    def save(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """Write what `segdesk compare` writes into a folder, and return it.

        Raises
        ------
        OutputError
            If the folder holds something or cannot be written.
        """
        deliver_comparison(self.comparison, Path(folder), overwrite)
        return Path(folder)

    def __repr__(self) -> str:
        return f"<Compared: {self.text}>\n{self.table}"

    def _repr_html_(self) -> str:
        return self.table.to_html()


def _table(data: Data, recipe: Recipe) -> Table:
    if isinstance(data, Table):
        return data
    if isinstance(data, pd.DataFrame):
        return table_from_frame(data)
    return read_table(data, recipe.read)


def _plain(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings as the recipe keeps them: numbers of segments as text, lists as tuples."""
    plain: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in settings.items()}
    if "k" in plain:
        k = plain["k"]
        plain["k"] = f"{k.start}..{k.stop - 1}" if isinstance(k, range) else str(k)
    # The recipe knows NumPy's whole numbers as little as TOML does.
    plain.update({name: int(plain[name]) for name in SIZES if isinstance(plain.get(name), np.integer)})
    for name in ("use", "describe", "ignore", "criteria", "formats"):
        if isinstance(plain.get(name), str):
            plain[name] = (plain[name],)
    return plain


def _scan_frame(candidates: Any) -> pd.DataFrame:
    frame = pd.DataFrame([vars(c) if hasattr(c, "__dict__") else c for c in candidates])
    if frame.empty:
        return frame
    frame = frame.set_index("k")
    return frame.dropna(axis="columns", how="all")


def _frame(labeled: Any) -> pd.DataFrame:
    """Return a labeled table with typed columns."""
    columns: dict[str, Any] = {}
    for column in labeled.table.columns:
        typed = labeled.typed.get(column.name)
        if typed is not None and typed.type in (ColumnType.NUMBER, ColumnType.DATE):
            columns[column.name] = typed.values
        else:
            columns[column.name] = column.cells()
    for added in labeled.added:
        columns[added.name] = added.values
    return pd.DataFrame(columns)
