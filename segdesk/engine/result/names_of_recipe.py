"""Names and colours that a recipe holds, given to the segments of a new run where these are the same segments."""

from dataclasses import replace

from segdesk.engine.data.finding import finding
from segdesk.engine.recipe.output import GivenNames
from segdesk.engine.result.given_names import labels_fingerprint, with_names_in_recipe
from segdesk.engine.result.renaming import renamed
from segdesk.engine.result.segmentation import Segmentation, with_provenance, with_segments


def with_names_of_recipe(segmentation: Segmentation, given: GivenNames | None) -> Segmentation:
    """Return the result with the names and colours of its recipe; of other segments it is told that they have none.

    Parameters
    ----------
    segmentation : Segmentation
    given : GivenNames or None
        As the recipe had them before the run.

    Raises
    ------
    UsageError
        If a name is empty or too long, or two segments have the same.
    """
    if given is None:
        return segmentation
    names = {each.segment: each.name for each in given.segments if each.name is not None}
    if given.labels != labels_fingerprint(segmentation):
        bare = with_names_in_recipe(segmentation, None)
        if not names:
            return bare
        told = finding("names.not_carried_over", n=len(names), names=list(names.values()))
        return with_provenance(bare, warnings=(*segmentation.provenance.warnings, told))
    colours = {each.segment: each.colour for each in given.segments if each.colour is not None}
    painted = tuple(
        replace(segment, colour=colours.get(segment.number, segment.colour))
        for segment in segmentation.description.segments
    )
    return renamed(with_segments(segmentation, painted), names)
