"""What the window does in the background to assign the customers of a file: read it, place them, save them.

Of a file that memory would not hold a sample is placed first; all of it is placed when it is saved.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import InputError, Where
from segdesk.progress import Progress, part

if TYPE_CHECKING:
    from segdesk.engine.data.column_matching import NameMatch
    from segdesk.engine.data.table import Source, Table
    from segdesk.engine.prediction.model import Model
    from segdesk.engine.prediction.predict import Prediction
    from segdesk.messages import Message


@dataclass(frozen=True, eq=False)
class Whole:
    """The files that a table is a sample of.

    Attributes
    ----------
    paths : tuple of Path
    source : Source
        As the sample has it.
    told : Message
        What the sample is.
    rules : Recipe or None
        By which all purchases are summarised; None of customers.
    as_read : tuple of int
        What tells whether the files are still those that were read.
    """

    paths: tuple[Path, ...]
    source: "Source"
    told: "Message"
    rules: Recipe | None
    as_read: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class ToPlace:
    """A file whose customers are to be placed.

    Attributes
    ----------
    customers : Table
        The file's table, or the customers that its purchases were summarised to.
    spec : ReadSpec
        How its cells are written.
    match : NameMatch
        Which column is which variable, by name.
    recipe : Recipe
        That the model was made with.
    whole : Whole or None
        What these are a sample of; None of a file that memory holds.
    """

    customers: "Table"
    spec: ReadSpec
    match: "NameMatch"
    recipe: Recipe
    whole: Whole | None


@dataclass(frozen=True, eq=False)
class Saved:
    """A labeled file that was written.

    Attributes
    ----------
    prediction : Prediction
        With the counts of all customers of the file.
    notes : tuple of Message
        What had to be changed in it.
    """

    prediction: "Prediction"
    notes: "tuple[Message, ...]"


def read_to_place(paths: tuple[Path, ...], model: "Model", recipe: Recipe, progress: Progress) -> ToPlace:
    """Read a file of new customers, or several as one table; purchases are summarised by the model's rules.

    Parameters
    ----------
    paths : tuple of Path
    model : Model
    recipe : Recipe
        That it was made with.
    progress : Progress
    """
    from segdesk.engine.prediction.matching import find_variables
    from segdesk.engine.prediction.predict import customers_to_place
    from segdesk.io.joining import joined_table
    from segdesk.scale.engine_choice import read_as_memory_allows

    # How the file of the model was written says nothing of this one.
    recipe = replace(recipe, read=ReadSpec())
    table = read_as_memory_allows(paths, recipe, part(progress, 0, 0.6))
    whole = _whole(paths, table, model, recipe) if table.sample_of else None
    customers, spec = customers_to_place(
        table, model, recipe, joined_table(recipe.transactions.join), dt.date.today()
    )
    return ToPlace(customers, spec, find_variables(customers, model), recipe, whole)


def _whole(paths: tuple[Path, ...], sample: "Table", model: "Model", recipe: Recipe) -> Whole:
    from segdesk.engine.prediction.predict import holds_purchases, rules_of_purchases

    rules = rules_of_purchases(recipe, sample.names) if holds_purchases(sample, model, recipe) else None
    # The first step tells of the sample.
    return Whole(paths, sample.source, sample.steps[0], rules, _as_on_disk(sample.source))


def _as_on_disk(source: "Source") -> tuple[int, ...]:
    """Return sizes and times of the files of a table; nothing of those that are gone."""
    files = [file.path for file in source.files] or [source.path]
    found = [path.stat() for path in files if path.is_file()]
    return tuple(number for each in found for number in (each.st_size, each.st_mtime_ns))


def place_customers(
    file: ToPlace, model: "Model", matches: Mapping[str, str], progress: Progress
) -> "Prediction":
    """Place the customers of a file that was read."""
    from segdesk.engine.prediction.predict import predict
    from segdesk.messages import say
    from segdesk.threads import single_threaded

    progress(say("Placing customers"), 0.1)
    with single_threaded():
        return predict(file.customers, model, file.spec, matches)


def save_placed(file: ToPlace, prediction: "Prediction", path: Path, progress: Progress) -> Saved:
    """Write the labeled file of placed customers; all of those whom a sample was placed of.

    Parameters
    ----------
    file : ToPlace
    prediction : Prediction
        Of its customers.
    path : Path
        A file that is there may be replaced: the file dialog has asked.
    progress : Progress

    Raises
    ------
    InputError
        If the files are no longer those that were read, or hold more than was found in the sample.
    UsageError
        If the name's ending is of no format.
    OutputError
        If the file cannot be written, or the format cannot hold the table.
    """
    from segdesk.delivery.table_file import deliver_prediction

    if file.whole is None:
        return Saved(prediction, deliver_prediction(prediction, path, progress=progress, replace=True))
    return _save_whole(file, file.whole, prediction, path, progress)


def _save_whole(
    file: ToPlace, whole: Whole, prediction: "Prediction", path: Path, progress: Progress
) -> Saved:
    from segdesk.delivery.placed_whole import place_all_purchases, place_all_rows
    from segdesk.io.joining import joined_table
    from segdesk.messages import say

    if _as_on_disk(whole.source) != whole.as_read:
        raise InputError(
            say("The file has changed since it was read."),
            where=Where(file=whole.paths[0].name),
            mend=say("Choose it again."),
        )
    if whole.rules is None:
        return Saved(
            *place_all_rows(whole.paths, prediction, file.spec, path, overwrite=True, progress=progress)
        )
    return Saved(
        *place_all_purchases(
            whole.paths,
            prediction.model,
            whole.rules,
            path,
            matches=prediction.sources,
            joined=joined_table(file.recipe.transactions.join),
            today=dt.date.today(),
            overwrite=True,
            progress=progress,
        )
    )
