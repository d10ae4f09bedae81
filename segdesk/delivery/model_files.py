"""The model file of a run, and what whoever shares it should know."""

from pathlib import Path

from segdesk.engine.prediction.compact import CompactModel, compact_model
from segdesk.engine.prediction.personal_data import (
    customers_held,
    told_of_customers,
    told_of_small_segments,
)
from segdesk.engine.result.segmentation import Segmentation
from segdesk.io.model_file import write_model
from segdesk.messages import Message
from segdesk.threads import single_threaded


def compact_model_of(segmentation: Segmentation) -> CompactModel | None:
    """Return the model of a run without customers; None where it holds none as it is."""
    recipe, fit = segmentation.provenance.recipe, segmentation.fit
    columns = {column.name: column for column in segmentation.source.columns}
    with single_threaded():
        return compact_model(fit.model, fit.ordered_matrix, columns, recipe.method.method, recipe.method.seed)


def write_model_of(
    segmentation: Segmentation, path: Path, compact: bool | None = None
) -> tuple[Message, ...]:
    """Write the model file of a run.

    Parameters
    ----------
    segmentation : Segmentation
    path : Path
    compact : bool, optional
        Whether means of several customers stand for them; default: what the recipe says.

    Returns
    -------
    tuple of Message
        What it holds of single customers, and how well a compact one places them.
    """
    recipe, model = segmentation.provenance.recipe, segmentation.fit.model
    made = None
    if recipe.output.compact_model if compact is None else compact:
        made = compact_model_of(segmentation)
    write_model(path, model if made is None else made.model, recipe)
    held = customers_held(model, recipe.method.method)
    if not held:
        return ()
    if made is None:
        return (told_of_customers(held),)
    return (made.words, *told_of_small_segments(segment.size for segment in segmentation.named))
