"""Going on to more segments where the evidence is best at the end of those that were tried."""

from collections.abc import Callable, Sequence

from segdesk.engine.clustering.diagonal_mixture import MixtureGrowth
from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.row_order import even_sample, n_distinct
from segdesk.engine.validation.k_selection import CLEAR_STRUCTURE
from segdesk.engine.validation.separated_groups import seems_cut_short
from segdesk.engine.validation.silhouette import silhouettes
from segdesk.messages import say
from segdesk.progress import Progress, part
from segdesk.threads import in_background

# How far the scan goes on where the evidence is best at its end, and by how many customers that is seen.
FURTHER = (25, 50)
EDGE_ROWS = 2_000
# The share of the rows that must differ from each other for their fit to say how many groups there are.
MOSTLY_DIFFERENT = 0.5


def with_further_numbers(
    matrix: Floats,
    partitions: tuple[Partition, ...],
    most: int,
    seed: int,
    growth: MixtureGrowth,
    fitted: Callable[[Sequence[int], Progress], tuple[Partition, ...]],
    progress: Progress,
) -> tuple[Partition, ...]:
    """Return the partitions with those into more segments, as long as the evidence is best at the end."""
    for place, end in enumerate(FURTHER):
        last = partitions[-1].k
        upto = min(end, most)
        told = part(progress, place / len(FURTHER), (place + 1) / len(FURTHER))
        if upto <= last or not _goes_on(matrix, partitions, seed, growth, told):
            break
        partitions = (*partitions, *fitted(range(last + 1, upto + 1), told))
    return partitions


def _goes_on(
    matrix: Floats, partitions: Sequence[Partition], seed: int, growth: MixtureGrowth, progress: Progress
) -> bool:
    return in_background(
        lambda: _is_best_at_the_end(matrix, partitions, seed, growth),
        say("Trying numbers of segments"),
        part(progress, 0, 0),
    )


def _is_best_at_the_end(
    matrix: Floats, partitions: Sequence[Partition], seed: int, growth: MixtureGrowth
) -> bool:
    sample = even_sample(len(matrix), EDGE_ROWS, seed)
    rows = matrix[sample]
    # Where many customers are the same, the fit rises until each kind of them is a segment.
    if n_distinct(rows) >= MOSTLY_DIFFERENT * len(rows):
        compared = silhouettes(rows, [each.labels[sample] for each in partitions], seed)
        fits = [compared.mean(i) or 0.0 for i in range(len(partitions))]
        if fits[-1] == max(fits) and fits[-1] > CLEAR_STRUCTURE:
            return True
    return seems_cut_short(matrix, partitions[-1].labels, seed, growth)
