"""The segments of a scan as the recipe has them shaped by hand."""

from segdesk.engine.clustering.partition import Partition
from segdesk.engine.pipeline.category_balance import Scanned
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.shaping.shape import ShapedSegments, shape
from segdesk.progress import Progress


def shape_by_hand(
    found: Scanned, chosen: Recipe, partition: Partition, progress: Progress
) -> ShapedSegments | None:
    """Return the segments after the steps of the recipe; None where it has none.

    Parameters
    ----------
    found : Scanned
    chosen : Recipe
        With every automatic choice filled in, so that running it again takes the same steps.
    partition : Partition
        As the method made it.
    progress : Progress
    """
    spec = found.recipe.by_hand
    if not spec.edits:
        return None
    return shape(found.training, found.method, chosen.method, partition, spec, progress)
