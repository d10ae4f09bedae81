"""The functions that look at data and find segments."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from segdesk.api.customer_model import CustomerModel
from segdesk.api.frames import scan_frame
from segdesk.api.inputs import Data, opened_with, plain_settings, table_of
from segdesk.api.result import Result
from segdesk.engine.clustering.gower import gower_columns, gower_distances
from segdesk.engine.data.table import ColumnType, Role, TypedColumn
from segdesk.engine.estimate.estimate import Estimate, estimated
from segdesk.engine.estimate.work import work_of
from segdesk.engine.pipeline import pipeline
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.renaming import named_like
from segdesk.engine.schema.clean_table import clean_table
from segdesk.engine.schema.inspection import inspect as inspect_table
from segdesk.errors import UsageError
from segdesk.io.joining import joined_table
from segdesk.io.recipe_file import read_recipe
from segdesk.messages import say
from segdesk.progress import Progress, part, silent

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def inspect(data: Data, **settings: Any) -> pd.DataFrame:
    """Return type, role and reason of every column, and what is missing, as a DataFrame."""
    recipe = Recipe().with_settings(plain_settings(settings))
    table = table_of(data, recipe)
    found = inspect_table(table, recipe.columns, recipe.read, recipe.transactions)
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


def clean(data: Data, *, progress: Progress = silent, **settings: Any) -> pd.DataFrame:
    """Return the table as it was understood: numbers, dates, one spelling per category, empty for missing.

    Of purchases, one row per customer with every feature. `attrs["notes"]` says what to know of it.

    Parameters
    ----------
    data : str, Path, list of them, DataFrame or Table
    progress : callable, optional
        Called with the stage in words and the share done.
    **settings
        As on the command line, with underscores: `decimal=","`, `date_order="day-first"`, `kind="customers"`.

    Returns
    -------
    DataFrame of shape (n_customers, n_columns)
        Yes and no are 1 and 0; identifiers, categories and texts are `str`.

    Raises
    ------
    InputError, UsageError
        If the data or a setting cannot be used.
    """
    recipe = Recipe().with_settings(plain_settings(settings))
    table, joined = table_of(data, recipe), joined_table(recipe.transactions.join)
    customers, _ = pipeline.customers_of(table, recipe, joined, dt.date.today(), progress)
    cleaned = clean_table(customers)
    frame = pd.DataFrame({column.name: _values(column) for column in cleaned.columns})
    frame.attrs["notes"] = [str(each) for each in customers.warnings]
    return frame


def _values(column: TypedColumn) -> npt.NDArray[np.generic]:
    """Return a column's values as a DataFrame holds them: texts are None where missing."""
    if column.type in (ColumnType.NUMBER, ColumnType.DATE):
        return column.values
    return np.array([*column.levels, None], dtype=object)[column.values.astype(np.intp)]


def scan(
    data: Data,
    *,
    progress: Progress = silent,
    engine: str = "auto",
    master: "str | SparkSession | None" = None,
    **settings: Any,
) -> pd.DataFrame:
    """Return numbers of segments against every criterion as a DataFrame; `attrs` holds the pick and its reason.

    Parameters are those of `segment`.
    """
    recipe = Recipe().with_settings(plain_settings(settings))
    joined, today = joined_table(recipe.transactions.join), dt.date.today()
    opened = opened_with(engine, data, recipe, joined, today, progress, master)
    _, _, result = pipeline.scan(
        opened.table,
        recipe,
        part(progress, opened.done, 1),
        joined=joined,
        today=today,
        customers=opened.customers,
    )
    frame = scan_frame(result.scan.candidates)
    frame.attrs["pick"] = result.scan.pick
    frame.attrs["reason"] = " ".join(str(sentence) for sentence in result.scan.reason)
    return frame


def estimate(
    data: Data,
    *,
    recipe: Recipe | str | Path | None = None,
    progress: Progress = silent,
    **settings: Any,
) -> Estimate:
    """Return how long `segment` will take, and how much memory, about, without doing it.

    Parameters
    ----------
    data : str, Path, list of them, DataFrame or Table
    recipe : Recipe, str or Path, optional
        As for `segment`.
    progress : callable, optional
        Called with the stage in words and the share done.
    **settings
        As for `segment`.

    Returns
    -------
    Estimate
        `seconds` and `memory` in bytes, beyond what reading and understanding the data takes; as text a sentence.

    Raises
    ------
    InputError, UsageError
        If the data or a setting cannot be used.
    """
    chosen = _recipe_of(recipe, settings)
    table, joined = table_of(data, chosen), joined_table(chosen.transactions.join)
    customers, _ = pipeline.customers_of(table, chosen, joined, dt.date.today(), progress)
    return estimated(work_of(customers, chosen))


def segment(
    data: Data,
    *,
    recipe: Recipe | str | Path | None = None,
    like: CustomerModel | None = None,
    progress: Progress = silent,
    engine: str = "auto",
    master: "str | SparkSession | None" = None,
    **settings: Any,
) -> Result:
    """Find, score and explain segments.

    Parameters
    ----------
    data : str, Path, list of them, DataFrame or Table
    recipe : Recipe, str or Path, optional
        A recipe to start from, the file of one, or a report, chart or labeled file that holds one.
    like : CustomerModel, optional
        An earlier model: segments that go on one of its segments get its colour, and its name if that was given by
        hand.
    progress : callable, optional
        Called with the stage in words and the share done.
    engine : {'auto', 'memory', 'duckdb', 'spark'}
        What reads purchases: `duckdb` and `spark` take files of CSV or Parquet that are larger than memory.
    master : str or pyspark.sql.SparkSession, optional
        Where Spark runs: `local[*]` (this computer, the default), `spark://HOST:PORT`, `yarn` or `k8s://URL`; or a
        session that runs already, which goes on afterwards.
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
    chosen = _recipe_of(recipe, settings)
    if like is not None:
        chosen = replace(chosen, output=replace(chosen.output, given=None))
    joined, today = joined_table(chosen.transactions.join), dt.date.today()
    opened = opened_with(engine, data, chosen, joined, today, progress, master)
    found = pipeline.segment(
        opened.table,
        chosen,
        part(progress, opened.done, 1),
        joined=joined,
        today=today,
        customers=opened.customers,
    )
    if like is not None:
        found = named_like(like.model, like.recipe.output.given, found)
    return Result(found, chosen, opened.engine)


def _recipe_of(recipe: Recipe | str | Path | None, settings: Mapping[str, Any]) -> Recipe:
    """Return the recipe to start from, with the settings on top."""
    start = (
        recipe if isinstance(recipe, Recipe) else Recipe() if recipe is None else read_recipe(Path(recipe))
    )
    return start.with_settings(plain_settings(settings))


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
    recipe = Recipe().with_settings({"kind": "customers", **plain_settings(settings)})
    found = inspect_table(table_of(data, recipe), recipe.columns, recipe.read)
    names = found.schema.names(Role.SEGMENTATION)
    if not names:
        raise UsageError(
            say("No column can tell rows apart."), mend=say("Name the columns that count, as `use`.")
        )
    columns = [column for column in found.columns if column.name in names]
    return pd.DataFrame(gower_distances(gower_columns(columns, asymmetric, order, weights)))
