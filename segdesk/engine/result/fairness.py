"""The protected attributes of a result."""

from segdesk.engine.profiles.protected import ProtectedAttribute, protected_attributes
from segdesk.engine.result.segmentation import Segmentation


def protected_of(segmentation: Segmentation) -> tuple[ProtectedAttribute, ...]:
    """Return the protected attributes among the columns, those that the segments follow most first."""
    source = segmentation.source
    return protected_attributes(
        source.columns, source.choices, segmentation.fit.rows, segmentation.segmented_labels
    )
