"""What `compare` is given: labeled files, folders of results, or models with the files that they place."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from segdesk.engine.comparison.from_prediction import side_of_prediction, variables_of
from segdesk.engine.comparison.side import (
    UNASSIGNED_KEY,
    KnownValues,
    Side,
    checked_identifiers,
    known_values,
)
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.table import ColumnType, Role, Table, TypedColumn
from segdesk.engine.prediction.model import Model
from segdesk.engine.prediction.predict import customers_to_place, predict
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.inspection import Inspection, inspect
from segdesk.errors import InputError, UsageError, Where
from segdesk.io.reading import read_table
from segdesk.io.recipe_file import read_recipe
from segdesk.io.result_folder import listed_files
from segdesk.io.stored_model import read_stored_model
from segdesk.messages import say
from segdesk.progress import Progress, part, silent
from segdesk.threads import single_threaded

MODEL, MODEL_FILE = ".segdesk", "model.segdesk"
# Of a result folder the first that is there.
_LABELED = ("labeled.csv", "labeled.parquet", "labeled.xlsx")
# Ours has the highest number where the input had a column of that name.
_SEGMENT = re.compile(r"segment(?:_(\d+))?")


def read_sides(
    old: Path,
    new: Path,
    data: Sequence[Path] = (),
    *,
    identifier: str | None = None,
    value: str | None = None,
    spec: ReadSpec | None = None,
    progress: Progress = silent,
) -> tuple[Side, Side]:
    """Read the two segmentations to compare.

    Parameters
    ----------
    old, new : Path
        Both labeled files or folders of results, or both models.
    data : sequence of Path
        For models: the file whose customers both place, or one file for each.
    identifier : str, optional
        Column that identifies customers; by default the recipe's, or found.
    value : str, optional
        Money column; by default found by name.
    spec : ReadSpec, optional
        How files are read, where the user says so.
    progress : Progress

    Raises
    ------
    InputError
        If a file holds no segments, or its customers cannot be told apart.
    UsageError
        If models come without files, files without models, or a model is compared with a file.
    """
    models = [path.suffix.lower() == MODEL for path in (old, new)]
    if any(models) and not all(models):
        raise UsageError(
            say("A model can't be compared with a labeled file."),
            mend=say("Name two models with --data, or place the customers first with segdesk predict."),
        )
    if all(models) != bool(data) or len(data) > 2:
        raise UsageError(
            say("Two models are compared by the customers that they place."),
            mend=say("Name one file for both, or one for each, with --data; labeled files need none."),
        )
    files = (data[0], data[-1]) if data else (None, None)
    spec = spec or ReadSpec()
    sides = []
    for place, (path, file) in enumerate(zip((old, new), files, strict=True)):
        share = part(progress, place / 2, (place + 1) / 2)
        if file is None:
            sides.append(read_labeled(path, identifier, value, spec, share))
        else:
            sides.append(_placed(path, file, identifier, value, spec, share))
    return sides[0], sides[1]


def side_of_table(
    table: Table,
    title: str,
    identifier: str | None = None,
    value: str | None = None,
    recipe: Recipe | None = None,
    model: Model | None = None,
) -> Side:
    """Return a labeled table as one side of a comparison.

    With the model that made the segments its columns are read as the model knows them; without it those that could
    form segments are taken to have done so.

    Raises
    ------
    InputError
        If it has no column `segment`, or its customers cannot be told apart.
    """
    file = table.source.path.name
    segment, name = _segment_columns(table)
    if segment is None:
        raise InputError(
            say("The file has no column “segment”."),
            where=Where(file=file),
            mend=say(
                "Use a labeled file of segdesk run or segdesk predict, or a folder that segdesk run wrote."
            ),
        )
    known = Recipe() if recipe is None else recipe
    identifier = identifier or _present(known.columns.id, table)
    wanted = ColumnsSpec(kind="customers", id=identifier, value=value or _present(known.columns.value, table))
    understood = inspect(table, wanted)
    found = understood.schema.names(Role.IDENTIFIER)
    if not found:
        raise InputError(
            say("Which column identifies a customer can't be told."),
            where=Where(file=file),
            mend=say("Name it with --id."),
        )
    keys = np.array([_key(text) for text in table.column(segment).cells()], dtype=str)
    names = {UNASSIGNED_KEY: str(say("Unassigned"))}
    if name is not None:
        for key, text in zip(keys.tolist(), table.column(name).cells().tolist(), strict=True):
            names.setdefault(key, text.strip() or key)
    return Side(
        title,
        checked_identifiers(table.column(found[0]).cells(), file, found[0]),
        keys,
        names,
        _values(understood.columns, understood.schema.value_column),
        recipe,
        value_column=understood.schema.value_column,
        known=_known(table, understood, model),
    )


def _known(table: Table, understood: Inspection, model: Model | None) -> KnownValues:
    """Return the values of a labeled table that segments are told apart by."""
    if model is not None and not [name for name in model.inputs if name not in table.names]:
        return known_values(variables_of(predict(table, model, ReadSpec())), model)
    forming = understood.schema.names(Role.SEGMENTATION)
    return known_values([column for column in understood.columns if column.name in forming], None)


def result_folder_of(path: Path) -> Path:
    """Return the folder of the result that a labeled file was written with, which knows more; else the file."""
    return path.parent if path.name in (listed_files(path.parent) or ()) else path


def read_labeled(
    path: Path,
    identifier: str | None = None,
    value: str | None = None,
    spec: ReadSpec | None = None,
    progress: Progress = silent,
) -> Side:
    """Read a labeled file, or the folder of a result, as one side of a comparison.

    Raises
    ------
    InputError
        If it holds no segments, or its customers cannot be told apart.
    """
    recipe, model = None, None
    file = labeled_file(path)
    if path.is_dir():
        if (path / "recipe.toml").is_file():
            recipe = read_recipe(path / "recipe.toml")
        if (path / MODEL_FILE).is_file():
            model, made_with = read_stored_model(path / MODEL_FILE)
            recipe = recipe or made_with
    table = read_table(file, spec, progress)
    return side_of_table(table, path.name, identifier, value, recipe, model)


def labeled_file(path: Path) -> Path:
    """Return the labeled file in the folder of a result; a file is one itself.

    Raises
    ------
    InputError
        If the folder holds none of segdesk's.
    """
    if not path.is_dir():
        return path
    written = listed_files(path)
    names = [name for name in _LABELED if (path / name).is_file()]
    if written is None or not names:
        raise InputError(
            say("The folder holds no labeled file of segdesk's."),
            where=Where(file=str(path)),
            mend=say("Name a folder that segdesk run wrote, or a labeled file."),
        )
    return path / names[0]


def _placed(
    path: Path, file: Path, identifier: str | None, value: str | None, spec: ReadSpec, progress: Progress
) -> Side:
    """Return the customers of a file as a model places them."""
    model, recipe = read_stored_model(path)
    table = read_table(file, spec, part(progress, 0, 0.6))
    progress(say("Placing customers"), 0.6)
    with single_threaded():
        customers, how = customers_to_place(table, model, replace(recipe, read=spec), None, dt.date.today())
        prediction = predict(customers, model, how)
    side = side_of_prediction(prediction, path.name, recipe, identifier, value)
    progress(say("Placing customers"), 1.0)
    return side


def _segment_columns(table: Table) -> tuple[str | None, str | None]:
    """Return segdesk's columns with segment and name; the name may be missing."""
    found: dict[int, str] = {}
    loose = {name.strip().casefold(): name for name in table.names}
    for folded, name in loose.items():
        match = _SEGMENT.fullmatch(folded)
        if match is not None:
            found[int(match.group(1) or 1)] = name
    if not found:
        return None, None
    named = [n for n in loose if re.fullmatch(r"segment_name(_\d+)?", n)]
    return found[max(found)], loose[max(named, key=lambda n: (len(n), n))] if named else None


def _key(text: str) -> str:
    """Return a segment as it is compared: no blanks around it, whole numbers without decimals, 0 for none."""
    text = text.strip()
    return text.removesuffix(".0") or UNASSIGNED_KEY


def _present(name: str | None, table: Table) -> str | None:
    return name if name is not None and name in table.names else None


def _values(columns: Sequence[TypedColumn], name: str | None) -> Floats | None:
    column = next((c for c in columns if c.name == name), None)
    if column is None or column.type is not ColumnType.NUMBER:
        return None
    return column.values.astype(np.float64)
