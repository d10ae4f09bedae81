"""Names of the segments, as every labeled file writes them."""

from segdesk.engine.segmentation import UNASSIGNED, Segmentation
from segdesk.messages import say


def name_by_number(segmentation: Segmentation) -> dict[int, str]:
    """Return each segment's name in the language in force; the unassigned have one even if there are none."""
    names = {UNASSIGNED: str(say("Unassigned"))}
    names.update({segment.number: str(segment.name) for segment in segmentation.segments})
    return names
