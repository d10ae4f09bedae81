"""A model to place customers with: of a model file, or of the run that a project shows."""

from pathlib import Path

from segdesk.engine.prediction.model import Model
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import InputError, Where
from segdesk.io.container import PROJECT, kind_of_container
from segdesk.io.model_file import read_model
from segdesk.io.project_file import read_project
from segdesk.messages import say
from segdesk.progress import Progress, silent


def read_stored_model(path: Path, progress: Progress = silent) -> tuple[Model, Recipe]:
    """Return the model that a file holds, and the recipe that it was made with.

    Raises
    ------
    InputError
        If it is missing, damaged, newer than this program, or a project without a result.
    """
    if kind_of_container(path) != PROJECT:
        return read_model(path)
    run = read_project(path, progress).run
    if run is None:
        raise InputError(
            say("The project shows no result to place customers with."),
            Where(file=path.name),
            say("Open it, find segments, and save it."),
        )
    return run.segmentation.fit.model, run.segmentation.provenance.recipe
