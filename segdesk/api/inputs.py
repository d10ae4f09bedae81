"""What the functions of the API are given: data in any form, and settings as Python has them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from segdesk.engine.data.table import Table
from segdesk.engine.recipe.computed import DerivedColumn, MergedLevels
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import UsageError
from segdesk.io.frames import table_from_frame
from segdesk.io.reading import read_table
from segdesk.messages import say
from segdesk.progress import Progress
from segdesk.scale.engine_choice import OUT_OF_MEMORY, Opened, chosen_engine, open_with_engine

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

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
    return read_table(data, Recipe().with_settings(plain_settings(settings)).read)


def table_of(data: Data, recipe: Recipe) -> Table:
    """Return data as a table, a file read as a recipe says."""
    if isinstance(data, Table):
        return data
    if isinstance(data, pd.DataFrame):
        return table_from_frame(data)
    return read_table(data, recipe.read)


def opened_with(
    engine: str,
    data: Data,
    recipe: Recipe,
    joined: Table | None,
    today: dt.date,
    progress: Progress,
    master: "str | SparkSession | None",
) -> Opened:
    """Return data as a table, and the customers of purchases that an engine does not hold in memory.

    Raises
    ------
    UsageError
        If there is no such engine, or it reads files and the data are none.
    """
    if not isinstance(data, Table | pd.DataFrame):
        return open_with_engine(engine, data, recipe, joined, today, progress, master)
    if chosen_engine(engine, ()) in OUT_OF_MEMORY:
        raise UsageError(
            say("The {engine} engine reads CSV and Parquet.", engine=engine),
            mend=say("Name files, or leave the engine out."),
        )
    return Opened(table_of(data, recipe), None, 0.0)


def lines_in_memory(table: Table) -> Table:
    """Return a table, unless its rows are not in memory.

    Raises
    ------
    UsageError
        If a result was made of purchases by an engine that does not hold them.
    """
    if table.rows_elsewhere:
        raise UsageError(
            say("This takes the lines of the purchases, which are not in memory."),
            mend=say("Make the result with the engine “memory”."),
        )
    return table


def plain_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings as the recipe keeps them: numbers of segments as text, lists as tuples.

    `derived` may be a mapping of new columns to formulas, `merged` one of columns to their merged values by name.
    """
    plain: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in settings.items()}
    if "k" in plain:
        k = plain["k"]
        plain["k"] = f"{k.start}..{k.stop - 1}" if isinstance(k, range) else str(k)
    # The recipe knows NumPy's whole numbers as little as TOML does.
    plain.update({name: int(plain[name]) for name in SIZES if isinstance(plain.get(name), np.integer)})
    if isinstance(plain.get("type"), Mapping):
        plain["type"] = tuple(f"{name}={kind}" for name, kind in plain["type"].items())
    if isinstance(plain.get("derived"), Mapping):
        plain["derived"] = tuple(DerivedColumn(name, formula) for name, formula in plain["derived"].items())
    if isinstance(plain.get("merged"), Mapping):
        plain["merged"] = tuple(
            MergedLevels(column, into, tuple(levels))
            for column, groups in plain["merged"].items()
            for into, levels in groups.items()
        )
    for name in ("type", "use", "describe", "ignore", "criteria", "formats", "explore"):
        if isinstance(plain.get(name), str):
            plain[name] = (plain[name],)
    return plain
