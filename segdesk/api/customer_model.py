"""Placing new customers with a model."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from segdesk.api.frames import labeled_frame
from segdesk.api.inputs import Data, plain_settings, read
from segdesk.delivery.drift_summary import drift_summary
from segdesk.delivery.one_customer import customer_summary
from segdesk.delivery.placed_file import place_file
from segdesk.delivery.placing_files import deliver_workbook
from segdesk.delivery.table_file import deliver_prediction
from segdesk.engine.prediction.given_values import input_named, read_values, typical_values
from segdesk.engine.prediction.matching import apply_map
from segdesk.engine.prediction.model import Model
from segdesk.engine.prediction.personal_data import personal_data_of
from segdesk.engine.prediction.predict import Prediction, customers_to_place
from segdesk.engine.prediction.predict import predict as place_customers
from segdesk.engine.prediction.single_customer import assign_one
from segdesk.engine.prediction.what_if import segment_named, what_if
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import UsageError
from segdesk.io.joining import joined_table
from segdesk.io.model_file import write_model
from segdesk.io.scoring.placing_json import placing_json
from segdesk.io.scoring.placing_sql import CUSTOMERS, placing_sql
from segdesk.io.scoring.sql_dialects import DIALECTS
from segdesk.io.stored_model import read_stored_model
from segdesk.io.writers.labels import of_prediction
from segdesk.messages import say
from segdesk.threads import single_threaded

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@dataclass(frozen=True, eq=False, repr=False)
class Placed:
    """New customers with their segments."""

    prediction: Prediction

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The customers with segment, name, confidence, runner-up and whether they are unlike anyone seen."""
        return labeled_frame(of_prediction(self.prediction))

    @property
    def labels(self) -> np.ndarray:
        """Segment of every row, shape (n_rows,); 0 for unassigned."""
        return self.prediction.placed.assignment.labels

    @property
    def warnings(self) -> list[str]:
        """What the user should know of the file."""
        return [str(w) for w in self.prediction.warnings]

    @property
    def drift(self) -> dict[str, Any]:
        """What has changed since the segments were made, and what to do, as in `segdesk predict --json`.

        `advice` is `keep`, `refit`, `check the file`, or None where nothing can be said; `text` and `reasons` say why,
        `variables`, `new_categories`, `unlike` and `segments` hold the figures.
        """
        return drift_summary(self.prediction.drift, self.prediction.model.names)

    def save(self, path: str | Path) -> None:
        """Write the labeled file: .csv, .xlsx or .parquet."""
        deliver_prediction(self.prediction, Path(path))

    def __repr__(self) -> str:
        return repr(self.frame)

    def _repr_html_(self) -> str:
        return self.frame.to_html(max_rows=20)


@dataclass(frozen=True, eq=False, repr=False)
class CustomerModel:
    """Places new customers into the segments of a run."""

    model: Model
    recipe: Recipe

    def __repr__(self) -> str:
        return f"<CustomerModel: {len(self.model.names)} segments by {', '.join(self.model.variables)}>"

    def predict(self, data: Data, *, map: Mapping[str, str] | None = None, **settings: Any) -> Placed:
        """Place every row of a file or DataFrame.

        Parameters
        ----------
        data : str, Path, list of them, DataFrame or Table
        map : mapping of str to str, optional
            What the model calls columns of the file that are called otherwise there: `{"Old name": "New name"}`.
        **settings
            How to read a file, as of `segdesk.read`.

        Raises
        ------
        InputError
            If a column that the segments need is missing, or could be several.
        """
        spec = Recipe().with_settings(plain_settings(settings)).read
        table = read(data, **settings)
        with single_threaded():
            recipe = replace(self.recipe, read=spec)
            joined = joined_table(Recipe().with_settings(plain_settings(settings)).transactions.join)
            entries = [f"{old}={new}" for old, new in (map or {}).items()]
            mapped = apply_map(table, self.model, recipe, entries)
            customers, how = customers_to_place(mapped.table, self.model, recipe, joined, dt.date.today())
            return Placed(place_customers(customers, self.model, how, mapped.matches))

    def place_file(
        self,
        data: str | Path | Sequence[str | Path],
        out: str | Path,
        *,
        engine: str = "auto",
        master: "str | SparkSession | None" = None,
        map: Mapping[str, str] | None = None,
        overwrite: bool = False,
        **settings: Any,
    ) -> dict[str, Any]:
        """Place the rows of files that memory need not hold, and write them labeled.

        Parameters
        ----------
        data : str, Path or list of them
            A folder, or a list of files, is read as one table.
        out : str or Path
            Ends with .csv or .parquet, or with .xlsx where memory holds the rows.
        engine : str, default "auto"
            `memory`, `duckdb`, `spark`, or what suits the size of the files.
        master : str or pyspark.sql.SparkSession, optional
            Where Spark runs, as of `segdesk.segment`.
        map : mapping of str to str, optional
            As of `predict`.
        overwrite : bool, default False
        **settings
            How the files are read, as of `segdesk.read`.

        Returns
        -------
        dict
            `rows`, `sizes` (by number of segment, 0 for the unassigned), `steps` and `warnings`.

        Raises
        ------
        InputError, UsageError, OutputError
            As `segdesk predict` says.
        """
        placed = place_file(
            data,
            self.model,
            self.recipe,
            Recipe().with_settings(plain_settings(settings)),
            Path(out),
            engine=engine,
            master=master,
            entries=[f"{old}={new}" for old, new in (map or {}).items()],
            overwrite=overwrite,
        )
        return {
            "rows": placed.prediction.counts.rows,
            "sizes": dict(enumerate(placed.prediction.counts.sizes)),
            "steps": [str(step) for step in placed.steps],
            "warnings": [str(warning) for warning in placed.warnings],
        }

    def which(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Place one customer, as `segdesk which --json` does.

        Parameters
        ----------
        values : mapping of str to value
            By column, however its name is written. A text is read as the cells of a file are; columns that are left out
            have their typical value.

        Raises
        ------
        InputError
            If the model has no such column.
        UsageError
            If a value is not of the type of its column.
        """
        return self._one(values, None, None)

    def what_if(
        self, values: Mapping[str, Any], to: int | str, change: Sequence[str] | None = None
    ) -> dict[str, Any]:
        """Place one customer, and find the smallest change that leads into another segment.

        Parameters
        ----------
        values : mapping of str to value
            As of `which`.
        to : int or str
            Number or name of the segment.
        change : sequence of str, optional
            Columns that may change; all without it.

        Returns
        -------
        dict
            As of `which`; under `what_if` there are `reached`, `changes` and `text`.

        Raises
        ------
        InputError, UsageError
            As of `which`; and if there is no such segment, or the model keeps no reference of its customers.
        """
        changeable = None if change is None else [input_named(self.model, name) for name in change]
        target = segment_named(self.model, to) if isinstance(to, str) else to
        return self._one(values, target, changeable)

    def _one(
        self, values: Mapping[str, Any], target: int | None, changeable: Sequence[str] | None
    ) -> dict[str, Any]:
        given, usual = read_values(self.model, values), typical_values(self.model)
        full = {name: given.get(name, usual[name]) for name in self.model.inputs}
        with single_threaded():
            placed = assign_one(self.model, full)
            changed = None if target is None else what_if(self.model, full, target, changeable)
        typical = [name for name in self.model.inputs if name not in given]
        return customer_summary(self.model, full, typical, placed, changed)

    def sql(self, dialect: str, table: str = CUSTOMERS) -> str:
        """Return a SELECT that places customers as `predict` does, for a database without segdesk.

        Parameters
        ----------
        dialect : str
            `ansi`, `duckdb`, `postgres` or `spark`.
        table : str, default "customers"
            Of customers as `segdesk.clean` gives them.

        Raises
        ------
        InputError
            If the placing rests on what a statement cannot hold, such as the nearest customers.
        UsageError
            If there is no such dialect.
        """
        if dialect not in DIALECTS:
            raise UsageError(
                say("There is no dialect “{name}”.", name=dialect),
                mend=say("Dialects are: {names}.", names=", ".join(DIALECTS)),
            )
        return placing_sql(self.model, dialect, table)

    def placing(self) -> dict[str, Any]:
        """Return the numbers that placing rests on, as docs/placing.md explains them; errors as of `sql`."""
        found: dict[str, Any] = json.loads(placing_json(self.model))
        return found

    def workbook(self, path: str | Path, rows: int | None = None) -> int:
        """Write a workbook of formulas that places the customers that are pasted into it, as `predict` does.

        Parameters
        ----------
        path : str or Path
            Of a file that is not there yet: `placing.xlsx`.
        rows : int, optional
            Customers that it has room for; default: 5,000, or as many as formulas may be filled in for.

        Returns
        -------
        int
            For how many it has room.

        Raises
        ------
        InputError
            If the placing rests on what formulas cannot hold, or takes more of them than Excel does.
        UsageError
            If there is to be room for nobody.
        OutputError
            If the file exists or cannot be written.
        """
        return deliver_workbook(self.model, Path(path), rows)

    def personal_data(self) -> list[str]:
        """What the model holds of the customers that it was made from, for whoever shares it."""
        return [str(each.words) for each in personal_data_of(self.model, self.recipe)]

    def save(self, path: str | Path) -> None:
        """Write the model file."""
        write_model(Path(path), self.model, self.recipe)


def load_model(path: str | Path) -> CustomerModel:
    """Read a `model.segdesk`.

    Raises
    ------
    InputError
        If it is no model that can be used.
    """
    model, recipe = read_stored_model(Path(path))
    return CustomerModel(model, recipe)
