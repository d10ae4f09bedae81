"""Choosing the method from the table."""

from collections.abc import Sequence

from segdesk.engine.canonical import even_sample
from segdesk.engine.natural import groups_hidden_from_kmeans
from segdesk.engine.preparation.features import FeatureBlock
from segdesk.engine.table import Floats
from segdesk.messages import Message, say

MANY_ROWS = 500_000
SAMPLE_ROWS = 5_000


def choose_method(matrix: Floats, seed: int, blocks: Sequence[FeatureBlock] = ()) -> tuple[str, Message]:
    """Return the name of the method for a table, and the reason in a sentence.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    seed : int
        Of the recipe.
    blocks : sequence of FeatureBlock, optional
        Which columns belong to which variable; without them all are numbers.
    """
    n_rows, n_features = matrix.shape
    if n_rows > MANY_ROWS:
        return "minibatch", say(
            "Method: mini-batch k-means, because the table has {n_rows} customers.", n_rows=n_rows
        )
    if n_features == 1:
        return "kmeans", say(
            "Method: k-means, which cuts a single column where its values leave the most room."
        )
    sample = matrix[even_sample(n_rows, SAMPLE_ROWS, seed)]
    if groups_hidden_from_kmeans(sample, seed) is not None:
        return "gmm", say(
            "Method: Gaussian mixture, because there are groups with gaps between them that only some of the columns "
            "show; k-means would cut along the others."
        )
    if len({block.is_category for block in blocks if block.weight > 0}) == 2:
        return "kmeans", say(
            "Method: k-means on numbers and categories together; each category is weighed so that it counts as much as "
            "one number, and its rare values more than its usual ones (as in FAMD). So every column has its say, and "
            "new customers are placed by the nearest group."
        )
    return "kmeans", say(
        "Method: k-means, which groups customers that are close on all columns together and places new ones "
        "by the nearest group."
    )
