"""What a result says of its outcomes."""

from segdesk.engine.profiles.outcomes import compare_outcome
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message


def outcome_findings(segmentation: Segmentation) -> list[Message]:
    """Return a sentence on each outcome: where it is least and most frequent."""
    names = [segment.name for segment in segmentation.named]
    by_outcome = zip(*(segment.outcomes for segment in segmentation.named), strict=True)
    return [compare_outcome(names, outcomes) for outcomes in by_outcome]
