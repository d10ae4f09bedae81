"""Names and colours given by hand, as the recipe of a run keeps them: for the very segments that they were given to."""

import hashlib
from dataclasses import replace

from segdesk.engine.recipe.output import GivenName, GivenNames
from segdesk.engine.result.segmentation import Segmentation, with_provenance


def labels_fingerprint(segmentation: Segmentation) -> str:
    """Return what tells the labels of one file's customers from others, and from those of another file."""
    digest = hashlib.sha256(segmentation.source_table.source.sha256.encode())
    digest.update(segmentation.fit.labels.astype("<i4").tobytes())
    return digest.hexdigest()


def given_names(segmentation: Segmentation) -> GivenNames | None:
    """Return the names and colours that the segments were given by hand; None without any."""
    given = tuple(
        GivenName(
            segment.number,
            str(segment.name) if segment.named_by_user else None,
            segment.palette_place if segment.palette_place != segment.number else None,
        )
        for segment in segmentation.named
        if segment.named_by_user or segment.palette_place != segment.number
    )
    return GivenNames(labels_fingerprint(segmentation), given) if given else None


def with_names_in_recipe(segmentation: Segmentation, given: GivenNames | None) -> Segmentation:
    """Return the result whose recipe holds these names and colours."""
    recipe = segmentation.provenance.recipe
    return with_provenance(segmentation, recipe=replace(recipe, output=replace(recipe.output, given=given)))
